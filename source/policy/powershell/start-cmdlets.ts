// Cmdlets that start processes, load types or make objects and call their methods.
import { among, byNames } from '../among.ts'
import { hole, literal, sameValue, show, splitValue, textValue, unknown, type Value } from '../model/value.ts'
import { firstOf, pathOf, type Special } from './cmdlets.ts'
import { anything, itemsOf, nothing, objectOf, toText, toValue, type Datum } from './datum.ts'
import { memberEffects } from './dotnet-methods.ts'
import { callStatic, wmiObject, wmiType } from './dotnet.ts'
import { apply } from './effects.ts'
import { act, doubt, startProgram, type Machine } from './machine.ts'
import { from } from './paths.ts'

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

export const startCmdlets: ReadonlyMap<string, Special> = byNames<Special>({
  'start-process': startProcess,
  'new-object': newObject,
  'stop-process': stopProcess,
  'get-wmiobject get-ciminstance get-cimclass get-cimassociatedinstance': getObjects,
  'invoke-wmimethod invoke-cimmethod': invokeMethod,
})
