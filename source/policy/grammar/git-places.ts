// Variables that tell git where its files are.
import type { Action } from '../model/action.ts'
import { knownStart, literal, unknown, type Value } from '../model/value.ts'
import { doubt, onPath } from './analysis.ts'

/** A variable that names files of git's; null: not one of those. */
export function placeVariable(name: string, value: Value): readonly Action[] | null {
  if (name.startsWith('GIT_TRACE')) return traced(value)
  if (name === 'GIT_INDEX_FILE') return [onPath('overwrite', value)]
  if (name === 'GIT_OBJECT_DIRECTORY') return [onPath('create', value)]
  if (/^GIT_(?:DIR|WORK_TREE)$/.test(name)) return isOwn(value) ? [] : [doubt('changed-lookup', name)]
  return /^GIT_(?:CONFIG_NOSYSTEM|PAGER_IN_USE|CEILING_DIRECTORIES|LITERAL_PATHSPECS)$/.test(name) ? [] : null
}

/** Traces go to a file only when its path is absolute. */
function traced(value: Value): Action[] {
  const start = knownStart(value)
  if (start.startsWith('/')) return [onPath('append', value)]
  return start === '' && value.length > 0 ? [onPath('append', unknown)] : []
}

const isOwn = (value: Value): boolean => {
  const text = literal(value)
  return text !== null && !text.startsWith('/') && !text.split('/').includes('..')
}
