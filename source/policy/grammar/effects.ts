// One vocabulary for what a call does, of programs, cmdlets and methods alike, and the tables that pick from it by what is said.
import { among, byNames, names } from '../among.ts'
import { type Action, isFileKind, isOtherKind } from '../model/action.ts'
import { textValue, type Value } from '../model/value.ts'
import { act, type Analyser, type Call, doubt, only, onPath, type Run, shell } from './analysis.ts'

/**
 * `kind`, `kind:place` or `kind:place/tree`. A kind is an action's, or a word of whoever reads it (`script`, `code`, `unknown` are
 * doubts everywhere); a place is the number of an operand, `last`, `self`, a parameter, or a path as it stands.
 */
interface EffectWord {
  readonly kind: string
  readonly place: string
  readonly more: string
}

const known = new Map<string, readonly EffectWord[]>()

/** Effects that stand apart by blanks. Throws where a table has a mistake. */
export function readEffects(text: string): readonly EffectWord[] {
  const read = known.get(text) ?? names(text).map(readEffect)
  known.set(text, read)
  return read
}

function readEffect(text: string): EffectWord {
  const [whole, kind = '', place = '', more = ''] =
    /^([a-z-]+)(?::([\w.~][\w./~-]*?|\/[\w./~-]*?))?(?:\/(tree|recurse|maybe))?$/.exec(text) ?? []
  if (whole === undefined) throw new Error(`'${text}' is no effect`)
  return { kind, place, more }
}

/** The first pattern that fits what is said, and the effects of such a call. */
export type Case = readonly [said: RegExp, effects: string]

export const when = (said: RegExp, effects: string): Case => [said, effects]
/** Every other call. */
export const otherwise = (effects: string): Case => [/^/, effects]

/** What some programs do, by what is said to them. */
export type Cases = readonly [names: string, ...cases: readonly Case[]]
export const cases = (names: string, ...list: readonly Case[]): Cases => [names, ...list]

export const effectsBy = (cases: readonly Case[], said: string): string =>
  cases.find(([pattern]) => pattern.test(said))?.[1] ?? ''

export const byName = (table: readonly Cases[]): ReadonlyMap<string, readonly Case[]> =>
  byNames(Object.fromEntries(table.map(([list, ...cases]) => [list, cases])))

/** One of these words, anywhere in what is said. */
export const word = (words: string): RegExp => among(words, { before: '(?:^| )', after: '(?: |$)' })

// Programs that are told what to do by plain words: a table of what is said, and of what that does.

/** As one text; blanks in a word are none between words, and what is not known is `‹?›`. */
const said = (args: readonly Value[]): string => args.map(spoken).join(' ')
const spoken = (arg: Value): string =>
  arg.length === 0
    ? "''"
    : arg.map((part) => (typeof part === 'string' ? part.replaceAll(/\s/g, '\u2423') : '‹?›')).join('')

/** Throws where a table names what there is not. */
function told({ kind, place }: EffectWord, call: Call): Action | Run {
  if (kind === 'script') return doubt('opaque-script', call.name)
  if (kind === 'input') return shell(call.stdin)
  if (isFileKind(kind)) return onPath(kind, textValue(place))
  if (isOtherKind(kind)) return act(kind, call.name)
  throw new Error(`'${kind}' is no effect of a program`)
}

const bySaidOf =
  (cases: readonly Case[]): Analyser =>
  (call) =>
    only(readEffects(effectsBy(cases, said(call.args))).map((effect) => told(effect, call)))

export const bySaid = (cases: ReadonlyMap<string, readonly Case[]>): Record<string, Analyser> =>
  Object.fromEntries(Array.from(cases, ([name, list]) => [name, bySaidOf(list)]))
