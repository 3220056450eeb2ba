// A reader: code for what the options and operands of one program mean together. It gets them taken apart, and cannot be silent about
// the rest: values of options in a role are told here, and so is every option that its grammar does not have.
import type { Value } from '../model/value.ts'
import { doubt, join, type Analyser, type Analysis, type Call } from './analysis.ts'
import { compileGrammar, parseOptions, type ParsedOptions } from './options.ts'
import { inRole } from './spec.ts'

export interface Read extends Pick<ParsedOptions, 'options' | 'operands' | 'strange' | 'mayHideOption'> {
  readonly call: Call
  /** Is one of the options given? By the first of its names. */
  readonly has: (...names: readonly string[]) => boolean
  /** The value of an option, null without it. */
  readonly valueOf: (name: string) => Value | null
  /** The values of all options in a role. */
  readonly inRole: (role: string) => Value[]
}

interface Ways {
  /** Options end at the first operand. */
  readonly isPosix?: boolean
  /** What is not named is harmless. */
  readonly isOpen?: boolean
  /** A word that is not known is not taken for an option. */
  readonly isPlain?: boolean
  /** The words as the grammar takes them. */
  readonly words?: (call: Call) => readonly Value[]
}

export function reader(options: string, read: (given: Read) => Partial<Analysis>, ways: Ways = {}): Analyser {
  const grammar = compileGrammar(options, ways.isOpen)
  return (call) => {
    const parsed = parseOptions(grammar, ways.words?.(call) ?? call.args, ways.isPosix !== true)
    const valueOf = (name: string) => parsed.options.find(({ option }) => option.name === name)?.value ?? null
    const found = read({
      ...parsed,
      call,
      has: (...names) => parsed.options.some(({ option }) => names.includes(option.name)),
      valueOf,
      inRole: (role) => parsed.options.flatMap(({ option, value }) => (option.role === role && value ? [value] : [])),
    })
    const given = join(...parsed.options.flatMap(({ option, value }) => (value ? [inRole(option.role, value)] : [])))
    return {
      ...found,
      actions: [...(found.actions ?? []), ...given.actions, ...doubtsOf(call, parsed, ways)],
      runs: [...(found.runs ?? []), ...given.runs],
    }
  }
}

function doubtsOf({ name }: Call, { strange, mayHideOption }: ParsedOptions, { isOpen, isPlain }: Ways) {
  const hidden = mayHideOption && isPlain !== true && isOpen !== true
  return [
    ...(isOpen === true ? [] : strange).map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(hidden ? [doubt('unknown-option', `${name}: a word that may be an option`)] : []),
  ]
}
