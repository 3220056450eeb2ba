// Cmdlets that run code, start programs, make objects, or name what a later call runs.
import { among, byNames, nameSet } from '../among.ts'
import { hole, literal, sameValue, show, splitValue, textValue, unknown, type Value } from '../model/value.ts'
import { firstOf, pathOf, valuesOf, type Special } from './cmdlets.ts'
import {
  anything,
  collected,
  fewOf,
  isSure,
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
import { memberEffects } from './dotnet-methods.ts'
import { callInstance, callStatic, readProperty, wmiObject, wmiType } from './dotnet.ts'
import { apply } from './effects.ts'
import { define, repeated } from './frames.ts'
import { act, byPlace, doubt, runFor, setVariable, startProgram, type Machine } from './machine.ts'
import { from } from './paths.ts'
import { changeDefaults, defaultsName } from './variables.ts'

/** Runs the blocks for each item that is known, else once for something unknown; how often each of several runs is not told. */
const forEach: Special = (machine, call, bound) => {
  const input = bound.get('inputobject') ?? call.input ?? nothing
  const items = fewOf(input)
  const member = bound.get('membername') ?? bound.get('process')
  if (member !== undefined && !itemsOf(member).some(({ is }) => is === 'block'))
    return eachMember(machine, items, member, bound.items('argumentlist'))
  const run = (blocks: readonly Datum[], item: Datum): readonly Datum[] =>
    blocks.flatMap((block) =>
      block.is === 'block' ? itemsOf(runFor(machine, block.block, item, { isInPlace: true })) : [],
    )
  const blocks = [...bound.items('process'), ...bound.rest.flatMap(itemsOf), ...bound.items('parallel')]
  const each = () => collected(items.flatMap((item) => run(blocks, item)))
  const output = [
    ...run(bound.items('begin'), nothing),
    ...itemsOf(items.every(isSure) ? each() : repeated(machine, false, each)),
    ...run(bound.items('end'), nothing),
  ]
  return input.is === 'unknown' && output.length > 0 ? collected(output.slice(0, 1)) : collected(output)
}

/** `… | % Delete`: a member by its name. */
function eachMember(machine: Machine, items: readonly Datum[], member: Datum, args: readonly Datum[]): Datum {
  const name = toText(member)?.toLowerCase() ?? null
  return collected(
    items.map((item) => {
      const property = name === null ? anything : readProperty(machine, item, name)
      const isCalled = item.is === 'block' && name?.startsWith('invoke') === true
      return !isCalled && (property.is !== 'unknown' || item.is === 'hash' || plainProperties.has(name ?? ''))
        ? property
        : callInstance(machine, item, name, args)
    }),
  )
}

/** Names that stand for a value, on whatever they are asked of. */
const plainProperties = nameSet(
  'attributes author baseprefix body captures childnodes children code column content date description displayname error exception extension file filename groups id index innertext innerxml key keys kind label level line linenumber localname matches message method modulename node nodes outerxml owner parameters path pattern source state status subject success tag target text time title type url user value values version width height x y',
)

const runsCode: Special = (machine, _call, bound) =>
  collected(
    itemsOf(bound.get('command') ?? anything).map((code) => {
      const source = code.is === 'block' ? code.block.source : toText(code)
      if (source !== null) return machine.run.code(machine, source, 'iex')
      doubt(machine, 'dynamic-code', 'Invoke-Expression')
      return anything
    }),
  )

/** Blocks anywhere among the arguments run; a name before one is another computer's. */
const runsBlocks: Special = (machine, { name, args, input }, bound) => {
  const folder = bound.get('workingdirectory')
  const given = [...args.map(({ value }) => value), input].flatMap((value) => itemsOf(value ?? nothing))
  const blocks = given.flatMap((datum) => (datum.is === 'block' ? [datum.block] : []))
  const [first, ...others] = bound.rest
  if (name === 'invoke-command' && first?.is === 'text' && others.some(({ is }) => is === 'block'))
    act(machine, { kind: 'network', detail: name })
  const output = blocks.map((block) =>
    from(machine, folder && toValue(folder), () =>
      machine.run.block(machine, block, { variables: byPlace(block, []) }),
    ),
  )
  if (blocks.length === 0 && !bound.has('filepath', 'literalpath') && args.length > 0)
    doubt(machine, 'dynamic-code', name)
  return collected(output.flatMap(itemsOf))
}

/** Names that a command gives to other commands. */
const setAlias: Special = (machine, { name }, bound) => {
  const said = (one: string) => (bound.has(one) ? bound.text(one) : null)
  const [alias, meant] = [said('name'), said('value')]
  if (alias === null || meant === null) doubt(machine, 'changed-lookup', name)
  else define(machine, alias, meant)
  return undefined
}

const setNamed: Special = (machine, _call, bound) => {
  const value = bound.get('value') ?? nothing
  for (const name of itemsOf(bound.get('name') ?? anything)) {
    const known = toText(name)?.toLowerCase()
    if (known === defaultsName) changeDefaults(machine, value)
    if (known === undefined) for (const one of machine.frame.variables.keys()) setVariable(machine, one, anything)
    else setVariable(machine, known, value)
    if (known !== undefined && bound.has('scope')) machine.frame.shared.set(known, value)
  }
  return undefined
}

/** The object that holds the variable can change it. */
const getVariable: Special = (machine, _call, bound) => {
  for (const name of bound.items('name')) setVariable(machine, toText(name)?.toLowerCase() ?? '', anything)
  return anything
}

const select: Special = (machine, call, bound) => {
  const input = bound.get('inputobject') ?? call.input ?? anything
  const name = bound.text('expandproperty')
  return bound.has('expandproperty')
    ? collected(itemsOf(input).map((item) => readProperty(machine, item, name)))
    : input
}

const startProcess: Special = (machine, _call, bound) => {
  if ((bound.text('verb') ?? 'runas').startsWith('runas') || bound.has('credential'))
    act(machine, { kind: 'privilege', detail: '-Verb RunAs' })
  const folder = bound.get('workingdirectory')
  from(machine, folder && pathOf(folder), () =>
    runProgram(machine, toText(bound.get('filepath') ?? anything), bound.items('argumentlist')),
  )
  // Without the switch nothing comes, but a splat or a default that is set elsewhere may switch it on.
  return bound.has('passthru') ? ownProcess : anything
}

/** What a started program does itself, as if it stood alone. */
function runProgram(machine: Machine, name: string | null, list: readonly Datum[]): void {
  if (name === null) return doubt(machine, 'dynamic-program', 'Start-Process')
  if (/^[a-z]+:\/\//i.test(name)) return act(machine, { kind: 'network', detail: name })
  const words = list.flatMap((datum): Value[] => {
    const whole = toText(datum)
    return whole === null
      ? splitValue(toValue(datum), ' ')
      : (whole.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []).map((word) => textValue(word.replaceAll('"', '')))
  })
  startProgram(machine, name, words)
}

const webObjects = /xmlhttp|winhttp|internetexplorer|webclient/
const plainObjects = among(String.raw`
    scripting\.(?:dictionary|filesystemobject) wscript\.(?:shell|network) shell\.application sapi\.spvoice
    schedule\.service adodb\.stream microsoft\.update\.\w+ vbscript\.regexp word\.application excel\.application`)

const newObject: Special = (machine, _call, bound) => {
  if (bound.has('comobject')) {
    const name = bound.text('comobject')
    if (name !== null && webObjects.test(name)) act(machine, { kind: 'network', detail: name })
    else if (name === null || !plainObjects.test(name)) doubt(machine, 'unknown-program', name ?? 'COM')
    return name === null ? anything : objectOf(`com:${name.toLowerCase()}`)
  }
  const type = toText(firstOf(bound.get('typename')))
  if (type !== null) return callStatic(machine, type, 'new', [...bound.items('argumentlist'), ...bound.rest])
  doubt(machine, 'dynamic-code', 'New-Object')
  return anything
}

const invokeMethod: Special = (machine, _call, bound) => {
  const input = bound.get('inputobject') ?? bound.get('cimclass')
  const [name = '?', ...words] = ['methodname', 'classname', 'query', 'path'].map(
    (each) => literal(pathOf(firstOf(bound.get(each))))?.toLowerCase() ?? '?',
  )
  const of = wmiType([input?.is === 'object' ? input.type : '', ...words].join(' '))
  apply(machine, memberEffects(`${of}.`, name) ?? 'unknown', [], unknown, [...words, name].join(' '))
  return anything
}

/** `Get-CimInstance` and its like: objects of a class. */
const getObjects: Special = (machine, _call, bound) =>
  wmiObject(
    machine,
    ['classname', 'query']
      .map((name) => show(toValue(bound.get(name) ?? nothing)))
      .join(' ')
      .trim(),
  )

/** What `Start-Process -PassThru` gives: a process that the command itself has started. */
const ownProcess: Datum = objectOf('diagnostics.process.own')
const isOwnProcess = (datum: Datum): boolean =>
  (datum.is === 'object' && datum.type === 'diagnostics.process.own') ||
  (datum.is === 'text' && sameValue(datum.value, hole('pid')))

/** A signal to what the text does not prove to be the command's own; by a name they are all of that name. */
const stopProcess: Special = (machine, _call, bound) => {
  const given = [...bound.items('id'), ...bound.items('inputobject'), ...bound.rest.flatMap(itemsOf)]
  if (bound.has('name') || !given.every(isOwnProcess)) act(machine, { kind: 'service', detail: 'Stop-Process' })
  return anything
}

export const codeCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'foreach-object': forEach,
  'invoke-expression': runsCode,
  'invoke-command start-job start-threadjob register-scheduledjob': runsBlocks,
  'start-process': startProcess,
  'new-object': newObject,
  'stop-process': stopProcess,
  'get-wmiobject get-ciminstance get-cimclass get-cimassociatedinstance': getObjects,
  'invoke-wmimethod invoke-cimmethod': invokeMethod,
  'set-alias new-alias': setAlias,
  'set-variable new-variable': setNamed,
  'get-variable': getVariable,
  // It names what a later call may run, if there is such a thing.
  'get-command': (_machine, _call, bound) => {
    const name = bound.text('name') ?? ''
    return /^[\w.-]+$/.test(name) ? list([text(name)]) : anything
  },
  'select-object': select,
  // Lists of values become the items of the pipeline.
  'write-output': (_machine, call) => {
    const values = valuesOf(call)
    return values.length === 0 ? (call.input ?? nothing) : values.length === 1 ? (values[0] ?? nothing) : list(values)
  },
  'get-date': (_machine, _call, bound) => {
    const format = bound.text(bound.has('format') ? 'format' : 'uformat') ?? ''
    return !/[\\/:]/.test(format) && format.length > 1 ? someName : anything
  },
  'get-random': (_machine, { args }) => (args.length === 0 || args[0]?.parameter !== null ? someNumber : anything),
})
