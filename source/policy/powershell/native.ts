// Programs: those of Windows by their table, shells by their own grammar, the rest by whoever knows them.
import { foldersOf } from './frames.ts'
import { byNames } from '../among.ts'
import { type Action, type Doubt, isFileKind } from '../model/action.ts'
import {
  concat,
  contains,
  isKnown,
  knownStart,
  literal,
  show,
  spaced,
  splitValue,
  textValue,
  unknown,
  type Value,
  cut,
} from '../model/value.ts'
import { runCmd } from '../cmd/cmd.ts'
import { anything, itemsOf, mapText, nothing, text, toValue, type Datum } from './datum.ts'
import { apply } from './effects.ts'
import { runPowershell, wslWords } from './engines.ts'
import { act, doubt, startProgram, type Machine } from './machine.ts'
import { startsPrograms, touch } from './touch.ts'
import { said } from '../grammar/effects.ts'
import { windowsEffects, windowsRow } from '../programs/windows/windows.ts'
import { compileGrammar } from '../grammar/options.ts'
import type { Row } from '../grammar/row.ts'

/** Of wsl, which asks for no password. */
const asAnother = /^(?:-d \S+ |--(?:distribution|cd)[= ]\S+ )*(?:-u|--user)[ =]/

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
export function runNative(machine: Machine, written: string, given: readonly Datum[], input: Datum | null): Datum {
  const name = programName(written)
  const args = given.map(toValue)
  // A share of another machine, whatever reads or writes it.
  if (args.some((arg) => /^\\\\[\w.-]+\\[\w$]/.test(knownStart(arg))))
    act(machine, { kind: 'network', detail: written })
  if (name === 'cmd') return runCmd(machine, args)
  if (name === 'powershell' || name === 'pwsh' || name === 'pwsh-preview') return runPowershell(machine, given, input)
  const words = name === 'wsl' ? wslWords(args) : [textValue(name), ...args]
  if (name === 'wsl' && asAnother.test(said(args))) act(machine, { kind: 'privilege', detail: 'wsl -u' })
  if (wrappers.has(name)) return runWrapped(machine, name, args)
  if (runOwn(machine, name, args) || words === null || runKnown(machine, words, input)) return anything
  if (name === 'wsl') doubt(machine, 'dynamic-code', name)
  else if (scripts.test(written) || /[\\/]/.test(written)) doubt(machine, scriptDoubt(machine, written), written)
  else doubt(machine, 'unknown-program', name)
  return anything
}

/** What other programs do, and those that they run; false: nobody knows them. */
export function runKnown(machine: Machine, words: readonly Value[], input: Datum | null): boolean {
  const { context, frame, links, budget } = machine
  const said = input === null ? unknown : spaced(itemsOf(input).map(toValue), ['\n'])
  const stdin = isKnown(said) ? said : unknown
  const known = context.parseNative?.(words, { folders: foldersOf(frame), links, budget, stdin }) ?? null
  for (const command of known?.commands ?? []) {
    const actions = command.actions.map(slashed)
    if (command.wrappers.length === 0) act(machine, ...actions.filter(({ kind }) => kind !== 'run'))
    else {
      const wrappers = [...machine.wrappers, ...command.wrappers]
      machine.record.commands.push({ ...command, actions, wrappers, span: machine.span })
    }
  }
  return known !== null
}

/** On Windows `\\` parts folders for every program. The words stay as they are: they may be patterns. */
const slashed = (action: Action): Action =>
  action.path ? { ...action, path: mapText(action.path, (text) => text.replaceAll('\\', '/')) } : action

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

/** What tells programs of other systems from those of Windows that have the same name. */
const isOther = byNames<(said: string) => boolean>({
  find: (said) => !/(?:^| )\/(?:v|c|n|i|off\w*)(?: |$)/.test(said),
  'time timeout hostname': (said) => /(?:^| )[^\s/\d-]/.test(said),
  'tree sort more': (said) => /(?:^| )-/.test(said),
  date: (said) => /(?:^| )(?:--|\+)/.test(said),
  convert: (said) => !/\/fs:|^$/.test(said),
})

/** True when the program is one of Windows' own. */
function runOwn(machine: Machine, name: string, args: readonly Value[]): boolean {
  const said = args.map(show).join(' ').toLowerCase()
  if (isOther.get(name)?.(said) === true) return false
  const row = windowsRow(name)
  if (row === undefined) return false
  const effects = windowsEffects(row, said)
  noteOptions(machine, row, name, args)
  const operands = args.filter((arg) => !isOption(arg))
  const detail = `${name} ${said}`.slice(0, 80)
  apply(machine, effects, operands.map(text), unknown, detail, { isLiteral: false })
  if (name === 'reg' && effects.includes('registry') && startsPrograms(said))
    act(machine, { kind: 'privilege', detail })
  if (
    args.some((arg) => !isKnown(arg) && !operands.includes(arg)) ||
    (effects === '' && args.some((arg) => contains(arg, 'any')))
  )
    doubt(machine, 'unknown-option', name)
  return true
}

/** Programs that run the rest of their arguments as another account. */
const wrappers = new Set(['runas', 'sudo', 'gsudo', 'doas', 'su'])

function runWrapped(machine: Machine, name: string, args: readonly Value[]): Datum {
  act(machine, { kind: 'privilege', detail: name })
  const rest = args.filter((arg) => !isOption(arg))
  // The command of runas is one word.
  const words = name === 'runas' ? rest.flatMap((arg) => splitValue(arg, ' ')) : rest
  const program = literal(words[0] ?? [])
  if (program === null || program === '') return nothing
  return startProgram(machine, program, words.slice(1))
}

/** What the options of a row do, written in lower case with any sign; the value is glued by `:` or `=`, or the next word. */
function noteOptions(machine: Machine, { options = '' }: Row, name: string, args: readonly Value[]): void {
  const known = compileGrammar(options).options
  for (const [i, arg] of args.entries()) {
    const start = knownStart(arg)
    const [word = '', glued = ''] = /^([/-]?[^:=]+)([:=])?/.exec(start)?.slice(1) ?? []
    const isOption = /^[/-]/.test(word) || glued === '='
    const role = isOption ? known.get(`-${word.replace(/^[/-]/, '').toLowerCase()}`)?.role : undefined
    const value = glued === '' ? args[i + 1] : cut(arg, word.length + 1)
    if (role === 'far') act(machine, { kind: 'network', detail: show(concat(arg, textValue(' '), value ?? [])) })
    else if (role !== undefined && isFileKind(role) && value !== undefined) touch(machine, role, value)
    if (/^(?:[/-][^:=]+[:=])?\\\\[^.?\\]/.test(start) && name !== 'findstr')
      act(machine, { kind: 'network', detail: show(arg) })
  }
}
