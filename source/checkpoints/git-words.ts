// What git says when it fails: the line that tells why, and what helps against it.

interface Ended {
  readonly code: number | null
  readonly err: string
}

/** Of a git that was ended for its silence. */
export const silent = 'block timeout reached'

/** Of a process that has no pipes, for there are no descriptors left. Source: simple-git, GitExecutorChain.gitResponse */
const unstarted = /Cannot read properties of undefined \(reading 'on'\)/

/** The line that says why: git's own words, without hints. */
export function saidLast({ err, code }: Ended): string {
  // A git that never started has no words: its error is one of this program, with its stack.
  const lines = err.split('\n').filter((line) => line.trim() !== '' && !/^(?:hint|warning):|^\s+at /.test(line))
  // Of a filter that does not run git first tells of the pipe to it.
  const filter = lines.find((line) => /\bfilter\b.{0,300}(?:failed|not found)/.test(line))
  const fatal = filter ?? lines.find((line) => /^(?:fatal|error):/.test(line)) ?? lines.at(-1)
  if (fatal?.includes(silent)) return 'it said nothing for too long and was ended'
  if (fatal !== undefined && unstarted.test(fatal)) return 'EMFILE: it could not be started, too many files are open'
  return fatal?.replace(/^(?:(?:fatal|error): |(?:Error: )+)/, '') ?? `exit code ${code ?? 'none'}`
}

const remedies: readonly [RegExp, string][] = [
  [/No space left|Out of disk ?space|Disk quota/i, 'free some space and try again'],
  [
    /does not have a commit checked out|open\(.{0,300}Permission denied|unable to index file|adding files failed/,
    'make the named path readable, remove it (an empty repository inside, perhaps), or name it in .gitignore; then try again',
  ],
  [
    /Permission denied|Read-only file system|unable to (?:create|write)/i,
    'make the repository writable for this user and try again',
  ],
  [/\.lock': File exists/, 'end the other git program, or remove the .lock file when none is running, and try again'],
  [/dubious ownership/, "make the folder yours, or 'git config --global --add safe.directory' it"],
  [
    /\bfilter\b.{0,300} failed|filter-process|packet write with format failed|Could not write client identification/,
    'install the program that the named filter needs (git-lfs, perhaps), or unset the filter; then try again',
  ],
  [/is a pipe, and git would wait/, 'remove it and try again'],
  [/block timeout/, 'see what hangs (a filter, a pipe, a full disk), or raise checkpoints.git_timeout_sec'],
  [/Out of memory|bad_alloc/, 'see which file is too big for git (a .gitignore, perhaps), and make it smaller'],
  [unstarted, "raise the limit of open files ('ulimit -n') and try again"],
  [/ENOENT|git: (?:command )?not found/, 'install git 2.30 or newer'],
]

/** What helps against an error, by git's own words. */
export const remedyFor = (said: string, store?: string): string =>
  remedies.find(([pattern]) => pattern.test(said))?.[1] ??
  (store === undefined
    ? "look with 'git status' and try again"
    : `'git --git-dir ${store} fsck' names what is broken; where that folder is moved away, a new store begins without its snapshots`)
