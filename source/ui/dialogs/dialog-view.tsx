// Draws a dialog and takes its keys. Nothing typed before a person can have read it does anything.
import { useEffect, useState, type ReactNode } from 'react'
import { edited, emptyField, fieldText, insert, type Field } from '../draw/field.ts'
import { fieldRow } from '../draw/field-row.ts'
import type { Dialog } from './dialog.ts'
import type { Place } from '../draw/layout.ts'
import { useLook } from '../draw/look.ts'
import { useScreenCursor } from '../output/screen-context.ts'
import { innerColumns, innerRows, Panel } from '../draw/panel.tsx'
import { blank, row, seg, type Row, type Segment } from '../draw/row.tsx'
import { useKeys } from '../keys/use-keys.ts'

/** Milliseconds a dialog is there before it takes keys. */
const unreadMs = 300

/** Changed by the dialog while it is open. */
export interface DialogKept {
  field: Field | null
  moved: number | null
}
export const nothingKept = (): DialogKept => ({ field: null, moved: null })

export interface DialogProps {
  readonly dialog: Dialog
  readonly place: Place
  /** Where the panel stands on the screen, for the terminal's own cursor: input methods draw there. */
  readonly origin: { readonly x: number; readonly y: number }
  /** What was typed and chosen, through changes of the window. */
  readonly kept?: DialogKept
  /** The next dialog, or null to close. */
  readonly onNext: (dialog: Dialog | null) => void
}

export function DialogView({ dialog, place, origin, kept = nothingKept(), onNext }: DialogProps): ReactNode {
  const { words } = useLook()
  const [field, setField] = useState<Field>(() => kept.field ?? insert(emptyField, dialog.field?.typed ?? ''))
  const [moved, setMoved] = useState<number | null>(kept.moved)
  const [top, setTop] = useState(0)
  const [isReady, setReady] = useState(false)
  const [note, setNote] = useState('')
  useEffect(() => {
    kept.field = field
    kept.moved = moved
  }, [kept, field, moved])
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), unreadMs)
    return () => clearTimeout(timer)
  }, [])

  const typed = fieldText(field)
  const { choices } = dialog
  const isEnough = dialog.field?.isEnough(typed) ?? false
  const begun = dialog.field?.typed ?? ''
  // What was entered elsewhere is not confirmed here: the choice leaves Cancel when something is typed or moved.
  const chosen = moved ?? (isEnough && typed !== begun && choices.length > 1 ? 1 : 0)
  const columns = innerColumns(place)
  const body = typeof dialog.rows === 'function' ? dialog.rows(typed, columns) : dialog.rows
  const below = (dialog.field ? 2 : 0) + (note === '' ? 2 : 3)
  const room = Math.max(1, innerRows(place) - below)
  const most = Math.max(0, body.length - room)
  const take = (index: number, isSure: boolean): void => {
    const choice = choices[index]
    const isTaken = index <= 0 || isSure || dialog.decides !== true
    setNote(isTaken ? '' : words.dialog.again)
    if (!isTaken || !choice || (index > 0 && dialog.field && !isEnough && dialog.field.isOptional !== true)) return
    const next = choice.run(typed, onNext)
    if (next instanceof Promise) void next.then(onNext)
    else onNext(next)
  }
  const press = (key: string, isSure: boolean): void => {
    if (key === 'esc' || key === 'ctrl+c') return choices.length > 0 ? onNext(null) : undefined
    // What was typed is not thrown away by the key that ends typing.
    if (key === 'enter' && chosen === 0 && moved === null && typed !== begun && choices.length > 1)
      return setNote(words.dialog.notEnough)
    if (key === 'enter') return take(chosen, isSure)
    if (key === 'tab' || key === 'shift+tab') return setMoved(beside(chosen, key === 'tab' ? 1 : -1, choices.length))
    if (key === 'pageDown' || key === 'down') return setTop(Math.min(most, top + (key === 'down' ? 1 : room)))
    if (key === 'pageUp' || key === 'up') return setTop(Math.max(0, top - (key === 'up' ? 1 : room)))
    if (dialog.field) {
      const next = edited(field, key)
      if (next) setField(next)
    } else if (key === 'left' || key === 'right') setMoved(beside(chosen, key === 'right' ? 1 : -1, choices.length))
    else
      take(
        choices.findIndex((choice) => choice.key === key),
        isSure,
      )
  }
  useKeys({
    isActive: isReady,
    onText: dialog.field ? (text) => setField(insert(field, text)) : null,
    onKey: press,
  })

  const shown = body.slice(Math.min(top, most), Math.min(top, most) + room)
  const shownField = dialog.field ? fieldRow(`${dialog.field.label} `, field, columns) : null
  useScreenCursor(
    shownField && isReady ? { x: origin.x + 2 + shownField.caret, y: origin.y + 1 + shown.length + 1 } : null,
  )
  return (
    <Panel
      {...{ place }}
      title={dialog.title}
      note={most > 0 ? words.dialog.scrolled(Math.min(top, most) + shown.length, body.length) : ''}
      isFocused
      rows={[
        ...shown,
        ...(shownField ? [blank, shownField.row] : []),
        blank,
        // Keys are named from when they are taken.
        isReady ? choiceRow(dialog, chosen) : row(seg(words.dialog.wait, 'dim')),
        ...(note === '' ? [] : [row(seg(note, 'warn'))]),
      ]}
    />
  )
}

const beside = (at: number, by: 1 | -1, count: number): number => (count === 0 ? 0 : (at + by + count) % count)

function choiceRow({ choices }: Dialog, chosen: number): Row {
  return choices.flatMap(({ label }, i): Segment[] =>
    i === chosen ? [seg('> '), seg(`[ ${label} ]`, 'inverse'), seg('  ')] : [seg(`  [ ${label} ]  `)],
  )
}
