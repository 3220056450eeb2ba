// Modules in code: which names stand for them, and where they are only shown.
import type { Found } from '../../grammar/analysis.ts'
import { argumentsOf, closeAt, isMark, literalOf } from './arguments.ts'
import type { Aliases } from './imports.ts'
import type { Language } from './language.ts'
import type { LanguageName } from './languages.ts'
import type { Token } from './tokens.ts'

/** What all parts of one code share. */
export interface Scope {
  readonly name: LanguageName
  readonly language: Language
  /** Names the code itself gives a value. */
  readonly bound: ReadonlySet<string>
  /** Members the code itself defines. */
  readonly own: ReadonlySet<string>
  readonly aliases: Aliases
  readonly found: Found[]
  /** Why it is not understood. */
  readonly reasons: string[]
}

/** Python's modules are those that were imported; the other languages have theirs from the start, until a harmless one is replaced. */
export function isModule({ language, aliases, bound }: Scope, name: string): boolean {
  if (!Object.hasOwn(language.modules, name)) return false
  if (language.imports === undefined || [...aliases.values()].some(([module]) => module === name)) return true
  return language.imports === 'javascript' && !bound.has(name)
}

/** `os.x`, `assert(…)`: a member is asked of it, or it is a function itself. */
export const isUsed = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[i + 1], '.') || (tokens[i]?.text === 'assert' && isMark(tokens[i + 1], '('))

/** `hasattr(torch, …)`, `dir(torch)`: what a module is called and has, no more. */
export const isShown = ({ language, bound }: Scope, tokens: readonly Token[], i: number): boolean => {
  const [before, name, open] = tokens.slice(Math.max(i - 3, 0), i)
  return (
    language.imports === 'python' &&
    isMark(open, '(') &&
    /^(?:hasattr|getattr|dir|print|repr)$/.test(name?.text ?? '') &&
    !isMark(before, '.') &&
    !bound.has(name?.text ?? '') &&
    /^[,)]$/.test(tokens[i + 1]?.text ?? '')
  )
}

/** `getattr(x, "name", …)`: the same as the member of that name, where it is only a value. */
export function isPlainMember({ language, own }: Scope, tokens: readonly Token[], i: number): boolean {
  const [object = [], name, ...others] = isMark(tokens[i + 1], '(') ? (argumentsOf(tokens, i) ?? []) : []
  const member = literalOf(name)
  const isCalled = isMark(tokens[closeAt(tokens, i + 1) + 1], '(')
  if (member === null || isCalled || others.length > 1 || others[0]?.some(({ kind }) => kind === 'mark') === true)
    return false
  const [only] = object
  const listed =
    object.length === 1 && Object.hasOwn(language.modules, only?.text ?? '') ? language.modules[only?.text ?? ''] : null
  if (listed) return listed.test(member)
  return !isMark(only, '*') && valueMember.test(member) && !own.has(member) && language.members?.has(member) === true
}
/** Members that are no methods. */
const valueMember =
  /^(?:shape|dtype|name|size|ndim|columns|metadata|description|__version__|__name__|__doc__|stdout|stderr|returncode)$/

/** `x in sys.modules`, `sys.modules.keys()`: names, and no module. */
export const isListOfNames = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[i + 1], '.')
    ? tokens[i + 2]?.text === 'keys' && isMark(tokens[i + 3], '(') && isMark(tokens[i + 4], ')')
    : tokens[i - 3]?.text === 'in' && !isMark(tokens[i + 1], '[') && !isMark(tokens[i + 1], '|')
