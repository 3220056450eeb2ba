// Assignments: to variables, drives, members and indexes.
import { byNames } from '../among.ts'
import type { FileActionKind } from '../model/action.ts'
import { hole, textValue } from '../model/value.ts'
import { convert } from './casts.ts'
import { anything, collected, itemsOf, nothing, text, toText, type Datum } from './datum.ts'
import { changeDefaults, defaultsName, isDefaults } from './default-values.ts'
import { readStatic } from './dotnet.ts'
import { setVariable, type Machine } from './machine.ts'
import type { Expression, Variable } from './syntax.ts'
import { changeEnvironment, touch } from './touch.ts'
import { evaluate } from './evaluate.ts'

/** Properties of files that change them when they are set. */
const settable = byNames<FileActionKind>({
  'attributes isreadonly unixfilemode lastwritetime creationtime lastaccesstime': 'metadata',
  'lastwritetimeutc creationtimeutc lastaccesstimeutc': 'metadata',
})

/** `target = datum`; what lies behind a property or a drive is an action. */
export function assign(machine: Machine, target: Expression, datum: Datum): void {
  switch (target.kind) {
    case 'variable':
      return assignVariable(machine, target, datum)
    case 'cast':
      return assign(machine, target.inner, convert(machine, target.type, datum))
    case 'array': {
      const items = datum.is === 'unknown' ? null : itemsOf(datum)
      for (const [i, one] of target.items.entries()) {
        const isLast = i === target.items.length - 1
        const rest = items === null ? anything : isLast ? collected(items.slice(i)) : (items[i] ?? nothing)
        assign(machine, one, rest)
      }
      return
    }
    case 'member': {
      const object = evaluate(machine, target.target)
      const name = toText(evaluate(machine, target.name))?.toLowerCase() ?? ''
      if (isDefaults(object)) return changeDefaults(machine, text(name))
      // A handler that the engine calls later (`PreCommandLookupAction`).
      if (datum.is === 'block' && object.is !== 'hash') machine.run.block(machine, datum.block, {})
      if (object.is === 'hash' && target.target.kind === 'variable')
        return setVariable(machine, target.target.name, {
          is: 'hash',
          entries: new Map([...object.entries, [name, datum]]),
        })
      return assignProperty(machine, object, name)
    }
    case 'index': {
      const object = evaluate(machine, target.target)
      const index = evaluate(machine, target.index)
      const key = toText(index)?.toLowerCase()
      if (isDefaults(object)) return changeDefaults(machine, index)
      if (target.target.kind !== 'variable') return
      const next: Datum =
        object.is === 'hash' && key !== undefined
          ? { is: 'hash', entries: new Map([...object.entries, [key, datum]]) }
          : anything
      return setVariable(machine, target.target.name, next)
    }
    default:
      evaluate(machine, target)
  }
}

function assignProperty(machine: Machine, object: Datum, name: string): void {
  const kind = settable.get(name)
  for (const item of itemsOf(object)) {
    if (item.is === 'type') readStatic(machine, item.name, name)
    if (kind !== undefined && (item.is === 'file' || item.is === 'unknown'))
      touch(machine, kind, item.is === 'file' ? item.path : hole('any'), { isUnsure: item.is === 'unknown' })
  }
  if (object.is === 'type' && object.name.toLowerCase().endsWith('environment') && name === 'currentdirectory')
    machine.frame.folder = hole('any')
}

function assignVariable(machine: Machine, { name }: Variable, datum: Datum): void {
  const bare = name.replace(/^(?:global|script|local|private|variable|using):/, '')
  if (bare === defaultsName) return changeDefaults(machine, datum)
  if (bare.startsWith('env:')) changeEnvironment(machine, textValue(bare.slice(4)))
  const drive = /^(function|alias):(.+)$/.exec(bare)
  const called = drive?.[2] ?? ''
  if (drive?.[1] === 'function') {
    if (datum.is === 'block') machine.functions.set(called, datum.block)
    else touch(machine, 'modify', textValue(bare))
  } else if (drive?.[1] === 'alias') {
    const meant = toText(datum)
    if (meant === null) touch(machine, 'modify', textValue(bare))
    else machine.aliases.set(called, meant.toLowerCase())
  } else if (/^(?:hk\w+|cert|wsman|[a-z]):/.test(bare)) touch(machine, 'overwrite', textValue(bare))
  else setVariable(machine, bare, datum)
  if (/^(?:global|script):/.test(name)) machine.frame.shared.set(bare, datum)
}
