// Members of .NET classes and instances: what they give and what they would do.
import { hole, isKnown, show, unknown } from '../model/value.ts'
import {
  anything,
  collected,
  fewOf,
  file,
  itemsOf,
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
import { memberEffects } from './dotnet-methods.ts'
import { act, byPlace, doubt, runFor, type Machine } from './machine.ts'
import { changeDefaults, isDefaults } from './variables.ts'
import { child, keyPath, placeOf } from './paths.ts'
import { computed, fileProperty } from './computed.ts'
import { byNames, nameSet } from '../among.ts'

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
  if ((target.is === 'unknown' || target.is === 'object') && doors.has(name)) return objectOf('engine')
  if ((name === 'count' || name === 'length') && target.is !== 'hash') return someNumber
  switch (target.is) {
    case 'file':
      return fileProperty(target.value, name)
    case 'hash':
      return target.entries.get(name) ?? nameHints.get(name) ?? anything
    case 'object':
      return objectProperty(machine, target, name) ?? nameHints.get(name) ?? anything
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
/** What of the engine runs code, finds commands or reads variables by what it is told. */
const doors = nameSet('executioncontext sessionstate invokeprovider invokecommand psvariable')

/** Undefined: nothing special for this class. */
function objectProperty(machine: Machine, target: Datum & { is: 'object' }, name: string): Datum | undefined {
  const { type } = target
  if (name === 'password' || (type === 'diagnostics.processstartinfo' && name.startsWith('environment')))
    act(machine, { kind: 'secret', detail: name })
  if (type === 'diagnostics.process' && name === 'startinfo') return objectOf('diagnostics.processstartinfo')
  if (type === 'diagnostics.process.own' && name === 'id') return text(hole('pid'))
  return /^(?:com:|engine$|management\.managementclass$)/.test(type) || name === 'runspace' ? target : undefined
}

export function callInstance(machine: Machine, target: Datum, name: string | null, args: readonly Datum[]): Datum {
  if (name === null) return unclear(machine, 'a method by a name that is not known')
  if (name === 'foreach' || name === 'where') return eachItem(machine, target, name, args)
  if (target.is === 'block') return blockMethod(machine, target, name, args)
  if (isDefaults(target) && !/^(?:contains\w*|get\w*|tostring|clone|remove|clear)$/.test(name))
    changeDefaults(machine, args[0] ?? anything)
  runBlockArguments(machine, args)
  if (name === 'tostring') return shown(target, args)
  if (name === 'trim' && target.is === 'text' && args.length === 0)
    return isKnown(target.value) ? text(show(target.value).trim()) : target
  if (target.is === 'hash' || target.is === 'null') return anything
  if (target.is === 'file' && placeOf(machine, target.value, true).provider === 'registry')
    return keyMethod(machine, target, name, args)
  const type = target.is === 'object' ? target.type : ''
  const of = target.is === 'file' ? 'file' : target.is === 'text' || target.is === 'list' ? 'plain' : type
  const self = target.is === 'file' ? target.value : hole('any')
  apply(machine, memberEffects(`${of}.`, name) ?? 'unknown', args, self, `${type}.${name}()`)
  return type.startsWith('com:') || (type.startsWith('wmi:') && name === 'get') ? target : anything
}

/** A pipeline that is stepped through runs, too. */
function blockMethod(machine: Machine, target: Datum & { is: 'block' }, name: string, args: readonly Datum[]): Datum {
  if (!/invoke|steppable/.test(name)) return target
  return machine.run.block(machine, target.block, { variables: byPlace(target.block, args).set('args', list(args)) })
}

/** A block, or a member by its name, for each item. */
function eachItem(machine: Machine, target: Datum, name: string, [first]: readonly Datum[]): Datum {
  if (first?.is !== 'block') {
    const member = first === undefined ? null : toText(first)
    if (member === null || /^(?:delete|moveto|kill|invoke)/i.test(member)) doubt(machine, 'dynamic-code', `.${name}()`)
    return anything
  }
  const items = fewOf(target)
  const results = items.flatMap((item) => itemsOf(runFor(machine, first.block, item, { isInPlace: true })))
  return collected(name === 'where' ? items : results)
}

/** An object of the machine by its class, a path to one, or a query. Looking at some classes is more than looking. */
export function wmiObject(machine: Machine, said: string): Datum {
  const detail = said.toLowerCase()
  if (/^\\\\[^.\\]/.test(detail) || detail.includes('win32_pingstatus')) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_environment')) act(machine, { kind: 'secret', detail })
  return objectOf(wmiType(detail))
}
/** The part of the machine that is spoken of. */
export const wmiType = (said: string): string => `wmi:${wmiParts.exec(said)?.[0] ?? ''}`
const wmiParts = /win32_process\b|service|scheduled(?:task|job)|regprov|volume|disk|format|shadow|account|group/

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
/** As a text; in a format without separators of paths, dates and numbers are names. */
function shown(target: Datum, [format]: readonly Datum[]): Datum {
  if (format === undefined) return target.is === 'text' || target.is === 'type' ? text(target.value) : anything
  const pattern = toText(format)
  return pattern !== null && pattern.length > 1 && !/[\\/:]/.test(pattern) ? someName : anything
}
