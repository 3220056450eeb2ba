// Panel 4: the history of checkpoints and snapshots, newest first.
import { memo, type ReactNode } from 'react'
import type { CheckpointRow } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import { innerRows, Panel } from '../panel.tsx'
import { row, seg, type Row } from '../row.tsx'
import { clockTime } from '../times.ts'
import type { PanelInput } from './step.tsx'

export const CheckpointsPanel = memo(function CheckpointsPanel(input: PanelInput): ReactNode {
  const { snapshot, place, isFocused, frame, scroll } = input
  const { checkpoints } = snapshot.overview
  const newest = all(checkpoints).toReversed()
  const first = Math.min(scroll, Math.max(0, newest.length - innerRows(place.height)))
  const shown = newest.slice(first, first + innerRows(place.height))
  const rows = shown.length > 0 ? shown.map(checkpointRow) : [row(seg('no checkpoint yet', 'dim'))]
  return <Panel {...place} {...{ title: `[4] Checkpoints (${newest.length})`, note: '', rows, isFocused, frame }} />
})

function checkpointRow({ id, ts, job, step }: CheckpointRow): Row {
  const where = job === null ? '' : `before job ${job} step ${step ?? '?'}`
  return row(seg(`${clockTime(ts)} `, 'dim'), seg(id.padEnd(8)), seg(where))
}
