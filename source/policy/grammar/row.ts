// A program as one row: its options, operands and verbs, what each of them does, what it runs, and examples that the tests judge.
import type { FileActionKind } from '../model/action.ts'
import { concat, hole, literal, show, spaced, textValue, type Value } from '../model/value.ts'
import { doubt, only, onPath, shell, type Analyser, type Analysis } from './analysis.ts'
import { assignmentActions } from './environment.ts'
import { compileGrammar, parseOptions, type Grammar } from './options.ts'
import { compileSpec, type Spec } from './spec.ts'

/** What a call does. An option that no row names, and a word that may hide one, is a doubt. */
export interface Verb extends Omit<Spec, 'isOpen'> {
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

export interface Row extends Verb {
  /** What the program is, in a few words. */
  readonly about: string
  /** Calls as `guarded` judges them without a sandbox. */
  readonly examples: Examples
}

export interface Examples {
  readonly allow: readonly string[]
  readonly ask?: readonly string[]
  readonly deny?: readonly string[]
}

/** They only print; every row has them. */
const told = '--help --version'

export function compileRow(row: Verb): Analyser {
  const options = `${row.options ?? ''} ${told}`
  const isPosix = row.isPosix === true || row.verbs !== undefined || row.command !== undefined
  const grammar = compileGrammar(options)
  const own = compileSpec({ ...row, options, isPosix })
  const head = compileSpec({ options, isPosix: true, ...(row.flags ? { flags: row.flags } : {}) })
  const verbs = new Map<string, Analyser>()
  const verbOf = (text: string): Analyser | null => {
    const sub = row.verbs && Object.hasOwn(row.verbs, text) ? row.verbs[text] : undefined
    if (!sub) return null
    const analyser = verbs.get(text) ?? compileRow(sub)
    verbs.set(text, analyser)
    return analyser
  }
  const tells = new Set(row.tells?.split(' '))
  return (call) => {
    if (call.args.length === 1 && tells.has(literal(call.args[0] ?? []) ?? '')) return only()
    if (onlyTells(grammar, call.args)) return only()
    const { operands } = parseOptions(grammar, call.args, !isPosix)
    const start = call.args.slice(0, call.args.length - operands.length)
    const [first] = operands
    const verb = first === undefined || !row.verbs ? null : verbOf(literal(first) ?? '')
    if (verb && first) {
      const rest = { ...call, name: `${call.name} ${show(first)}`, args: operands.slice(1) }
      return only(head({ ...call, args: start }), verb(rest))
    }
    if (row.verbs && first && row.operands === undefined && row.command === undefined)
      return only(head({ ...call, args: start }), doubt('unknown-option', `${call.name} ${show(first)}`))
    const found = row.command ? only(head({ ...call, args: start }), started(row, operands, call.stdin)) : own(call)
    return only(row.runs ? withoutOptions(found) : found, beside(row, call.name))
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
