// A dialog that is open: what was typed and chosen in it, and what a key makes of that. Pure.
import { edited, emptyField, fieldText, insert, type Field } from '../draw/field.ts'
import type { Place } from '../draw/place.ts'
import { innerColumns, innerRows } from '../draw/panel.tsx'
import { fitRow, inverted, type Row } from '../draw/row.tsx'
import type { Dialog } from './dialog.ts'

export interface OpenDialog<M> {
  readonly shown: Dialog<M>
  /** Tells it from every other that was opened. */
  readonly number: number
  readonly field: Field
  /** The choice the person moved to; null before the first move. */
  readonly moved: number | null
  /** Rows above the panel. */
  readonly top: number
  /** The row of the list under the cursor. */
  readonly at: number
  /** It is there long enough to have been read: it takes keys. */
  readonly isReady: boolean
  /** Why the last key took no choice. */
  readonly note: 'again' | 'notEnough' | null
}

/** Milliseconds a dialog is there before it takes keys. */
export const unreadMs = 300

export const opened = <M>(shown: Dialog<M>, number: number): OpenDialog<M> => ({
  shown,
  number,
  field: insert(emptyField, shown.field?.typed ?? ''),
  moved: null,
  top: 0,
  at: shown.list?.at ?? 0,
  isReady: false,
  note: null,
})

/** What every screen knows of its dialogs. */
export interface Dialogs<M> {
  readonly dialog: OpenDialog<M> | null
  /** Dialogs that were opened so far. */
  readonly opened: number
}

/** A dialog takes keys when a person can have read it. One under way takes none. */
export function withDialog<M, S extends Dialogs<M>>(model: S, dialog: Dialog<M>) {
  const number = model.opened + 1
  const wait = { type: 'wait', ms: unreadMs, message: { type: 'ready', dialog: number } } as const
  return [{ ...model, opened: number, dialog: opened(dialog, number) }, [wait]] as const
}

/** It has been there long enough; another one has not. */
export const readied = <S extends Dialogs<unknown>>(model: S, number: number): S =>
  model.dialog?.number === number ? { ...model, dialog: { ...model.dialog, isReady: true } } : model

/** What was entered elsewhere is not confirmed here: the choice leaves Cancel when something is typed or moved. */
export function chosenIn<M>({ shown, field, moved }: OpenDialog<M>): number {
  if (moved !== null) return moved
  const typed = fieldText(field)
  const isEnough = shown.field?.isEnough(typed) ?? false
  return isEnough && typed !== (shown.field?.typed ?? '') && shown.choices.length > 1 ? 1 : (shown.first ?? 0)
}

export interface DialogBody {
  readonly rows: readonly Row[]
  readonly top: number
  /** Rows of it that are seen. */
  readonly room: number
  /** How far it can be scrolled. */
  readonly most: number
}

export function bodyOf<M>({ shown, field, top, note, at }: OpenDialog<M>, place: Place): DialogBody {
  const columns = innerColumns(place)
  const above = typeof shown.rows === 'function' ? shown.rows(fieldText(field), columns) : shown.rows
  const list = shown.list?.rows(columns) ?? []
  const rows = [...above, ...list.map((content, i) => (i === at ? inverted(fitRow(content, columns)) : content))]
  const below = (shown.field ? 2 : 0) + (note === null ? 2 : 3)
  const room = Math.max(1, innerRows(place) - below)
  const most = Math.max(0, rows.length - room)
  // The cursor of a list is always seen.
  const first = shown.list ? Math.max(0, above.length + at + 1 - room) : top
  return { rows, room, most, top: Math.min(first, most) }
}

/** The dialog as it is now, or what the choice that was taken gives. */
export type Pressed<M> = { readonly dialog: OpenDialog<M> } | { readonly gives: M | null }

/** `isSure`: surely pressed by a person. */
export function pressed<M>(dialog: OpenDialog<M>, key: string, isSure: boolean, place: Place): Pressed<M> {
  const { shown, field, moved } = dialog
  const { choices } = shown
  const chosen = chosenIn(dialog)
  const typed = fieldText(field)
  const move = (by: 1 | -1): Pressed<M> => ({ dialog: { ...dialog, moved: beside(chosen, by, choices.length) } })
  if (key === 'esc' && shown.back) return { gives: shown.back() }
  if (key === 'esc' || key === 'ctrl+c') return choices.length > 0 ? { gives: null } : { dialog }
  // What was typed is not thrown away by the key that ends typing.
  if (key === 'enter' && chosen === 0 && moved === null && typed !== (shown.field?.typed ?? '') && choices.length > 1)
    return { dialog: { ...dialog, note: 'notEnough' } }
  if (key === 'enter') return taken(dialog, chosen, isSure)
  if (key === 'tab') return move(1)
  if (key === 'shift+tab') return move(-1)
  const at = movedTo(dialog, key, place)
  if (at !== null) return { dialog: { ...dialog, at } }
  const scrolled = scrolledTo(dialog, key, place)
  if (scrolled !== null) return { dialog: { ...dialog, top: scrolled } }
  if (shown.field) return { dialog: { ...dialog, field: edited(field, key) ?? field } }
  if (key === 'left') return move(-1)
  if (key === 'right') return move(1)
  const by = choices.findIndex((choice) => choice.key === key)
  return by < 0 ? { dialog } : taken(dialog, by, isSure)
}

export const typedInto = <M>(dialog: OpenDialog<M>, text: string): OpenDialog<M> => ({
  ...dialog,
  field: insert(dialog.field, text),
})

function taken<M>(dialog: OpenDialog<M>, index: number, isSure: boolean): Pressed<M> {
  const { shown, field } = dialog
  const typed = fieldText(field)
  const choice = shown.choices[index]
  if (!choice) return { dialog }
  if (index > 0 && !isSure && shown.decides === true) return { dialog: { ...dialog, note: 'again' } }
  const lacks = shown.field && !shown.field.isEnough(typed) && shown.field.isOptional !== true
  return index > 0 && lacks ? { dialog: { ...dialog, note: null } } : { gives: choice.gives(typed, dialog.at) }
}

/** The keys of every list. */
function movedTo<M>(dialog: OpenDialog<M>, key: string, place: Place): number | null {
  const { list } = dialog.shown
  if (!list) return null
  const page = Math.max(1, bodyOf(dialog, place).room - 1)
  const by = {
    down: 1,
    j: 1,
    up: -1,
    k: -1,
    pageDown: page,
    pageUp: -page,
    home: -Infinity,
    g: -Infinity,
    end: Infinity,
    G: Infinity,
  }[key]
  if (by === undefined) return null
  return Math.max(0, Math.min(list.rows(innerColumns(place)).length - 1, dialog.at + by))
}

function scrolledTo<M>(dialog: OpenDialog<M>, key: string, place: Place): number | null {
  const lines: Readonly<Record<string, (room: number) => number>> = {
    down: () => 1,
    up: () => -1,
    pageDown: (room) => room,
    pageUp: (room) => -room,
  }
  const by = lines[key]
  if (!by) return null
  const { room, most } = bodyOf(dialog, place)
  return Math.max(0, Math.min(most, dialog.top + by(room)))
}

const beside = (at: number, by: 1 | -1, count: number): number => (count === 0 ? 0 : (at + by + count) % count)
