// Keys of the registry as objects of .NET and PowerShell.
import { concat, type Value } from '../model/value.ts'
import { anything, file, toValue, type Datum } from './datum.ts'
import { act, type Machine } from './machine.ts'
import { child, placeOf } from './paths.ts'
import { touch } from './touch.ts'

/** A key by the path that .NET writes: `HKEY_CURRENT_USER\x`. */
export const keyPath = (path: Value): Value => concat(['Registry::'], path)
export const isKey = (machine: Machine, { is, ...rest }: Datum): boolean =>
  is === 'file' && 'path' in rest && placeOf(machine, rest.path, true).provider === 'registry'

const looks = /^(?:get\w*|close|dispose|flush|tostring|equals)$/

/** A method of a key at `path`. */
export function keyMethod(machine: Machine, path: Value, name: string, args: readonly Datum[]): Datum {
  const below = child(path, toValue(args[0] ?? anything))
  if (name === 'opensubkey') {
    touch(machine, 'read', below)
    return file(below)
  }
  if (name === 'createsubkey') touch(machine, 'create', below)
  else if (name.startsWith('deletesubkey')) touch(machine, 'delete', below)
  else if (looks.test(name)) touch(machine, 'read', path)
  else touch(machine, 'metadata', path)
  if (name === 'setaccesscontrol') act(machine, { kind: 'privilege', detail: name })
  return name === 'createsubkey' ? file(below) : anything
}
