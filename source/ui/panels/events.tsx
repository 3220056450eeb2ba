// Panel 5: the events of the journal, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { Brief } from '../../views/brief.ts'
import { useLook } from '../draw/look.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { clockTime } from '../draw/times.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

export interface EventsInput extends ListInput<Brief> {
  /** Number of the last event. */
  readonly head: number
}

export const EventsPanel = memo(function EventsPanel({ head, ...input }: EventsInput): ReactNode {
  const { words } = useLook()
  const digits = String(head).length
  const rowOf = useCallback(
    (event: Brief, columns: number) => eventRow(event, words.describe(event), { columns, digits }),
    [words, digits],
  )
  const title = `[5] ${words.panels.events}`
  return <ListPanel {...input} {...{ title, rowOf }} note={head > 0 ? `#${head}` : ''} empty={words.list.noEvent} />
})

/** The type is shown where there is room for it. */
function eventRow(
  { seq, ts, type }: Brief,
  sentence: string,
  { columns, digits }: { columns: number; digits: number },
): Row {
  const typed = columns >= 70 ? [seg(`${type.padEnd(20)} `, 'dim')] : []
  return row(seg(`#${seq}`.padEnd(digits + 2)), seg(`${clockTime(ts)} `, 'dim'), ...typed, seg(sentence))
}
