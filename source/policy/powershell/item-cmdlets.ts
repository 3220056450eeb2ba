// Cmdlets for items and folders whose effect is more than a row of a table: targets, links, lists, other providers.
import { byNames } from '../among.ts'
import { concat, contains, hole, isKnown, literal, show, textValue, unknown, type Value, cut } from '../model/value.ts'
import { firstOf, landings, pathOf, touchParameter, valuesOf, type Special } from './cmdlets.ts'
import { anything, collected, file, itemsOf, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { applyOther } from './effects.ts'
import { moveTo } from './frames.ts'
import { act, inFolder, runFor, setVariable, type Machine } from './machine.ts'
import type { Bound } from './parameters.ts'
import { child, dotted, filePath, folderAt, isAbsolute, lastName, parent, placeOf, wildcards } from './paths.ts'
import { defineItem, noteLink, noteMove, touch } from './touch.ts'
import { isWindows, temporaryFile } from './variables.ts'

/** Copies and moves: the row has the source, here is the target. */
const land: Special = (machine, call, bound) => {
  const isCopy = call.name === 'copy-item'
  const destination = bound.get('destination')
  if (bound.has('tosession', 'fromsession')) act(machine, { kind: 'network', detail: 'session' })
  for (const source of bound.paths('path')) {
    const to = destination === undefined ? textValue('.') : given(machine, firstOf(destination), source)
    for (const landing of landings(to, pathOf(source))) {
      if (!isCopy) noteMove(machine, landing, pathOf(source))
      touch(machine, isCopy || bound.has('force') ? 'overwrite' : 'create', landing, {
        isTree: isCopy && bound.has('recurse'),
        isLiteral: false,
      })
    }
  }
  return undefined
}

const rename: Special = (machine, _call, bound) => {
  const name = bound.get('newname')
  for (const source of bound.paths('path')) {
    if (placeOf(machine, pathOf(source), true).provider !== 'file') continue
    const from = filePath(machine, pathOf(source))
    const to = name === undefined ? hole('any') : given(machine, name, source)
    // A name that is made for each has no folder.
    const own = name?.is === 'block' && contains(to, 'any') ? hole('name') : to
    const renamed = isAbsolute(own) ? own : child(parent(from), own)
    noteMove(machine, renamed, from)
    touch(machine, 'create', renamed)
  }
  return undefined
}

/** A block in place of a value gives it for each thing that the pipeline brings. */
const given = (machine: Machine, value: Datum, item: Datum): Value =>
  value.is === 'block' ? toValue(runFor(machine, value.block, item)) : pathOf(value)

const expand: Special = (machine, _call, bound) => {
  const to = bound.get('destinationpath')
  const folder = to === undefined ? textValue('.') : pathOf(to)
  touch(machine, bound.has('force') ? 'overwrite' : 'create', folder, { isTree: true })
  return undefined
}

const newItem: Special = (machine, call, bound) => {
  const name = bound.get('name')
  const folders = bound.paths('path').map(pathOf)
  const paths =
    name === undefined
      ? folders
      : (folders.length > 0 ? folders : [textValue('.')]).map((at) => child(at, pathOf(name)))
  const type = bound.text('itemtype') ?? ''
  const value = bound.get('value')
  const isForced = bound.has('force') && call.name === 'new-item' && !type.startsWith('d')
  for (const path of paths) {
    if (defineItem(machine, path, value)) continue
    touch(machine, !isForced ? 'create' : value === undefined ? 'truncate' : 'overwrite', path)
    if (/^(?:symboliclink|junction|hardlink)/.test(type) && value !== undefined) noteLink(machine, path, pathOf(value))
  }
  return collected(paths.map((path) => file(filePath(machine, path))))
}

/** `Set-Content function:x` and the like define, as `Set-Item` does. */
const setItem: Special = (machine, call, bound) => {
  const value = bound.get('value')
  const isDefined = bound.paths('path').map((path) => defineItem(machine, pathOf(path), value))
  if (!isDefined.includes(false)) return undefined
  touchParameter(machine, 'overwrite', bound, 'path')
  const content = value ?? call.input
  if (content !== null && (content.is === 'null' || toText(content) === ''))
    touchParameter(machine, 'truncate', bound, 'path')
  return undefined
}

const setLocation: Special = (machine, { name }, bound) => {
  const { frame } = machine
  const [target] = bound.paths('path')
  if (name === 'push-location') setVariable(machine, '\0stack', text(frame.folder))
  if (name === 'pop-location') {
    const before = frame.variables.get('\0stack')
    moveTo(machine, () => (before?.is === 'text' ? before.value : unknown))
  } else if (target !== undefined) {
    const { provider, path } = placeOf(machine, pathOf(target), true)
    const isBack = show(path) === '-' || show(path) === '+'
    const place = () => (provider === 'file' ? folderAt(machine, path) : concat([`${provider}:`], path))
    moveTo(machine, isBack ? () => unknown : place)
  } else if (name === 'set-location') moveTo(machine, () => textValue(machine.context.home))
  return undefined
}

const joinPath: Special = (_machine, _call, bound) => {
  const [base] = bound.paths('path')
  const rest = [...bound.items('childpath').slice(0, 1), ...bound.items('additionalchildpath').slice(0, 1)]
  if (base === undefined) return anything
  const pieces = [...rest, ...bound.rest.map(firstOf)]
  return text(pieces.reduce<Value>((path, piece) => child(path, pathOf(piece)), pathOf(base)))
}

const splitPath: Special = (machine, _call, bound) => {
  const [path] = bound.paths('path')
  if (path === undefined) return anything
  const whole = filePath(machine, pathOf(path))
  if (bound.has('leaf', 'leafbase')) return text(lastName(whole))
  if (bound.has('qualifier', 'extension', 'isabsolute')) return text(hole('name'))
  return text(bound.has('noqualifier') ? cut(whole, 2) : parent(whole))
}

/** Only what the environment drive and the registry hold can be secret among properties. */
const getProperty: Special = (machine, call) => {
  const [first] = valuesOf(call)
  if (first?.is === 'file' || call.input?.is === 'file') return call.input ?? anything
  const path = first === undefined ? textValue('') : pathOf(firstOf(first))
  if (placeOf(machine, path, true).provider !== 'file') touch(machine, 'read', path)
  return anything
}

const selectText: Special = (machine, { input }, bound) => {
  const piped = itemsOf(input ?? nothing).filter(({ is }) => is === 'file')
  for (const datum of [...bound.items(bound.has('path') ? 'path' : 'literalpath'), ...piped])
    touch(machine, 'read', pathOf(datum), { isLiteral: datum.is === 'file' || bound.has('literalpath') })
  return anything
}

const setProperty: Special = (machine, _call, bound) => {
  if (/^unixfilemode$/i.test(bound.text('name') ?? ''))
    applyOther(machine, 'rights', rightsOf(toValue(bound.get('value') ?? anything)))
  return undefined
}
const rightsOf = (path: Value) => ({ path, given: path, rest: [], before: unknown, detail: 'UnixFileMode' })

/** `Get-ChildItem`. */
const getChildren: Special = (machine, _call, bound) => {
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
  const isForced = bound.has('force', 'hidden', 'attributes')
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

export const itemCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'copy-item move-item': land,
  'rename-item': rename,
  'expand-archive': expand,
  'new-item mkdir': newItem,
  'set-item set-content': setItem,
  'get-childitem': getChildren,
  'out-file': (machine, { input }, bound) => {
    if (input === null && !bound.has('inputobject', 'append')) touchParameter(machine, 'truncate', bound, 'filepath')
    return undefined
  },
  'get-psdrive': (_machine, _call, bound) =>
    ['name', 'psprovider'].some((name) => /^env(?:ironment)?$/.test(bound.text(name) ?? '')) ? text('env:') : anything,
  'get-itemproperty': getProperty,
  'set-itemproperty': setProperty,
  'set-location push-location pop-location': setLocation,
  'join-path': joinPath,
  'split-path': splitPath,
  'cd..': (machine) => {
    moveTo(machine, () => inFolder(machine, ['..']))
    return nothing
  },
  'cd\\': (machine) => {
    moveTo(machine, () => (isWindows(machine) ? [machine.context.root.slice(0, 3)] : ['/']))
    return nothing
  },
  'get-location': (machine) => text(machine.frame.folder),
  'select-string': selectText,
  'new-temporaryfile': (machine) => file(toValue(temporaryFile(machine))),
})
