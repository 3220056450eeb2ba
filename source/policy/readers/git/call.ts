// A call of git's sub-commands, and what all of their tables use.
import type { Action } from '../../model/action.ts'
import { concat, hole, knownStart, literal, textValue, type Value } from '../../model/value.ts'
import { act, type Analysis, type Call, type Found, only, onPath, type Run, shell } from '../../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../../grammar/options.ts'
import { type Read, readBy } from '../../grammar/reader.ts'
import { inRole } from '../../grammar/row.ts'

export interface GitCall extends Call {
  readonly verb: string
  /** A path as seen from where git works. */
  readonly inFolder: (path: Value) => Value
}

export type Verb = (call: GitCall) => Found
export type Verbs = Readonly<Record<string, Verb>>

export const loss = (detail: string): Action => act('git-loss', detail)

export const unsure = (action: Action): Action => ({ ...action, isUnsure: true })

export const mayLose = (detail: string): Action => unsure(loss(detail))

/** A call, and what many of them do. */
interface Usual {
  readonly call: GitCall
  /** A path as seen from where git works. */
  readonly at: (path: Value) => Value
  /** A change of the working tree that git itself refuses to let lose anything. */
  readonly tree: Action
  /** One that it does not. */
  readonly replaced: Action
  /** New objects in the store. */
  readonly store: Action
  /** Refs of this repository that are made or moved on. */
  readonly refs: Action
}

/** What a sub-command is given, with what the values of its options do. */
export interface Given extends Omit<Read, 'call'>, Usual, Analysis {
  /** It loses something, or may where a word may hide the option for that. */
  readonly losing: (isSure: boolean, detail?: string) => Action | false
}

function usual(call: GitCall): Usual {
  const at = call.inFolder
  const here = textValue('.')
  return {
    call,
    at,
    tree: onPath('create', at(here)),
    replaced: onPath('overwrite', at(here), true),
    store: onPath('create', at(textValue('.git/objects'))),
    refs: onPath('create', at(textValue('.git/refs'))),
  }
}

/** Reads a sub-command's options by its grammar; roles are those of a Spec, paths are seen from where git works. */
export function optionsBy(text: string, isOpen = false): (call: GitCall) => Given {
  const grammar = compileGrammar(text, isOpen)
  return (call) => {
    const read = readBy(parseOptions(grammar, call.args), call)
    // `-` is standard input wherever git works.
    const at = (path: Value) => (literal(path) === '-' ? path : call.inFolder(path))
    const { actions, runs } = only(
      read.options.map(({ option: { role }, value }) => value && inRole(role, role === 'code' ? value : at(value))),
    )
    const name = `git ${call.verb}`
    return {
      ...read,
      ...usual(call),
      actions,
      runs,
      losing: (isSure, detail = name) => (isSure ? loss(detail) : read.mayHideOption && mayLose(name)),
    }
  }
}

/** A sub-command: what it does, beside what the values of its options do by their roles. */
export const verb = (options: string, does: (given: Given) => Found = () => [], isOpen = false): Verb => {
  const read = optionsBy(options, isOpen)
  return (call) => {
    const given = read(call)
    return only(given.actions, does(given), given.runs)
  }
}

/** One whose options nobody looks at. */
export const said =
  (does: (given: Usual) => Found): Verb =>
  (call) =>
    only(does(usual(call)))

/** What stands behind a word, `run` of `bisect run` for example; options of its own before it are left out. */
export function behind(call: GitCall, word: string): Value[] {
  const rest = call.args.slice(call.args.findIndex((arg) => literal(arg) === word) + 1)
  const first = rest.findIndex((arg) => !knownStart(arg).startsWith('-'))
  return first < 0 ? [] : rest.slice(first)
}

/** A program of the call's own that is given files of the working tree. */
export const onTracked = (code: Value): Run => shell(concat(code, [' "$@"']), [textValue('sh'), hole('tracked')])
