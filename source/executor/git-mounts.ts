// What of a repository a command may write: everything but what makes git run programs later, outside the sandbox.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { entryAt, isFolder, liesIn, realPath } from './paths.ts'

export interface GitMounts {
  readonly arguments: readonly string[]
  /** Files that are not there and must not appear: git would take its configuration from where they point. */
  readonly mustNotAppear: readonly string[]
}

const nothing: GitMounts = { arguments: [], mustNotAppear: [] }

/** `root` is a real path, and its `.git` no link. */
export function gitMounts(root: string): GitMounts {
  const path = join(root, '.git')
  const entry = entryAt(path)
  if (!entry) return nothing
  if (entry.isDirectory()) return repositoryMounts(path, [])
  const folder = linkedFolder(root, path)
  // A pointer that is not answered from the other side may have been written by a command.
  if (folder === null) return { arguments: ['--ro-bind', path, path], mustNotAppear: [] }
  const common = commonFolder(folder)
  const repository = repositoryMounts(common, liesIn(join(common, 'worktrees'), folder) ? [folder] : [])
  const own = folder === common ? [] : linkedMounts(folder)
  return {
    arguments: [...repository.arguments, ...own, '--ro-bind', path, path],
    mustNotAppear: [...repository.mustNotAppear, ...absent(folder, ['config.worktree'])],
  }
}

/** Folders that must be there to be protected; git itself may have left them out. */
export function missingGitFolders(root: string): string[] {
  const path = join(root, '.git')
  if (!entryAt(path)) return []
  const linked = isFolder(path) ? path : linkedFolder(root, path)
  return linked === null ? [] : [join(commonFolder(linked), 'hooks')].filter((folder) => !entryAt(folder))
}

/** Bound onto itself a folder can be written in, but not renamed or exchanged. */
const pinned = (path: string): string[] => ['--bind', path, path]
const readOnly = (path: string): string[] => ['--ro-bind', path, path]

function repositoryMounts(folder: string, ownWorktrees: readonly string[]): GitMounts {
  const fixed = ['config', 'config.worktree', 'hooks', 'worktrees'].map((name) => join(folder, name))
  return {
    arguments: [
      ...pinned(folder),
      ...[...fixed, ...moduleFiles(join(folder, 'modules'))].filter(entryAt).flatMap(readOnly),
      ...ownWorktrees.flatMap(pinned),
    ],
    mustNotAppear: absent(folder, ['commondir', 'config.worktree']),
  }
}

function linkedMounts(folder: string): string[] {
  const fixed = ['commondir', 'gitdir', 'config.worktree'].map((name) => join(folder, name))
  return [...pinned(folder), ...fixed.filter(entryAt).flatMap(readOnly)]
}

const absent = (folder: string, names: readonly string[]): string[] =>
  names.map((name) => join(folder, name)).filter((path) => !entryAt(path))

/** Configuration and hooks of submodules, whose names may hold slashes. */
function moduleFiles(folder: string, depth = 0): string[] {
  if (depth > 4 || !isFolder(folder)) return []
  const isRepository = entryAt(join(folder, 'HEAD')) !== null
  if (isRepository)
    return [
      ...['config', 'hooks'].map((name) => join(folder, name)),
      ...moduleFiles(join(folder, 'modules'), depth + 1),
    ]
  return readdirSync(folder).flatMap((name) => moduleFiles(join(folder, name), depth + 1))
}

/** Where a `.git` file points, if the folder there points back: as git makes it for worktrees and submodules. */
function linkedFolder(root: string, path: string): string | null {
  const [, target] = /^gitdir: (.+)$/m.exec(textOf(path)) ?? []
  const folder = target === undefined ? null : realPath(resolve(root, target.trimEnd()))
  if (folder === null) return null
  const back = textOf(join(folder, 'gitdir')).trim()
  if (back !== '' && realPath(dirname(resolve(folder, back))) === root) return folder
  const [, worktree] = /^\s*worktree\s*=\s*(.+)$/m.exec(textOf(join(folder, 'config'))) ?? []
  return worktree !== undefined && realPath(resolve(folder, worktree.trim())) === root ? folder : null
}

function commonFolder(folder: string): string {
  const shared = textOf(join(folder, 'commondir')).trim()
  return shared === '' ? folder : (realPath(resolve(folder, shared)) ?? folder)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
