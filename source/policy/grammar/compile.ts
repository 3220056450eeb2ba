// What a call does, as the row of its program says.
import { names } from '../among.ts'
import { type Action, isFileKind } from '../model/action.ts'
import {
  concat,
  fits,
  hole,
  knownStart,
  literal,
  show,
  spaced,
  textValue,
  unknown,
  type Value,
} from '../model/value.ts'
import {
  act,
  type Analyser,
  type Analysis,
  type Call,
  doubt,
  type Found,
  nothing,
  only,
  onPath,
  shell,
  withoutEnding,
} from './analysis.ts'
import { doneBy, plainlySaid, said } from './effects.ts'
import { assignmentActions } from './environment.ts'
import { doneByLines } from './lines.ts'
import { compileGrammar, type Grammar, isListed, mayBeOption, type ParsedOptions, parseOptions } from './options.ts'
import { hiddenOption, type Read, readBy } from './reader.ts'
import { canHarm, inRole, type Role } from './roles.ts'
import type { Verb } from './row.ts'
import { splitString } from './split-words.ts'
import { mayTouch } from './may-touch.ts'

export function compileRow(row: Verb): (call: Call) => Analysis {
  const analyse = byGrammar(row)
  const tells = new Set(names(row.tells ?? ''))
  const helps = new Set(names(row.helps ?? ''))
  return (call) => {
    const { name, args } = call
    if (args.length === 2 && helps.has(literal(args[0] ?? []) ?? '') && fits(/^(?:--help|-h)$/)(args[1])) return nothing
    if (args.length === 1 && tells.has(literal(args[0] ?? []) ?? '')) return nothing
    const showing = row.secret && [said(args), plainlySaid(args)].find((text) => row.secret?.test(text))
    return only(
      analyse(call),
      row.said !== undefined && doneBy(row.said, call),
      showing !== undefined && act('secret', `${name} ${showing}`.slice(0, 60)),
    )
  }
}

/** A reader without options gets the words as they stand. */
const hasNoGrammar = ({ read, options }: Verb): boolean => read !== undefined && options === undefined

/** None of them is known for an option; one that may be is doubted before two dashes. */
function asTheyStand(operands: readonly Value[]): ParsedOptions {
  const end = operands.findIndex((word) => literal(word) === '--')
  const words = end < 0 ? operands : operands.slice(0, end)
  return { options: [], operands, strange: [], mayHideOption: words.some(mayHide), isHalfKnown: false }
}

/** Nothing of it is known, or it begins with a dash and goes on unknown. */
const mayHide = (word: Value): boolean => mayBeOption(word) || (literal(word) === null && knownStart(word) === '-')

/** Are options that `options` does not name harmless? Those of a row that goes by what is said are said, too. */
const isOpen = ({ isOpen: further, said: cases }: Verb): boolean => (further ?? false) !== false || cases !== undefined

function byGrammar(row: Verb): (call: Call) => Analysis {
  const isPosix = row.isPosix ?? (row.verbs ?? row.command) !== undefined
  const isPlain = row.isPlain === true || row.command !== undefined
  // `--help` and `--version` only print, in every row that names its options.
  const told = isOpen(row) || row.isDeaf === true || hasNoGrammar(row) ? '' : '--help --version'
  const grammar = compileGrammar(`${told} ${row.options ?? ''}`, row.isWhole)
  const hides = row.isTame !== true || hasHarmful(row)
  const verbs = new Map<string, Analyser>()
  const verbOf = (text: string): Analyser | null => {
    const sub = row.verbs && Object.hasOwn(row.verbs, text) ? row.verbs[text] : undefined
    if (!sub) return null
    const analyser = verbs.get(text) ?? compileRow(sub)
    verbs.set(text, analyser)
    return analyser
  }
  return (call) => {
    const { name } = call
    const words = row.words?.(call) ?? call.args
    if (onlyTells(grammar, words)) return nothing
    const parsed = hasNoGrammar(row) ? asTheyStand(words) : parseOptions(grammar, words, !isPosix)
    const { operands } = parsed
    const [first] = operands
    const always = row.always?.map((kind) => act(kind, name))
    const read = readBy(parsed, call)
    const isHidden = hides && (isPlain && row.isTame === true ? parsed.isHalfKnown : parsed.mayHideOption)
    const begun = [
      given(row, read),
      isHidden && doubt('unknown-option', hiddenOption(name, operands)),
      row.lines && doneByLines(row, read),
      row.also?.(read),
    ]
    const verb = first && verbOf(literal(first) ?? '')
    if (verb) {
      const base = row.base ? row.base(read) : (call.base ?? null)
      return only(begun, verb({ ...call, base, name: `${name} ${show(first)}`, args: operands.slice(1) }))
    }
    if (row.verbs && first && (row.operands ?? row.command ?? row.read) === undefined)
      return only(always, begun, doubt('unknown-option', `${name} ${show(first)}`))
    const found = only(
      always,
      begun,
      row.read ? row.read(read) : row.command ? started(row, grammar, read) : operandsOf(row, read),
      row.isOpen === true && row.always !== undefined && row.command === undefined && mayTouch(words, parsed),
    )
    // What a wrapper runs reads what the wrapper is given.
    const runs = row.command ? found.runs.map((run) => ({ stdin: call.stdin, ...run })) : found.runs
    const actions = row.runs ? withoutOptions(found.actions) : found.actions
    return only({ ...found, actions, runs }, beside(row, read))
  }
}

/** Asked for help or version before anything else: behind an operand that may be an option of what is run. */
function onlyTells(grammar: Grammar, args: readonly Value[]): boolean {
  if (!args.some(fits(/^--(?:help|version)$/))) return false
  const { options, operands } = parseOptions(grammar, args, false)
  const leading = new Set(args.slice(0, args.length - operands.length).map(literal))
  return options.some(({ option: { name } }) => /^(?:help|version)$/.test(name) && leading.has(`--${name}`))
}

/** What it runs is not told by its words: that covers options that nobody knows. */
const withoutOptions = (actions: readonly Action[]): Action[] =>
  actions.filter(({ doubt: why }) => why !== 'unknown-option')

function beside({ runs, touches = [], first, operands: role }: Verb, { call, operands, has, at }: Read): Analysis {
  const isNamed = canHarm(role ?? '') && operands.length > (first === undefined ? 0 : 1)
  const sources = canHarm(role ?? '') ? operands.slice(0, 1) : operands
  const made = ([kind, pattern, unless]: NonNullable<Verb['touches']>[number]): Found => {
    if (unless !== undefined && (isNamed || has(...names(unless)))) return []
    const of = /[@%]/.test(pattern) ? sources.map(at) : [[]]
    return of.map((source) => onPath(kind, madeOf(pattern, source)))
  }
  return only(touches.map(made), runs && doubt(runs === 'files' ? 'opaque-script' : 'inline-code', call.name))
}

/** `a/**`: the literal pieces and what stands for the signs between them. */
function madeOf(pattern: string, source: Value): Value {
  const signs: Readonly<Record<string, () => Value>> = {
    '*': () => hole('name'),
    '**': () => hole('tracked'),
    '@': () => source,
    '%': () => withoutEnding(source),
  }
  return concat(...pattern.split(/(\*{1,2}|[@%])/).map((piece) => signs[piece]?.() ?? textValue(piece)))
}

/** What its options do, and the doubts about those that it does not have. */
function given(row: Verb, { call: { name }, options, strange, at }: Read): Found {
  const flagged = (option: string) =>
    row.flags?.[option]?.map((kind) => (isFileKind(kind) ? onPath(kind, unknown) : act(kind, `${name} -${option}`)))
  const further = Array.isArray(row.isOpen) ? row.isOpen : []
  const doubted = isOpen(row)
    ? strange.filter((option) => option.startsWith('--') && !isListed(option, further))
    : strange
  const placed = (role: string, value: Value) => inRole(role, /^(?:code|program)$/.test(role) ? value : at(value))
  return [
    options.map(({ option, value }) => [value && placed(option.role, value), flagged(option.name)]),
    !isStopped(row) && doubted.map((option) => doubt('unknown-option', `${name} ${option}`)),
  ]
}

/**
 * What always does something to the machine is stopped for that, or let through with all of it; what is run is judged by itself. Who
 * lets the network through has said nothing of what an option writes or runs.
 */
const isStopped = (row: Verb): boolean =>
  isOpen(row) &&
  (row.isTame === true ||
    (row.said ?? row.command) !== undefined ||
    row.always?.some((kind) => kind !== 'network') === true)

function operandsOf(row: Verb, { operands, has, call: { name } }: Read): Found {
  const instead = row.instead?.find(([option]) => has(option))?.[1]
  const isTree = has(...names(row.tree ?? ''))
  const fallback = operands.length === 0 ? row.fallback : undefined
  return [
    operands.length === 0 && row.alone?.map((kind) => act(kind, name)),
    fallback && inRole(instead ?? row.first ?? row.operands ?? '', fallback, isTree),
    operands.map((operand, i) => inRole(roleAt(row, instead, i, operands.length), operand, isTree)),
  ]
}

function roleAt(row: Verb, instead: Role | undefined, i: number, count: number): Role {
  if (i === 0 && row.first !== undefined) return row.first
  if (i === 1 && row.second !== undefined) return row.second
  if (i === count - 1 && count > 1 && row.last !== undefined) return row.last
  return instead ?? row.operands ?? ''
}

/** Could a word that turns out to be an option write, run or reach something, or take a word of the command for its value? */
function hasHarmful(row: Verb): boolean {
  const roles = [...(row.options ?? '').matchAll(/[:?]([A-Za-z]+)/g)].map(([, role = '']) => role)
  if ((row.command ?? row.read) !== undefined) return !(isOpen(row) || hasNoGrammar(row))
  return roles.some(canHarm) || row.flags !== undefined || row.instead !== undefined
}

// Programs that run another one.

function started(row: Verb, grammar: Grammar, given: Read): Found {
  const { has, call } = given
  if (row.instead?.some(([option]) => has(option)) === true) return operandsOf(row, given)
  const split = given.inRole('split').flatMap(splitString)
  const words = [...split, ...given.operands]
  const plain = words.findIndex((word) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(knownStart(word)))
  const at = row.command !== 'assigned' ? 0 : plain < 0 ? words.length : plain
  const command = words.slice(at + (row.skip ?? 0))
  const [before] = words.slice(at, words.length - command.length)
  return [
    words.slice(0, at).map((word) => assignmentActions(word)),
    before && inRole(row.first ?? '', before),
    command.length === 0 && row.alone?.map((kind) => act(kind, call.name)),
    run(row, grammar, given, command, before),
  ]
}

function run(row: Verb, grammar: Grammar, given: Read, command: readonly Value[], before: Value | undefined): Found {
  // The option may stand behind the first operands, too.
  const isCode = literal(command[0] ?? []) === '-c' && grammar.options.get('-c')?.role === 'code'
  if (isCode) return shell(command[1] ?? unknown)
  if (command.length === 0) return row.isShell === true && given.inRole('code').length === 0 && shell(given.call.stdin)
  if (row.command === 'joined') return shell(spaced(command))
  const folder = row.folder === 'first' ? before : given.valueOf(row.folder ?? '')
  return { kind: 'words', words: command, ...(folder && { folder }) }
}
