// A list in a frame: only the rows that are seen are made.
import { useMemo, useState, type ReactNode } from 'react'
import type { Place } from '../draw/place.ts'
import { nextWindow, type Window } from '../draw/list.ts'
import type { SeenList } from './lists.ts'
import { useLook } from '../draw/look.ts'
import { innerColumns, innerRows, Panel } from '../draw/panel.tsx'
import { row, seg, type Row } from '../draw/row.tsx'
import type { Tone } from '../draw/tone.ts'

/** What every list panel gets. */
export interface ListInput<T> {
  readonly list: SeenList<T>
  readonly filter: string
  /** The filter is being typed here. */
  readonly isTyping: boolean
  readonly place: Place
  readonly isFocused: boolean
}

interface ListPanelProps<T> extends ListInput<T> {
  readonly title: string
  readonly note: string
  readonly noteTone?: Tone
  /** Rows above the entries. */
  readonly top?: readonly Row[]
  readonly empty: string
  readonly rowOf: (entry: T, columns: number) => Row
}

const noTop: readonly Row[] = []

export function ListPanel<T>(props: ListPanelProps<T>): ReactNode {
  const { list, filter, isTyping, place, isFocused, title, note, noteTone = 'plain', empty, rowOf, top = noTop } = props
  const { words } = useLook()
  const { entries, cursor } = list
  const height = Math.max(0, innerRows(place) - top.length)
  const columns = innerColumns(place)
  const id = list.ids[cursor] ?? null
  const [window, setWindow] = useState<Window | null>(null)
  const first = nextWindow(window, { cursor, id, count: entries.length, height })
  if (window?.first !== first || window.cursor !== cursor || window.id !== id) setWindow({ first, cursor, id })
  const rows = useMemo(
    () => entries.slice(first, first + height).map((entry) => rowOf(entry, columns)),
    [entries, first, height, columns, rowOf],
  )
  const nothing = row(seg(filter === '' ? empty : words.list.noHit, 'dim'))
  const hasFilter = isTyping || filter !== ''
  return (
    <Panel
      {...{ place, isFocused }}
      title={hasFilter ? `${title} /${filter}${isTyping ? '_' : ''}` : title}
      note={hasFilter ? words.list.hits(entries.length) : note}
      noteTone={hasFilter ? 'plain' : noteTone}
      rows={[...top, ...(rows.length > 0 ? rows : [nothing])]}
      cursor={isFocused && rows.length > 0 ? top.length + cursor - first : null}
    />
  )
}
