// Writes to what git runs by itself: hooks, and configurations that name programs.
import type { Action } from '../model/action.ts'
import { compilePlace, type Surroundings } from '../model/place.ts'
import { doubt } from '../grammar/analysis.ts'
import { show } from '../model/value.ts'
import type { Subject } from './match.ts'

const run = [
  '**/.git/hooks',
  '**/.git/hooks/**',
  '**/.git/config',
  '**/.git/config.worktree',
  '**/.git/info/attributes',
  '~/.gitconfig',
  '~/.config/git/**',
  '/etc/gitconfig',
]
const writes = new Set<string>(['create', 'append', 'modify', 'overwrite'])

/** A doubt about a later call of git; of git's own writes to its configuration the table of git tells more. */
export function compilePlanted(around: Surroundings): (subject: Subject) => Action[] {
  const places = run.map((glob) => compilePlace(glob, around))
  return ({ command, action, paths }) => {
    if (!writes.has(action.kind) || (command.name === 'git' && action.kind === 'modify')) return []
    const path = paths.find((each) => places.some((place) => place(each, false) === 'yes'))
    return path ? [doubt('changed-lookup', show(path))] : []
  }
}
