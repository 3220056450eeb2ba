// What a command, an option and an operand are to everything that is made of the table: parser, help, completion,
// manual, docs/cli.md.

/** What a word can be completed with: a list of words, or what is looked up where the word is typed. */
export type Completion =
  | readonly string[]
  | 'file'
  | 'folder'
  | 'saved' // checkpoints and snapshots
  | 'job'
  | 'run'
  | 'loop'
  | 'pack'
  | 'preset'
  | 'presets' // one or two, with a comma
  | 'limit'
  | 'grant'
  | 'submitted' // loops of the queue
  | 'setting'

export interface OptionRow {
  /** Without its dashes. */
  readonly name: string
  readonly short?: string
  /** The name of its value; an option without one is a flag. */
  readonly value?: string
  /** May stand more than once. */
  readonly isMany?: true
  /** What counts without it. */
  readonly fallback?: string
  /** One sentence without a full stop. */
  readonly meaning: string
  readonly completes?: Completion
}

export interface OperandRow {
  readonly name: string
  readonly isNeeded?: true
  readonly isMany?: true
  readonly meaning: string
  readonly completes?: Completion
}

/** A form of the command that begins with a word of its own: `tos policy check`. */
export interface VerbRow {
  readonly name: string
  readonly meaning: string
  readonly operands: readonly OperandRow[]
}

export interface ExampleRow {
  readonly call: string
  readonly does: string
}

export interface CommandRow {
  /** Its line in the list of all commands. */
  readonly about: string
  /** One or two sentences. */
  readonly summary: string
  /** What it takes without a verb; null when it needs one. */
  readonly operands: readonly OperandRow[] | null
  readonly verbs?: readonly VerbRow[]
  readonly options: readonly OptionRow[]
  readonly examples: readonly ExampleRow[]
  /** Paragraphs behind the options. */
  readonly notes?: readonly string[]
}

/** At most this many of them. */
export const countOf = (rows: readonly OperandRow[]): number =>
  rows.some(({ isMany }) => isMany) ? Infinity : rows.length

/** At most this many operands, the verb among them. */
export const mostOperands = ({ operands, verbs = [] }: CommandRow): number =>
  Math.max(countOf(operands ?? []), ...verbs.map((verb) => 1 + countOf(verb.operands)))
