// Reads the effects that a table names and puts them down as actions.
import { fileActions, otherActions, type FileActionKind, type OtherActionKind } from '../action.ts'
import { isKnown, show, textValue, unknown, type Value } from '../value.ts'
import { toValue, type Datum } from './datum.ts'
import { act, doubt, type Machine } from './machine.ts'
import { changeEnvironment, noteLink, touch } from './touch.ts'
import { isSecretName } from '../secret-names.ts'

const isFileKind = (kind: string): kind is FileActionKind => (fileActions as readonly string[]).includes(kind)
const isOtherKind = (kind: string): kind is OtherActionKind => (otherActions as readonly string[]).includes(kind)

/** Puts down the effects of a table's row. `self`: the path of the object, null when it is none. */
export function apply(machine: Machine, effects: string, args: readonly Datum[], self: Value, detail: string): void {
  for (const effect of effects.split(' ')) {
    const [, kind = '', place = '', tree] = /^([\w-]*)(?::([\w.]+))?(\/tree)?$/.exec(effect) ?? []
    const given = valueAt(place, args, self)
    const path = given ?? unknown
    if (isFileKind(kind)) {
      if (given !== undefined || kind === 'delete') touch(machine, kind, path, { isTree: tree !== undefined })
    } else if (kind === 'link') noteLink(machine, given)
    else if (kind === 'script') doubt(machine, 'opaque-script', detail)
    else if (kind === 'code') doubt(machine, 'dynamic-code', detail)
    else if (kind === 'unknown') doubt(machine, 'unknown-program', detail)
    else if (kind === 'folder') machine.frame.folder = unknown
    else if (kind === 'environment') changeEnvironment(machine, path)
    else if (kind === 'secret-name') readSecret(machine, path)
    else if (kind === 'secret-text') {
      for (const [, name = ''] of show(path).matchAll(/%([^%]+)%/g)) readSecret(machine, textValue(name))
      if (!isKnown(path)) act(machine, { kind: 'secret', detail, isUnsure: true })
    } else if (isOtherKind(kind)) act(machine, { kind, detail })
  }
}
/** `self`, the number of an argument, `last`, or a file name as it stands. */
function valueAt(place: string, args: readonly Datum[], self: Value): Value | undefined {
  if (place === 'self') return self
  const isArgument = place === 'last' || /^\d*$/.test(place)
  const datum = place === 'last' ? args.at(-1) : args[Number(place)]
  return isArgument ? (datum === undefined ? undefined : toValue(datum)) : textValue(place)
}

function readSecret(machine: Machine, name: Value): void {
  if (!isKnown(name)) act(machine, { kind: 'secret', detail: show(name), isUnsure: true })
  else if (isSecretName(show(name))) act(machine, { kind: 'secret', detail: show(name) })
}
