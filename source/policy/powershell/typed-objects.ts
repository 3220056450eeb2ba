// Methods and properties that mean something else by the class of their object, as data.
import { anything, objectOf, text, type Datum } from './datum.ts'
import { apply } from './dotnet-effects.ts'
import { methodEffects } from './dotnet-methods.ts'
import { act, type Machine } from './machine.ts'
import { hole, sameValue, unknown } from '../model/value.ts'
import { isWmi, wmiMethod } from './wmi.ts'
import { among } from '../among.ts'

type Row = readonly [type: RegExp, method: RegExp, effects: string]
const rows: readonly Row[] = [
  [/^microsoft\.win32\.registrykey$/, /^(?:get|open|close|dispose)/, ''],
  [/^microsoft\.win32\.registrykey$/, /^/, 'registry'],
  [/^net\.httplistener$|^net\.networkinformation\.ping$|tcplistener$|^net\.mail/, /^(?:start|send|begin)/, 'network'],
  [/^diagnostics\.process$/, /^start$/, 'detach unknown'],
  [/^diagnostics\.process\.own$/, /^(?:kill|closemainwindow|waitforexit|refresh|close|dispose)$/, ''],
  [/^serviceprocess\.servicecontroller$/, /^(?:start|stop|pause|continue|executecommand)$/, 'service'],
  [/^diagnostics\.eventlog$/, /^(?:clear|modify\w*|register\w*|write\w*)$/, 'service'],
  [
    /^adsi$|^directoryservices\.directoryentry$/,
    among(String.raw`
    setinfo setpassword changepassword create delete\w* add remove put\w* invoke\w* commitchanges moveto copyto rename
    set\w*`),
    'account privilege',
  ],
  [/^xml|^data\./, /^(?:load|readxml\w*)$/, 'open:0'],
  [/^xml|^data\./, /^(?:save|writexml\w*)$/, 'overwrite:0'],
  [/^com:/, /^(?:namespace|explore)$/, 'share:0'],
  [/^com:/, /^copy$/, 'overwrite:0'],
  [/^com:/, /^move$/, 'overwrite:0 unknown'],
  [/^io\.filestream$/, /^(?:setlength|lock)$/, 'unknown'],
]

/** Undefined: nothing special for this class. */
export function typedMethod(machine: Machine, type: string, name: string, args: readonly Datum[]): Datum | undefined {
  const detail = `${type}.${name}()`
  if (isWmi(type)) {
    if (!/^(?:get\w*|tostring|equals|dispose|clone|select\w*)$/.test(name)) wmiMethod(machine, `${type} ${name}`)
    return name === 'get' ? objectOf(type) : anything
  }
  const effects = rows.find(([class_, method]) => class_.test(type) && method.test(name))?.[2] ?? comEffects(type, name)
  if (effects === undefined) return undefined
  apply(machine, effects, args, unknown, detail)
  return type === 'microsoft.win32.registrykey' || isCom(type) ? objectOf(type) : anything
}

export const comObject = (name: string): Datum => objectOf(`com:${name.toLowerCase()}`)
const isCom = (type: string): boolean => type.startsWith('com:')
/** Libraries that only keep values or compute. */
const plainLibraries = /^com:(?:scripting\.dictionary|vbscript\.regexp|sapi\.spvoice)$/
const comLooks = among(String.raw`
    get\w* \w*exists buildpath specialfolders popup sleep namespace parsename items? windows connect keys count
    tostring quit read\w* skip\w* atendof\w* close range cells sheets worksheets workbooks documents typetext
    typeparagraph`)

/** Undefined: the method tells by its name what it does. */
function comEffects(type: string, name: string): string | undefined {
  if (!isCom(type)) return undefined
  if (plainLibraries.test(type) || comLooks.test(name)) return ''
  return methodEffects.has(name) || isOffice(type, name) ? undefined : 'unknown'
}
const isOffice = (type: string, name: string): boolean => /^com:(?:word|excel)\./.test(type) && name === 'add'

/** What `Start-Process -PassThru` gives: a process that the command itself has started. */
export const ownProcess: Datum = objectOf('diagnostics.process.own')
export const isOwnProcess = (datum: Datum): boolean =>
  (datum.is === 'object' && datum.type === 'diagnostics.process.own') ||
  (datum.is === 'text' && sameValue(datum.value, hole('pid')))

/** Undefined: nothing special for this class. */
export function typedProperty(machine: Machine, type: string, name: string): Datum | undefined {
  if (type === 'diagnostics.process' && name === 'startinfo') return objectOf('diagnostics.processstartinfo')
  if (type === 'diagnostics.processstartinfo' && name.startsWith('environment'))
    act(machine, { kind: 'secret', detail: name })
  if (isCom(type)) return objectOf(type)
  if (type === 'diagnostics.process.own' && name === 'id') return text(hole('pid'))
  if (name === 'password') act(machine, { kind: 'secret', detail: 'Password' })
  return type === 'management.managementclass' || name === 'runspace' ? objectOf(type) : undefined
}

const outputs = new Map<string, Datum>([
  ['get-process', objectOf('diagnostics.process')],
  ['get-service', objectOf('serviceprocess.servicecontroller')],
  ['get-eventlog', objectOf('diagnostics.eventlog')],
])
/** What a cmdlet without paths gives. */
export const outputOf = (cmdlet: string): Datum => outputs.get(cmdlet) ?? anything
