// The git repositories of a project: its own, those inside of it, their submodules; where their bookkeeping lies.
import { dirname, join, resolve } from 'node:path'
import { liesIn, realPath } from '../paths.ts'
import { isRealFolder, lookAt, namesIn, textAt } from './plain-file.ts'

export interface Repository {
  /** Real path of the folder that all of it shares: objects, refs, configuration. */
  readonly common: string
  /** Folder of its own below `common`, of a linked worktree; null: `common` itself. */
  readonly own: string | null
  /** The `.git` file that leads there; null when `.git` is the folder itself, or for a bare repository. */
  readonly pointer: string | null
}

/** What `.git` in `folder` is. A pointer that is not answered from the other side leads nowhere. */
export function repositoryAt(folder: string): Repository | null {
  const path = join(folder, '.git')
  const entry = lookAt(path)
  if (entry?.isDirectory()) return { common: path, own: null, pointer: null }
  if (!entry?.isFile()) return null
  const own = linkedFolder(folder, path)
  if (own === null) return null
  const common = commonFolder(own)
  const isWorktree = own !== common && liesIn(join(common, 'worktrees'), own)
  if (own !== common && !isWorktree) return null
  return { common, own: isWorktree ? own : null, pointer: path }
}

/** Of submodules, whose names may hold slashes; they have folders of their own inside of `common`. */
export function submodulesOf(common: string, depth = 0): Repository[] {
  return below(join(common, 'modules'), depth)
}

function below(folder: string, depth: number): Repository[] {
  if (depth > 6 || !isRealFolder(folder)) return []
  if (lookAt(join(folder, 'HEAD')) !== null)
    return [{ common: folder, own: null, pointer: null }, ...submodulesOf(folder, depth + 1)]
  return namesIn(folder).flatMap((name) => below(join(folder, name), depth + 1))
}

/** A folder that git itself would take for a repository when it is called there. */
export const looksBare = (names: ReadonlySet<string>): boolean =>
  names.has('HEAD') && names.has('objects') && names.has('refs')

/** Where a `.git` file points, if the folder there points back: as git makes it for worktrees and submodules. */
function linkedFolder(folder: string, path: string): string | null {
  const [, target] = /^gitdir: (.+)$/m.exec(textAt(path)) ?? []
  const found = target === undefined ? null : realPath(resolve(folder, target.trimEnd()))
  if (found === null) return null
  const back = textAt(join(found, 'gitdir')).trim()
  if (back !== '' && realPath(dirname(resolve(found, back))) === folder) return found
  const [, worktree] = /^[ \t]*worktree[ \t]*=(.+)$/m.exec(textAt(join(found, 'config'))) ?? []
  return worktree !== undefined && realPath(resolve(found, worktree.trim())) === folder ? found : null
}

function commonFolder(folder: string): string {
  const shared = textAt(join(folder, 'commondir')).trim()
  return shared === '' ? folder : (realPath(resolve(folder, shared)) ?? folder)
}
