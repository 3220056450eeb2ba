// A reader: code for what the options and operands of one program mean together. It gets them taken apart, and cannot be silent about
// the rest: values of options in a role are told here, and so is every option that its grammar does not have.
import type { Value } from '../model/value.ts'
import { type Analysis, type Call, doubt, type Found, only } from './analysis.ts'
import { compileGrammar, type Option, type ParsedOptions, parseOptions } from './options.ts'
import { hiddenOption, inRole } from './row.ts'

export type Read = ReturnType<typeof readBy>

interface Reading {
  /** Options end at the first operand. */
  readonly isPosix?: boolean
  /** What is not named is harmless. */
  readonly isOpen?: boolean
  /** A word of which not even the start is known is not taken for an option. */
  readonly isPlain?: boolean
  /** The words as the grammar takes them. */
  readonly words?: (call: Call) => readonly Value[]
}

export function reader(options: string, read: (given: Read) => Found, how: Reading = {}): (call: Call) => Analysis {
  const grammar = compileGrammar(options, how.isOpen)
  return (call) => {
    const parsed = parseOptions(grammar, how.words?.(call) ?? call.args, how.isPosix !== true)
    const given = only(parsed.options.map(({ option, value }) => value && inRole(option.role, value)))
    return only(given.actions, read(readBy(parsed, call)), doubtsOf(call, parsed, how), given.runs)
  }
}

/** The options of a call as readers look at them. */
export function readBy(parsed: ParsedOptions, call: Call) {
  const values = (isMeant: (option: Option) => boolean): Value[] =>
    parsed.options.flatMap(({ option, value }) => (value && isMeant(option) ? [value] : []))
  const valuesOf = (name: string) => values((option) => option.name === name)
  return {
    ...parsed,
    call,
    /** Is one of the options given? By the first of its names. */
    has: (...names: readonly string[]) => parsed.options.some(({ option }) => names.includes(option.name)),
    /** The first value of an option, null without one; all of them. */
    valueOf: (name: string) => valuesOf(name)[0] ?? null,
    valuesOf,
    /** The values of all options in a role. */
    inRole: (role: string) => values((option) => option.role === role),
  }
}

function doubtsOf({ name }: Call, parsed: ParsedOptions, { isOpen, isPlain }: Reading) {
  const { strange, operands } = parsed
  const hidden = isOpen !== true && (isPlain === true ? parsed.isHalfKnown : parsed.mayHideOption)
  return [
    isOpen !== true && strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    hidden && doubt('unknown-option', hiddenOption(name, operands)),
  ]
}
