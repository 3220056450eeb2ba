// Panel 0 when nothing runs: the summary of the loop, with a cursor on what can be opened.
import { memo, useMemo, type ReactNode } from 'react'
import type { NightRow } from '../../views/night.ts'
import type { Place } from '../draw/place.ts'
import { useLook } from '../draw/look.ts'
import { innerRows, Panel } from '../draw/panel.tsx'
import { summaryRow } from '../app/summary.ts'

interface SummaryInput {
  readonly rows: readonly NightRow[]
  readonly at: number
  readonly place: Place
  readonly isFocused: boolean
}

export const SummaryPanel = memo(function SummaryPanel({ rows, at, place, isFocused }: SummaryInput): ReactNode {
  const { words } = useLook()
  const height = innerRows(place)
  const cursor = Math.min(at, rows.length - 1)
  const first = Math.max(0, Math.min(cursor - height + 2, rows.length - height))
  const shown = useMemo(() => rows.slice(first, first + height).map(summaryRow), [rows, first, height])
  const note = rows[cursor]?.seq === null ? '' : words.step.summaryNote
  return (
    <Panel
      {...{ place, isFocused, note }}
      title={`[0] ${words.step.summary}`}
      rows={shown}
      cursor={isFocused ? cursor - first : null}
    />
  )
})
