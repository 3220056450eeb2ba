// Cmdlets that run code or start something: blocks, texts, jobs, processes, types.
import { hole, literal, show, splitValue, textValue, type Value } from '../value.ts'
import { firstOf, pathOf, runBlocks, touchParameter, unlessDry } from './cmdlets.ts'
import { anything, collected, itemsOf, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { callInstance, construct, readProperty } from './dotnet.ts'
import { act, doubt, setVariable, withItem, type Call, type Machine, type Special } from './machine.ts'
import { bind, get, has, type Bound } from './parameters.ts'

const maximumItems = 24

/** Runs the block for each item that is known, else once for something unknown. */
function forEach(machine: Machine, call: Call): Datum {
  const bound = bind(
    'process@0 begin end remainingscripts membername argumentlist inputobject parallel throttlelimit timeoutseconds asjob! usenewrunspace!',
    call,
  )
  const input = get(bound, 'inputobject') ?? call.input ?? nothing
  const parts = [get(bound, 'begin'), get(bound, 'process'), get(bound, 'parallel'), ...bound.rest, get(bound, 'end')]
  const member = get(bound, 'membername') ?? get(bound, 'process')
  const items =
    input.is === 'list' && input.items.length <= maximumItems ? input.items : [input.is === 'list' ? anything : input]
  if (member !== undefined && !itemsOf(member).some(({ is }) => is === 'block'))
    return eachMember(machine, items, member, get(bound, 'argumentlist'))
  const blocks = parts.flatMap((part) => (part === undefined ? [] : itemsOf(part)))
  const output = items.flatMap((item) =>
    blocks.flatMap((block) => {
      if (block.is !== 'block') return []
      return itemsOf(withItem(machine, item, () => machine.run.block(machine, block.block, { isInPlace: true })))
    }),
  )
  return input.is === 'unknown' && output.length > 0 ? collected(output.slice(0, 1)) : collected(output)
}

/** `… | % Delete`: a member by its name. */
function eachMember(machine: Machine, items: readonly Datum[], member: Datum, args: Datum | undefined): Datum {
  const name = toText(member)?.toLowerCase() ?? null
  const given = args === undefined ? [] : itemsOf(args)
  return collected(
    items.map((item) => {
      const property = name === null ? anything : readProperty(machine, item, name)
      return property.is !== 'unknown' || item.is === 'hash' ? property : callInstance(machine, item, name, given)
    }),
  )
}

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
  for (const { value } of call.args)
    for (const datum of value === null ? [] : itemsOf(value))
      if (datum.is === 'block') {
        const named = new Map<string, Datum>(datum.block.parameters.map(({ name }) => [name, anything]))
        output.push(machine.run.block(machine, datum.block, { variables: named }))
      }
  if (output.length === 0 && !isFile && loose.length + call.args.length > 0)
    doubt(machine, 'dynamic-code', call.name ?? '')
  return collected(output.flatMap(itemsOf))
}

const startProcessParameters =
  'filepath@0=pspath,path| argumentlist@1=args credential=runas workingdirectory loaduserprofile!=lup nonewwindow!=nnw passthru! redirectstandarderror=rse redirectstandardinput=rsi redirectstandardoutput=rso verb wait! windowstyle usenewenvironment! environment'

function startProcess(machine: Machine, call: Call): Datum {
  const bound = bind(startProcessParameters, call)
  const program = get(bound, 'filepath') ?? anything
  const verb = (toText(get(bound, 'verb') ?? nothing) ?? '?').toLowerCase()
  unlessDry(machine, bound, () => {
    act(machine, { kind: 'detach', detail: show(toValue(program)) })
    if (/^runas|\?/.test(verb) || has(bound, 'credential')) act(machine, { kind: 'privilege', detail: '-Verb RunAs' })
    for (const name of ['redirectstandarderror', 'redirectstandardoutput'])
      touchParameter(machine, 'overwrite', bound, name)
    runProgram(machine, program, itemsOf(get(bound, 'argumentlist') ?? nothing))
  })
  return anything
}

/** What a started program does itself, as if it stood alone. */
function runProgram(machine: Machine, program: Datum, list: readonly Datum[]): void {
  const name = toText(program)
  if (name === null) return doubt(machine, 'dynamic-program', 'Start-Process')
  if (/^[a-z]+:\/\//i.test(name)) return act(machine, { kind: 'network', detail: name })
  const words = list.flatMap((datum): Value[] => {
    const whole = toText(datum)
    return whole === null
      ? splitValue(toValue(datum), ' ')
      : (whole.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []).map((word) => textValue(word.replaceAll('"', '')))
  })
  const args = words.map((written) => ({ parameter: null, value: text(written), written }))
  machine.run.call(machine, { name: name.toLowerCase(), program: name, args, input: null })
}

function addType(machine: Machine, call: Call): Datum {
  const bound = bind(
    'typedefinition@0 name@0 memberdefinition@1 namespace path literalpath=pspath,lp assemblyname=an language referencedassemblies=ra outputassembly=oa outputtype=ot passthru! ignorewarnings! compileroptions usingnamespace',
    call,
  )
  const isCode = has(bound, 'typedefinition') || has(bound, 'memberdefinition') || has(bound, 'name')
  if (isCode)
    act(
      machine,
      { kind: 'inline-code', detail: 'Add-Type' },
      { kind: 'unknown', doubt: 'inline-code', detail: 'Add-Type' },
    )
  if (has(bound, 'path') || has(bound, 'literalpath')) doubt(machine, 'opaque-script', 'Add-Type -Path')
  touchParameter(machine, 'overwrite', bound, 'outputassembly')
  return anything
}

const webObjects = /xmlhttp|winhttp|internetexplorer|webclient/i
const plainObjects =
  /^(?:scripting\.(?:dictionary|filesystemobject)|wscript\.(?:shell|network)|shell\.application|sapi\.spvoice|schedule\.service|adodb\.stream|microsoft\.update\.\w+|vbscript\.regexp|word\.application|excel\.application)$/i

function newObject(machine: Machine, call: Call): Datum {
  const bound = bind('typename@0 argumentlist@1=args comobject property strict!', call)
  const com = get(bound, 'comobject')
  if (com !== undefined) {
    const name = toText(com)
    if (name !== null && webObjects.test(name)) act(machine, { kind: 'network', detail: name })
    else if (name === null || !plainObjects.test(name)) doubt(machine, 'unknown-program', name ?? 'COM')
    return anything
  }
  const type = toText(firstOf(get(bound, 'typename')))
  if (type === null) {
    doubt(machine, 'dynamic-code', 'New-Object')
    return anything
  }
  const args = itemsOf(get(bound, 'argumentlist') ?? nothing)
  return construct(machine, type, args.length === 0 ? bound.rest : [...args, ...bound.rest])
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
    if (known === undefined) for (const one of machine.frame.variables.keys()) setVariable(machine, one, anything)
    else setVariable(machine, known, get(bound, 'value') ?? nothing)
    if (known !== undefined && has(bound, 'scope')) machine.frame.shared.set(known, get(bound, 'value') ?? nothing)
  }
  return nothing
}

const actionsOfMethod = (bound: Bound, names: readonly string[]): string =>
  names
    .map((name) => literal(pathOf(firstOf(get(bound, name)))) ?? '?')
    .join(' ')
    .toLowerCase()

function invokeMethod(machine: Machine, call: Call): Datum {
  const isCim = call.name === 'invoke-cimmethod'
  const bound = isCim
    ? bind(
        'classname@0=class methodname@1=name arguments@2 inputobject=ciminstance| query namespace computername=cn cimsession operationtimeoutsec querydialect resourceuri cimclass keyonly!',
        call,
      )
    : bind(
        'class@0 name@1 argumentlist@2=args inputobject| path computername=cn namespace credential asjob! impersonation authentication locale enableallprivileges! authority throttlelimit',
        call,
      )
  const said = actionsOfMethod(bound, isCim ? ['classname', 'methodname', 'query'] : ['class', 'name', 'path'])
  if (has(bound, 'computername') || has(bound, 'cimsession')) act(machine, { kind: 'network', detail: said })
  if (/shutdown|reboot/.test(said)) act(machine, { kind: 'power', detail: said })
  else if (/win32_process\b.*create|create.*win32_process\b/.test(said))
    act(machine, { kind: 'detach', detail: said }, { kind: 'unknown', doubt: 'unknown-program', detail: said })
  else if (/service|scheduledtask/.test(said)) act(machine, { kind: 'service', detail: said })
  else if (/regprov/.test(said)) act(machine, { kind: 'registry', detail: said })
  else if (/volume|disk|format/.test(said)) act(machine, { kind: 'disk', detail: said })
  else if (/account|group/.test(said)) act(machine, { kind: 'account', detail: said })
  else doubt(machine, 'unknown-program', said)
  return anything
}

function measured(machine: Machine, call: Call): Datum {
  runBlocks(
    machine,
    call.args.flatMap(({ value }) => (value === null ? [] : [value])),
    call.input,
  )
  return anything
}

function invokeItem(machine: Machine, call: Call): Datum {
  act(machine, { kind: 'detach', detail: 'Invoke-Item' })
  doubt(machine, 'opaque-script', show(call.args[0]?.written ?? hole('any')))
  return nothing
}

export const codeCmdlets: ReadonlyMap<string, Special> = new Map<string, Special>(
  Object.entries({
    'foreach-object': forEach,
    'invoke-expression': runsCode,
    'invoke-command': runsBlocks,
    'start-job': runsBlocks,
    'start-threadjob': runsBlocks,
    'register-scheduledjob': (machine, call) => {
      act(
        machine,
        { kind: 'service', detail: 'Register-ScheduledJob' },
        { kind: 'privilege', detail: 'Register-ScheduledJob' },
      )
      return runsBlocks(machine, call)
    },
    'measure-command': measured,
    'trace-command': measured,
    'register-engineevent': measured,
    'register-objectevent': measured,
    'start-process': startProcess,
    'invoke-item': invokeItem,
    'add-type': addType,
    'new-object': newObject,
    'set-alias': setAlias,
    'new-alias': setAlias,
    'set-variable': setNamed,
    'new-variable': setNamed,
    'invoke-wmimethod': invokeMethod,
    'invoke-cimmethod': invokeMethod,
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
      if (has(bound, 'pssession') || has(bound, 'cimsession'))
        act(machine, { kind: 'network', detail: 'Import-Module' })
      if (/[\\/]|\.(?:psm?1|psd1|dll)$|‹/i.test(name)) doubt(machine, 'opaque-script', name)
      return anything
    },
  } satisfies Record<string, Special>),
)
