// Automatic and environment variables and folders, as far as they are the same wherever the command runs.
import { among, byNames } from '../among.ts'
import { isSecretName } from '../model/secret-names.ts'
import { concat, hole } from '../model/value.ts'
import {
  anything,
  isTrue,
  itemsOf,
  nothing,
  objectOf,
  someBool,
  someName,
  someNumber,
  text,
  toText,
  toValue,
  type Datum,
} from './datum.ts'
import { act, doubt, variable, type Machine } from './machine.ts'
import { child } from './paths.ts'
import { touch } from './touch.ts'

/** `$PSDefaultParameterValues`: parameters that later commands get without having them in their text. */
export const defaultsName = 'psdefaultparametervalues'
const defaults: Datum = objectOf(defaultsName)
export const isDefaults = (datum: Datum): boolean => datum.is === 'object' && datum.type === defaultsName

/** Parameters that only change how things look or are reported, for any cmdlet. */
const plain = among(
  String.raw`
    encoding erroraction warningaction informationaction progressaction verbose debug usebasicparsing autosize wrap
    width depth first last noemphasis notypeinformation culture delimiter disabled`,
  { before: String.raw`^[\w*-]+:`, flags: 'i' },
)

/** `datum` is the whole table, a part of it or a key. */
export function changeDefaults(machine: Machine, datum: Datum): void {
  const keys = itemsOf(datum).flatMap((one) => (one.is === 'hash' ? Array.from(one.entries.keys()) : [toText(one)]))
  if (!keys.every((key) => key !== null && plain.test(key)))
    doubt(machine, 'changed-lookup', '$PSDefaultParameterValues')
}

const fixed = byNames<Datum>({
  true: isTrue,
  false: text('False'),
  null: nothing,
  shellid: text('Microsoft.PowerShell'),
  'verbosepreference debugpreference': text('SilentlyContinue'),
  'warningpreference erroractionpreference': text('Continue'),
  confirmpreference: text('High'),
  'maximumaliascount lastexitcode': someNumber,
  pid: text(hole('pid')),
  '? iswindows islinux ismacos': someBool,
  executioncontext: objectOf('engine'),
  host: objectOf('host'),
  profile: text(['~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1']),
  psdefaultparametervalues: defaults,
  ofs: text(' '),
})

/** Reads `$name`; an environment variable that holds a key is an action. */
export function readNamed(machine: Machine, written: string): Datum {
  const name = written.replace(/^(?:global|script|local|private|using|variable):/, '')
  if (name.startsWith('env:')) return readEnvironment(machine, name.slice(4))
  // A variable that nothing set here may still be set by a profile or a module.
  return variable(machine, name) ?? automatic(machine, name) ?? fixed.get(name) ?? anything
}

function automatic({ frame, context }: Machine, name: string): Datum | undefined {
  if (name === 'pwd' || name === 'psscriptroot' || name === 'pscommandpath') return text(frame.folder)
  return name === 'home' ? text(context.home) : undefined
}

export const isWindows = ({ context }: Machine): boolean => /^[A-Za-z]:/.test(context.root)

export function readEnvironment(machine: Machine, name: string): Datum {
  const lower = name.toLowerCase()
  const set = variable(machine, `env:${lower}`)
  if (set !== undefined) return set
  if (isSecretName(lower)) act(machine, { kind: 'secret', detail: name })
  if (/^te?mp(?:dir)?$/.test(lower)) return placed(machine, isWindows(machine) ? '~/AppData/Local/Temp' : '/tmp')
  if (lower === 'homepath') return text(machine.context.home.replace(/^[A-Za-z]:/, ''))
  return placed(machine, environment.get(lower))
}

/** What the environment holds wherever the command runs; `~` is the home folder. */
const environment = byNames<Datum | string>({
  'userprofile home': '~',
  appdata: '~/AppData/Roaming',
  localappdata: '~/AppData/Local',
  'systemroot windir': 'C:/Windows',
  comspec: 'C:\\WINDOWS\\system32\\cmd.exe',
  'systemdrive homedrive': 'C:',
  programfiles: 'C:/Program Files',
  'programdata allusersprofile': 'C:/ProgramData',
  public: 'C:/Users/Public',
  'computername username user userdomain processor_architecture': someName,
  // What the steps of a workflow write for each other, beside the project.
  'github_env github_output github_step_summary github_state': text(['/tmp/workflow/', { hole: 'name' }]),
  number_of_processors: someNumber,
})

const placed = ({ context }: Machine, known: Datum | string | undefined): Datum =>
  typeof known === 'string' ? text(known.replace(/^~/, () => context.home)) : (known ?? anything)

/** A new file among the temporary ones. */
export function temporaryFile(machine: Machine): Datum {
  const told = ['tmpdir', 'tmp', 'temp'].find((name) => variable(machine, `env:${name}`) !== undefined)
  const path = child(toValue(readEnvironment(machine, told ?? 'temp')), concat(hole('name'), ['.tmp']))
  touch(machine, 'create', path)
  return text(path)
}

const folders = byNames({
  'userprofile personal': '~',
  mydocuments: '~/Documents',
  desktop: '~/Desktop',
  applicationdata: '~/AppData/Roaming',
  localapplicationdata: '~/AppData/Local',
  startup: '~/AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Startup',
})
export const specialFolder = (machine: Machine, [name = anything]: readonly Datum[]): Datum =>
  placed(machine, folders.get(toText(name)?.toLowerCase() ?? '?'))

/** For the process it is a variable, for the machine or the user it is written to the registry. */
export function setEnvironment(
  machine: Machine,
  [name = anything, value = anything, target]: readonly Datum[],
): undefined {
  const known = toText(name)?.toLowerCase()
  if (known !== undefined) machine.frame.variables.set(`env:${known}`, value)
  if (target !== undefined && !/^process$/i.test(toText(target) ?? ''))
    act(machine, { kind: 'registry', detail: 'Environment' })
}
