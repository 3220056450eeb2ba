// The repository a project lies in: where its parts are, where HEAD stands, what is under way in it.
import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { findGit, readHead, type GitPlaces, type Head } from './find-repository.ts'
import { createGit, GitFailed, type Git, type GitFence, type GitOutput } from './git.ts'
import { entryOf } from './plain-file.ts'
import { nameOf, type Name } from './names.ts'

export interface RepositoryOptions {
  /** The project root, symlinks resolved. */
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
  /** Milliseconds without a word after which a git process is ended. */
  readonly silenceMs: number
  /** Stands in the environment of every git process, so that one that outlives its caller is found. */
  readonly marker?: Readonly<Record<string, string>>
  /** Ends all processes that carry the marker. */
  readonly endLeftovers?: (() => Promise<void>) | undefined
  /** Walls around every git but those that reach a remote. */
  readonly fence?: GitFence | null
}

/** A repository with a working tree. All paths are absolute, symlinks resolved. */
export interface Repository extends GitPlaces {
  readonly root: string
  /** The project root relative to `top`: '' or 'a/b/'. */
  readonly prefix: Name
  readonly environment: NodeJS.ProcessEnv
  readonly silenceMs: number
  readonly marker: Readonly<Record<string, string>>
  readonly endLeftovers: (() => Promise<void>) | undefined
  readonly fence: GitFence | null
  /** The same configuration, but it can write nothing: for what is looked up by itself. */
  readonly look: Git
  /**
   * git in the project root, with the repository's own configuration, filters included: only for what a person asked for. It
   * writes the working tree and the repository, and reaches no network.
   */
  readonly git: Git
  /** The same without walls: it reaches the remotes. */
  readonly remote: Git
}

/** Null: the project is in no repository. What lies in `.git` is not obeyed to find out. */
export async function openRepository(
  options: RepositoryOptions,
  remembered: GitPlaces | null = null,
): Promise<Result<Repository | null>> {
  const { root, environment, silenceMs, marker = {}, endLeftovers, fence = null } = options
  const looked = findGit(root)
  // Where it was, when somebody has taken it away: what is saved can still be brought back.
  const found = remembered && (!looked.ok || isAbove(looked.value, remembered)) ? succeed(remembered) : looked
  if (!found.ok) return found
  if (found.value === null) return succeed(null)
  const { top } = found.value
  const shared = { folder: root, environment, own: marker, silenceMs, endLeftovers }
  const [remote, look] = [createGit(shared), createGit({ ...shared, fence })]
  const { gitFolder, commonFolder } = found.value
  const git = createGit({ ...shared, fence, writable: [...new Set([top, gitFolder, commonFolder])] })
  const below = relative(top, root)
  const prefix = below === '' ? '' : `${nameOf(below)}/`
  const own = { root, prefix, environment, silenceMs, marker, endLeftovers, fence }
  const repository: Repository = { ...found.value, ...own, git, remote, look }
  if (below === '') return succeed(repository)
  const ignored = await look.call(['check-ignore', '-q', '--', '.'])
  if (ignored.code !== 0) return succeed(repository)
  return fail({
    what: `the project is ignored by the repository above it (${top})`,
    where: root,
    remedy: "'git init' in the project, or take it out of that .gitignore",
    exitCode: exitCodes.failed,
  })
}

/** None, or one whose working tree the remembered one lies in. */
const isAbove = (found: GitPlaces | null, remembered: GitPlaces): boolean =>
  found === null || (remembered.top !== found.top && remembered.top.startsWith(join(found.top, '/')))

/** What HEAD is. Repositories that keep their refs in tables are asked by git. @throws GitFailed when HEAD is broken */
export async function headOf(repository: Repository): Promise<Head> {
  const head = readHead(repository)
  if (head.isBroken) {
    const output = { code: 128, out: Buffer.alloc(0), err: 'fatal: HEAD names neither a branch nor a commit' }
    throw new GitFailed('rev-parse', output)
  }
  if (head.branch !== 'refs/heads/.invalid') return head
  const { look } = repository
  const [branch, commit] = [
    await look.call(['symbolic-ref', '-q', 'HEAD']),
    await look.call(['rev-parse', '-q', '--verify', 'HEAD^{commit}']),
  ]
  const said = ({ code, out }: GitOutput) => (code === 0 ? out.toString('utf8').trim() : null)
  return { branch: said(branch), commit: said(commit), isBroken: false }
}

const operations: readonly [file: string, name: string][] = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
]

/** A merge, rebase, cherry-pick or revert that is not finished; a checkpoint or reset would end it half done. */
export function operationUnderWay({ gitFolder }: Repository): string | null {
  return operations.find(([file]) => existsSync(join(gitFolder, file)))?.[1] ?? null
}

/** Why HEAD and index must not be touched now; null when they may. */
export function refusal(repository: Repository): Failure | null {
  const operation = operationUnderWay(repository)
  if (operation)
    return {
      what: `a ${operation} is in progress`,
      where: repository.top,
      remedy: `finish it (git ${operation} --continue) or give it up (git ${operation} --abort), then try again`,
      exitCode: exitCodes.failed,
    }
  return lockRefusal(repository)
}

export function lockRefusal({ gitFolder }: Repository): Failure | null {
  const lock = join(gitFolder, 'index.lock')
  if (!existsSync(lock)) return null
  return {
    what: 'git is locked: another git program runs here, or one was killed',
    where: lock,
    remedy: 'wait for it; when no git program is running, remove the file',
    exitCode: exitCodes.failed,
  }
}

/** Changes when the file does. */
export function stamp(path: string): string {
  const stat = entryOf(path)
  return stat ? `${stat.ino}-${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}` : 'none'
}

/** Locks that a killed git of ours left. Callers have made sure that it is gone, and that there were none before it. */
export function removeLocks({ gitFolder, commonFolder }: Repository, branch: string | null): void {
  const own = ['index', 'HEAD', 'ORIG_HEAD'].map((name) => join(gitFolder, name))
  const shared = ['packed-refs', ...(branch === null ? [] : [branch])].map((name) => join(commonFolder, name))
  for (const path of [...own, ...shared].map((name) => `${name}.lock`)) if (existsSync(path)) rmSync(path)
}
