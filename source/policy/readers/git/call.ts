// A call of git's sub-commands, and what all of their tables use.
import type { Action } from '../../model/action.ts'
import { concat, hole, knownStart, literal, textValue, unknown, type Value } from '../../model/value.ts'
import { act, below, type Call, type Found, only, onPath, type Run, shell } from '../../grammar/analysis.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Verb } from '../../grammar/row.ts'

export type Verbs = Readonly<Record<string, Verb>>

export const loss = (detail: string): Action => act('git-loss', detail)

export const unsure = (action: Action): Action => ({ ...action, isUnsure: true })

export const mayLose = (detail: string): Action => unsure(loss(detail))

/** What many sub-commands do. */
function usual(call: Call) {
  const at = (path: Value): Value => below(call.base ?? null, path)
  const here = textValue('.')
  return {
    call,
    /** A path as seen from where git works. */
    at,
    /** A change of the working tree that git itself refuses to let lose anything; another one may be anybody's. */
    tree: onPath(/^(?:\/|\.\.)/.test(knownStart(at(here))) ? 'overwrite' : 'create', at(here)),
    /** One that it does not. */
    replaced: onPath('overwrite', at(here), true),
    /** New objects in the store. */
    store: onPath('create', at(textValue('.git/objects'))),
    /** Refs of this repository that are made or moved on. */
    refs: onPath('create', at(textValue('.git/refs'))),
  }
}

const givenOf = (read: Read) => ({
  ...read,
  ...usual(read.call),
  /** It loses something, or may where a word may hide the option for that. */
  losing: (isSure: boolean, detail = read.call.name): Action | false =>
    isSure ? loss(detail) : read.mayHideOption && mayLose(detail),
})

/** What is lost was kept in files of the repository, which may be another one. */
function withRefs({ base }: Call, found: Found): Found {
  const lost = only(found).actions.find(({ kind }) => kind === 'git-loss')
  const refs = below(base ?? null, textValue('.git/refs'))
  return [found, lost && { ...onPath('overwrite', refs), isUnsure: lost.isUnsure === true }]
}

/** What a sub-command is given. */
export type Given = ReturnType<typeof givenOf>

/** A sub-command: what it does, beside what the values of its options do by their roles. */
export const verb = (
  options: string,
  does: (given: Given) => Found = () => [],
  isOpen: Verb['isOpen'] = false,
): Verb => ({ options, isOpen, isPosix: false, read: (read) => withRefs(read.call, does(givenOf(read))) })

/** One whose options nobody looks at. */
export const said = (does: (given: ReturnType<typeof usual>) => Found): Verb => ({
  isTame: true,
  read: ({ call }) => withRefs(call, does(usual(call))),
})

/** What stands behind a word, `run` of `bisect run` for example; options of its own before it are left out. */
export function behind(call: Call, word: string): Value[] {
  const rest = call.args.slice(call.args.findIndex((arg) => literal(arg) === word) + 1)
  const first = rest.findIndex((arg) => !knownStart(arg).startsWith('-'))
  return first < 0 ? [] : rest.slice(first)
}

const handed = (code: Value, word: Value): Run => shell(concat(code, [' "$@"']), [textValue('sh'), word])

/** A program of the call's own that is given files of the working tree. */
export const onTracked = (code: Value): Run => handed(code, hole('tracked'))

/** One that serves the other repository, and is given its path. */
export const served = ({ inRole, at }: Given, repository: Value = unknown): Run[] =>
  inRole('served').map((code) => handed(code, /^[./~]/.test(knownStart(repository)) ? at(repository) : unknown))
