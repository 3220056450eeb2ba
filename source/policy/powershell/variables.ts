// Automatic and environment variables, as far as they are the same wherever the command runs.
import { isSecretName } from '../model/secret-names.ts'
import { concat, hole } from '../model/value.ts'
import { anything, boolOf, nothing, objectOf, someBool, someNumber, text, type Datum } from './datum.ts'
import { defaults } from './default-values.ts'
import { act, variable, type Machine } from './machine.ts'

const fixed = new Map<string, Datum>(
  Object.entries({
    true: boolOf(true),
    false: boolOf(false),
    null: nothing,
    shellid: text('Microsoft.PowerShell'),
    verbosepreference: text('SilentlyContinue'),
    debugpreference: text('SilentlyContinue'),
    warningpreference: text('Continue'),
    erroractionpreference: text('Continue'),
    confirmpreference: text('High'),
    maximumaliascount: someNumber,
    pid: text(hole('pid')),
    lastexitcode: someNumber,
    '?': someBool,
    iswindows: someBool,
    islinux: someBool,
    ismacos: someBool,
    executioncontext: objectOf('executioncontext'),
    host: objectOf('host'),
    matches: anything,
    args: anything,
    input: anything,
    profile: text(['~/Documents/PowerShell/Microsoft.PowerShell_profile.ps1']),
    psdefaultparametervalues: defaults,
    psversiontable: anything,
    error: anything,
    ofs: text(' '),
    env: anything,
  }),
)

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
  const { home } = machine.context
  if (isSecretName(lower)) act(machine, { kind: 'secret', detail: name })
  switch (lower) {
    case 'userprofile':
    case 'home':
      return text(home)
    case 'temp':
    case 'tmp':
    case 'tmpdir':
      return text(isWindows(machine) ? [`${home}/AppData/Local/Temp`] : ['/tmp'])
    case 'appdata':
      return text(`${home}/AppData/Roaming`)
    case 'localappdata':
      return text(`${home}/AppData/Local`)
    case 'systemroot':
    case 'windir':
      return text('C:/Windows')
    case 'comspec':
      return text('C:\\WINDOWS\\system32\\cmd.exe')
    case 'systemdrive':
    case 'homedrive':
      return text('C:')
    case 'programfiles':
      return text('C:/Program Files')
    case 'programdata':
    case 'allusersprofile':
      return text('C:/ProgramData')
    case 'public':
      return text('C:/Users/Public')
    case 'homepath':
      return text(home.replace(/^[A-Za-z]:/, ''))
    case 'computername':
    case 'username':
    case 'user':
    case 'userdomain':
    case 'processor_architecture':
      return text(hole('name'))
    // What the steps of a workflow write for each other, beside the project.
    case 'github_env':
    case 'github_output':
    case 'github_step_summary':
    case 'github_state':
      return text(['/tmp/workflow/', { hole: 'name' }])
    case 'number_of_processors':
      return someNumber
    default:
      return anything
  }
}

export const temporaryFile = (machine: Machine): Datum => {
  const folder = readEnvironment(machine, 'temp')
  return folder.is === 'text' ? text(concat(folder.value, ['/'], hole('name'), ['.tmp'])) : anything
}
