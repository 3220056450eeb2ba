// Methods and properties that mean something else by the class of their object: COM, WMI, keys of the registry.
import { anything, file, objectOf, text, toValue, type Datum } from './datum.ts'
import { apply } from './effects.ts'
import { methodEffects } from './dotnet-methods.ts'
import { act, type Machine } from './machine.ts'
import { hole, sameValue, unknown, type Value } from '../model/value.ts'
import { child, placeOf } from './paths.ts'
import { among } from '../among.ts'
import { effectsBy, otherwise, when, type Case } from '../grammar/effects.ts'

/** By a class and its method. */
const members: readonly Case[] = [
  when(/^net\.(?:httplistener|networkinformation\.ping|sockets\.tcplistener|mail\S*) (?:start|send|begin)/, 'network'),
  when(/^appdomain (?:load|createinstance|execute|define)/, 'code'),
  when(/^diagnostics\.process start$/, 'detach unknown'),
  when(/^diagnostics\.process\.own (?:kill|closemainwindow|waitforexit|refresh|close|dispose)$/, ''),
  when(/^serviceprocess\.servicecontroller (?:start|stop|pause|continue|executecommand)$/, 'service'),
  when(/^diagnostics\.eventlog (?:clear|modify\w*|register\w*|write\w*)$/, 'service'),
  when(
    among(
      String.raw`setinfo setpassword changepassword create delete\w* add remove put\w* invoke\w* commitchanges moveto copyto
      rename set\w*`,
      { before: String.raw`^(?:adsi|directoryservices\.directoryentry) ` },
    ),
    'account privilege',
  ),
  when(/^(?:xml\S*|data\.\S*) (?:load|readxml\w*)$/, 'open:0'),
  when(/^(?:xml\S*|data\.\S*) (?:save|writexml\w*)$/, 'overwrite:0'),
  when(/^com:\S* (?:namespace|explore)$/, 'share:0'),
  when(/^com:\S* copy$/, 'overwrite:0'),
  when(/^com:\S* move$/, 'overwrite:0 unknown'),
  when(/^io\.filestream (?:setlength|lock)$/, 'unknown'),
]

/** Undefined: nothing special for this class. */
export function typedMethod(machine: Machine, type: string, name: string, args: readonly Datum[]): Datum | undefined {
  const detail = `${type}.${name}()`
  if (isWmi(type)) {
    if (!/^(?:get\w*|tostring|equals|dispose|clone|select\w*)$/.test(name)) wmiMethod(machine, `${type} ${name}`)
    return name === 'get' ? objectOf(type) : anything
  }
  const said = `${type} ${name}`
  const effects = members.find(([pattern]) => pattern.test(said))?.[1] ?? comEffects(type, name)
  if (effects === undefined) return undefined
  apply(machine, effects, args, unknown, detail)
  return isCom(type) ? objectOf(type) : anything
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

const kind = 'wmi:'
const isWmi = (type: string): boolean => type.startsWith(kind)

/** `said`: a class, a path to one, or a query. Looking at some classes is more than looking. */
export function wmiObject(machine: Machine, said: string): Datum {
  const detail = said.toLowerCase()
  if (/^\\\\[^.\\]/.test(detail)) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_pingstatus')) act(machine, { kind: 'network', detail })
  if (detail.includes('win32_environment')) act(machine, { kind: 'secret', detail })
  return objectOf(kind + detail)
}

/** What a method does, by words of the class and the method. */
const wmiCases: readonly Case[] = [
  when(/shutdown|reboot/, 'power'),
  when(/^(?=[^]*win32_process\b)[^]*create/, 'detach unknown'),
  when(/terminate/, 'service'),
  when(/^(?=[^]*(?:service|scheduledtask|scheduledjob)\b)[^]*(?:create|change|install)/, 'service privilege'),
  when(/service|scheduledtask|scheduledjob/, 'service'),
  when(/regprov/, 'registry privilege'),
  when(/volume|disk|format|shadow/, 'disk'),
  when(/account|group/, 'account privilege'),
  when(/^wmi:[^?'"]* \? get(?:owner(?:sid)?|securitydescriptor|availablevirtualmemory)(?: |$)/, ''),
  otherwise('unknown'),
]
export const wmiMethod = (machine: Machine, said: string): void =>
  apply(machine, effectsBy(wmiCases, said), [], unknown, said)

export const isKey = (machine: Machine, datum: Datum): boolean =>
  datum.is === 'file' && placeOf(machine, datum.value, true).provider === 'registry'

/** By a method of a key: itself, or the key below it that is named. */
const keyCases: readonly Case[] = [
  when(/^opensubkey$/, 'read:0'),
  when(/^createsubkey$/, 'create:0'),
  when(/^deletesubkey/, 'delete:0'),
  when(/^(?:get\w*|close|dispose|flush|tostring|equals)$/, 'read:self'),
  when(/^setaccesscontrol$/, 'metadata:self privilege'),
  otherwise('metadata:self'),
]
export function keyMethod(machine: Machine, path: Value, name: string, [key = anything]: readonly Datum[]): Datum {
  const below = file(child(path, toValue(key)))
  apply(machine, effectsBy(keyCases, name), [below], path, name)
  return /^(?:open|create)subkey$/.test(name) ? below : anything
}
