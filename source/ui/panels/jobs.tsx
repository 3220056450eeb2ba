// Panel 2: the jobs of the loop, in order, with those to come.
import { memo, useCallback, useMemo, type ReactNode } from 'react'
import type { JobEntry } from '../lists.ts'
import { useLook } from '../look.ts'
import type { Words } from '../language/words.ts'
import { row, seg, withRight, type Row, type Tone } from '../row.tsx'
import { shortDuration } from '../times.ts'
import { fit, fitEnd, widthOf } from '../width.ts'
import { ListPanel, type ListInput } from './list-panel.tsx'

export interface JobsInput extends ListInput<JobEntry> {
  /** `7/20`; empty without a job loop. */
  readonly counter: string
  /** Somebody drives the loop. */
  readonly isRunning: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

export const JobsPanel = memo(function JobsPanel({ counter, isRunning, now, ...input }: JobsInput): ReactNode {
  const { words } = useLook()
  const { entries } = input.list
  const cells = useMemo(() => cellColumns(entries, isRunning, words), [entries, isRunning, words])
  const rowOf = useCallback(
    (entry: JobEntry, columns: number) => jobRow(entry, { isRunning, now, words, columns, cells }),
    [isRunning, now, words, cells],
  )
  return (
    <ListPanel {...input} title={`[2] ${words.panels.jobs}`} note={counter} empty={words.list.noJob} rowOf={rowOf} />
  )
})

/** Columns each cell takes, so that all rows of the list stand below one another. */
interface CellColumns {
  readonly state: number
  readonly steps: number
  /** 0 while nothing has cost anything. */
  readonly cost: number
}

interface JobView {
  readonly isRunning: boolean
  readonly now: number
  readonly words: Words
  readonly columns: number
  readonly cells: CellColumns
}

const timeColumns = 6
/** In a narrow list the name matters more than how many steps a job took. */
const stepsFrom = 50

function cellColumns(entries: readonly JobEntry[], isRunning: boolean, words: Words): CellColumns {
  const widest = (textOf: (entry: JobEntry) => string): number =>
    entries.reduce((most, entry) => Math.max(most, widthOf(textOf(entry))), 0)
  return {
    state: widest((entry) => stateOf(entry, isRunning, words)[0]),
    steps: widest((entry) => (entry.isQueued ? '' : words.jobs.steps(entry.steps))),
    cost: widest(costOf),
  }
}

function jobRow(entry: JobEntry, { isRunning, now, words, columns, cells }: JobView): Row {
  const [word, tone] = stateOf(entry, isRunning, words)
  const left = row(seg(`${String(entry.job).padStart(3)} `), seg(fit(word, cells.state), tone))
  if (entry.isQueued) return left
  const until = entry.endedAt ? Date.parse(entry.endedAt) : isRunning ? now : null
  const time = until === null ? '' : shortDuration(until - Date.parse(entry.startedAt))
  const cost = cells.cost === 0 ? '' : `  ${fitEnd(costOf(entry), cells.cost)}`
  const steps = columns < stepsFrom ? '' : `  ${fitEnd(words.jobs.steps(entry.steps), cells.steps)}`
  const right = row(seg(steps, 'dim'), seg(`  ${fitEnd(time, timeColumns)}${cost}`))
  return withRight(row(...left, seg(` ${entry.name}`, 'dim')), right, columns)
}

const costOf = (entry: JobEntry): string =>
  entry.isQueued || entry.costUsd === null || entry.costUsd === 0 ? '' : `$${entry.costUsd.toFixed(2)}`

function stateOf(entry: JobEntry, isRunning: boolean, words: Words): [string, Tone] {
  if (entry.isQueued) return [words.jobs.queued, 'dim']
  if (entry.endedAt) return [words.jobs.done, 'good']
  if (isRunning) return [words.jobs.running, 'accent']
  return [(entry.phase ?? words.jobs.open).toUpperCase(), 'bad']
}
