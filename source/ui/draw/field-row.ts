// A text field as a row: its label, the end that is being typed in sight, the caret inverse.
import { firstOf, type Field } from './field.ts'
import { fitRow, row, seg, type Row } from './row.tsx'
import { cutTo, endOf, widthOf } from './width.ts'

export interface FieldRow {
  readonly row: Row
  /** Columns before the caret. */
  readonly caret: number
}

export function fieldRow(label: string, field: Field, columns: number): FieldRow {
  const { before, after } = field
  const room = Math.max(1, columns - widthOf(label) - 1)
  const start = endOf(before, room)
  const at = firstOf(after)
  const behind = Math.max(0, room - widthOf(start))
  const shown = row(
    seg(label),
    seg(start, 'bold'),
    seg(at || ' ', 'inverse'),
    seg(cutTo(after.slice(at.length), behind)),
  )
  return { row: fitRow(shown, columns), caret: widthOf(label) + widthOf(start) }
}
