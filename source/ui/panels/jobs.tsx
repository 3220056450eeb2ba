// Panel 2: the jobs of the loop, in order, with those to come.
import { memo, useCallback, type ReactNode } from 'react'
import type { JobEntry } from '../lists.ts'
import { useLook } from '../look.ts'
import type { Words } from '../language/words.ts'
import { row, seg, withRight, type Row, type Tone } from '../row.tsx'
import { shortDuration } from '../times.ts'
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
  const rowOf = useCallback(
    (entry: JobEntry, columns: number) => jobRow(entry, { isRunning, now, words, columns }),
    [isRunning, now, words],
  )
  return (
    <ListPanel {...input} title={`[2] ${words.panels.jobs}`} note={counter} empty={words.list.noJob} rowOf={rowOf} />
  )
})

interface JobView {
  readonly isRunning: boolean
  readonly now: number
  readonly words: Words
  readonly columns: number
}

export function jobRow(entry: JobEntry, { isRunning, now, words, columns }: JobView): Row {
  const number = seg(`${String(entry.job).padStart(3)} `)
  if (entry.isQueued) return row(number, seg(words.jobs.queued, 'dim'))
  const [word, tone] = stateOf(entry, isRunning, words)
  const until = entry.endedAt ? Date.parse(entry.endedAt) : isRunning ? now : null
  const time = until === null ? '' : shortDuration(until - Date.parse(entry.startedAt))
  const cost = entry.costUsd === null || entry.costUsd === 0 ? '' : `  $${entry.costUsd.toFixed(2)}`
  const right = row(seg(words.jobs.steps(entry.steps), 'dim'), seg(`  ${time.padStart(7)}${cost}`))
  return withRight(row(number, seg(`${word} `, tone), seg(entry.name, 'dim')), right, columns)
}

function stateOf(entry: Extract<JobEntry, { isQueued: false }>, isRunning: boolean, words: Words): [string, Tone] {
  if (entry.endedAt) return [words.jobs.done, 'good']
  if (isRunning) return [words.jobs.running, 'accent']
  return [(entry.phase ?? words.jobs.open).toUpperCase(), 'bad']
}
