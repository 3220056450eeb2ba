// Cmdlets that start processes, load types or call other objects' methods.
import { hole, literal, show, splitValue, textValue, type Value } from '../model/value.ts'
import { firstOf, noteUnknown, pathOf, touchParameter, unlessDry } from './cmdlets.ts'
import { anything, itemsOf, nothing, text, toText, toValue, type Datum } from './datum.ts'
import { construct } from './dotnet.ts'
import { act, doubt, type Call, type Machine, type Special } from './machine.ts'
import { bind, get, has, type Bound } from './parameters.ts'
import { comObject, isOwnProcess, ownProcess } from './typed-objects.ts'
import { wmiMethod, wmiObject } from './wmi.ts'
import { among, byNames } from '../among.ts'

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
    touchParameter(machine, 'read', bound, 'redirectstandardinput')
    runProgram(machine, program, itemsOf(get(bound, 'argumentlist') ?? nothing))
  })
  // Without the switch nothing comes, but a splat or a default that is set elsewhere may switch it on.
  return has(bound, 'passthru') ? ownProcess : anything
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
  machine.run.command(machine, { name: name.toLowerCase(), program: name, args, input: null })
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
  const assembly = show(toValue(get(bound, 'assemblyname') ?? nothing))
  if (has(bound, 'path') || has(bound, 'literalpath') || /[\\/]|\.dll$/i.test(assembly))
    doubt(machine, 'opaque-script', 'Add-Type -Path')
  touchParameter(machine, 'overwrite', bound, 'outputassembly')
  return anything
}

const webObjects = /xmlhttp|winhttp|internetexplorer|webclient/i
const plainObjects = among(
  String.raw`
    scripting\.(?:dictionary|filesystemobject) wscript\.(?:shell|network) shell\.application sapi\.spvoice
    schedule\.service adodb\.stream microsoft\.update\.\w+ vbscript\.regexp word\.application excel\.application`,
  { flags: 'i' },
)

function newObject(machine: Machine, call: Call): Datum {
  const bound = bind('typename@0 argumentlist@1=args comobject property strict!', call)
  const com = get(bound, 'comobject')
  if (com !== undefined) {
    const name = toText(com)
    if (name !== null && webObjects.test(name)) act(machine, { kind: 'network', detail: name })
    else if (name === null || !plainObjects.test(name)) doubt(machine, 'unknown-program', name ?? 'COM')
    return name === null ? anything : comObject(name)
  }
  const type = toText(firstOf(get(bound, 'typename')))
  if (type === null) {
    doubt(machine, 'dynamic-code', 'New-Object')
    return anything
  }
  const args = itemsOf(get(bound, 'argumentlist') ?? nothing)
  return construct(machine, type, args.length === 0 ? bound.rest : [...args, ...bound.rest])
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
  const input = get(bound, 'inputobject') ?? get(bound, 'cimclass')
  const target = input?.is === 'object' ? `${input.type} ` : ''
  const said = target + actionsOfMethod(bound, isCim ? ['classname', 'methodname', 'query'] : ['class', 'name', 'path'])
  if (has(bound, 'computername') || has(bound, 'cimsession')) act(machine, { kind: 'network', detail: said })
  wmiMethod(machine, said)
  return anything
}

function invokeItem(machine: Machine, call: Call): Datum {
  act(machine, { kind: 'detach', detail: 'Invoke-Item' })
  doubt(machine, 'opaque-script', show(call.args[0]?.written ?? hole('any')))
  return nothing
}

/** `Get-CimInstance` and its like: objects of a class. */
function getObjects(machine: Machine, call: Call): Datum {
  const bound = bind(
    'classname@0=class inputobject| query filter namespace property@1 computername=cn cimsession keyonly! shallow! list! amended! directread! asjob! impersonation authentication locale enableallprivileges! authority throttlelimit credential recurse! operationtimeoutsec=ot querydialect resourceuri resultclassname association qualifiername methodname propertyname',
    call,
  )
  const said = ['classname', 'query'].map((name) => show(toValue(get(bound, name) ?? nothing))).join(' ')
  if (has(bound, 'computername') || has(bound, 'cimsession')) act(machine, { kind: 'network', detail: call.name ?? '' })
  noteUnknown(machine, bound, call)
  return wmiObject(machine, said.trim())
}

/** A signal to what the text does not prove to be the command's own; by a name they are all of that name. */
function stopProcess(machine: Machine, call: Call): Datum {
  const bound = bind('id@0 name=processname inputobject| force! passthru!', call)
  const given = [...['id', 'inputobject'].flatMap((name) => get(bound, name) ?? []), ...bound.rest].flatMap(itemsOf)
  unlessDry(machine, bound, () => {
    if (has(bound, 'name') || !given.every(isOwnProcess)) act(machine, { kind: 'service', detail: 'Stop-Process' })
    noteUnknown(machine, bound, call)
  })
  return anything
}

export const startCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'start-process': startProcess,
  'invoke-item': invokeItem,
  'add-type': addType,
  'new-object': newObject,
  'stop-process': stopProcess,
  'get-wmiobject get-ciminstance get-cimclass get-cimassociatedinstance': getObjects,
  'invoke-wmimethod invoke-cimmethod': invokeMethod,
})
