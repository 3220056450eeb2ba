// Values made into a type: `[type]x`, `x -as [type]`, parameters with a type.
import { foldCast } from './casts.ts'
import { show } from '../model/value.ts'
import { objectOf, type Datum } from './datum.ts'
import { construct, typeName } from './dotnet.ts'
import { constructors, harmlessTypes, staticMethods } from './dotnet-table.ts'
import { act, withItem, type Machine } from './machine.ts'
import type { TypeName } from './syntax.ts'
import { wmiObject } from './wmi.ts'
import { among } from '../among.ts'

/** A conversion to a class calls its constructor; blocks of an attribute (`ValidateScript`) run for the value. */
export function convert(machine: Machine, { name, args }: TypeName, datum: Datum): Datum {
  for (const arg of args) if (arg.kind === 'block') withItem(machine, datum, () => machine.run.block(machine, arg, {}))
  if (name.includes('(')) return datum
  const type = typeName(name)
  const said = datum.is === 'text' ? show(datum.value) : null
  if (said !== null && /^wmi(?:class|searcher)?$/.test(type)) return wmiObject(machine, said)
  if (said !== null && /^adsi(?:searcher)?$/.test(type)) {
    if (!/^winnt:\/\/(?:\.|localhost)(?:[/,]|$)/i.test(said)) act(machine, { kind: 'network', detail: said })
    return objectOf('adsi')
  }
  const isMade = datum.is === 'text' || datum.is === 'file' || datum.is === 'number' || datum.is === 'list'
  const isPlain = constructors.has(type)
    ? constructors.get(type) === ''
    : plainTypes.test(type) || harmlessTypes.test(type) || staticMethods.has(type)
  return isMade && !isPlain && args.length === 0 ? construct(machine, name, [datum]) : foldCast(name, datum)
}

/** Types without a constructor that takes one value, or that PowerShell converts to itself. */
const plainTypes = among(String.raw`
    scriptblock switch array pscredential io\.(?:file|directory)info net\.(?:ipaddress|mail\.mailaddress) ipaddress
    wmi\w* adsi\w* powershell \w+attribute alias parameter cmdletbinding outputtype (?:allow|validate)\w+
    supportswildcards psdefaultvalue credential dynamicparam hidden type int \w+listkeyhandler`)
