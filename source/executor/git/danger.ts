// Would git, called outside by a person, obey a repository that a command made? Its settings, hooks and links are looked at.
import { renameSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { liesIn, realPath } from '../paths.ts'
import { refusals } from '../refusals.ts'
import { dangersIn } from './config-text.ts'
import { gitlinksOf, readIndex } from './index-file.ts'
import { looksBare } from './repositories.ts'
import { lookAt, namesIn, readPlain, textAt } from './plain-file.ts'

const maxDepth = 4

/** What git would obey in the repository of this folder, in a few words; null: nothing, or there is none. */
export function dangerAt(folder: string, root: string, depth = 0): string | null {
  const path = join(folder, '.git')
  const entry = lookAt(path)
  if (entry === null) return null
  if (entry.isDirectory()) return dangerIn(path, folder, root, depth)
  if (!entry.isFile()) return '.git is neither a folder nor a file'
  const [, target = ''] = /^gitdir: (.+)$/m.exec(textAt(path)) ?? []
  const found = realPath(resolve(folder, target.trimEnd()))
  // What the repository itself keeps of its submodules no command can write.
  if (found === null || liesIn(join(root, '.git'), found)) return null
  return `its .git leads to ${found}`
}

function dangerIn(path: string, folder: string, root: string, depth: number): string | null {
  const names = new Set(namesIn(path))
  if (depth > maxDepth) return 'repositories within repositories'
  for (const name of ['commondir', 'modules', 'worktrees', 'config.worktree']) if (names.has(name)) return name
  if (lookAt(join(path, 'config'))?.isFile() === false) return 'config is no file'
  const [setting] = dangersIn(textAt(join(path, 'config')))
  if (setting !== undefined) return `setting ${setting}`
  const hook = namesIn(join(path, 'hooks')).find((name) => !name.endsWith('.sample'))
  if (hook !== undefined || lookAt(join(path, 'hooks'))?.isSymbolicLink()) return `hook ${hook ?? ''}`
  const index = readPlain(join(path, 'index'))
  const content = index && readIndex(index)
  for (const link of content ? gitlinksOf(content) : []) {
    const danger = dangerAt(join(folder, link), root, depth + 1)
    if (danger !== null) return `${link}: ${danger}`
  }
  return null
}

/**
 * A repository that has appeared in `folder`, where none was: taken out of git's way when git would obey it. The sentence
 * says what became of it; null: nothing had to be done.
 */
export function holdBack(folder: string, root: string): string | null {
  const danger = dangerAt(folder, root)
  return danger === null ? null : moveAway(join(folder, '.git'), danger)
}

/** The same for a folder that has become a repository without a `.git` of its own. */
export function holdBackBare(folder: string): string | null {
  return looksBare(new Set(namesIn(folder))) ? moveAway(join(folder, 'HEAD'), 'a bare repository') : null
}

function moveAway(path: string, danger: string): string {
  let target = `${path}-held-back`
  for (let n = 2; lookAt(target) !== null; n++) target = `${path}-held-back-${n}`
  renameSync(path, target)
  return refusals.heldBack(path, danger, target)
}
