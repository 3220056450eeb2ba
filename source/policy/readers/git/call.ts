// A call of git's sub-commands, and what all of their tables use.
import type { Action } from '../../model/action.ts'
import { concat, hole, knownStart, literal, textValue, type Value } from '../../model/value.ts'
import { act, type Call, doubt, type Found, only, onPath, type Run, shell } from '../../grammar/analysis.ts'
import { compileGrammar, parseOptions } from '../../grammar/options.ts'
import { readBy } from '../../grammar/reader.ts'
import { inRole } from '../../grammar/roles.ts'

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
function usual(call: GitCall) {
  const at = call.inFolder
  const here = textValue('.')
  return {
    call,
    /** A path as seen from where git works. */
    at,
    /** A change of the working tree that git itself refuses to let lose anything. */
    tree: onPath('create', at(here)),
    /** One that it does not. */
    replaced: onPath('overwrite', at(here), true),
    /** New objects in the store. */
    store: onPath('create', at(textValue('.git/objects'))),
    /** Refs of this repository that are made or moved on. */
    refs: onPath('create', at(textValue('.git/refs'))),
  }
}

/** Reads a sub-command's options by its grammar; roles are those of a Spec, paths are seen from where git works. */
export function optionsBy(text: string, isOpen = false) {
  const grammar = compileGrammar(text)
  return (call: GitCall) => {
    const read = readBy(parseOptions(grammar, call.args), call)
    // `-` is standard input wherever git works.
    const at = (path: Value) => (literal(path) === '-' ? path : call.inFolder(path))
    const name = `git ${call.verb}`
    return {
      ...read,
      ...usual(call),
      /** What the values of its options do. */
      told: only(
        read.options.map(({ option: { role }, value }) => value && inRole(role, role === 'code' ? value : at(value))),
      ),
      /** Doubts about options that it does not have, and about words that may be one. */
      doubted: [
        !isOpen && read.strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
        read.mayHideOption && doubt('unknown-option', `${name}: a word that may be an option`),
      ],
      /** It loses something, or may where a word may hide the option for that. */
      losing: (isSure: boolean, detail = name): Action | false =>
        isSure ? loss(detail) : read.mayHideOption && mayLose(name),
    }
  }
}

/** What a sub-command is given. */
export type Given = ReturnType<ReturnType<typeof optionsBy>>

/** A sub-command: what it does, beside what the values of its options do by their roles. */
export const verb = (options: string, does: (given: Given) => Found = () => [], isOpen = false): Verb => {
  const read = optionsBy(options, isOpen)
  return (call) => {
    const given = read(call)
    return [given.told.actions, does(given), given.doubted, given.told.runs]
  }
}

/** One whose options nobody looks at. */
export const said =
  (does: (given: ReturnType<typeof usual>) => Found): Verb =>
  (call) =>
    does(usual(call))

/** What stands behind a word, `run` of `bisect run` for example; options of its own before it are left out. */
export function behind(call: GitCall, word: string): Value[] {
  const rest = call.args.slice(call.args.findIndex((arg) => literal(arg) === word) + 1)
  const first = rest.findIndex((arg) => !knownStart(arg).startsWith('-'))
  return first < 0 ? [] : rest.slice(first)
}

/** A program of the call's own that is given files of the working tree. */
export const onTracked = (code: Value): Run => shell(concat(code, [' "$@"']), [textValue('sh'), hole('tracked')])
