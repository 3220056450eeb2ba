// What .NET's environment and temporary paths give and change.
import { anything, text, toText, toValue, type Datum } from './datum.ts'
import { act, type Machine } from './machine.ts'
import { readEnvironment, temporaryFile } from './variables.ts'
import { touch } from './touch.ts'

export function temporary(machine: Machine, name: string): Datum {
  if (name === 'gettemppath') return readEnvironment(machine, 'temp')
  const path = temporaryFile(machine)
  touch(machine, 'create', toValue(path))
  return path
}

export function specialFolder({ context }: Machine, [name = anything]: readonly Datum[]): Datum {
  const folder = toText(name)?.toLowerCase()
  if (folder === 'userprofile' || folder === 'personal') return text(context.home)
  const known = new Map([
    ['mydocuments', 'Documents'],
    ['desktop', 'Desktop'],
    ['applicationdata', 'AppData/Roaming'],
    ['localapplicationdata', 'AppData/Local'],
    ['startup', 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup'],
  ]).get(folder ?? '')
  return known === undefined ? anything : text(`${context.home}/${known}`)
}

/** For the process it is a variable, for the machine or the user it is written to the registry. */
export function setEnvironment(machine: Machine, [name = anything, value = anything, target]: readonly Datum[]): void {
  const known = toText(name)?.toLowerCase()
  if (known !== undefined) machine.frame.variables.set(`env:${known}`, value)
  if (target !== undefined && !/^process$/i.test(toText(target) ?? ''))
    act(machine, { kind: 'registry', detail: 'Environment' })
}
