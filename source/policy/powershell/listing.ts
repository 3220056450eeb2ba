// What Get-ChildItem gives: files by patterns, in a folder or below it.
import { concat, hole, isKnown, literal, textValue, type Value } from '../model/value.ts'
import { pathOf } from './cmdlets.ts'
import { anything, collected, file, text, toText, type Datum } from './datum.ts'
import type { Call, Machine } from './machine.ts'
import type { Bound } from './parameters.ts'
import { child, dotted, filePath, lastName, parent, placeOf, wildcards } from './paths.ts'
import { touch } from './touch.ts'

/** `Get-ChildItem`. */
export function getChildren(machine: Machine, _call: Call, bound: Bound): Datum {
  const folders = bound.paths('path')
  const found: Datum[] = []
  for (const folder of folders.length === 0 ? [text('.')] : folders) {
    const written = pathOf(folder)
    const { provider } = placeOf(machine, written, false)
    if (provider !== 'file') {
      touch(machine, 'read', written, { isLiteral: false })
      if (provider === 'registry') found.push(file(child(written, hole('name'))))
      continue
    }
    const isForced = bound.has('force')
    found.push(...childrenOf(bound, filePath(machine, written, folder.is === 'file', isForced)))
    const pattern = folder.is === 'file' || isForced ? null : literal(written)
    if (pattern !== null && !/(?:^|[\\/])\*$/.test(pattern))
      found.push(...dotted(pattern).map((name) => file(filePath(machine, textValue(name), false, false))))
  }
  const named = bound.has('name')
    ? found.map((one) => text(bound.has('recurse') ? hole('path') : lastName(pathOf(one))))
    : found
  return named.length === 0 ? anything : collected(named)
}

function childrenOf(bound: Bound, folder: Value): Datum[] {
  const isForced = bound.has('force', 'hidden')
  const patterns = [...bound.paths('filter'), ...bound.paths('include'), ...nameless(bound)]
    .map((one) => toText(one) ?? '*')
    .flatMap((pattern) => (isForced || pattern === '*' ? [pattern] : [pattern].concat(dotted(pattern))))
  const isDeep = bound.has('recurse', 'depth')
  const isPattern = !isKnown(lastName(folder))
  if (isDeep && isPattern) return deep(parent(folder), lastName(folder), false)
  const isVisible = bound.has('directory') && !isForced
  const names = patterns.map((pattern): Value => wildcards(pattern, isForced))
  const below = names.flatMap((name) => (isDeep ? deep(folder, name, isVisible) : [file(child(folder, name))]))
  if (isPattern) return [file(folder)]
  const last = literal(lastName(folder))
  const isItself = last !== null && /[^.]\.\w+$|^\.\w/.test(last) && !/^\.\.?$/.test(last)
  return isItself ? [file(folder), ...below] : below
}
const nameless = (bound: Bound): Datum[] => (bound.has('filter', 'include') ? [] : [text('*')])

/**
 * Everything of that name below. What `*.x` means in the folder itself, or its first folder, begins with no dot, nor does
 * any when hidden folders are left out (`isVisible`).
 */
function deep(folder: Value, name: Value, isVisible: boolean): Datum[] {
  const [first, ...rest] = name
  const isPattern = typeof first !== 'string' && rest.every((part) => typeof part === 'string')
  const isOpen = first !== undefined && typeof first !== 'string' && first.hole === 'glob'
  const way = concat(hole('glob'), ['/'], hole('path'))
  if (isPattern && !(isOpen && (rest.length > 0 || isVisible))) return [file(child(folder, concat(hole('path'), rest)))]
  const ways = isPattern
    ? [name, concat(way, rest)]
    : [name, concat(hole('glob'), ['/'], name), concat(way, ['/'], name)]
  return ways.map((below) => file(child(folder, below)))
}
