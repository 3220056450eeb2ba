// Objects that mean something else by their class: COM, WMI, processes of the command's own, keys of the registry.
import { anything, objectOf, text, type Datum } from './datum.ts'
import { apply } from './effects.ts'
import { act, type Machine } from './machine.ts'
import { hole, sameValue, unknown } from '../model/value.ts'
import { placeOf } from './paths.ts'
import { effectsBy, otherwise, when, type Case } from '../grammar/effects.ts'

export const comObject = (name: string): Datum => objectOf(`com:${name.toLowerCase()}`)

/** What `Start-Process -PassThru` gives: a process that the command itself has started. */
export const ownProcess: Datum = objectOf('diagnostics.process.own')
export const isOwnProcess = (datum: Datum): boolean =>
  (datum.is === 'object' && datum.type === 'diagnostics.process.own') ||
  (datum.is === 'text' && sameValue(datum.value, hole('pid')))

/** Undefined: nothing special for this class. */
export function typedProperty(machine: Machine, type: string, name: string): Datum | undefined {
  if (type === 'diagnostics.process' && name === 'startinfo') return objectOf('diagnostics.processstartinfo')
  if (type === 'diagnostics.processstartinfo' && name.startsWith('environment'))
    act(machine, { kind: 'secret', detail: name })
  if (type.startsWith('com:')) return objectOf(type)
  if (type === 'diagnostics.process.own' && name === 'id') return text(hole('pid'))
  if (name === 'password') act(machine, { kind: 'secret', detail: 'Password' })
  return type === 'management.managementclass' || name === 'runspace' ? objectOf(type) : undefined
}

export const isWmi = (type: string): boolean => type.startsWith('wmi:')

/** `said`: a class, a path to one, or a query. Looking at some classes is more than looking. */
export function wmiObject(machine: Machine, said: string): Datum {
  const detail = said.toLowerCase()
  if (/^\\\\[^.\\]/.test(detail)) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_pingstatus')) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_environment')) act(machine, { kind: 'secret', detail })
  return objectOf(`wmi:${detail}`)
}

/** What a method does, by words of the class and the method. */
const wmiCases: readonly Case[] = [
  when(/shutdown|reboot/, 'power'),
  when(/^(?=[^]*win32_process\b)[^]*create/, 'detach unknown'),
  when(/terminate/, 'service'),
  when(/^(?=[^]*(?:service|scheduledtask|scheduledjob)\b)[^]*(?:create|change|install)/, 'service privilege'),
  when(/service|scheduledtask|scheduledjob/, 'service'),
  when(/regprov/, 'registry privilege'),
  when(/volume|disk|format|shadow/, 'disk'),
  when(/account|group/, 'account privilege'),
  when(/^wmi:[^?'"]* \? get(?:owner(?:sid)?|securitydescriptor|availablevirtualmemory)(?: |$)/, ''),
  otherwise('unknown'),
]
export const wmiMethod = (machine: Machine, said: string): void =>
  apply(machine, effectsBy(wmiCases, said), [], unknown, said)

export function wmiCall(machine: Machine, type: string, name: string): Datum {
  if (!/^(?:get\w*|tostring|equals|dispose|clone|select\w*)$/.test(name)) wmiMethod(machine, `${type} ${name}`)
  return name === 'get' ? objectOf(type) : anything
}

export const isKey = (machine: Machine, datum: Datum): boolean =>
  datum.is === 'file' && placeOf(machine, datum.value, true).provider === 'registry'
