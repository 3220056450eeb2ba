// A dialog as data: what it says, what can be typed, what can be chosen and what each choice gives. One component draws them all.
import type { Row } from '../draw/row.tsx'

export interface Choice<M> {
  readonly label: string
  /** Takes it at once, where nothing is typed. */
  readonly key?: string
  /** What it stands for, with what was typed and the row under the cursor; null closes the dialog and does nothing. */
  readonly gives: (typed: string, at: number) => M | null
}

export interface Dialog<M> {
  readonly title: string
  /** It takes the whole window where a panel would be only part of it. */
  readonly isWide?: true
  /** With a field, what is shown may depend on what was typed. */
  readonly rows: readonly Row[] | ((typed: string, columns: number) => readonly Row[])
  /** Rows below, one of them under the cursor. `at`: where it stands at first. */
  readonly list?: { readonly rows: (columns: number) => readonly Row[]; readonly at: number }
  readonly field?: {
    readonly label: string
    /** What stands in it at first. */
    readonly typed?: string
    /** Is this enough to go on? Until then the choice stands on Cancel. */
    readonly isEnough: (typed: string) => boolean
    /** Choices that need no text can be taken without it. */
    readonly isOptional?: boolean
  }
  /** Its choices answer a question: only a key that surely a person pressed takes one. */
  readonly decides?: boolean
  /** What esc goes back to; without it esc closes the dialog. */
  readonly back?: () => M
  /** Where the choice stands at first, if not on the first: only where that one changes nothing. */
  readonly first?: number
  /** The first leaves everything as it is, and is where the choice stands at first. None: work is under way. */
  readonly choices: readonly Choice<M>[]
}

/** Cancel, Close: ends the dialog. */
export const leave = (label: string): Choice<never> => ({ label, gives: () => null })
