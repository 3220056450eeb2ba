// Panel 4: the history of checkpoints and snapshots, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { CheckpointEntry } from '../checkpoints.ts'
import type { Words } from '../language/words.ts'
import { useLook } from '../look.ts'
import { row, seg, withRight, type Row } from '../row.tsx'
import { age } from '../times.ts'
import type { Mark } from '../view-state.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

export interface CheckpointsInput extends ListInput<CheckpointEntry> {
  /** Milliseconds since the epoch, to the minute: ages are told in minutes. */
  readonly minute: number
  readonly marks: readonly Mark[]
}

export const CheckpointsPanel = memo(function CheckpointsPanel(props: CheckpointsInput): ReactNode {
  const { minute, marks, ...input } = props
  const { words } = useLook()
  const rowOf = useCallback(
    (entry: CheckpointEntry, columns: number) =>
      checkpointRow(entry, { minute, columns, words, isMarked: marks.some(({ id }) => id === entry.id) }),
    [minute, words, marks],
  )
  const title = `[4] ${words.panels.checkpoints} (${input.list.entries.length})`
  const note = marks.length > 0 ? words.checkpoints.marked(marks.length) : ''
  return <ListPanel {...input} title={title} note={note} empty={words.list.noCheckpoint} rowOf={rowOf} />
})

interface CheckpointView {
  readonly minute: number
  readonly columns: number
  readonly words: Words
  readonly isMarked: boolean
}

/** Columns from which there is room for words. */
const wideColumns = 60

export function checkpointRow(entry: CheckpointEntry, { minute, columns, words, isMarked }: CheckpointView): Row {
  const { id, kind, name, ts, job, step, files, isPinned } = entry
  const made = kind === 'checkpoint' ? name || words.checkpoints.kinds.checkpoint : words.checkpoints.kinds[kind]
  const where = job === null ? made : kind === 'snapshot' ? words.checkpoints.before(job, step) : made
  const pinned = isPinned && columns >= wideColumns ? `${words.checkpoints.pinned}  ` : ''
  const changed = files === null ? '' : `${words.checkpoints.files(files)}  `
  const right = row(seg(`  ${pinned}${changed}`, 'dim'), seg(age(minute - Date.parse(ts), words.times)))
  const front = `${isMarked ? '*' : ' '}${id.padEnd(6)}${isPinned ? 'P' : ' '} `
  return withRight(row(seg(front, kind === 'checkpoint' ? 'bold' : 'plain'), seg(where)), right, columns)
}
