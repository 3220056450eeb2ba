// What commands would do, as far as their text tells: the nouns that every parser fills and every rule reads.
import type { Value } from './value.ts'

export const fileActions = [
  'read',
  'create',
  'append',
  'modify',
  'overwrite',
  'truncate',
  'delete',
  'move',
  'metadata',
] as const
/**
 * `create` never touches what exists; `modify` edits in place; `overwrite` replaces the content; `truncate` leaves
 * nothing of it; `move` takes the file away from its path; `metadata` changes mode, owner, times.
 */
export type FileActionKind = (typeof fileActions)[number]

export const otherActions = [
  'run',
  'network',
  'secret',
  'privilege',
  'git-loss',
  'git-config',
  'inline-code',
  'disk',
  'power',
  'service',
  'account',
  'registry',
  'detach',
  'execution-policy',
  'unknown',
] as const
/**
 * `run`: every command has it. `secret`: environment variables with keys are read. `git-loss`: refs, commits,
 * stashes or uncommitted work may be lost. `git-config`: configuration, hooks or remotes change. `inline-code`:
 * code of an interpreter stands in the command. `detach`: a process that is meant to outlive the command.
 * `unknown`: the text does not tell what happens, see `doubt`.
 */
export type OtherActionKind = (typeof otherActions)[number]
export type ActionKind = FileActionKind | OtherActionKind

export const doubts = [
  'syntax',
  'too-long',
  'too-complex',
  'dynamic-program',
  'dynamic-code',
  'changed-lookup',
  'opaque-script',
  'inline-code',
  'unknown-program',
  'unknown-option',
] as const
/**
 * Why an action is `unknown`. `dynamic-code`: code that is made while the command runs (`eval "$x"`, `… | sh`).
 * `changed-lookup`: the command changes how programs are found (PATH, hash, LD_PRELOAD).
 * `opaque-script`: code that lies in a file (a script, a Makefile, package scripts).
 */
export type Doubt = (typeof doubts)[number]

export interface Action {
  readonly kind: ActionKind
  /** Of a file action: the path as written; what is relative begins at `folder` of the command. */
  readonly path?: Value
  /** The path and everything below it. */
  readonly isTree?: boolean
  /** Of `unknown`. */
  readonly doubt?: Doubt
  /** A few words for people: the option, the address, the sub-command. */
  readonly detail?: string
  /** True: the text does not settle whether this happens (an unknown word could be a dangerous option). */
  readonly isUnsure?: boolean
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
  readonly actions: readonly Action[]
  /** Its text; of generated code the generated text. */
  readonly source: string
  /** Where that stands in what was judged; of generated code: where the code comes from. */
  readonly span: Span
}

export interface ParsedCommand {
  readonly commands: readonly SimpleCommand[]
}
