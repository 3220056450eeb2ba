// Cmdlets that run code or start something: blocks, texts, jobs, processes, types.
import { byNames, nameSet } from '../among.ts'
import { show } from '../model/value.ts'
import { runGiven, touchParameter } from './cmdlets.ts'
import { anything, collected, itemsOf, nothing, toText, toValue, type Datum } from './datum.ts'
import { changeDefaults, defaultsName } from './default-values.ts'
import { callInstance, readProperty } from './dotnet.ts'
import { act, doubt, setVariable, withItem, type Call, type Machine, type Special } from './machine.ts'
import { bind, get, has, type Bound } from './parameters.ts'
import { limits } from '../limits.ts'

/** Runs the block for each item that is known, else once for something unknown. */
function forEach(machine: Machine, call: Call): Datum {
  const bound = bind(
    'process@0 begin end remainingscripts membername argumentlist inputobject parallel throttlelimit timeoutseconds asjob! usenewrunspace!',
    call,
  )
  const input = get(bound, 'inputobject') ?? call.input ?? nothing
  const member = get(bound, 'membername') ?? get(bound, 'process')
  const items =
    input.is === 'list' && input.items.length <= limits.pipedItems
      ? input.items
      : [input.is === 'list' ? anything : input]
  if (member !== undefined && !itemsOf(member).some(({ is }) => is === 'block'))
    return eachMember(machine, items, member, get(bound, 'argumentlist'))
  const { begin, process, end } = sectionsOf(bound)
  const run = (block: Datum, item: Datum): readonly Datum[] =>
    block.is === 'block'
      ? itemsOf(withItem(machine, item, () => machine.run.block(machine, block.block, { isInPlace: true })))
      : []
  const output = [
    ...begin.flatMap((block) => run(block, nothing)),
    ...items.flatMap((item) => process.flatMap((block) => run(block, item))),
    ...end.flatMap((block) => run(block, nothing)),
  ]
  return input.is === 'unknown' && output.length > 0 ? collected(output.slice(0, 1)) : collected(output)
}

/** Of several blocks without a name the first begins and, of three, the last ends. */
function sectionsOf(bound: Bound): Record<'begin' | 'process' | 'end', readonly Datum[]> {
  const of = (name: string) => itemsOf(get(bound, name) ?? nothing)
  const loose = [...of('process'), ...bound.rest.flatMap(itemsOf)]
  const hasBegin = has(bound, 'begin') || loose.length < 2
  const hasEnd = has(bound, 'end') || loose.length < 3
  const process = loose.slice(hasBegin ? 0 : 1, hasEnd ? undefined : -1)
  return {
    begin: [...of('begin'), ...(hasBegin ? [] : loose.slice(0, 1))],
    process: [...process, ...of('parallel')],
    end: [...(hasEnd ? [] : loose.slice(-1)), ...of('end')],
  }
}

/** `… | % Delete`: a member by its name. */
function eachMember(machine: Machine, items: readonly Datum[], member: Datum, args: Datum | undefined): Datum {
  const name = toText(member)?.toLowerCase() ?? null
  const given = args === undefined ? [] : itemsOf(args)
  return collected(
    items.map((item) => {
      const property = name === null ? anything : readProperty(machine, item, name)
      const isCalled = (item.is === 'block' || item.is === 'command') && name?.startsWith('invoke') === true
      return !isCalled && (property.is !== 'unknown' || item.is === 'hash' || plainProperties.has(name ?? ''))
        ? property
        : callInstance(machine, item, name, given)
    }),
  )
}

/** Names that stand for a value, on whatever they are asked of. */
const plainProperties = nameSet(
  'attributes author baseprefix body captures childnodes children code column content date description displayname error exception extension file filename groups id index innertext innerxml key keys kind label level line linenumber localname matches message method modulename node nodes outerxml owner parameters path pattern source state status subject success tag target text time title type url user value values version width height x y',
)

function runsCode(machine: Machine, call: Call): Datum {
  const bound = bind('command@0|', call)
  const codes = itemsOf(get(bound, 'command') ?? anything)
  return collected(
    codes.map((code) => {
      const source = code.is === 'block' ? code.block.source : toText(code)
      if (source !== null) return machine.run.code(machine, source, 'iex')
      doubt(machine, 'dynamic-code', 'Invoke-Expression')
      return anything
    }),
  )
}

/** Blocks anywhere among the arguments run; another computer is the network, a file is a script. */
function runsBlocks(machine: Machine, call: Call): Datum {
  const names = call.args.map(({ parameter }) => parameter?.replace(/:$/, '').toLowerCase() ?? '')
  const isRemote = names.some((name) =>
    /^(?:cn|comp\w*|se\w*|vm\w*|host\w*|ssh\w*|connectionuri|uri|containerid|username)$/.test(name),
  )
  const isFile = names.some((name) => /^(?:file\w*|liter\w*|initial?izationfile)$/.test(name))
  const loose = call.args.filter(({ parameter, value }) => parameter === null && value !== null && value.is !== 'block')
  if (isRemote) act(machine, { kind: 'network', detail: call.name ?? '' })
  if (isFile) doubt(machine, 'opaque-script', call.name ?? '')
  const output: Datum[] = []
  const [first] = call.args
  const isPositional = first?.parameter === null && first.value?.is === 'text' && loose.length < call.args.length
  if (isPositional && call.name === 'invoke-command') act(machine, { kind: 'network', detail: 'Invoke-Command' })
  for (const value of [...call.args.map((arg) => arg.value), call.input])
    for (const datum of value === null ? [] : itemsOf(value))
      if (datum.is === 'block') {
        const named = new Map<string, Datum>(datum.block.parameters.map(({ name }) => [name, anything]))
        output.push(machine.run.block(machine, datum.block, { variables: named }))
      }
  if (output.length === 0 && !isFile && loose.length + call.args.length > 0)
    doubt(machine, 'dynamic-code', call.name ?? '')
  return collected(output.flatMap(itemsOf))
}

/** Names that a command gives to other commands. */
function setAlias(machine: Machine, call: Call): Datum {
  const bound = bind('name@0 value@1 description option passthru! scope force!', call)
  const [name, meant] = [toText(get(bound, 'name') ?? anything), toText(get(bound, 'value') ?? anything)]
  if (name === null || meant === null) doubt(machine, 'changed-lookup', call.name ?? '')
  else machine.aliases.set(name.toLowerCase(), meant.toLowerCase())
  return nothing
}

function setNamed(machine: Machine, call: Call): Datum {
  const bound = bind('name@0 value@1| description option visibility passthru! scope force! include exclude', call)
  for (const name of itemsOf(get(bound, 'name') ?? anything)) {
    const known = toText(name)?.toLowerCase()
    if (known === defaultsName) changeDefaults(machine, get(bound, 'value') ?? nothing)
    if (known === undefined) for (const one of machine.frame.variables.keys()) setVariable(machine, one, anything)
    else setVariable(machine, known, get(bound, 'value') ?? nothing)
    if (known !== undefined && has(bound, 'scope')) machine.frame.shared.set(known, get(bound, 'value') ?? nothing)
  }
  return nothing
}

function measured(machine: Machine, call: Call): Datum {
  runGiven(machine, call)
  return anything
}

export const codeCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'foreach-object': forEach,
  'invoke-expression': runsCode,
  'invoke-command start-job start-threadjob': runsBlocks,
  'register-scheduledjob': (machine, call) => {
    act(
      machine,
      { kind: 'service', detail: 'Register-ScheduledJob' },
      { kind: 'privilege', detail: 'Register-ScheduledJob' },
    )
    return runsBlocks(machine, call)
  },
  'trace-command': (machine, call) => {
    const bound = bind(
      'name@0 expression@1 command argumentlist inputobject option listeneroption filepath force! debugger! pshost!',
      call,
    )
    touchParameter(machine, 'append', bound, 'filepath')
    return measured(machine, call)
  },
  'measure-command register-engineevent register-objectevent': measured,
  'set-alias new-alias': setAlias,
  'set-variable new-variable': setNamed,
  'invoke-history': (machine) => {
    doubt(machine, 'dynamic-code', 'Invoke-History')
    return anything
  },
  'import-module': (machine, call) => {
    const bound = bind(
      'name@0| global! prefix function cmdlet variable alias force! passthru! ascustomobject! minimumversion maximumversion requiredversion moduleinfo argumentlist disablenamechecking! noclobber! scope pssession cimsession skipeditioncheck! usewindowspowershell! fullyqualifiedname assembly',
      call,
    )
    const name = show(toValue(get(bound, 'name') ?? get(bound, 'assembly') ?? anything))
    if (has(bound, 'pssession') || has(bound, 'cimsession')) act(machine, { kind: 'network', detail: 'Import-Module' })
    if (/[\\/]|\.(?:psm?1|psd1|dll)$|\u2039/i.test(name)) doubt(machine, 'opaque-script', name)
    return anything
  },
})
