// Panel 4: the history of checkpoints and snapshots, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { CheckpointEntry } from '../checkpoints.ts'
import type { Words } from '../language/words.ts'
import { useLook } from '../look.ts'
import { row, seg, withRight, type Row } from '../row.tsx'
import { age } from '../times.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

export interface CheckpointsInput extends ListInput<CheckpointEntry> {
  /** Milliseconds since the epoch, to the minute: ages are told in minutes. */
  readonly minute: number
}

export const CheckpointsPanel = memo(function CheckpointsPanel({ minute, ...input }: CheckpointsInput): ReactNode {
  const { words } = useLook()
  const rowOf = useCallback(
    (entry: CheckpointEntry, columns: number) => checkpointRow(entry, { minute, columns, words }),
    [minute, words],
  )
  const title = `[4] ${words.panels.checkpoints} (${input.list.entries.length})`
  return <ListPanel {...input} title={title} note="" empty={words.list.noCheckpoint} rowOf={rowOf} />
})

interface CheckpointView {
  readonly minute: number
  readonly columns: number
  readonly words: Words
}

export function checkpointRow(entry: CheckpointEntry, { minute, columns, words }: CheckpointView): Row {
  const { id, kind, name, ts, job, step, files } = entry
  const made = kind === 'checkpoint' ? name || words.checkpoints.kinds.checkpoint : words.checkpoints.kinds[kind]
  const where = job === null ? made : kind === 'snapshot' ? words.checkpoints.before(job, step) : made
  const changed = files === null ? '' : `${words.checkpoints.files(files)}  `
  const right = row(seg(`  ${changed}`, 'dim'), seg(age(minute - Date.parse(ts), words.times)))
  return withRight(row(seg(`${id.padEnd(8)} `, kind === 'checkpoint' ? 'bold' : 'plain'), seg(where)), right, columns)
}
