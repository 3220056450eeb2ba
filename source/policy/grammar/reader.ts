// A reader: code for what the options and operands of one program mean together. It gets them taken apart, and cannot be silent about
// the rest: values of options in a role are told by the row it stands in, and so is every option that its grammar does not have.
import { literal, show, type Value } from '../model/value.ts'
import { below, type Call, type Found } from './analysis.ts'
import type { Option, ParsedOptions } from './options.ts'
import type { Verb } from './row.ts'

export type Read = ReturnType<typeof readBy>
/** What does not happen is left out. */
export type Reader = (given: Read) => Found

/** The part of a row that says what its words mean. */
export const reader = (
  options: string,
  read: Reader,
  how: Pick<Verb, 'isPosix' | 'isOpen' | 'isPlain' | 'isWhole' | 'words'> = {},
): Verb => ({ options, read, ...how })

/** The options of a call as readers look at them. */
export function readBy(parsed: ParsedOptions, call: Call) {
  const values = (isMeant: (option: Option) => boolean): Value[] =>
    parsed.options.flatMap(({ option, value }) => (value && isMeant(option) ? [value] : []))
  const valuesOf = (name: string) => values((option) => option.name === name)
  return {
    ...call,
    ...parsed,
    call,
    /** A path as seen from the working folder; `-` is none. */
    at: (path: Value): Value => (literal(path) === '-' ? path : below(call.base ?? null, path)),
    /** Is one of the options given? By the first of its names. */
    has: (...names: readonly string[]) => parsed.options.some(({ option }) => names.includes(option.name)),
    /** The first value of an option, null without one; all of them. */
    valueOf: (name: string) => valuesOf(name)[0] ?? null,
    valuesOf,
    /** The values of all options in a role. */
    inRole: (role: string) => values((option) => option.role === role),
  }
}

export const hiddenOption = (name: string, operands: readonly Value[]): string =>
  `${name} ${operands.map(show).join(' ')}`.slice(0, 80)
