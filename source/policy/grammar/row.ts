// A program as one row: its options, operands and verbs, what each of them does, what it runs, and examples that the tests judge.
import { type Action, type ActionKind, type FileActionKind, isFileKind } from '../model/action.ts'
import { concat, hole, knownStart, literal, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import type { Analyser, Analysis, Call, Found } from './analysis.ts'
import { act, doubt, only, onPath, readOrFetch, shell, words } from './analysis.ts'
import { assignmentActions } from './environment.ts'
import { compileGrammar, cut, type Grammar, type ParsedOptions, parseOptions, type Role } from './options.ts'
import { isListed, isTame, overhearTame } from './doubts.ts'

/** What a call does. An option that no row names, and a word that may hide one, is a doubt. */
export interface Verb {
  /** See Grammar. */
  readonly options?: string
  readonly operands?: Role
  /** Roles of the first operands and of the last one, where they differ. */
  readonly first?: Role
  readonly second?: Role
  readonly last?: Role
  /** What a flag does, beside its value; to files that are not known. */
  readonly flags?: Readonly<Record<string, readonly ActionKind[]>>
  /** With one of these options operands have another role. */
  readonly instead?: readonly (readonly [option: string, role: Role])[]
  /** With one of these options the operands are whole trees. */
  readonly tree?: string
  /** What it always does. */
  readonly always?: readonly ActionKind[]
  /** Options end at the first operand. */
  readonly isPosix?: boolean
  /** What it reads when no operand is given. */
  readonly fallback?: Value
  /** `files`: what files of the project or of a package say; `code`: the words themselves are code of its own language. */
  readonly runs?: 'files' | 'code'
  /** Sub-commands by their first word; without `operands` any other word is a doubt. */
  readonly verbs?: Readonly<Record<string, Verb>>
  /** The operands are a command: as words, with `NAME=value` before it, or joined to one shell text. */
  readonly command?: 'words' | 'assigned' | 'joined'
  /** Options that, alone, only print, beside `--help` and `--version`. */
  readonly tells?: string
  /** What it changes beside its words: `*` is a name, `**` any path of the working tree. */
  readonly touches?: readonly (readonly [FileActionKind, string])[]
}

/** A table of options alone: nothing of it is judged by examples. */
export interface Spec extends Verb {
  /** Every short option that `options` does not name is harmless, and every long one that means the same everywhere. */
  readonly isOpen?: boolean
  /** No option at all needs a look. */
  readonly isTame?: boolean
}

export interface Row extends Verb {
  /** What the program is, in a few words. */
  readonly about: string
  /** Calls without the program's name, as `guarded` judges them without a sandbox: what goes through, `a.txt` where nothing is said; */
  readonly allow?: string | readonly string[]
  /** what is doubted, without it the first with an option that nobody knows; */
  readonly ask?: readonly string[]
  readonly deny?: readonly string[]
}

/** The same as whole calls. */
export function examplesOf(name: string, { allow = 'a.txt', ask, deny = [] }: Row) {
  const calls = (list: readonly string[]): string[] => list.map((each) => `${name} ${each}`.trim())
  const through = typeof allow === 'string' ? [allow] : allow
  return { allow: calls(through), ask: calls(ask ?? [`--no-such-9 ${through[0] ?? ''}`]), deny: calls(deny) }
}

export const compileSpec = (spec: Spec) => compile(spec, '')

/** `--help` and `--version` only print, in every row. */
export const compileRow = (row: Verb) => compile(row, '--help --version')

function compile(row: Spec, told: string): (call: Call) => Analysis {
  const isPosix = row.isPosix === true || row.verbs !== undefined || row.command !== undefined
  const grammar = compileGrammar(`${row.options ?? ''} ${told}`, row.isOpen)
  const tells = new Set(row.tells?.split(' '))
  const verbs = new Map<string, Analyser>()
  const verbOf = (text: string): Analyser | null => {
    const sub = row.verbs && Object.hasOwn(row.verbs, text) ? row.verbs[text] : undefined
    if (!sub) return null
    const analyser = verbs.get(text) ?? compileRow(sub)
    verbs.set(text, analyser)
    return analyser
  }
  return (call) => {
    const { name, args } = call
    if (row.isTame === true) overhearTame()
    if (args.length === 1 && tells.has(literal(args[0] ?? []) ?? '')) return only()
    if (told !== '' && onlyTells(grammar, args)) return only()
    const parsed = parseOptions(grammar, args, !isPosix)
    const { operands } = parsed
    const [first] = operands
    const begun = [given(row, name, parsed), parsed.isHalfKnown && hidden(row, name, operands)]
    const verb = first && verbOf(literal(first) ?? '')
    if (verb) return only(begun, verb({ ...call, name: `${name} ${show(first)}`, args: operands.slice(1) }))
    if (row.verbs && first && row.operands === undefined && row.command === undefined)
      return only(begun, doubt('unknown-option', `${name} ${show(first)}`))
    const found = only(
      row.always?.map((kind) => act(kind, name)),
      begun,
      row.command
        ? started(row, operands, call.stdin)
        : [
            operandsOf(row, parsed),
            row.isOpen === true && row.always?.includes('network') === true && args.map(mayTouch),
            parsed.mayHideOption && hidden(row, name, operands),
          ],
    )
    return only(row.runs ? withoutOptions(found) : found, beside(row, name))
  }
}

/** Asked for help or version before anything else: behind an operand that may be an option of what is run. */
function onlyTells(grammar: Grammar, args: readonly Value[]): boolean {
  const { options, operands } = parseOptions(grammar, args, false)
  const leading = new Set(args.slice(0, args.length - operands.length).map(literal))
  return options.some(({ option: { name } }) => /^(?:help|version)$/.test(name) && leading.has(`--${name}`))
}

/** What it runs is not told by its words: that covers options that nobody knows. */
const withoutOptions = ({ actions, runs }: Analysis): Analysis => ({
  actions: actions.filter(({ doubt: why }) => why !== 'unknown-option'),
  runs,
})

function beside({ runs, touches = [] }: Verb, name: string): Analysis {
  return only(
    touches.map(([kind, pattern]) => onPath(kind, madeOf(pattern))),
    runs && doubt(runs === 'files' ? 'opaque-script' : 'inline-code', name),
  )
}

/** `a/**`: the literal pieces and what stands for the stars between them. */
function madeOf(pattern: string): Value {
  const signs: Readonly<Record<string, Value>> = { '*': hole('name'), '**': hole('tracked') }
  return concat(...pattern.split(/(\*{1,2})/).map((piece) => signs[piece] ?? textValue(piece)))
}

function started({ command }: Verb, operands: readonly Value[], stdin: Value): Analysis {
  const isAssignment = (word: Value): boolean => /^[A-Za-z_][A-Za-z0-9_]*=/.test(show(word))
  const plain = operands.findIndex((word) => !isAssignment(word))
  const at = command !== 'assigned' ? 0 : plain < 0 ? operands.length : plain
  const words = operands.slice(at)
  const actions = operands.slice(0, at).flatMap((word) => assignmentActions(word))
  if (words.length === 0) return only(actions)
  return only(actions, command === 'joined' ? shell(spaced(words)) : { kind: 'words', words, stdin })
}

/** What becomes of one value in a role. */
export function inRole(role: string, value: Value, isTree = false): Found {
  if (literal(value) === '-' && isInput.test(role))
    return (role === 'script' || role === 'listed') && doubt('dynamic-code', 'standard input')
  if (role === 'code') return shell(value)
  if (role === 'program') return words(value, unknown)
  if (role === 'script') return [onPath('read', value), doubt('opaque-script', show(value))]
  if (role === 'sink' && /^[|!]/.test(show(value))) return shell(cut(value, 1))
  if (role === 'sink') return onPath('overwrite', value, isTree)
  if (role === 'fetched') return readOrFetch(value)
  if (role === 'page') return show(value).includes('/') && onPath('read', value)
  if (role === 'listed') return [onPath('read', value), doubt('dynamic-code', 'names of files')]
  if (role.endsWith('Tree')) return inRole(role.slice(0, -4), value, true)
  // Many programs take the rest of their words from a file so named.
  if (role === 'read' && knownStart(value).startsWith('@'))
    return [onPath('read', value, isTree), onPath('read', cut(value, 1))]
  if (role === 'edit') return [onPath('read', value, isTree), onPath('modify', value, isTree)]
  return isFileKind(role) && onPath(role, value, isTree)
}

/** `-` is standard input: nothing to a role about files, but a list or code that is not in the words. */
const isInput = /^(?!code$|program$|sink$|delete$)/

/** A word of a program that brings and sends files: one that it names may be read, one elsewhere may be written. */
function mayTouch(word: Value): Found {
  const [before = ''] = /^(?:-[A-Za-z](?=[/.])|-[^=]*=|[\w.-]+=)?@?/.exec(knownStart(word)) ?? []
  const path = cut(word, before.length)
  if (knownStart(path).startsWith('-') || knownStart(path) === '') return []
  const may = (kind: FileActionKind): Action => ({ kind, path, isTree: true, isUnsure: true })
  return [may('read'), /^(?:\/(?!dev\/|(?:var\/)?run\/)|\.\.(?:\/|$))/.test(knownStart(path)) && may('overwrite')]
}

/** What its options do, and the doubts about those that it does not have. */
function given(row: Spec, name: string, { options, strange }: ParsedOptions): Found {
  const flagged = (option: string) =>
    row.flags?.[option]?.map((kind) => (isFileKind(kind) ? onPath(kind, unknown) : act(kind, `${name} -${option}`)))
  // What always does something is stopped for that, or let through with all of it.
  const isListing = row.isOpen === true && (row.always !== undefined || row.isTame === true || isTame(name))
  const doubted =
    row.isOpen === true ? strange.filter((option) => option.startsWith('--') && !isListed(option)) : strange
  return [
    options.map(({ option, value }) => [value && inRole(option.role, value), flagged(option.name)]),
    !isListing && doubted.map((option) => doubt('unknown-option', `${name} ${option}`)),
  ]
}

function operandsOf(row: Spec, { operands, options }: ParsedOptions): Found {
  const has = (option: string) => options.some((each) => each.option.name === option)
  const instead = row.instead?.find(([option]) => has(option))?.[1]
  const isTree = row.tree?.split(' ').some(has) === true
  if (operands.length === 0)
    return row.fallback && inRole(instead ?? row.first ?? row.operands ?? '', row.fallback, isTree)
  return operands.map((operand, i) => inRole(roleAt(row, instead, i, operands.length), operand, isTree))
}

export const hiddenOption = (name: string, operands: readonly Value[]): string =>
  `${name} ${operands.map(show).join(' ')}`.slice(0, 80)

function roleAt(spec: Spec, instead: Role | undefined, i: number, count: number): Role {
  if (i === 0 && spec.first !== undefined) return spec.first
  if (i === 1 && spec.second !== undefined) return spec.second
  if (i === count - 1 && count > 1 && spec.last !== undefined) return spec.last
  return instead ?? spec.operands ?? ''
}

const harmless = /^(?:|read|readTree|data|page|listed)$/

/** Could a word that turns out to be an option write, run or reach something? */
function hidden({ options = '', flags, instead }: Spec, name: string, operands: readonly Value[]): Found {
  const roles = [...options.matchAll(/[:?]([A-Za-z]+)/g)].map(([, role = '']) => role)
  const canHarm = roles.some((role) => !harmless.test(role)) || flags !== undefined || instead !== undefined
  return canHarm && doubt('unknown-option', hiddenOption(name, operands))
}
