// What `$ExecutionContext`, `$PSCmdlet` and `$Host` give: providers, variables and the folder without a cmdlet.
import { unknown } from '../model/value.ts'
import { anything, objectOf, toText, type Datum } from './datum.ts'
import { doubt, type Machine } from './machine.ts'
import { readNamed } from './variables.ts'

const doors = new Set(['executioncontext', 'sessionstate', 'invokeprovider', 'invokecommand', 'psvariable'])
const isEngine = (type: string): boolean => doors.has(type) || type.startsWith('engine.')

/** A property of an engine object, or one by which such an object is found; undefined: none. */
export function engineProperty(target: Datum, name: string): Datum | undefined {
  if (target.is !== 'object') return target.is === 'unknown' && doors.has(name) ? objectOf(name) : undefined
  if (!isEngine(target.type)) return undefined
  return objectOf(doors.has(name) ? name : `engine.${name}`)
}

const pathMethods = /^(?:get(?=\w*path)\w*|combine|parse\w+|is\w+|normalizerelativepath|currentlocation\w*)$/

/** A method of one of them; undefined: not one of these objects, or one that is known elsewhere. */
export function engineMethod(machine: Machine, target: Datum, name: string, args: readonly Datum[]): Datum | undefined {
  if (name === 'getvariablevalue') return readVariable(machine, args)
  if (target.is !== 'object' || !isEngine(target.type)) return undefined
  if (target.type === 'psvariable' && /^get(?:value)?$/.test(name)) return readVariable(machine, args)
  if (target.type === 'engine.path' && name === 'setlocation') machine.frame.folder = unknown
  if (target.type === 'engine.path' && (pathMethods.test(name) || name === 'setlocation')) return anything
  if (/^(?:get\w*|tostring|equals)$/.test(name) && target.type === 'invokecommand') return undefined
  doubt(machine, 'dynamic-code', `${target.type}.${name}()`)
  return anything
}

function readVariable(machine: Machine, [name = anything]: readonly Datum[]): Datum {
  const known = toText(name)?.toLowerCase()
  return known === undefined ? anything : readNamed(machine, known)
}
