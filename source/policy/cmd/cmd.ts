// cmd.exe inside of PowerShell: its own commands, and programs as anywhere.
import { byNames } from '../among.ts'
import {
  concat,
  knownStart,
  literal,
  show,
  spaced,
  splitValue,
  textValue,
  unknown,
  type Value,
} from '../model/value.ts'
import { readCmd, type CmdCommand } from './words.ts'
import { landings } from '../powershell/cmdlets.ts'
import { anything, mapText, nothing, text, toValue, type Datum } from '../powershell/datum.ts'
import { apply } from '../powershell/effects.ts'
import { act, doubt, programCall, record, setVariable, within, type Machine } from '../powershell/machine.ts'
import { filePath, folderAt, isRemote } from '../powershell/paths.ts'
import { changeEnvironment, touch } from '../powershell/touch.ts'
import { readEnvironment } from '../powershell/variables.ts'
import { type Cases, effectsBy, otherwise, when } from '../grammar/effects.ts'
import { limits } from '../limits.ts'

/** What stands behind `/c` or `/k`. */
export function runCmd(machine: Machine, args: readonly Value[]): Datum {
  const at = args.findIndex((arg) => /^\/[ckr]/i.test(knownStart(arg)))
  const first = args[at]
  if (at < 0 || first === undefined) {
    if (args.some((arg) => literal(arg) === '/?')) return anything
    doubt(machine, 'dynamic-code', 'cmd')
    return anything
  }
  const glued = knownStart(first).slice(2)
  const words = [...(glued === '' ? [] : [textValue(glued)]), ...args.slice(at + 1)]
  const line = literal(spaced(words.map((word, i) => (i === 0 ? word : quotedAgain(word, words.length)))))
  if (line === null) doubt(machine, 'dynamic-code', 'cmd /c')
  else runLine(machine, line)
  return anything
}
/** PowerShell took the quotes of a word with blanks; cmd gets them back. */
const quotedAgain = (word: Value, count: number): Value =>
  count > 2 && /\s/.test(show(word)) && !show(word).includes('"') ? concat(['"'], word, ['"']) : word

export function runLine(machine: Machine, line: string): void {
  const unquoted = /^\s*"(.*)"\s*$/s.exec(line)?.[1]
  const source =
    unquoted !== undefined && (unquoted.match(/"/g)?.length ?? 0) % 2 === 0 && /[\s&|]/.test(unquoted) ? unquoted : line
  machine.budget.spend(line.length >> 4)
  within(machine, { wrappers: [...machine.wrappers, 'cmd'] }, () =>
    machine.budget.deeper(limits.texts, () => {
      for (const command of readCmd(source, (name) => toValue(readEnvironment(machine, name))))
        runCommand(machine, command)
    }),
  )
}

function runCommand(machine: Machine, { words, redirections }: CmdCommand): void {
  const [head = [], ...rest] = words
  const written = literal(head)
  const { name, args } = split(written ?? '', rest)
  const builtin = builtinOf(name)
  record(machine, words.map(show).join(' '), (said) => {
    const kind = isSilent(name, args) ? 'truncate' : 'overwrite'
    for (const { operator, target } of redirections)
      touch(machine, operator === '<' ? 'read' : operator === '>>' ? 'append' : kind, target)
    if (written === null) doubt(machine, 'dynamic-program', show(head))
    else if (keywords.has(name)) runKeyword(machine, name, args)
    else if (builtin !== undefined) builtin(machine, args)
    else runProgram(machine, written, args)
    Object.assign(said, { program: written, name: written === null ? null : name, args, redirections })
    return nothing
  })
}

const runProgram = (machine: Machine, written: string, args: readonly Value[]): Datum =>
  machine.run.command(machine, { ...programCall(written.replace(/^@+/, ''), args), isProgram: true })

/** Commands that print nothing, so that a redirection leaves an empty file. */
const isSilent = (name: string, args: readonly Value[]): boolean =>
  /^(?:|break|rem|exit|setlocal|endlocal)$/.test(name) ||
  (name === 'type' && args.every((arg) => /^nul$/i.test(show(arg))))

/** `del/q x`, `cd..`, `@echo`: options and dots stand right behind the name. */
function split(written: string, rest: readonly Value[]): { name: string; args: readonly Value[] } {
  const bare = written.replace(/^@+/, '')
  const [, name = '', glued = ''] = /^([a-z]+)((?:[/.\\:+]).*)?$/i.exec(bare) ?? []
  const isBuiltin = name !== '' && (builtinOf(name.toLowerCase()) !== undefined || keywords.has(name.toLowerCase()))
  return isBuiltin
    ? { name: name.toLowerCase(), args: glued === '' ? rest : [textValue(glued), ...rest] }
    : { name: bare.toLowerCase(), args: rest }
}

/** Commands that carry other commands. */
const keywords = new Set(['if', 'for', 'call', 'start', 'do', 'else', 'in'])

function runKeyword(machine: Machine, name: string, args: readonly Value[]): void {
  const words = args.map((arg) => show(arg))
  if (name === 'start') {
    act(machine, { kind: 'detach', detail: words.join(' ').slice(0, 80) })
    const from = args.findIndex((arg, i) => !show(arg).startsWith('/') && !(i === 0 && /\s|^$/.test(show(arg))))
    return from < 0 ? undefined : inner(machine, args.slice(from))
  }
  if (name === 'for') {
    const at = words.findIndex((word) => word.toLowerCase() === 'do')
    if (words[0]?.toLowerCase() === '/f') readSet(machine, args.slice(1, at < 0 ? undefined : at))
    const source = /\(\s*'([^']+)'\s*\)|\(\s*`([^`]+)`\s*\)/.exec(words.join(' '))
    if (source !== null) runLine(machine, source[1] ?? source[2] ?? '')
    return at < 0 ? doubt(machine, 'syntax', 'for') : inner(machine, args.slice(at + 1))
  }
  if (name === 'if') {
    const skip = words.findIndex((word, i) => !/^(?:\/i|not)$/i.test(word) && i >= 0)
    const test = (words[skip] ?? '').toLowerCase()
    const length = /^(?:exist|defined|errorlevel|cmdextversion)$/.test(test) ? 2 : test.includes('==') ? 1 : 3
    return inner(machine, args.slice(skip + length))
  }
  return inner(machine, args)
}
/** `for /f %i in (a.txt b.txt)`: the files whose lines are taken. */
function readSet(machine: Machine, args: readonly Value[]): void {
  const from = args.findIndex((arg) => show(arg).toLowerCase() === 'in')
  for (const arg of from < 0 ? [] : args.slice(from + 1)) {
    const name = mapText(arg, (part) => part.replaceAll(/^\(|\)$/g, ''))
    if (!/^['"`]|['"`]$/.test(show(name))) touch(machine, 'read', name)
  }
}

function inner(machine: Machine, words: readonly Value[]): void {
  if (words.length > 0) runCommand(machine, { words: words.map(unbracketed), redirections: [] })
}
const unbracketed = (word: Value, i: number): Value =>
  i === 0 && typeof word[0] === 'string' ? [word[0].replace(/^\(+/, ''), ...word.slice(1)] : word

const isOption = (arg: Value): boolean => /^\/[^/\\]*$/.test(knownStart(arg))
const operands = (args: readonly Value[]): Value[] => args.filter((arg) => !isOption(arg))

/** Commands of cmd itself, by their options. */
const rows = byNames<Cases>({
  'del erase rd rmdir': [when(/\/s/, 'delete:each/tree'), otherwise('delete:each')],
  move: 'move:0/tree replace:1',
  'ren rename': 'move:0/tree land:1',
  'md mkdir': 'create:each',
  type: 'read:each',
  mklink: 'create:0 link:0',
  popd: 'folder',
  dir: 'share:each',
  'echo rem exit setlocal endlocal shift goto break': '',
})

type Builtin = (machine: Machine, args: readonly Value[]) => void

const copy: Builtin = (machine, args) => {
  const [from, ...more] = operands(args)
  const to = more.at(-1)
  const sources = (to === undefined ? [from ?? []] : operands(args).slice(0, -1)).flatMap((path) =>
    splitValue(path, '+').filter((one) => one.length > 0),
  )
  for (const path of sources) touch(machine, 'read', path, { isLiteral: false })
  const isEmptied = sources.length > 0 && sources.every((path) => /^nul$/i.test(show(path)))
  for (const landing of to === undefined ? ['.'].map(textValue) : landings(to, from ?? []))
    touch(machine, isEmptied ? 'truncate' : 'overwrite', landing)
}
const changeFolder: Builtin = (machine, args) => {
  const [path] = operands(args)
  if (path === undefined) return
  const slashed = filePath(machine, path)
  if (isRemote(slashed)) act(machine, { kind: 'network', detail: show(path) })
  machine.frame.folder = folderAt(machine, path)
}
/** Beginnings of names that hold no keys. */
const plainNames = /^(?:path|temp|tmp|user|home|comspec|os|prog|win|sys|num|date|time)/i
const set: Builtin = (machine, args) => {
  const said = args.map(show).join(' ')
  const [, name = '', value = ''] = /^(?:\/[ap]\s+(?!\s))?"?([^=]+)=(.*)$/i.exec(said.replace(/"$/, '')) ?? []
  if (/^\/a\b/i.test(said) && name === '') return
  if (name === '') return plainNames.test(said) ? undefined : act(machine, { kind: 'secret', detail: `set ${said}` })
  changeEnvironment(machine, textValue(name), textValue(value))
  setVariable(machine, `env:${name.toLowerCase()}`, /^\/[ap]/i.test(said) ? anything : text(value))
}

const special = byNames<Builtin>({ copy, 'cd chdir pushd': changeFolder, set })

/** What a command of cmd itself does; undefined: there is none of that name. */
function builtinOf(name: string): Builtin | undefined {
  const row = rows.get(name)
  if (row === undefined) return special.get(name)
  return (machine, args) => {
    const options = args.filter((arg) => knownStart(arg).startsWith('/')).map(show)
    const effects = options.includes('/?') ? '' : effectsBy(row, options.join(' ').toLowerCase())
    apply(machine, effects, operands(args).map(text), unknown, name, { isLiteral: false })
  }
}
