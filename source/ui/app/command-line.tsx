// The `:` line, where the status stands otherwise; and below it what can be typed next.
import type { ReactNode } from 'react'
import type { Field } from '../draw/field.ts'
import { fieldRow } from '../draw/field-row.ts'
import { complete, type Known } from '../keys/line-commands.ts'
import { usageOf } from '../keys/line-usage.ts'
import type { Words } from '../words/words.ts'
import { useScreenCursor } from '../output/screen-context.ts'
import { fitRow, row, RowText, seg, type Row } from '../draw/row.tsx'

interface CommandLineProps {
  readonly line: Field
  readonly columns: number
  /** Row of the screen it stands in. */
  readonly y: number
}

export function CommandLine({ line, columns, y }: CommandLineProps): ReactNode {
  const { row: content, caret } = fieldRow(' :', line, columns)
  useScreenCursor({ x: caret, y })
  return <RowText content={content} />
}

/** What the line can become: the command with what stands behind it, else all that fit. */
export function lineHints(line: Field, known: Known, words: Words, columns: number): Row {
  const { command, candidates } = complete(line.before, known)
  const usage = command
    ? [seg(` ${usageOf(command, words)}`, 'bold'), seg(`  ${words.line.does[command.name]}`, 'dim')]
    : []
  const offered = candidates.join('  ')
  const isSaid = offered === '' || (command !== null && offered === command.name)
  return fitRow(isSaid ? usage : row(...usage, seg(`  ${offered}`)), columns)
}
