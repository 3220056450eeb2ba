// Panel 4: the history of checkpoints and snapshots, newest first.
import { memo, useCallback, type ReactNode } from 'react'
import type { Overview } from '../../views/overview.ts'
import type { CheckpointEntry, Mark } from '../app/checkpoints.ts'
import type { Words } from '../words/words.ts'
import { useLook } from '../draw/look.ts'
import { row, rowWidth, seg, withRight, type Row } from '../draw/row.tsx'
import { age } from '../draw/times.ts'
import { widthOf } from '../draw/width.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'
import { seenBy, underCursor } from './lists.ts'
import type { PanelFacts, PanelRow } from './panel-row.ts'

export interface CheckpointsInput extends ListInput<CheckpointEntry> {
  /** Milliseconds since the epoch, to the minute: ages are told in minutes. */
  readonly minute: number
  readonly marks: readonly Mark[]
  /** False where the journal says that nothing can be saved. */
  readonly hasGit: boolean
}

export const CheckpointsPanel = memo(function CheckpointsPanel(props: CheckpointsInput): ReactNode {
  const { minute, marks, hasGit, ...input } = props
  const { words } = useLook()
  const rowOf = useCallback(
    (entry: CheckpointEntry, columns: number) =>
      checkpointRow(entry, { minute, columns, words, isMarked: marks.some(({ id }) => id === entry.id) }),
    [minute, words, marks],
  )
  const title = `[4] ${words.panels.checkpoints} (${input.list.entries.length})`
  const note = marks.length > 0 ? words.checkpoints.marked(marks.length) : ''
  return (
    <ListPanel
      {...input}
      title={title}
      note={note}
      empty={hasGit ? words.list.noCheckpoint : words.list.noGit}
      rowOf={rowOf}
    />
  )
})

interface CheckpointView {
  readonly minute: number
  readonly columns: number
  readonly words: Words
  readonly isMarked: boolean
}

/** Columns from which there is room for words. */
const wideColumns = 60

export function checkpointRow(entry: CheckpointEntry, view: CheckpointView): Row {
  const { minute, columns, words, isMarked } = view
  const { id, kind, ts, files, isPinned } = entry
  const pinned = isPinned && columns >= wideColumns ? `${words.checkpoints.pinned}  ` : ''
  const changed = files === null ? '' : `${words.checkpoints.files(files)}  `
  const right = row(seg(`  ${pinned}${changed}`, 'dim'), seg(age(minute - Date.parse(ts), words.times)))
  const front = `${isMarked ? '*' : ' '}${id.padEnd(6)}${isPinned ? 'P' : ' '} `
  const room = columns - widthOf(front) - rowWidth(right)
  return withRight(
    row(seg(front, kind === 'checkpoint' ? 'bold' : 'plain'), seg(placeText(entry, words, room))),
    right,
    columns,
  )
}

/** What it was made for: before which step, or a checkpoint's name. */
function placeText({ kind, name, job, step }: CheckpointEntry, words: Words, room: number): string {
  const { kinds, before, beforeShort } = words.checkpoints
  if (kind === 'checkpoint' && name !== '') return name
  if (kind !== 'snapshot' || job === null) return kinds[kind]
  const whole = before(job, step)
  return widthOf(whole) <= room ? whole : beforeShort(job, step)
}

const seen = seenBy<CheckpointEntry>({
  idOf: ({ id }) => id,
  textOf: ({ id, name, kind }) => `${id} ${name} ${kind}`,
  fieldsOf: ({ job, step, kind }) => ({ job, step, kind }),
})
const listOf = ({ checkpoints, filter, cursor }: PanelFacts) => seen(checkpoints, filter, cursor)

/** The journal says why nothing was saved. */
function isWithoutGit({ older, newer }: Overview['events']): boolean {
  const skipped = [...older, ...newer].findLast((event) => event.type === 'snapshot.skipped')
  return skipped?.cause === 'no repository'
}

export const checkpointsPanel = {
  name: 'checkpoints',
  place: 'left',
  tab: (words) => words.tabs.checkpoints,
  count: (facts) => ` (${listOf(facts).entries.length})`,
  hasFilter: true,
  list: listOf,
  enter: () => ({ type: 'compare', isPaged: false }),
  copied: (facts) => underCursor(listOf(facts))?.id ?? '',
  paged: () => ({ type: 'compare', isPaged: true }),
  View({ facts, place, isFocused }) {
    const { filter, isTyping, snapshot, marks } = facts
    const minute = snapshot.now - (snapshot.now % 60_000)
    return (
      <CheckpointsPanel
        {...{ filter, isTyping, place, isFocused, marks, minute }}
        list={listOf(facts)}
        hasGit={!isWithoutGit(snapshot.overview.events)}
      />
    )
  },
} as const satisfies PanelRow
