// Cmdlets that run code, start something, or name what a later call runs.
import { byNames, nameSet } from '../among.ts'
import { valuesOf, type Special } from './cmdlets.ts'
import {
  anything,
  collected,
  fewOf,
  isSure,
  itemsOf,
  list,
  nothing,
  someName,
  someNumber,
  text,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { define, repeated } from './frames.ts'
import { callInstance, readProperty } from './dotnet.ts'
import { act, doubt, byPlace, runFor, setVariable, type Machine } from './machine.ts'
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

export const codeCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'foreach-object': forEach,
  'invoke-expression': runsCode,
  'invoke-command start-job start-threadjob register-scheduledjob': runsBlocks,
  'set-alias new-alias': setAlias,
  'set-variable new-variable': setNamed,
  'get-variable': getVariable,
  // It names what a later call may run.
  'get-command': (_machine, _call, bound) => {
    const name = bound.text('name') ?? ''
    return /^[\w.-]+$/.test(name) ? text(name) : anything
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
