// Walls around the git that this program itself starts on a project: what lies there is an enemy's, and git reads all of it.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { causeOf, exitCodes, Failed } from '../../core/failure.ts'
import { findProgram } from '../interpreter.ts'
import { isFolder } from '../paths.ts'
import { isPassing, tried } from '../passing.ts'
import { privateFolder } from '../private-folder.ts'
import { seccompFilter } from '../seccomp.ts'
import { openWalledShell, quoted, type WalledCall, type WalledOutput, type WalledShell } from './walled-shell.ts'

/** git that can write below these folders only, and reaches no network. */
export interface GitFence {
  /** Program and first argument that stand for git. */
  readonly binary: (writable: readonly string[]) => readonly [program: string, script: string]
  /** The same by a shell that stays behind the walls from one call to the next, or goes with this one. */
  readonly call: (writable: readonly string[], call: WalledCall, isKept: boolean) => Promise<WalledOutput>
}

const run = promisify(execFile)

/** Root outside of a user namespace reads the files of all people, as it does without walls; nothing else of its power is left. */
const asRoot = ['CAP_DAC_OVERRIDE', 'CAP_DAC_READ_SEARCH', 'CAP_FOWNER'].flatMap((name) => ['--cap-add', name])
const ways: readonly (readonly string[])[] =
  process.getuid?.() === 0
    ? [
        ['--cap-drop', 'ALL', ...asRoot],
        ['--unshare-user', '--cap-drop', 'ALL'],
      ]
    : [['--unshare-user']]

/** What git opens; each mount costs. */
const devices = ['/dev/null', '/dev/urandom'].flatMap((path) => ['--dev-bind', path, path])

const opened = new Map<string, Promise<GitFence | null>>()

/** Null where bubblewrap does not work. Tried once per process. @throws Failed when it cannot be tried at this moment */
export function openGitFence({ PATH = '' }: NodeJS.ProcessEnv): Promise<GitFence | null> {
  const known = opened.get(PATH)
  if (known) return known
  const opening = tryAll(PATH)
  opened.set(PATH, opening)
  // What only passes is no answer.
  opening.catch(() => opened.delete(PATH))
  return opening
}

async function tryAll(path: string): Promise<GitFence | null> {
  const program = process.platform === 'linux' ? findProgram('bwrap', path) : null
  const filter = seccompFilter()
  if (program === null || filter === null) return null
  for (const way of ways) {
    const fence = fenceOf(program, filter, way, path)
    const start = () =>
      run(...startOf(fence.binary([])), {
        env: { PATH: path },
        timeout: 10_000,
      })
    const works = await tried(() => start().then(() => ({ fence }), saidBy))
    if (typeof works !== 'string') return works.fence
    if (isPassing(works))
      throw new Failed({
        what: `the walls around git could not be tried: ${works}`,
        remedy: 'run it again when the machine has room, or raise the limit of processes, open files or memory',
        exitCode: exitCodes.failed,
      })
  }
  return null
}

const saidBy = (error: unknown): string =>
  (error instanceof Error && 'stderr' in error && String(error.stderr).trim()) || causeOf(error)

const startOf = ([program, script]: readonly [string, string]): [string, string[]] => [program, [script, '--version']]

function fenceOf(program: string, filter: Buffer, way: readonly string[], path: string): GitFence {
  const scriptOf = (writable: readonly string[], inside: string) =>
    scriptFor({ program, filter, way, writable, inside })
  const shells = new Map<string, WalledShell>()
  return {
    binary: (writable) => ['/bin/sh', scriptOf(writable, 'git')],
    call(writable, call, isKept) {
      const script = scriptOf(writable, '/bin/sh')
      const shell = shells.get(script) ?? openWalledShell(['/bin/sh', script], { PATH: path, LC_ALL: 'C' })
      const environment = { ...call.environment, TMPDIR: temporaryFolder() }
      if (isKept) shells.set(script, shell)
      return shell.call({ ...call, environment }).finally(() => {
        if (!isKept && shells.get(script) !== shell) shell.end()
      })
    },
  }
}

/** For filters and the like; of this process, and gone with it. */
function temporaryFolder(): string {
  const folder = join(privateFolder(), 'git-tmp')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** git reads a file of rules whole, and a command makes one of any size (`truncate -s 10G .gitignore`); it streams what it stores. */
const maxMemoryMb = 4096

interface Script {
  readonly program: string
  readonly filter: Buffer
  readonly way: readonly string[]
  readonly writable: readonly string[]
  /** What runs behind the walls. */
  readonly inside: string
}

/** A script, because whoever starts git knows a program and one argument. */
function scriptFor({ program, filter, way, writable, inside }: Script): string {
  const folders = [...writable.filter(isFolder), temporaryFolder()]
  const name = createHash('sha1')
    .update([program, inside, ...way, ...folders].join('\0'))
    .digest('hex')
  const [script, rules] = [join(privateFolder(), `git-${name}`), join(privateFolder(), 'git-filter')]
  if (!existsSync(rules)) writeFileSync(rules, filter)
  if (!existsSync(script)) {
    // It is the first process itself: one to watch over it would cost as much as git's own start.
    const closed = [
      ...way,
      '--unshare-pid',
      '--as-pid-1',
      '--die-with-parent',
      '--unshare-net',
      '--unshare-ipc',
      '--seccomp',
      '9',
    ]
    const seen = ['--ro-bind', '/', '/', ...devices, '--proc', '/proc']
    const walls = [...closed, ...seen, ...folders.flatMap((folder) => ['--bind', folder, folder])]
    const words = [program, ...walls, '--', inside].map(quoted)
    const limit = `ulimit -d ${maxMemoryMb * 1024} 2>/dev/null`
    writeFileSync(script, `exec 9<${quoted(rules)}\n${limit}\nexec ${words.join(' ')} "$@"\n`)
  }
  return script
}
