// Reads the effects that a table names and puts them down as actions.
import { fileActions, otherActions, type FileActionKind, type OtherActionKind } from '../action.ts'
import { hole, isKnown, show, textValue, type Value } from '../value.ts'
import { anything, toValue, type Datum } from './datum.ts'
import { act, doubt, type Machine } from './machine.ts'
import { changeEnvironment, touch } from './touch.ts'
import { isSecretName } from '../secret-names.ts'

const isFileKind = (kind: string): kind is FileActionKind => (fileActions as readonly string[]).includes(kind)
const isOtherKind = (kind: string): kind is OtherActionKind => (otherActions as readonly string[]).includes(kind)

/** Puts down the effects of a table's row. `self`: the path of the object, null when it is none. */
export function apply(machine: Machine, effects: string, args: readonly Datum[], self: Value, detail: string): void {
  for (const effect of effects.split(' ')) {
    const [, kind = '', place = '', tree] = /^([\w-]*)(?::(\w+))?(\/tree)?$/.exec(effect) ?? []
    const path = place === 'self' ? self : toValue(args[Number(place)] ?? anything)
    if (isFileKind(kind)) {
      if (place === 'self' || args[Number(place)] !== undefined || kind === 'delete')
        touch(machine, kind, path, { isTree: tree !== undefined })
    } else if (kind === 'code') doubt(machine, 'dynamic-code', detail)
    else if (kind === 'unknown') doubt(machine, 'unknown-program', detail)
    else if (kind === 'folder') machine.frame.folder = hole('any')
    else if (kind === 'environment') changeEnvironment(machine, path)
    else if (kind === 'secret-name') readSecret(machine, path)
    else if (kind === 'secret-text') {
      for (const [, name = ''] of show(path).matchAll(/%([^%]+)%/g)) readSecret(machine, textValue(name))
      if (!isKnown(path)) act(machine, { kind: 'secret', detail, isUnsure: true })
    } else if (isOtherKind(kind)) act(machine, { kind, detail })
  }
}
function readSecret(machine: Machine, name: Value): void {
  if (!isKnown(name)) act(machine, { kind: 'secret', detail: show(name), isUnsure: true })
  else if (isSecretName(show(name))) act(machine, { kind: 'secret', detail: show(name) })
}
