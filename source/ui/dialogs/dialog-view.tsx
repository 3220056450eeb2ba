// Draws a dialog, in the place of a panel.
import type { ReactNode } from 'react'
import { fieldRow } from '../draw/field-row.ts'
import { useLook } from '../draw/look.ts'
import { innerColumns, Panel } from '../draw/panel.tsx'
import type { Place } from '../draw/place.ts'
import { blank, row, seg, type Row, type Segment } from '../draw/row.tsx'
import { useScreenCursor } from '../output/screen-context.ts'
import type { Dialog } from './dialog.ts'
import { bodyOf, chosenIn, type OpenDialog } from './open-dialog.ts'

export interface DialogProps {
  readonly dialog: OpenDialog<unknown>
  readonly place: Place
  /** Where the panel stands on the screen, for the terminal's own cursor: input methods draw there. */
  readonly origin: { readonly x: number; readonly y: number }
}

export function DialogView({ dialog, place, origin }: DialogProps): ReactNode {
  const { words } = useLook()
  const { shown, field, isReady, note } = dialog
  const { rows, top, room, most } = bodyOf(dialog, place)
  const seen = rows.slice(top, top + room)
  const shownField = shown.field ? fieldRow(`${shown.field.label} `, field, innerColumns(place)) : null
  useScreenCursor(
    shownField && isReady ? { x: origin.x + 2 + shownField.caret, y: origin.y + 1 + seen.length + 1 } : null,
  )
  return (
    <Panel
      {...{ place }}
      title={shown.title}
      note={most > 0 ? words.dialog.scrolled(top + seen.length, rows.length) : ''}
      isFocused
      rows={[
        ...seen,
        ...(shownField ? [blank, shownField.row] : []),
        blank,
        // Keys are named from when they are taken.
        isReady ? choiceRow(shown, chosenIn(dialog)) : row(seg(words.dialog.wait, 'dim')),
        ...(note === null ? [] : [row(seg(words.dialog[note], 'warn'))]),
      ]}
    />
  )
}

function choiceRow({ choices }: Dialog<unknown>, chosen: number): Row {
  return choices.flatMap(({ label }, i): Segment[] =>
    i === chosen ? [seg('> '), seg(`[ ${label} ]`, 'inverse'), seg('  ')] : [seg(`  [ ${label} ]  `)],
  )
}
