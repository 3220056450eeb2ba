// A program as one row: its options, operands and verbs, what each of them does, what it runs.
import type { ActionKind, FileActionKind } from '../model/action.ts'
import type { Value } from '../model/value.ts'
import type { Call } from './analysis.ts'
import type { Cases } from './effects.ts'
import type { Line } from './lines.ts'
import type { Read, Reader } from './reader.ts'
import type { Role } from './roles.ts'

/** What a call does. An option that no row names, and a word that may hide one, is a doubt. */
export interface Verb {
  /** See Grammar. */
  readonly options?: string
  /** Every short option that `options` does not name is harmless, and every long one that is listed or means the same everywhere. */
  readonly isOpen?: boolean | readonly string[]
  /** No option at all needs a look. */
  readonly isTame?: boolean
  readonly operands?: Role
  /** Roles of the first operands and of the last one, where they differ. */
  readonly first?: Role
  readonly second?: Role
  readonly last?: Role
  /** What a flag does, beside its value; to files that are not known. */
  readonly flags?: Readonly<Record<string, readonly ActionKind[]>>
  /** With one of these options operands have another role. */
  readonly instead?: readonly (readonly [option: string, role: Role])[]
  /** With one of these options the operands are whole trees. */
  readonly tree?: string
  /** What it always does, and what it does without any operand. */
  readonly always?: readonly ActionKind[]
  readonly alone?: readonly ActionKind[]
  /** What it does by what is said to it: the first pattern that fits, nothing where none does. */
  readonly said?: Cases
  /** Pieces of the text that it is told, in its own language, that do something. */
  readonly lines?: readonly Line[]
  /** It shows a key, a token or a password when this is said, with its options or without them. */
  readonly secret?: RegExp
  /** Its options are words, behind one dash or two (`-out x`, `--out=x`): letters are not put together. */
  readonly isWhole?: boolean
  /** Options end at the first operand. */
  readonly isPosix?: boolean
  /** What it reads when no operand is given. */
  readonly fallback?: Value
  /** `files`: what files of the project or of a package say; `code`: the words themselves are code of its own language. */
  readonly runs?: 'files' | 'code'
  /** Where relative paths of its sub-commands begin. */
  readonly base?: (given: Read) => Value | null
  /** Sub-commands by their first word; without `operands` any other word is a doubt. */
  readonly verbs?: Readonly<Record<string, Verb>>
  /** The operands are a command: as words, with `NAME=value` before it, or joined to one shell text. */
  readonly command?: 'words' | 'assigned' | 'joined'
  /** So many operands come before the command, the first of them in the role of `first`. */
  readonly skip?: number
  /** The command begins in the folder that this option names, or the `first` operand. */
  readonly folder?: string
  /** Without a command it starts a shell. */
  readonly isShell?: boolean
  /** It does not know `--help` and `--version`: they are words like others. */
  readonly isDeaf?: boolean
  /** Options that, alone, only print, beside `--help` and `--version`. */
  readonly tells?: string
  /** Verbs of which `--help` or `-h`, alone behind them, only tells how they are called. */
  readonly helps?: string
  /**
   * What it changes beside its words: `*` is a name, `**` any path of the working tree, `@` what it reads, `%` the same without
   * its ending. One of the options behind it, or an operand that is written, says otherwise.
   */
  readonly touches?: readonly (readonly [kind: FileActionKind, pattern: string, unless?: string])[]
  /** A word of which not even the start is known is not taken for an option. */
  readonly isPlain?: boolean
  /** The words as `options` takes them, where they are written otherwise. */
  readonly words?: (call: Call) => readonly Value[]
  /** Code for what options and operands mean together, without `options` for the words as they stand; */
  readonly read?: Reader
  /** beside what its row says of them. */
  readonly also?: Reader
}

export interface Row extends Verb {
  /** What the program is, in a few words. */
  readonly about: string
}
