// Members of .NET classes and instances: what they give and what they would do.
import { hole, isKnown, show, unknown } from '../model/value.ts'
import {
  anything,
  file,
  list,
  nothing,
  objectOf,
  someName,
  someNumber,
  text,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { apply } from './effects.ts'
import { engineMethod, engineProperty } from './engine-objects.ts'
import { memberEffects } from './dotnet-methods.ts'
import { doubt, runFor, type Machine } from './machine.ts'
import { changeDefaults, isDefaults } from './variables.ts'
import { child, keyPath } from './paths.ts'
import { isKey, isWmi, typedProperty, wmiCall, wmiObject } from './typed-objects.ts'
import { computed, fileProperty } from './computed.ts'
import { byNames } from '../among.ts'

/** `[System.IO.File]` -> `io.file`. */
export const typeName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[\s`]/g, '')
    .replace(/[,[][^]*$/, '')
    .replace(/^system\./, '')
    .replace(/^management\.automation\.(?=scriptblock|powershell|runspaces|pscredential|language)/, '')
    .replace(/^text\.regularexpressions\.regex$/, 'regex')

export function readStatic(machine: Machine, written: string | null, name: string | null): Datum {
  const type = written === null ? null : typeName(written)
  if (type === null || name === null) return unclear(machine, `${type ?? '?'}::${name ?? '?'}`)
  if (type === 'environment' && name === 'currentdirectory') return text(machine.frame.folder)
  if (type === 'appdomain') return objectOf(type)
  if (type === 'io.path') return text('/')
  // `CurrentUser` is HKEY_CURRENT_USER.
  if (type === 'microsoft.win32.registry')
    return file(keyPath([`HKEY_${name.replace(/(?=user$|machine$|root$)/, '_')}`]))
  if (/^io\.file(?:mode|access|share)$/.test(type)) return text(name)
  return anything
}

/** Also of `new`, which makes an instance. */
export function callStatic(
  machine: Machine,
  written: string | null,
  name: string | null,
  args: readonly Datum[],
): Datum {
  const type = written === null ? null : typeName(written)
  if (type === null || name === null) return unclear(machine, `${type ?? '?'}::${name ?? '?'}`)
  runBlockArguments(machine, args)
  const result = computed(`${type}::${name}`, args, machine)
  if (result !== undefined) return result
  if (name === 'new' && type.startsWith('management.management'))
    return wmiObject(machine, args.map((arg) => toText(arg) ?? '').join(' '))
  const effects = memberEffects(`${type}::`, name) ?? 'unknown'
  apply(machine, effects, args, unknown, `[${type}]::${name}`)
  if (name === 'new') return objectOf(type)
  if (type === 'microsoft.win32.registrykey') return file(keyPath(unknown))
  if (type === 'diagnostics.process' && name.startsWith('get')) return objectOf(type)
  if (type === 'io.directory' && name.startsWith('get'))
    return list([file([...toValue(args[0] ?? anything), '/', { hole: 'path' }])])
  if (/^(?:math|u?int\d*|long|random|bitconverter)$/.test(type)) return someNumber
  return effects === '' ? objectOf(type) : anything
}

function unclear(machine: Machine, detail: string): Datum {
  doubt(machine, 'dynamic-code', detail)
  return anything
}

export function readProperty(machine: Machine, target: Datum, name: string | null): Datum {
  if (name === null) return anything
  const engine = engineProperty(target, name)
  if (engine !== undefined) return engine
  if ((name === 'count' || name === 'length') && target.is !== 'hash') return someNumber
  switch (target.is) {
    case 'file':
      return fileProperty(target.value, name)
    case 'hash':
      return target.entries.get(name) ?? nameHints.get(name) ?? anything
    case 'object':
      return typedProperty(machine, target.type, name) ?? nameHints.get(name) ?? anything
    case 'text':
      return name === 'value' || /^(?:currentuser|allusers)/.test(name) ? target : anything
    case 'block':
      return name === 'ast' ? anything : target
    case 'null':
      return nothing
    default:
      return nameHints.get(name) ?? anything
  }
}
const nameHints = byNames<Datum>({ 'length count id year': someNumber, basename: someName })

export function callInstance(machine: Machine, target: Datum, name: string | null, args: readonly Datum[]): Datum {
  if (name === null) return unclear(machine, 'a method by a name that is not known')
  const engine = engineMethod(machine, target, name, args)
  if (engine !== undefined) return engine
  if (isDefaults(target) && !/^(?:contains\w*|get\w*|tostring|clone|remove|clear)$/.test(name))
    changeDefaults(machine, args[0] ?? anything)
  runBlockArguments(machine, args)
  if (name === 'tostring') return shown(target, args)
  if (name === 'trim' && target.is === 'text' && args.length === 0)
    return isKnown(target.value) ? text(show(target.value).trim()) : target
  if (target.is === 'number' || target.is === 'bool' || target.is === 'hash' || target.is === 'null') return anything
  const type = target.is === 'object' ? target.type : ''
  if (isWmi(type)) return wmiCall(machine, type, name)
  if (isKey(machine, target)) return keyMethod(machine, target, name, args)
  const of = target.is === 'file' ? 'file' : target.is === 'text' || target.is === 'list' ? 'plain' : type
  const self = target.is === 'file' ? target.value : hole('any')
  apply(machine, memberEffects(`${of}.`, name) ?? 'unknown', args, self, `${type}.${name}()`)
  return type.startsWith('com:') ? target : anything
}

/** A key is opened, made or deleted below this one. */
function keyMethod(machine: Machine, target: Datum, name: string, [key = anything]: readonly Datum[]): Datum {
  const path = toValue(target)
  const below = file(child(path, toValue(key)))
  apply(machine, memberEffects('key.', name) ?? '', [below], path, name)
  return /^(?:open|create)subkey$/.test(name) ? below : anything
}

/** Whoever gets a block may run it. */
function runBlockArguments(machine: Machine, args: readonly Datum[]): void {
  for (const arg of args) if (arg.is === 'block') runFor(machine, arg.block, anything)
}
/** As a text; of dates and numbers in a format without separators of paths a name. */
function shown(target: Datum, [format]: readonly Datum[]): Datum {
  if (format === undefined && 'value' in target && target.is !== 'file') return text(target.value)
  const pattern = format === undefined ? null : toText(format)
  return target.is !== 'text' && pattern !== null && pattern.length > 1 && !/[\\/:]/.test(pattern) ? someName : anything
}
