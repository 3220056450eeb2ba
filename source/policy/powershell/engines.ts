// Shells inside of PowerShell: powershell, pwsh, bash, wsl.
import { byNames, names } from '../among.ts'
import { literal, show, spaced, textValue, type Value } from '../model/value.ts'
import { anything, nothing, toText, toValue, type Datum } from './datum.ts'
import { act, doubt, emptyFrame, within, type Machine } from './machine.ts'
import { folderAt } from './paths.ts'
import { touch } from './touch.ts'

/** Options of powershell and pwsh that take a value; each may be cut short, and the first that fits is meant. */
const valued = names(`encodedcommand executionpolicy command file commandwithargs inputformat outputformat windowstyle
  workingdirectory configurationname version psconsolefile custompipename settingsfile encodedarguments
  configurationfile if of wd`)
const switches = names(`noprofile noninteractive nologo noexit mta sta login interactive nop noni help sshservermode
  noprofileloadtime l i h v ?`)
const short = byNames({ ec: 'encodedcommand', ep: 'executionpolicy', cwa: 'commandwithargs', wd: 'workingdirectory' })

const optionName = (name: string): string =>
  short.get(name) ??
  [...switches.filter((option) => option === name), ...valued, ...switches].find((option) => option.startsWith(name)) ??
  ''

const optionOf = (value: Value): RegExpExecArray | null => {
  const written = literal(value)
  return written === null ? null : /^[-\u2013\u2014\u2015/](?!\/)([\w?]+)(?::(.*))?$/.exec(written)
}

/** Runs what `powershell -Command`, `-EncodedCommand` or a block behind it says, in a world of its own. */
export const runPowershell = (machine: Machine, args: readonly Datum[], input: Datum | null): Datum =>
  within(machine, { frame: { ...machine.frame } }, () => runOptions(machine, args, input))

function runOptions(machine: Machine, args: readonly Datum[], input: Datum | null): Datum {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i]
    const option = arg === undefined ? null : optionOf(toValue(arg))
    if (option === null) return runRest(machine, args.slice(i), 'command')
    const name = optionName(option[1]?.toLowerCase() ?? '')
    if (name === '') doubt(machine, 'unknown-option', `-${option[1] ?? ''}`)
    if (/^(?:command|file|encodedcommand)/.test(name)) return runRest(machine, args.slice(i + 1), name, input)
    if (!valued.includes(name)) continue
    const given = option[2] === undefined ? toValue(args[(i += 1)] ?? nothing) : textValue(option[2])
    const value = show(given)
    if (name === 'executionpolicy') act(machine, { kind: 'execution-policy', detail: value })
    if (name === 'workingdirectory') machine.frame.folder = folderAt(machine, given)
  }
  return input === null ? nothing : runText(machine, toText(input))
}

function runRest(machine: Machine, rest: readonly Datum[], how: string, input: Datum | null = null): Datum {
  const [first] = rest
  if (how === 'file') {
    const path = toValue(first ?? nothing)
    touch(machine, 'read', path)
    doubt(machine, 'opaque-script', show(path))
    return anything
  }
  if (first?.is === 'block') return machine.run.block(machine, first.block, {})
  const whole = spaced(rest.map(toValue))
  const source = literal(whole)
  if (how.startsWith('command'))
    return runText(machine, source === '-' ? (input === null ? null : toText(input)) : source)
  return runText(machine, source === null ? null : decoded(source))
}

function decoded(code: string): string | null {
  const bytes = Buffer.from(code, 'base64')
  return bytes.length === 0 || /[^\w+/=\s]/.test(code) ? null : bytes.toString('utf16le')
}

function runText(machine: Machine, source: string | null): Datum {
  if (source === null) {
    doubt(machine, 'dynamic-code', 'powershell')
    return anything
  }
  const { folder, others, variables } = machine.frame
  const environment = new Map([...variables].filter(([name]) => name.startsWith('env:')))
  within(machine, { frame: emptyFrame(folder, others, environment) }, () =>
    machine.run.code(machine, source, 'powershell'),
  )
  return anything
}

/** What wsl hands to a shell, or runs itself; null: nothing runs, [] where that is not known. */
export function wslWords(args: readonly Value[]): readonly Value[] | null {
  const words = args.map(literal)
  let at = 0
  for (; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (/^(?:-e|--exec|--)$/.test(word)) break
    if (/^(?:--list|-l|--status|--version|--help)$/.test(word)) return null
    if (/^(?:-d|--distribution|-u|--user|--cd)$/.test(word)) at += 1
    else if (!word.startsWith('-')) break
    else if (/^--(?:shutdown|terminate|unregister|install|import|export|mount)/.test(word)) return []
  }
  const rest = words.slice(words[at]?.startsWith('-') ? at + 1 : at)
  // Signs keep their meaning in the shell.
  const source = rest.map((word) =>
    word !== null && /\s/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : word,
  )
  return source.length === 0 || source.includes(null) ? [] : [['bash'], ['-c'], [source.join(' ')]]
}
