// What code of a scripting language may say and still surely do nothing but compute, print and read files.
import type { FileActionKind } from '../../action.ts'
import type { Syntax } from './tokens.ts'

export interface Language {
  readonly syntax: Syntax
  /** Keywords, functions and modules that are harmless. */
  readonly names: ReadonlySet<string>
  /** Names that stay themselves even where the code binds them. */
  readonly dangerous: ReadonlySet<string>
  /** Members that are harmless; null: all but `strangeMembers`. */
  readonly members: ReadonlySet<string> | null
  readonly strangeMembers: RegExp
  /** Functions that read the file their first argument names. */
  readonly readers: RegExp
  /** Functions that run their only argument as shell text. */
  readonly runners: RegExp
  /** What reads the environment. */
  readonly environment: RegExp
  /** `text:upper()` is a member. */
  readonly hasColonMembers?: true
  /** How the code binds a name; group 1. */
  readonly bindings: readonly RegExp[]
  /** Functions that change the file their first argument names: `os.remove`, `writeFileSync`. */
  readonly changers: Readonly<Record<string, FileActionKind>>
  /** Members of modules that have harmless and other ones; the rest of the module is not touched. */
  readonly modules: Readonly<Record<string, RegExp>>
  /** Marks that alone make code unclear (backticks, regular expressions with code). */
  readonly strange: RegExp | null
}

export const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

export const word = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y
