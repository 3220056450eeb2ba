// Members of .NET classes and instances: what they give and what they would do.
import { hole, unknown } from '../model/value.ts'
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
import { engineMethod, engineProperty, generated } from './engine-objects.ts'
import { join } from './fold.ts'
import { fileMethods, isHarmlessMethod, methodEffects } from './dotnet-methods.ts'
import { constructors, harmlessTypes, staticMethods } from './dotnet-table.ts'
import { act, doubt, runFor, type Machine } from './machine.ts'
import {
  changeDefaults,
  isDefaults,
  readEnvironment,
  setEnvironment,
  specialFolder,
  temporaryFile,
} from './variables.ts'
import { keyPath } from './paths.ts'
import { isKey, keyMethod, typedMethod, typedProperty, wmiObject } from './typed-objects.ts'
import { computed, fileProperty, textMethod } from './text-methods.ts'
import { among, byNames } from '../among.ts'

/** `[System.IO.File]` -> `io.file`. */
export const typeName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[\s`]/g, '')
    .replace(/[,[][^]*$/, '')
    .replace(/^system\./, '')
    .replace(/^management\.automation\.(?=scriptblock|powershell|runspaces|pscredential|language)/, '')
    .replace(/^text\.regularexpressions\.regex$/, 'regex')

const isHarmless = (type: string): boolean => harmlessTypes.test(type)

export function readStatic(machine: Machine, written: string | null, name: string | null): Datum {
  const type = written === null ? null : typeName(written)
  if (type === null || name === null) return unclear(machine, `${type ?? '?'}::${name ?? '?'}`)
  if (type === 'environment' && name === 'currentdirectory') return text(machine.frame.folder)
  if (type === 'appdomain') return objectOf(type)
  if (type === 'text.encoding') return objectOf(`text.encoding::${name}`)
  if (type === 'io.path') return text('/')
  // `CurrentUser` is HKEY_CURRENT_USER.
  if (type === 'microsoft.win32.registry')
    return file(keyPath([`HKEY_${name.replace(/(?=user$|machine$|root$)/, '_')}`]))
  if (/^io\.file(?:mode|access|share)$/.test(type)) return text(name)
  return anything
}

export function callStatic(
  machine: Machine,
  written: string | null,
  name: string | null,
  args: readonly Datum[],
): Datum {
  const type = written === null ? null : typeName(written)
  if (type === null || name === null) return unclear(machine, `${type ?? '?'}::${name ?? '?'}`)
  const detail = `[${type}]::${name}`
  runBlockArguments(machine, args)
  if (name === 'new') return construct(machine, type, args)
  const result = computed(`${type}::${name}`, args)
  if (result !== undefined) return result
  if (detail === '[scriptblock]::create') return generated(args)
  if (detail === '[powershell]::create') return objectOf('powershell')
  if (detail === '[io.path]::gettemppath') return readEnvironment(machine, 'temp')
  if (detail === '[io.path]::gettempfilename') return temporaryFile(machine)
  if (detail === '[environment]::getfolderpath') return specialFolder(machine, args)
  const variable = detail === '[environment]::getenvironmentvariable' ? toText(args[0] ?? anything) : null
  if (variable !== null) return readEnvironment(machine, variable)
  if (detail === '[environment]::setenvironmentvariable') setEnvironment(machine, args)
  const rows = staticMethods.get(type)
  const effects = rows?.get(name) ?? (name.startsWith('set') ? rows?.get('set*') : undefined) ?? rows?.get('*')
  if (effects !== undefined) apply(machine, effects, args, hole('any'), detail)
  else if (type.startsWith('net.')) act(machine, { kind: 'network', detail })
  else if (!isHarmless(type)) doubt(machine, 'unknown-program', detail)
  if (type === 'microsoft.win32.registrykey') return file(keyPath(unknown))
  if (type === 'diagnostics.process' && name.startsWith('get')) return objectOf(type)
  if (type === 'io.directory' && name.startsWith('get'))
    return list([file([...toValue(args[0] ?? anything), '/', { hole: 'path' }])])
  if (/^(?:math|u?int\d*|long|random|bitconverter)$/.test(type)) return someNumber
  return isHarmless(type) ? objectOf(type) : anything
}

function unclear(machine: Machine, detail: string): Datum {
  doubt(machine, 'dynamic-code', detail)
  return anything
}

/** `[type]::new(…)` and `New-Object type`. */
export function construct(machine: Machine, written: string, args: readonly Datum[]): Datum {
  const type = typeName(written)
  const detail = `[${type}]::new`
  runBlockArguments(machine, args)
  if (type === 'io.fileinfo' || type === 'io.directoryinfo') return file(toValue(args[0] ?? anything))
  if (type === 'string') return args.length === 1 && args[0] !== undefined ? join(args[0], []) : anything
  if (type === 'uri' || type === 'version') return args[0] ?? anything
  if (type.startsWith('management.management'))
    return wmiObject(machine, args.map((arg) => toText(arg) ?? '').join(' '))
  const effects = constructors.get(type)
  if (effects !== undefined) apply(machine, effects, args, hole('any'), detail)
  else if (type.startsWith('net.sockets') || type.startsWith('net.http')) act(machine, { kind: 'network', detail })
  else if (!isHarmless(type)) doubt(machine, 'unknown-program', detail)
  return objectOf(type)
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
    case 'command':
      if (name === 'scriptblock') return target
      return /^(?:name|definition|resolvedcommandname)$/.test(name) ? text(target.value) : anything
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
  const result = textMethod(target, name, args)
  if (result !== undefined) return result
  if (name === 'tostring' && (target.is === 'object' || target.is === 'unknown')) return shown(args)
  if (target.is === 'number' || target.is === 'bool' || target.is === 'hash' || target.is === 'null') return anything
  const type = target.is === 'object' ? target.type : null
  const detail = `${type ?? ''}.${name}()`
  const folded = computed(`${type ?? ''}.${name}`, args)
  if (folded !== undefined) return folded
  if (isKey(machine, target)) return keyMethod(machine, toValue(target), name, args)
  const typed = type === null ? undefined : typedMethod(machine, type, name, args)
  if (typed !== undefined) return typed
  if (type !== null && quietTypes.test(type)) return anything
  const effects = (target.is === 'file' ? fileMethods.get(name) : undefined) ?? methodEffects.get(name)
  const isText = target.is === 'text' || target.is === 'list'
  if (effects !== undefined && !(isText && !effects.includes('code'))) {
    apply(machine, effects, args, target.is === 'file' ? target.value : hole('any'), detail)
    return anything
  }
  if (!isHarmlessMethod(name) && !isText && !(type !== null && isHarmless(type)))
    doubt(machine, 'unknown-program', detail)
  return anything
}
/** Whoever gets a block may run it. */
function runBlockArguments(machine: Machine, args: readonly Datum[]): void {
  for (const arg of args) if (arg.is === 'block') runFor(machine, arg.block, anything)
}
/** Dates and numbers in a format without separators of paths. */
const shown = ([format]: readonly Datum[]): Datum => {
  const pattern = format === undefined ? null : toText(format)
  return pattern !== null && pattern.length > 1 && !/[\\/:]/.test(pattern) ? someName : anything
}
/** Objects whose methods write to what was opened before, or to nothing. */
const quietTypes = among(
  String.raw`
    io\.stream(?:reader|writer) io\.filestream io\.memorystream io\.stringreader io\.stringwriter collections\. text\.
    arraylist hashtable random datetime diagnostics\.stopwatch`,
  { after: '' },
)
