// What code of a scripting language may say and still surely do nothing but compute, print and read files.
import type { FileActionKind } from '../../model/action.ts'
import type { Syntax, Token } from './tokens.ts'

export interface Language {
  readonly syntax: Syntax
  /** Keywords, functions and modules that are harmless. */
  readonly names: ReadonlySet<string>
  /** Names that stay themselves even where the code binds them, and are never members. */
  readonly dangerous: ReadonlySet<string>
  /** Members that are harmless on what no module owns; null: all but `strangeMembers`. */
  readonly members: ReadonlySet<string> | null
  readonly strangeMembers: RegExp
  /** Texts that take an object to its insides, wherever they stand in a string. */
  readonly strangeText: RegExp
  /** Functions that read the file their first argument names. */
  readonly readers: RegExp
  /** Functions that run their only argument as shell text. */
  readonly runners: RegExp
  /** What reads the environment. */
  readonly environment: RegExp
  /** `$a . $b` joins texts; there are no members. */
  readonly dotJoins?: true
  /** Strings side by side are one. */
  readonly joinsNeighbours?: true
  /** How the code binds a name; group 1. */
  readonly bindings: readonly RegExp[]
  /** Functions that change the files their first arguments name: `os.remove`, `fs.copyFileSync`. */
  readonly changers: Readonly<Record<string, readonly FileActionKind[]>>
  /** Every argument of a deleting function is a file. */
  readonly deletesMany?: true
  /** Modules and their harmless members; null: `members`. A module is never passed around as a value. */
  readonly modules: Readonly<Record<string, RegExp | null>>
  /** Of them, those of packages, which load what else there is. */
  readonly packages?: Readonly<Record<string, unknown>>
  /** How modules get their names. */
  readonly imports?: 'python' | 'javascript'
  /** What a file named before (`Path("x")`) does by its methods. */
  readonly fileMethods?: Readonly<Record<string, FileActionKind>>
  /** Methods that write the file their first argument names, or give a text without one. */
  readonly savers?: RegExp
  /** Programs that are started with literal words are followed. */
  readonly startsPrograms?: true
  /** Functions that do nothing where their value is left. */
  readonly idle?: RegExp
  /** Marks that alone make code unclear (backticks, regular expressions with code). */
  readonly strange: RegExp | null
  /** More that is strange. */
  readonly oddities?: Oddities
  /** Of a language that is not read: the marks that may stand between calls with literals. */
  readonly marks?: RegExp
  /** Code that reads the files named as operands. */
  readonly operandReaders?: RegExp
}

/** Throws Unclear for what makes code unclear beyond single names. */
export type Oddities = (tokens: readonly Token[], code: string, language: Language) => void

export const word = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y

/** Of languages that have none of it. */
export const without: Pick<
  Language,
  'members' | 'strangeMembers' | 'strangeText' | 'readers' | 'runners' | 'changers' | 'modules'
> = {
  members: new Set(['']),
  strangeMembers: /^__/,
  strangeText: /^(?!)/,
  readers: /^(?:never)$/,
  runners: /^(?:never)$/,
  changers: {},
  modules: {},
}
