// WMI and CIM: objects by their class, and what calling one of its methods does.
import { objectOf, type Datum } from './datum.ts'
import { act, doubt, type Machine } from './machine.ts'

const kind = 'wmi:'
export const isWmi = (type: string): boolean => type.startsWith(kind)

/** `said`: a class, a path to one, or a query. Looking at some classes is more than looking. */
export function wmiObject(machine: Machine, said: string): Datum {
  const detail = said.toLowerCase()
  if (/^\\\\[^.\\]/.test(detail)) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_pingstatus')) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_environment')) act(machine, { kind: 'secret', detail })
  return objectOf(kind + detail)
}

/** What a method does, by words of the class and the method: the first row that fits. */
const rows: readonly (readonly [RegExp, readonly Parameters<typeof act>[1][]])[] = [
  [/shutdown|reboot/, [{ kind: 'power' }]],
  [/^(?=[^]*win32_process\b)[^]*create/, [{ kind: 'detach' }, { kind: 'unknown', doubt: 'unknown-program' }]],
  [/terminate/, [{ kind: 'service' }]],
  [
    /^(?=[^]*(?:service|scheduledtask|scheduledjob)\b)[^]*(?:create|change|install)/,
    [{ kind: 'service' }, { kind: 'privilege' }],
  ],
  [/service|scheduledtask|scheduledjob/, [{ kind: 'service' }]],
  [/regprov/, [{ kind: 'registry' }, { kind: 'privilege' }]],
  [/volume|disk|format|shadow/, [{ kind: 'disk' }]],
  [/account|group/, [{ kind: 'account' }, { kind: 'privilege' }]],
]

export function wmiMethod(machine: Machine, said: string): void {
  const found = rows.find(([pattern]) => pattern.test(said))?.[1]
  if (found === undefined) doubt(machine, 'unknown-program', said)
  else act(machine, ...found.map((action) => Object.assign({}, action, { detail: said })))
}
