// Programs: those of Windows by their table, shells by their own grammar, the rest by whoever knows them.
import type { Doubt } from '../model/action.ts'
import { isKnown, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { runCmd } from '../cmd/cmd.ts'
import { anything, nothing, text, type Datum } from './datum.ts'
import { apply } from './dotnet-effects.ts'
import { runBash, runPowershell } from './engines.ts'
import { act, doubt, type Call, type Machine } from './machine.ts'
import { noteOptions } from './program-options.ts'
import { startsPrograms, touch } from './touch.ts'
import { windowsEffects } from '../programs/windows/windows.ts'

const isOption = (value: Value): boolean => /^[/+-]/.test(knownStart(value)) && !/^\/[^/]+\//.test(knownStart(value))

/** `C:\x\Git.EXE` -> `git`. */
export const programName = (written: string): string =>
  written
    .replaceAll('\\', '/')
    .replace(/^.*\//, '')
    .toLowerCase()
    .replace(/\.(?:exe|com)$/, '')

const scripts = /\.(?:ps1|psm1|bat|cmd|vbs|vbe|js|jse|wsf|hta|py|sh|pl|rb|msc|lnk|url|reg|inf|cpl|scr|jar)$/i

/** What a program does; `written` is the word as it stands. */
export function runNative(machine: Machine, written: string, call: Call): Datum {
  const name = programName(written)
  const args = call.args.map((one) => one.written)
  if (name === 'cmd') return runCmd(machine, args)
  if (name === 'powershell' || name === 'pwsh' || name === 'pwsh-preview') return runPowershell(machine, call)
  if (name === 'bash' || name === 'sh' || name === 'wsl' || name === 'zsh' || name === 'dash')
    return runBash(machine, name, args)
  if (wrappers.has(name)) return runWrapped(machine, name, call)
  if (runOwn(machine, name, args)) return anything
  const actions = machine.context.analyseNative?.(name, args, machine.frame.folder, machine.budget) ?? null
  if (actions !== null) act(machine, ...actions)
  else if (scripts.test(written) || /[\\/]/.test(written)) doubt(machine, scriptDoubt(machine, written), written)
  else doubt(machine, 'unknown-program', name)
  return anything
}

/** A script that the same text wrote is code made while the command runs. */
export const scriptDoubt = (machine: Machine, path: string): Doubt =>
  [...machine.written].some((one) => one === plain(path) || one.endsWith(`/${plain(path)}`))
    ? 'dynamic-code'
    : 'opaque-script'
const plain = (path: string): string =>
  path
    .toLowerCase()
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')

/** True when the program is one of Windows' own. */
function runOwn(machine: Machine, name: string, args: readonly Value[]): boolean {
  const said = args.map(show).join(' ').toLowerCase()
  if (name === 'robocopy') return robocopy(machine, args, said)
  if (name === 'attrib') return attributes(machine, args, said)
  // The other `find`, that walks folders, takes no options with a slash.
  if (name === 'find' && !args.some((arg) => /^\/(?:v|c|n|i|off\w*)$/i.test(show(arg)))) return false
  const effects = windowsEffects(name, said)
  if (effects === null) return false
  noteOptions(machine, name, args)
  const operands = args.filter((arg) => !isOption(arg))
  const detail = `${name} ${said}`.slice(0, 80)
  if (effects === 'reads')
    for (const arg of operands.slice(takesPattern(name, said) ? 1 : 0))
      touch(machine, 'read', arg, { isLiteral: false })
  else apply(machine, effects, operands.map(text), unknown, detail)
  if (name === 'reg' && effects.includes('registry') && startsPrograms(said))
    act(machine, { kind: 'privilege', detail })
  if (
    args.some((arg) => !isKnown(arg) && !operands.includes(arg)) ||
    (effects === '' && args.some((arg) => arg.some((part) => typeof part !== 'string' && part.hole === 'any')))
  )
    doubt(machine, 'unknown-option', name)
  return true
}
/** Before the files a pattern stands, unless an option has it. */
const takesPattern = (name: string, said: string): boolean =>
  name === 'find' || (name === 'findstr' && !/(?:^|\s)[/-][cg]:/.test(said))

function robocopy(machine: Machine, args: readonly Value[], said: string): boolean {
  const [from, to] = args.filter((arg) => !isOption(arg))
  if (/\/l\b/.test(said) || from === undefined || to === undefined) return true
  touch(machine, 'read', from, { isTree: true })
  touch(machine, 'overwrite', to, { isTree: true })
  if (/\/(?:mir|purge)\b/.test(said)) touch(machine, 'delete', to, { isTree: true })
  if (/\/move?\b/.test(said)) touch(machine, 'move', from, { isTree: true })
  for (const [, log = ''] of said.matchAll(/\/(?:unilog|log)\+?:(\S+)/g)) touch(machine, 'overwrite', textValue(log))
  return true
}

function attributes(machine: Machine, args: readonly Value[], said: string): boolean {
  if (!/(?:^|\s)[+-][rahsoixvpu](?:\s|$)/.test(said)) return true
  const paths = args.filter((arg) => !isOption(arg))
  for (const path of paths.length === 0 ? [textValue('*')] : paths)
    touch(machine, 'metadata', path, { isTree: /\/s\b/.test(said), isLiteral: false })
  return true
}

/** Programs that run the rest of their arguments as another account. */
const wrappers = new Set(['runas', 'sudo', 'gsudo', 'doas', 'su'])

function runWrapped(machine: Machine, name: string, call: Call): Datum {
  act(machine, { kind: 'privilege', detail: name })
  const rest = call.args.filter(({ written }) => !isOption(written))
  const words =
    name === 'runas'
      ? rest.flatMap(({ written }) => (literal(written) ?? '').split(' ').map((word) => textValue(word)))
      : rest.map(({ written }) => written)
  const program = words[0] === undefined ? null : literal(words[0])
  if (program === null || program === '') return nothing
  const args = words.slice(1).map((written) => ({ parameter: null, value: text(written), written }))
  machine.run.command(machine, { name: program.toLowerCase(), program, args, input: null })
  return anything
}
