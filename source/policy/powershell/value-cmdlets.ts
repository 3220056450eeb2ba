// Cmdlets that only give values: what is known of them before they run.
import { byNames } from '../among.ts'
import { textValue } from '../model/value.ts'
import { firstOf, pathOf, runGiven, valuesOf } from './cmdlets.ts'
import {
  anything,
  collected,
  itemsOf,
  list,
  nothing,
  someName,
  someNumber,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { readProperty } from './dotnet.ts'
import { fileCmdlets } from './file-cmdlets.ts'
import { act, setVariable, type Call, type Machine, type Special } from './machine.ts'
import { bind, get, has } from './parameters.ts'
import { placeOf } from './paths.ts'
import { systemNames } from './system-cmdlets.ts'
import { touch } from './touch.ts'
import { readNamed, temporaryFile } from './variables.ts'

/** Gives on what it gets, running blocks among its arguments for it. */
const passes: Special = (machine, call) => {
  runGiven(machine, call)
  return call.input ?? anything
}

function select(machine: Machine, call: Call): Datum {
  const bound = bind(
    'property@0 inputobject excludeproperty expandproperty unique! caseinsensitive! last first skip skiplast skipindex index wait!',
    call,
  )
  runGiven(machine, call)
  const input = get(bound, 'inputobject') ?? call.input ?? anything
  const expanded = get(bound, 'expandproperty')
  if (expanded !== undefined)
    return collected(itemsOf(input).map((item) => readProperty(machine, item, toText(expanded)?.toLowerCase() ?? null)))
  return input
}

/** `Get-Command` names what a later call may run. */
function getCommand(_machine: Machine, call: Call): Datum {
  const bound = bind(
    'name@0| argumentlist@1 verb noun module=psmodule commandtype=type totalcount syntax! showcommandinfo! all! listimported! parametername parametertype fullyqualifiedmodule usefuzzymatching! useabbreviationexpansion!',
    call,
  )
  const names = itemsOf(get(bound, 'name') ?? anything).map(toText)
  if (names.includes(null) || names.length === 0) return anything
  return collected(names.flatMap((name) => commandsLike(name ?? '')))
}
function commandsLike(name: string): Datum[] {
  if (!/[*?[]/.test(name)) return [{ is: 'command', name }]
  const pattern = new RegExp(
    `^${name
      .toLowerCase()
      .replaceAll(/[\\^$.|+()[\]{}]/g, String.raw`\$&`)
      .replaceAll(/\*+/g, '.*')
      .replaceAll('?', '.')}$`,
  )
  const known = [
    ...fileCmdlets.keys(),
    ...systemNames(),
    'start-process',
    'invoke-expression',
    'new-item',
    'invoke-command',
  ]
  const found = name.split('*').length > 4 ? [] : known.filter((one) => pattern.test(one))
  return found.length === 1 ? [{ is: 'command', name: found[0] ?? '' }] : [anything]
}

function getVariable(machine: Machine, call: Call): Datum {
  const bound = bind('name@0| valueonly! include exclude scope', call)
  const name = toText(firstOf(get(bound, 'name')))
  if (name === null) return anything
  const datum = readNamed(machine, name.toLowerCase())
  // The object that holds the variable can change it.
  if (!has(bound, 'valueonly')) setVariable(machine, name.toLowerCase(), anything)
  return datum
}

const dated: Special = (_machine, call) => {
  const bound = bind(
    'date@0| year month day hour minute second millisecond displayhint uformat format asutc! unixtimeseconds',
    call,
  )
  const format = toText(get(bound, 'format') ?? get(bound, 'uformat') ?? nothing) ?? ''
  return format !== '' && !/[\\/:]/.test(format) && format.length > 1 ? someName : anything
}

/** Lists of values become the items of the pipeline. */
const writes: Special = (_machine, call) => {
  const values = valuesOf(call)
  return values.length === 0 ? (call.input ?? nothing) : values.length === 1 ? (values[0] ?? nothing) : list(values)
}

const selectText: Special = (machine, call) => {
  const bound = bind(
    'pattern@0 path@1 literalpath=pspath,lp inputobject simplematch! casesensitive! quiet! list! noemphasis! include exclude notmatch! allmatches! encoding context raw! culture',
    call,
  )
  const piped = call.input === null ? [] : itemsOf(call.input).filter(({ is }) => is === 'file')
  const given = itemsOf(get(bound, 'path') ?? get(bound, 'literalpath') ?? nothing)
  for (const datum of [...given, ...piped])
    touch(machine, 'read', pathOf(datum), { isLiteral: datum.is === 'file' || has(bound, 'literalpath') })
  return anything
}

const secured: Special = (machine, call) => {
  const names = call.args.map(({ parameter }) => parameter?.toLowerCase() ?? '')
  if (names.some((name) => name.startsWith('a'))) act(machine, { kind: 'secret', detail: 'ConvertFrom-SecureString' })
  return anything
}

export const valueCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'write-output': writes,
  'select-object': select,
  'where-object sort-object get-unique tee-variable': passes,
  'group-object': (machine, call) => {
    passes(machine, call)
    return anything
  },
  'get-command': getCommand,
  'get-variable': getVariable,
  'get-date': dated,
  'new-guid': () => someName,
  'get-random': (_machine, call) =>
    call.args.length === 0 || call.args[0]?.parameter !== null ? someNumber : anything,
  'select-string': selectText,
  'convertfrom-securestring': secured,
  'write-host': (machine, call) => {
    runGiven(machine, call)
    return nothing
  },
  'out-null': () => nothing,
  'out-string': (_machine, call) => call.input ?? anything,
  'new-temporaryfile': (machine) => {
    const path = temporaryFile(machine)
    touch(machine, 'create', toValue(path))
    return { is: 'file', path: toValue(path) }
  },
  'get-itemproperty': (machine, call) => {
    const [first] = valuesOf(call)
    const path = first === undefined ? textValue('') : pathOf(firstOf(first))
    return first?.is === 'file' || call.input?.is === 'file'
      ? (call.input ?? anything)
      : (touchEnvironment(machine, path), anything)
  },
})

/** Only what the environment drive and the registry hold can be secret among properties. */
function touchEnvironment(machine: Machine, path: ReturnType<typeof pathOf>): void {
  if (placeOf(machine, path, true).provider !== 'file') touch(machine, 'read', path)
}
