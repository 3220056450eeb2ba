// Cmdlets for items whose effect is more than a row of a table: targets, links, folders, other providers.
import { byNames } from '../among.ts'
import { contains, hole, show, textValue, type Value } from '../model/value.ts'
import { firstOf, landings, noteUnknown, pathOf, rowOf, runRow, touchParameter, unlessDry } from './cmdlets.ts'
import { anything, collected, file, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { getChildren } from './listing.ts'
import { act, doubt, setVariable, withItem, type Call, type Machine, type Special } from './machine.ts'
import { bind, get, has, pathsOf, type Bound } from './parameters.ts'
import { child, filePath, isAbsolute, parent, placeOf } from './paths.ts'
import { noteLink, noteMove } from './links.ts'
import { changeEnvironment, touch } from './touch.ts'

const rowCall = (machine: Machine, call: Call): Datum => {
  const row = rowOf(call.name ?? '')
  return row === undefined ? anything : runRow(machine, row, call)
}
const boundOf = (call: Call): Bound => bind(rowOf(call.name ?? '')?.parameters ?? '', call)

/** Copies and moves: the row has the source, here is the target. */
function withDestination(machine: Machine, call: Call): Datum {
  const result = rowCall(machine, call)
  const bound = boundOf(call)
  const isCopy = call.name === 'copy-item'
  unlessDry(machine, bound, () => {
    const isForced = isCopy || has(bound, 'force')
    const destination = get(bound, 'destination')
    const isRemote = has(bound, 'tosession') || has(bound, 'fromsession')
    if (isRemote) act(machine, { kind: 'network', detail: 'session' })
    for (const source of pathsOf(bound, 'path')) {
      const to = destination === undefined ? textValue('.') : given(machine, firstOf(destination), source)
      for (const landing of landings(to, pathOf(source))) {
        if (!isCopy) noteMove(machine, landing, pathOf(source))
        touch(machine, isForced ? 'overwrite' : 'create', landing, {
          isTree: isCopy && has(bound, 'recurse'),
          isLiteral: false,
        })
      }
    }
  })
  return result
}

function rename(machine: Machine, call: Call): Datum {
  const result = rowCall(machine, call)
  const bound = boundOf(call)
  const name = get(bound, 'newname')
  unlessDry(machine, bound, () => {
    for (const source of pathsOf(bound, 'path')) {
      const from = filePath(machine, pathOf(source))
      const to = name === undefined ? hole('any') : newName(machine, name, source)
      if (placeOf(machine, pathOf(source), true).provider !== 'file') continue
      const renamed = isAbsolute(to) ? to : child(parent(from), to)
      noteMove(machine, renamed, from)
      touch(machine, 'create', renamed)
    }
  })
  return result
}

/** It has no folder. */
function newName(machine: Machine, name: Datum, source: Datum): Value {
  const value = given(machine, name, source)
  return name.is === 'block' && contains(value, 'any') ? hole('name') : value
}

/** A block in place of a value gives it for each thing that the pipeline brings. */
const given = (machine: Machine, value: Datum, item: Datum): Value =>
  value.is === 'block'
    ? toValue(withItem(machine, item, () => machine.run.block(machine, value.block, {})))
    : pathOf(value)

function expandArchive(machine: Machine, call: Call): Datum {
  const result = rowCall(machine, call)
  const bound = boundOf(call)
  const to = get(bound, 'destinationpath')
  unlessDry(machine, bound, () =>
    touch(machine, has(bound, 'force') ? 'overwrite' : 'create', to === undefined ? textValue('.') : pathOf(to), {
      isTree: true,
    }),
  )
  return result
}

const newItemParameters = 'path@0| name itemtype=type value=target force! credential usetransaction!'

function newItem(machine: Machine, call: Call): Datum {
  const bound = bind(newItemParameters, call)
  const name = get(bound, 'name')
  const folders = pathsOf(bound, 'path').map(pathOf)
  const paths =
    name === undefined
      ? folders
      : (folders.length > 0 ? folders : [textValue('.')]).map((at) => child(at, pathOf(name)))
  const type = (toText(get(bound, 'itemtype') ?? nothing) ?? '').toLowerCase()
  const value = get(bound, 'value')
  unlessDry(machine, bound, () => {
    for (const path of paths) {
      if (defineItem(machine, path, value)) continue
      const isFile = type !== '' && !type.startsWith('d') && call.name === 'new-item' && has(bound, 'force')
      const isPlain = type === '' && has(bound, 'force') && call.name === 'new-item'
      touch(machine, isFile || isPlain ? (value === undefined ? 'truncate' : 'overwrite') : 'create', path)
      if (/^(?:symboliclink|junction|hardlink)/.test(type) && value !== undefined)
        noteLink(machine, path, pathOf(value))
    }
    noteUnknown(machine, bound, call)
  })
  return collected(paths.map((path) => file(filePath(machine, path))))
}

/** `alias:` and `function:` items and environment variables; false: something else. */
function defineItem(machine: Machine, path: Value, value: Datum | undefined): boolean {
  const place = placeOf(machine, path, true)
  const name = show(place.path)
    .replace(/^[\\/]/, '')
    .toLowerCase()
  switch (place.provider) {
    case 'alias': {
      const meant = value === undefined ? null : toText(value)
      if (meant === null) return false
      machine.aliases.set(name, meant.toLowerCase())
      return true
    }
    case 'function':
      if (value?.is !== 'block') return false
      machine.functions.set(name, value.block)
      return true
    case 'environment':
      changeEnvironment(machine, place.path)
      setVariable(machine, `env:${name}`, value ?? anything)
      return true
    case 'variable':
      setVariable(machine, name, value ?? anything)
      return true
    default:
      return false
  }
}

function setItem(machine: Machine, call: Call): Datum {
  const bound = bind('path@0| value@1 literalpath=pspath,lp filter include exclude force! credential passthru!', call)
  unlessDry(machine, bound, () => {
    const paths = pathsOf(bound, 'path').map(pathOf)
    const defined = paths.map((path) => defineItem(machine, path, get(bound, 'value')))
    if (defined.includes(false)) touchParameter(machine, 'overwrite', bound, 'path')
  })
  return nothing
}

/** `Set-Content function:x` and the like define, as `Set-Item` does. */
function setContent(machine: Machine, call: Call): Datum {
  const bound = boundOf(call)
  const value = get(bound, 'value')
  for (const path of pathsOf(bound, 'path')) {
    const isText = value !== undefined && placeOf(machine, pathOf(path), true).provider !== 'file'
    if (isText && defineItem(machine, pathOf(path), value)) return nothing
  }
  const content = value ?? call.input
  if (content !== null && (content.is === 'null' || toText(content) === ''))
    unlessDry(machine, bound, () => touchParameter(machine, 'truncate', bound, 'path'))
  return rowCall(machine, call)
}

export const itemCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'copy-item move-item': withDestination,
  'rename-item': rename,
  'expand-archive': expandArchive,
  'new-item mkdir': newItem,
  'set-item': setItem,
  'set-content': setContent,
  'get-childitem': getChildren,
  'clear-recyclebin': (machine, call) => {
    unlessDry(machine, bind('driveletter@0 force!', call), () =>
      touch(machine, 'delete', ['C:/$Recycle.Bin'], { isTree: true }),
    )
    return nothing
  },
  'out-file': (machine, call) => {
    const bound = boundOf(call)
    const isEmpty = call.input === null && !has(bound, 'inputobject') && !has(bound, 'append')
    if (isEmpty) unlessDry(machine, bound, () => touchParameter(machine, 'truncate', bound, 'filepath'))
    return rowCall(machine, call)
  },
  'get-psdrive': (_machine, call) => {
    const bound = bind('name@0| literalname psprovider scope', call)
    const said = ['name', 'psprovider'].map((name) => toText(get(bound, name) ?? nothing)?.toLowerCase() ?? '')
    return said.some((name) => /^env(?:ironment)?$/.test(name)) ? text('env:') : anything
  },
  'get-itempropertyvalue': (machine, call) => {
    touchParameter(machine, 'read', bind('path@0| name@1 literalpath=pspath,lp', call), 'path')
    return anything
  },
  'new-psdrive': (machine, call) => {
    const bound = bind('name@0 psprovider@1 root@2 description scope persist! credential', call)
    doubt(machine, 'changed-lookup', 'new-psdrive')
    if (/^[\\/]{2}/.test(show(toValue(get(bound, 'root') ?? nothing))))
      act(machine, { kind: 'network', detail: 'new-psdrive' })
    return anything
  },
})
