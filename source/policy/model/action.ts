// What commands would do, as far as their text tells: the nouns that every parser fills and every rule reads.
import { fileActions, otherActions, type FileActionKind, type OtherActionKind } from '../../core/action-kinds.ts'
import type { ActionKind, Doubt } from '../../core/policy-settings.ts'
import type { Value } from './value.ts'

export const isFileKind = (kind: string): kind is FileActionKind => fileActions.some((each) => each === kind)
/** Of files: all but a look. */
export const isChange = (kind: string): boolean => isFileKind(kind) && kind !== 'read'
export const isOtherKind = (kind: string): kind is OtherActionKind => otherActions.some((each) => each === kind)
export { fileActions }
export type { ActionKind, Doubt, FileActionKind, OtherActionKind } from '../../core/action-kinds.ts'

export interface Action {
  readonly kind: ActionKind
  /** Of a file action: the path as written; what is relative begins at `folder` of the command. */
  readonly path?: Value
  /** The path and everything below it. */
  readonly isTree?: boolean
  /** Of a read: only sums, sizes or whether a line is there are told. Asked no question where it only may be a secret. */
  readonly isBlind?: boolean
  /** Of `network`: it only asks a server of this machine for a page, and follows it nowhere. */
  readonly isLoopback?: boolean
  /** Of `unknown`. */
  readonly doubt?: Doubt
  /** Of a doubt about a script: it alone is run, so its text would tell; of a read: its text was told. */
  readonly script?: Script
  /** A few words for people: the option, the address, the sub-command. */
  readonly detail?: string
  /** True: the text does not settle whether this happens (an unknown word could be a dangerous option). */
  readonly isUnsure?: boolean
}

/** A file with code, and what is given to it. */
export interface Script {
  readonly path: Value
  /** Of a shell, or of an interpreter. */
  readonly language: string
  readonly args: readonly Value[]
}

/** Half-open range of UTF-16 units in the judged source. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface Redirection {
  readonly operator: string
  /** Null: a descriptor or text, no file. */
  readonly target: Value | null
}

/** One program call after expansion; what a wrapper runs is a call of its own behind the wrapper's. */
export interface SimpleCommand {
  /** First word; null: not known. */
  readonly program: string | null
  /** `program` without folders, `.exe` and case of Windows; aliases resolved. '' when there is no program. */
  readonly name: string | null
  /** Without the program. */
  readonly args: readonly Value[]
  readonly assignments: readonly string[]
  readonly redirections: readonly Redirection[]
  /** Names of the wrappers around it, outermost first: `['sudo', 'env']`. */
  readonly wrappers: readonly string[]
  /** Working folders it may have. */
  readonly folders: readonly Value[]
  /** Symbolic links made before it by the same text: path -> targets, all absolute. */
  readonly links?: ReadonlyMap<string, readonly string[]>
  readonly actions: readonly Action[]
  /** Its text; of generated code the generated text. */
  readonly source: string
  /** Where that stands in what was judged; of generated code: where the code comes from. */
  readonly span: Span
}

export interface ParsedCommand {
  readonly commands: readonly SimpleCommand[]
}
