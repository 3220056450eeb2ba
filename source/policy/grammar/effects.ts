// One vocabulary for what a call does, of programs, cmdlets and methods alike, and the tables that pick from it by what is said.
import { among, names } from '../among.ts'
import { type Action, isFileKind, isOtherKind } from '../model/action.ts'
import { knownStart, textValue, type Value } from '../model/value.ts'
import { act, type Call, doubt, type Found, onPath, type Run, shell } from './analysis.ts'

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
/** Every call but one that looks. */
export const unless = (look: RegExp, effects: string): readonly Case[] => [when(look, ''), otherwise(effects)]

/** Without patterns it is what every call does. */
export type Cases = string | readonly Case[]

export const effectsBy = (cases: Cases, said: string): string =>
  typeof cases === 'string' ? cases : (cases.find(([pattern]) => pattern.test(said))?.[1] ?? '')

/** One of these words, anywhere in what is said. */
export const word = (words: string): RegExp => among(words, { before: '(?:^| )', after: '(?: |$)' })

// Programs that are told what to do by plain words.

/** As one text; blanks in a word are none between words, and what is not known is `‹?›`. */
export const said = (args: readonly Value[]): string => args.map(spoken).join(' ')
/** The same without the options. */
export const plainlySaid = (args: readonly Value[]): string =>
  said(args.filter((arg) => !knownStart(arg).startsWith('-')))

const spoken = (arg: Value): string =>
  arg.length === 0
    ? "''"
    : arg.map((part) => (typeof part === 'string' ? part.replaceAll(/\s/g, '\u2423') : '‹?›')).join('')

/** What a call does by the first case that fits. */
export const doneBy = (cases: Cases, call: Call): Found =>
  readEffects(effectsBy(cases, said(call.args))).map((effect) => done(effect, call))

/** Throws where a table names what there is not. */
function done({ kind, place }: EffectWord, call: Call): Action | Run {
  if (kind === 'script') return doubt('opaque-script', call.name)
  if (kind === 'code') return doubt('dynamic-code', call.name)
  if (kind === 'input') return shell(call.stdin)
  if (isFileKind(kind)) return onPath(kind, textValue(place))
  if (isOtherKind(kind)) return act(kind, call.name)
  throw new Error(`'${kind}' is no effect of a program`)
}
