// What a program does with its arguments: the shape of every answer, and the small builders all tables use.
import { nameSet } from '../among.ts'
import type { Action, ActionKind, Doubt, FileActionKind, Script } from '../model/action.ts'
import type { Value } from '../model/value.ts'
import {
  concat,
  contains,
  hole,
  knownStart,
  literal,
  show,
  splitValue,
  textValue,
  unknown,
  withoutSlashes,
} from '../model/value.ts'

/** A program call as the shell makes it. */
export interface Call {
  readonly name: string
  readonly args: readonly Value[]
  /** What stands on standard input, as far as it is known. */
  readonly stdin: Value
  /** Files that its output goes to. */
  readonly outputs?: readonly Value[]
  /** The one working folder, unknown when there may be several. */
  readonly folder: Value
  /** Relative paths begin there, seen from the working folder (`git -C`). */
  readonly base?: Value | null
}

/** What a program starts in its turn. */
export type Run =
  | { readonly kind: 'words'; readonly words: readonly Value[]; readonly folder?: Value; readonly stdin?: Value }
  | {
      readonly kind: 'shell'
      readonly source: Value
      readonly args?: readonly Value[]
      readonly folder?: Value
      readonly stdin?: Value
      /** Options that the shell is started with, by their long names. */
      readonly options?: readonly string[]
    }

export interface Analysis {
  readonly actions: readonly Action[]
  readonly runs: readonly Run[]
  /** What it prints, when that is known. */
  readonly output?: Value
  /** Links it makes. */
  readonly links?: readonly { readonly path: Value; readonly target: Value }[]
  /** Folders that surely exist afterwards. */
  readonly folders?: readonly Value[]
}

/** What a call does: what does not happen is left out. */
export type Analyser = (call: Call) => Found

export const nothing: Analysis = { actions: [], runs: [] }

/** What was found of a call, in any form: what did not happen is left out. */
export type Found = Action | Run | Partial<Analysis> | readonly Found[] | false | null | undefined

/** All of it, in turn. */
export function only(...found: readonly Found[]): Analysis {
  const all: Gathered = { actions: [], runs: [] }
  gather(all, found)
  return all
}

type Gathered = { -readonly [key in keyof Analysis]: Analysis[key] } & {
  readonly actions: Action[]
  readonly runs: Run[]
}

function gather(all: Gathered, found: Found): void {
  if (!found) return
  if (isList(found)) for (const each of found) gather(all, each)
  else if ('kind' in found) {
    if (found.kind === 'words' || found.kind === 'shell') all.runs.push(found)
    else all.actions.push(found)
  } else {
    all.actions.push(...(found.actions ?? []))
    all.runs.push(...(found.runs ?? []))
    if (found.output) all.output = found.output
    if (found.links) all.links = found.links
    if (found.folders) all.folders = found.folders
  }
}

const isList = (found: Found): found is readonly Found[] => Array.isArray(found)

export const act = (kind: ActionKind, detail?: string): Action => (detail === undefined ? { kind } : { kind, detail })

/** Every variable of the environment is shown, keys among them. */
export const allVariables = (detail: string): Action => ({ kind: 'secret', detail })

/** It asks for names of addresses that this machine has to do with; unanswered, it shows the numbers. */
export const lookup = (detail: string): Action => ({ kind: 'network', detail, isLoopback: true })

export const onPath = (kind: FileActionKind, path: Value, isTree = false): Action => ({ kind, path, isTree })

export const onEach = (kind: FileActionKind, paths: readonly Value[], isTree = false): Action[] =>
  paths.map((path) => onPath(kind, path, isTree))

/** A file of which nothing is shown but sums, sizes, or that a line is there. */
export const blindly = (path: Value): Action => ({ kind: 'read', path, isBlind: true })

/** Programs that tell only such things of what they read. */
export const measuring = nameSet(
  'cksum sum md5sum sha1sum sha224sum sha256sum sha384sum sha512sum b2sum shasum wc size',
)

const address = /^(?:https?|ftps?|sftp|git|ssh):\/\//i

const ownServer = /^(?:https?:\/\/)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:[/?#][^\s{}[\]@\\]*)?$/i

/** Is it a server of this machine, whatever the rest of the address? */
export const isLoopbackAddress = (url: Value): boolean =>
  ownServer.test(spelled(url)) || (ownPage.test(knownStart(url)) && !/[{}[\]@\\\s]/.test(knownStart(url)))

/** A number is a port, or a part of a name. */
const spelled = (url: Value): string =>
  url.map((part) => (typeof part === 'string' ? part : part.hole === 'digits' ? '1' : '@')).join('')
/** What follows behind the slash names no other server. */
const ownPage = /^(?:https?:\/\/)?(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?\//i

/** The path of an address, as a file is called. */
export const unescapedPath = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Of programs that take addresses for files. */
export const readOrFetch = (path: Value): Action =>
  address.test(knownStart(path)) ? act('network', show(path)) : onPath('read', path)

export const doubt = (why: Doubt, detail = ''): Action => ({ kind: 'unknown', doubt: why, detail })

/** A file with code is run; where nothing else is, its text would tell. */
export const scriptFile = (detail: string, file: Script, isAlone: boolean): Action[] => [
  onPath('read', file.path),
  { ...doubt('opaque-script', detail), ...(isAlone && { script: file }) },
]

export const words = (...list: readonly Value[]): Run => ({ kind: 'words', words: list })
export const shell = (source: Value, args: readonly Value[] = []): Run => ({ kind: 'shell', source, args })

/** `path` as seen from `folder`. */
export function below(folder: Value | null, path: Value): Value {
  if (folder === null || knownStart(path).startsWith('/')) return path
  if (knownStart(path) === '' && path.length > 0)
    return path.some((p) => typeof p !== 'string' && p.hole === 'any') ? unknown : concat(folder, ['/'], path)
  return literal(path) === '' ? folder : concat(folder, ['/'], path)
}

/** `‹path›.js` is a name that ends so. */
function nameIn(path: Value): Value {
  const last = splitValue(path, '/').at(-1) ?? []
  const at = last.findLastIndex((part) => typeof part !== 'string' && /^(?:path|tracked)$/.test(part.hole))
  if (last.length === 0 || contains(last, 'any')) return hole('path')
  if (at < 0) return last
  return concat(hole('name'), last.slice(at + 1))
}

/** The last name of a path: what `cp a/b dir` makes of `a/b`. */
export function lastName(path: Value): Value {
  const text = literal(path)
  if (text !== null) return textValue(withoutSlashes(text).split('/').at(-1) ?? '')
  if (path.some((part) => typeof part !== 'string' && /^(?:any|path|tracked)$/.test(part.hole))) return nameIn(path)
  return splitValue(path, '/').at(-1) ?? unknown
}

/** `a.b` without `.b`, where the end of it is known. */
export function withoutEnding(path: Value): Value {
  const last = path.at(-1)
  return typeof last === 'string' ? [...path.slice(0, -1), last.replace(/\.[^./]*$/, '')] : path
}
