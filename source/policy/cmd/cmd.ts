// cmd.exe inside of PowerShell: its own commands, and programs as anywhere.
import { byNames } from '../among.ts'
import {
  concat,
  hole,
  isKnown,
  knownStart,
  literal,
  show,
  spaced,
  splitValue,
  textValue,
  type Value,
} from '../model/value.ts'
import { readCmd, type CmdCommand } from './words.ts'
import { anything, mapText, text, toValue, type Datum } from '../powershell/datum.ts'
import { noteLink, noteMove } from '../powershell/links.ts'
import { act, doubt, record, setVariable, type Machine } from '../powershell/machine.ts'
import { child, filePath, isRemote } from '../powershell/paths.ts'
import { changeEnvironment, touch } from '../powershell/touch.ts'
import { readEnvironment } from '../powershell/variables.ts'
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
  const outer = machine.wrappers
  machine.wrappers = [...outer, 'cmd']
  machine.budget.spend(line.length >> 4)
  try {
    machine.budget.deeper(limits.texts, () => {
      for (const command of readCmd(source, (name) => toValue(readEnvironment(machine, name))))
        runCommand(machine, command)
    })
  } finally {
    machine.wrappers = outer
  }
}

function runCommand(machine: Machine, { words, redirections }: CmdCommand): void {
  const [head = [], ...rest] = words
  const written = literal(head)
  const { name, args } = split(written ?? '', rest)
  const builtin = builtins.get(name)
  if (builtin === undefined && written !== null && redirections.length === 0 && !keywords.has(name))
    return runProgram(machine, name, written, args)
  record(
    machine,
    words.map(show).join(' '),
    () => {
      const kind = isSilent(name, args) ? 'truncate' : 'overwrite'
      for (const { operator, target } of redirections)
        if (operator !== '<') touch(machine, operator === '>>' ? 'append' : kind, target)
        else touch(machine, 'read', target)
      if (written === null) doubt(machine, 'dynamic-program', show(head))
      else if (keywords.has(name)) runKeyword(machine, name, args)
      else if (builtin !== undefined) builtin(machine, args)
      else runProgram(machine, name, written, args)
    },
    () => ({ program: written, name: written === null ? null : name, args, redirections }),
  )
}

function runProgram(machine: Machine, name: string, written: string, args: readonly Value[]): void {
  const data = args.map((arg) => ({ parameter: null, value: text(arg), written: arg }))
  const program = written.replace(/^@+/, '')
  machine.run.command(machine, { name, program, args: data, input: null, isProgram: true })
}

/** Commands that print nothing, so that a redirection leaves an empty file. */
const isSilent = (name: string, args: readonly Value[]): boolean =>
  /^(?:|break|rem|exit|setlocal|endlocal)$/.test(name) ||
  (name === 'type' && args.every((arg) => /^nul$/i.test(show(arg))))

/** `del/q x`, `cd..`, `@echo`: options and dots stand right behind the name. */
function split(written: string, rest: readonly Value[]): { name: string; args: readonly Value[] } {
  const bare = written.replace(/^@+/, '')
  const [, name = '', glued = ''] = /^([a-z]+)((?:[/.\\:+]).*)?$/i.exec(bare) ?? []
  const isBuiltin = name !== '' && (builtins.has(name.toLowerCase()) || keywords.has(name.toLowerCase()))
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

type Builtin = (machine: Machine, args: readonly Value[]) => void
const operands = (args: readonly Value[]): Value[] => args.filter((arg) => !/^\/[^/\\]*$/.test(knownStart(arg)))
const options = (args: readonly Value[]): string =>
  args
    .filter((arg) => knownStart(arg).startsWith('/'))
    .map(show)
    .join(' ')
    .toLowerCase()
const look: Builtin = (machine, args) => {
  for (const path of operands(args))
    if (isRemote(filePath(machine, path))) act(machine, { kind: 'network', detail: show(path) })
}
const none: Builtin = () => undefined

const erase: Builtin = (machine, args) => {
  const isTree = /\/s/.test(options(args))
  for (const path of operands(args)) touch(machine, 'delete', path, { isTree, isLiteral: false })
}
const removeFolder: Builtin = (machine, args) => {
  for (const path of operands(args)) touch(machine, 'delete', path, { isTree: /\/s/.test(options(args)) })
}
const copy: Builtin = (machine, args) => {
  const paths = operands(args)
  const to = paths.length > 1 ? paths.at(-1) : undefined
  const sources = (to === undefined ? paths : paths.slice(0, -1)).flatMap((path) =>
    splitValue(path, '+').filter((one) => one.length > 0),
  )
  for (const path of sources) touch(machine, 'read', path, { isLiteral: false })
  const isEmptied = sources.length > 0 && sources.every((path) => /^nul$/i.test(show(path)))
  touch(machine, isEmptied ? 'truncate' : 'overwrite', to ?? textValue('.'))
  const [from] = paths
  if (to !== undefined && from !== undefined)
    touch(machine, 'overwrite', child(to, isKnown(from) ? [show(from).replace(/^.*[\\/]/, '')] : hole('name')))
}
const move: Builtin = (machine, args) => {
  const [from, to] = operands(args)
  if (from !== undefined) touch(machine, 'move', from, { isTree: true, isLiteral: false })
  if (to !== undefined) touch(machine, 'overwrite', to)
  if (from !== undefined && to !== undefined) noteMove(machine, to, from)
}
const rename: Builtin = (machine, args) => {
  const [from, to] = operands(args)
  if (from !== undefined) touch(machine, 'move', from, { isTree: true, isLiteral: false })
  if (from !== undefined && to !== undefined) {
    noteMove(machine, to, from)
    touch(machine, 'create', to)
  }
}
const each =
  (kind: 'create' | 'read'): Builtin =>
  (machine, args) => {
    for (const path of operands(args)) touch(machine, kind, path, { isLiteral: false })
  }
const link: Builtin = (machine, args) => {
  const [path, target] = operands(args)
  if (path !== undefined) touch(machine, 'create', path)
  if (path !== undefined && target !== undefined) noteLink(machine, path, target)
}
const changeFolder: Builtin = (machine, args) => {
  const [path] = operands(args)
  if (path === undefined) return
  look(machine, [path])
  const slashed = literal(path)?.replaceAll('\\', '/')
  const { frame } = machine
  if (slashed === undefined) frame.folder = hole('any')
  else frame.folder = /^(?:\/|[A-Za-z]:\/)/.test(slashed) ? textValue(slashed) : concat(frame.folder, ['/', slashed])
}
/** Beginnings of names that hold no keys. */
const plainNames = /^(?:path|temp|tmp|user|home|comspec|os|prog|win|sys|num|date|time)/i
const set: Builtin = (machine, args) => {
  const said = args.map(show).join(' ')
  const [, name = '', value = ''] = /^(?:\/[ap]\s+(?!\s))?"?([^=]+)=(.*)$/i.exec(said.replace(/"$/, '')) ?? []
  if (/^\/a\b/i.test(said) && name === '') return
  if (name === '') return plainNames.test(said) ? undefined : act(machine, { kind: 'secret', detail: `set ${said}` })
  changeEnvironment(machine, textValue(name))
  setVariable(machine, `env:${name.toLowerCase()}`, /^\/[ap]/i.test(said) ? anything : text(value))
}

const builtins = byNames<Builtin>({
  'del erase': erase,
  'rd rmdir': removeFolder,
  copy,
  move,
  'ren rename': rename,
  'md mkdir': each('create'),
  type: each('read'),
  mklink: link,
  'cd chdir pushd': changeFolder,
  popd: (machine) => {
    machine.frame.folder = hole('any')
  },
  set,
  dir: look,
  'echo rem exit setlocal endlocal shift goto': none,
})
