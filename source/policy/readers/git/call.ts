// A call of git's sub-commands, and what all of their tables use.
import type { Action } from '../../model/action.ts'
import { concat, hole, knownStart, literal, textValue, type Value } from '../../model/value.ts'
import { act, join, onPath, shell, type Analysis, type Call, type Run } from '../../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../../grammar/options.ts'
import { readBy, type Read } from '../../grammar/reader.ts'
import { inRole } from '../../grammar/spec.ts'

export interface GitCall extends Call {
  readonly verb: string
  /** A path as seen from where git works. */
  readonly inFolder: (path: Value) => Value
}

export type Verb = (call: GitCall) => Analysis

export const result = (actions: readonly Action[], runs: readonly Run[] = []): Analysis => ({ actions, runs })

export const loss = (detail: string): Action => act('git-loss', detail)

export const unsure = (action: Action): Action => ({ ...action, isUnsure: true })

export const mayLose = (detail: string): Action => unsure(loss(detail))

/** A change of the working tree that git itself refuses to let lose anything. */
export const tree = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.')))

/** One that it does not. */
export const replaced = (call: GitCall): Action => onPath('overwrite', call.inFolder(textValue('.')), true)

/** Of the paths that are named. */
export const replacedPaths = (call: GitCall, paths: readonly Value[]): Action[] =>
  paths.map((path) => onPath('overwrite', call.inFolder(path), true))

/** New objects in the store. */
export const store = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.git/objects')))

/** Refs of this repository that are made or moved on. */
export const refs = (call: GitCall): Action => onPath('create', call.inFolder(textValue('.git/refs')))

export interface GitOptions extends Read {
  /** What the values do by their roles. */
  readonly actions: readonly Action[]
  readonly runs: readonly Run[]
}

/** Reads a sub-command's options by its grammar; roles are those of a Spec, paths are seen from where git works. */
export function optionsBy(text: string, isOpen = false): (call: GitCall) => GitOptions {
  const grammar = compileGrammar(text, isOpen)
  return (call) => {
    const read = readBy(parseOptions(grammar, call.args), call)
    const effects = read.options.flatMap(({ option, value }) =>
      value === null ? [] : [inRole(option.role, option.role === 'code' ? value : pathIn(call, value))],
    )
    return { ...read, ...join(...effects) }
  }
}

/** `-` is standard input wherever git works. */
const pathIn = (call: GitCall, value: Value): Value => (literal(value) === '-' ? value : call.inFolder(value))

/** What stands behind a word, `run` of `bisect run` for example; options of its own before it are left out. */
export function behind(call: GitCall, word: string): Value[] {
  const rest = call.args.slice(call.args.findIndex((arg) => literal(arg) === word) + 1)
  const first = rest.findIndex((arg) => !knownStart(arg).startsWith('-'))
  return first < 0 ? [] : rest.slice(first)
}

/** A program of the call's own that is given files of the working tree. */
export const onTracked = (code: Value): Run => shell(concat(code, [' "$@"']), [textValue('sh'), hole('tracked')])
