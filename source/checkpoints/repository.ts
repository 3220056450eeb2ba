// The repository a project lies in: where its parts are, where HEAD stands, what is under way in it.
import { existsSync, lstatSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { createGit, GitFailed, type Git } from './git.ts'
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
}

/** A repository with a working tree. All paths are absolute, symlinks resolved. */
export interface Repository {
  readonly root: string
  /** The top of the working tree; the project root or a folder above it. */
  readonly top: string
  /** The project root relative to `top`: '' or 'a/b/'. */
  readonly prefix: Name
  /** Of this working tree. */
  readonly gitFolder: string
  /** Of the repository; differs from `gitFolder` in a linked worktree. */
  readonly commonFolder: string
  readonly environment: NodeJS.ProcessEnv
  readonly silenceMs: number
  readonly marker: Readonly<Record<string, string>>
  readonly endLeftovers: (() => Promise<void>) | undefined
  /** git in the project root, on the user's own index. */
  readonly git: Git
}

/** Null: the project is in no repository. */
export async function openRepository(options: RepositoryOptions): Promise<Result<Repository | null>> {
  const { root, environment, silenceMs, marker = {}, endLeftovers } = options
  if (!hasGitAbove(root)) return succeed(null)
  const git = createGit({ folder: root, environment, own: marker, silenceMs, endLeftovers })
  const asked = ['rev-parse', '--path-format=absolute', '--show-toplevel', '--git-dir', '--git-common-dir']
  const said = await git.call(asked)
  if (said.code !== 0) return fail(notUsable(root, new GitFailed('rev-parse', said).failure))
  const [top, gitFolder, commonFolder] = said.out.toString('utf8').split('\n')
  if (!top || !gitFolder || !commonFolder || !existsSync(top))
    return fail(notUsable(root, { what: 'its path cannot be read', remedy: 'move it to a plain path', exitCode: 1 }))
  const realTop = realpathSync(top)
  const below = relative(realTop, root)
  const repository: Repository = {
    root,
    top: realTop,
    prefix: below === '' ? '' : `${nameOf(below)}/`,
    gitFolder: realpathSync(gitFolder),
    commonFolder: realpathSync(commonFolder),
    environment,
    silenceMs,
    marker,
    endLeftovers,
    git,
  }
  if (below === '') return succeed(repository)
  const ignored = await git.call(['check-ignore', '-q', '--', '.'])
  if (ignored.code !== 0) return succeed(repository)
  return fail({
    what: `the project is ignored by the repository above it (${realTop})`,
    where: root,
    remedy: "'git init' in the project, or take it out of that .gitignore",
    exitCode: exitCodes.failed,
  })
}

/** Is there a .git in the folder or above it? A cheap look that needs no git. */
function hasGitAbove(folder: string): boolean {
  for (let at = folder; ; at = resolve(at, '..')) {
    if (lstatSync(join(at, '.git'), { throwIfNoEntry: false })) return true
    if (resolve(at, '..') === at) return false
  }
}

const notUsable = (root: string, cause: Failure): Failure => ({
  ...cause,
  what: `the repository cannot be used: ${cause.what}`,
  where: root,
})

/** What HEAD is: the branch it names (null when detached), the commit and its tree (null on an unborn branch). */
export interface Head {
  readonly branch: string | null
  readonly commit: string | null
  readonly tree: string | null
}

export async function readHead({ git, gitFolder }: Repository): Promise<Head> {
  const said = await git.call(['rev-parse', 'HEAD^{commit}', 'HEAD^{tree}'])
  const [commit = null, tree = null] = said.code === 0 ? said.out.toString('utf8').split('\n') : []
  const unborn = commit === null ? await git.call(['rev-parse', '-q', '--verify', 'HEAD^{commit}']) : null
  // An unborn branch says nothing; anything else is a broken HEAD.
  if (unborn && unborn.err !== '') throw new GitFailed('rev-parse', unborn)
  const named = /^ref: (.+)/.exec(read(join(gitFolder, 'HEAD')))?.[1] ?? null
  if (named !== 'refs/heads/.invalid') return { branch: named, commit, tree }
  // Not in a file: git keeps its refs in tables here.
  const branch = await git.call(['symbolic-ref', '-q', 'HEAD'])
  return { branch: branch.code === 0 ? branch.out.toString('utf8').trim() : null, commit, tree }
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
  const lock = join(repository.gitFolder, 'index.lock')
  if (!existsSync(lock)) return null
  return {
    what: 'git is locked: another git program runs here, or one was killed',
    where: lock,
    remedy: 'wait for it; when no git program is running, remove the file',
    exitCode: exitCodes.failed,
  }
}

/** Changes when HEAD or the branch it names may have moved, without asking git. */
export function headSignature({ gitFolder, commonFolder }: Repository): string {
  const head = read(join(gitFolder, 'HEAD'))
  const branch = /^ref: (.+)/.exec(head)?.[1]
  const loose = branch === undefined ? '' : read(join(commonFolder, branch))
  return [
    head,
    loose,
    stamp(join(commonFolder, 'packed-refs')),
    stamp(join(commonFolder, 'reftable', 'tables.list')),
  ].join(' ')
}

/** Changes when the file does. */
export function stamp(path: string): string {
  const stat = lstatSync(path, { throwIfNoEntry: false, bigint: true })
  return stat ? `${stat.ino}-${stat.size}-${stat.mtimeNs}-${stat.ctimeNs}` : 'none'
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

/** Locks that a killed git of ours left. Callers have made sure that it is gone, and that there were none before it. */
export function removeLocks({ gitFolder, commonFolder }: Repository, branch: string | null): void {
  const own = ['index', 'HEAD', 'ORIG_HEAD'].map((name) => join(gitFolder, name))
  const shared = ['packed-refs', ...(branch === null ? [] : [branch])].map((name) => join(commonFolder, name))
  for (const path of [...own, ...shared].map((name) => `${name}.lock`)) if (existsSync(path)) rmSync(path)
}
