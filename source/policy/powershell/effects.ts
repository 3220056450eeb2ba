// Reads the effects that a table names and puts them down as actions.
import { byNames } from '../among.ts'
import { isFileKind, isOtherKind, type FileActionKind } from '../model/action.ts'
import { concat, isKnown, knownStart, literal, show, textValue, unknown, type Value, cut } from '../model/value.ts'
import { anything, itemsOf, text, toBool, toText, toValue, type Datum } from './datum.ts'
import { act, doubt, type Machine } from './machine.ts'
import { filePath, isRemote, keyPath } from './paths.ts'
import { changeEnvironment, noteLink, noteMove, touch } from './touch.ts'
import { readEffects } from '../grammar/effects.ts'

/** Puts down the effects of a table's row. `self`: the path of the object, null when it is none. */
export function apply(
  machine: Machine,
  effects: string,
  args: readonly Datum[],
  self: Value,
  detail: string,
  { isLiteral = true } = {},
): void {
  for (const { kind, place, more } of readEffects(effects))
    for (const given of valuesAt(place, args, self)) {
      const path = given ?? unknown
      if (!isFileKind(kind)) {
        const rest = place === 'self' ? args : args.slice(Number(place) + 1)
        applyOther(machine, kind, { path, given, rest, before: toValue(args[Number(place) - 1] ?? text(self)), detail })
      } else if (given !== undefined || kind === 'delete' || kind === 'metadata')
        touch(machine, kind, path, { isTree: more === 'tree', isUnsure: more === 'maybe', isLiteral })
    }
}

/** An effect that is no plain action on a file. */
export function applyOther(machine: Machine, kind: string, given: Given): void {
  if (isOtherKind(kind) && kind !== 'unknown') act(machine, { kind, detail: given.detail })
  else special.get(kind)?.(machine, given)
}

interface Given {
  readonly path: Value
  /** Undefined: there is no such argument. */
  readonly given: Value | undefined
  /** The arguments behind it. */
  readonly rest: readonly Datum[]
  /** The argument before it, or the object itself. */
  readonly before: Value
  readonly detail: string
}
const special = byNames<(machine: Machine, given: Given) => void>({
  link: (machine, { path, rest: [target = anything] }) => noteLink(machine, path, toValue(target)),
  script: (machine, { detail }) => doubt(machine, 'opaque-script', detail),
  inline: (machine, { detail }) =>
    act(machine, { kind: 'inline-code', detail }, { kind: 'unknown', doubt: 'inline-code', detail }),
  // A name is looked up among what is installed, a path is code.
  module: (machine, { path }) => {
    if (/[\\/\u2039]|\.(?:psm?1|psd1|dll)$/i.test(show(path))) doubt(machine, 'opaque-script', show(path))
  },
  code: (machine, { detail }) => doubt(machine, 'dynamic-code', detail),
  unknown: (machine, { detail }) => doubt(machine, 'unknown-program', detail),
  lookup: (machine, { detail }) => doubt(machine, 'changed-lookup', detail),
  folder: (machine) => {
    machine.frame.folder = unknown
  },
  environment: (machine, { path, rest: [value = anything] }) => changeEnvironment(machine, path, toValue(value)),
  'secret-name': (machine, { path }) => touch(machine, 'read', concat(['env:'], path)),
  'secret-text': (machine, { path, detail }) => {
    for (const [, name = ''] of show(path).matchAll(/%([^%]+)%/g)) touch(machine, 'read', [`env:${name}`])
    if (!isKnown(path)) act(machine, { kind: 'secret', detail, isUnsure: true })
  },
  key: (machine, { path }) => touch(machine, 'metadata', keyPath(path)),
  'key-read': (machine, { path }) => touch(machine, 'read', keyPath(path)),
  // Bits of a mode, as a number or by their names.
  rights: (machine, { path, given, detail }) => {
    const mode = literal(path) ?? ''
    const isGiven = /set(?:user|group)/i.test(mode) || (Number(mode) & 0o6000) !== 0
    if (given !== undefined && (isGiven || mode === ''))
      act(machine, { kind: 'privilege', detail, ...(!isGiven && { isUnsure: true }) })
  },
  open: (machine, { given }) => openSource(machine, given, true),
  fetch: (machine, { given }) => openSource(machine, given, false),
  far: (machine, { given, detail }) => {
    if (given !== undefined) act(machine, { kind: 'network', detail })
  },
  share: (machine, { path, detail }) => {
    if (isRemote(filePath(machine, path))) act(machine, { kind: 'network', detail })
  },
  land: (machine, { path, before, rest: [isForced] }) => {
    noteMove(machine, path, before)
    touch(machine, isForced === undefined || toBool(isForced) === false ? 'create' : 'overwrite', path)
  },
  replace: (machine, { path, given, before }) => {
    if (given === undefined) return
    noteMove(machine, path, before)
    touch(machine, 'overwrite', path)
  },
  content: (machine, { path, rest: [content] }) =>
    touch(machine, content !== undefined && itemsOf(content).every(isEmpty) ? 'truncate' : 'overwrite', path),
  mode: (machine, { path, rest }) => {
    for (const kind of openingKinds(rest)) touch(machine, kind, path)
  },
})
const isEmpty = (datum: Datum): boolean => datum.is === 'null' || toText(datum) === ''

/** What `FileMode` and `FileAccess` do to the file. */
function openingKinds([mode, access]: readonly Datum[]): readonly FileActionKind[] {
  const [how, what] = [mode, access].map((one) => (one === undefined ? '' : (toText(one)?.toLowerCase() ?? '?')))
  if (what === 'read' || what === '1') return ['read']
  if (how === 'create' || how === 'truncate' || how === '2' || how === '5') return ['truncate']
  if (how === 'createnew' || how === '1') return ['create']
  return how === 'append' || how === '6' ? ['append'] : ['read', 'modify']
}

/** A path or an address. `isPath`: a word that may be either is a path. */
export function openSource(machine: Machine, source: Value | undefined, isPath: boolean): void {
  if (source === undefined) return
  const start = knownStart(source)
  const [local] = /^file:\/*(?=\/|[A-Za-z]:)/i.exec(start) ?? []
  if (local !== undefined) touch(machine, 'read', cut(source, local.length))
  else if (/^[a-z][a-z\d+.-]+:\/\//i.test(start)) act(machine, { kind: 'network', detail: show(source) })
  else if (isPath ? start !== '' : /^(?:[./\\~]|[A-Za-z]:)/.test(start)) touch(machine, 'read', source)
  else if (isPath) {
    touch(machine, 'read', source)
    act(machine, { kind: 'network', detail: show(source), isUnsure: true })
  }
}

/** `self`, the number of an argument, `last`, `each`, `rest` (all but the first), or a file name as it stands. */
function valuesAt(place: string, args: readonly Datum[], self: Value): readonly (Value | undefined)[] {
  if (place === 'each') return args.length === 0 ? [undefined] : args.map(toValue)
  if (place === 'rest') return args.slice(1).map(toValue)
  if (place !== 'last' && !/^\d*$/.test(place)) return [place === 'self' ? self : textValue(place)]
  const datum = args.at(place === 'last' ? -1 : Number(place))
  return [datum && toValue(datum)]
}
