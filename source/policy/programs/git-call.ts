// A call of git's sub-commands, and what all of their tables use.
import type { Action } from '../action.ts'
import { isHole, knownStart, literal, textValue, type Value } from '../value.ts'
import { act, onPath, type Analysis, type Call, type Run } from './analysis.ts'
import { cut } from './options.ts'

export interface GitCall extends Call {
  readonly verb: string
  /** A path as seen from where git works. */
  readonly inFolder: (path: Value) => Value
}

export type Verb = (call: GitCall) => Analysis

export const result = (actions: readonly Action[], runs: readonly Run[] = []): Analysis => ({ actions, runs })

export const loss = (detail: string): Action => act('git-loss', detail)

export const mayLose = (detail: string): Action => ({ ...act('git-loss', detail), isUnsure: true })

/** A change of the working tree that git itself refuses to let lose anything. */
export const tree = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.')))

/** One that it does not. */
export const replaced = (call: GitCall): Action => onPath('overwrite', call.inFolder(textValue('.')), true)

/** New objects in the store. */
export const store = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.git/objects')))

/** Words as texts; null where one is not known. */
export const texts = (call: GitCall): (string | null)[] => call.args.map(literal)

/** Does a word before its `=` look so? */
export const flagOf = (call: GitCall, pattern: RegExp): boolean =>
  call.args.some((arg) => pattern.test(beforeEquals(arg)))

const beforeEquals = (arg: Value): string => knownStart(arg).replace(/=.*$/s, '')

/** Could a word that is not known be an option? */
export const isOpen = (call: GitCall): boolean =>
  call.args.some((arg) => isHole(arg[0]) && arg[0].hole === 'any') && !call.args.some((arg) => literal(arg) === '--')

/** Single letters written together. */
export const cluster = (letters: string): RegExp => new RegExp(`^-[a-zA-Z]*[${letters}]`)

export const operandsOf = (call: GitCall): Value[] => call.args.filter((arg) => !knownStart(arg).startsWith('-'))

/** The value of an option, behind it or behind its `=`. */
export function option(call: GitCall, pattern: RegExp): Value | null {
  for (const [i, arg] of call.args.entries()) {
    const start = knownStart(arg)
    if (pattern.test(start)) return call.args[i + 1] ?? null
    const at = start.indexOf('=')
    if (at > 0 && pattern.test(start.slice(0, at))) return cut(arg, at + 1)
  }
  return null
}
