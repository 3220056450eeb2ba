// The jobs of the loop as their list shows them: those that began, and those to come.
import { maxJobs } from '../../core/settings.ts'
import { isLooping, type State } from '../../core/state.ts'
import type { JobRow } from '../../views/job-row.ts'
import type { Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'

/** A job that began, or one that will. */
export type BegunJob = JobRow & {
  readonly isQueued: false
  /** When its step under way began; null between two steps. */
  readonly since: string | null
}
export type JobEntry = BegunJob | { readonly job: number; readonly isQueued: true }

export const jobOrders = ['order', 'trouble', 'time', 'tokens'] as const
export type JobOrder = (typeof jobOrders)[number]

const weight = (entry: JobEntry, order: JobOrder): number => {
  if (entry.isQueued) return -1
  if (order === 'time') return entry.workMs
  if (order === 'tokens') return entry.tokens ?? 0
  return entry.deny * 1000 + (entry.isLimited ? 1000 : 0) + entry.failed * 100 + entry.rejected * 10 + entry.ask
}

/** The heaviest first; in their own order they stay as they are. */
export const sortedJobs = (entries: readonly JobEntry[], order: JobOrder): readonly JobEntry[] =>
  order === 'order' ? entries : entries.toSorted((a, b) => weight(b, order) - weight(a, order))

/** Jobs to come that are listed; the counters tell how many there are. */
const mostQueued = 200

/** Jobs stand in their order, everything else newest first. `idle`: milliseconds nobody drove the step under way. */
export function jobEntries(
  jobs: Overview['jobs'],
  run: State['run'],
  loop: State['loop'],
  job: State['job'],
  step: State['step'],
  idle: number,
): readonly JobEntry[] {
  const since = step && !step.finished ? new Date(Date.parse(step.startedAt) + idle).toISOString() : null
  const begun = all(jobs).map((row): BegunJob =>
    Object.assign(
      { isQueued: false as const, since: row.endedAt === null && row.job === job?.job ? since : null },
      row,
      spentSoFar(row, job),
    ),
  )
  if (!run || !loop || !isLooping(run)) return begun
  const left = Math.max(0, maxJobs(run.settings.config) - loop.jobsDone - (job && !job.isDone ? 1 : 0))
  const last = begun.at(-1)?.job ?? loop.lastJob
  const queued = Array.from({ length: Math.min(left, mostQueued) }, (_, i) => ({
    job: last + i + 1,
    isQueued: true as const,
  }))
  return [...begun, ...queued]
}

/** What the job under way has cost stands in the state; the row learns it at its end. */
const spentSoFar = (row: JobRow, job: State['job']): Partial<JobRow> =>
  row.endedAt === null && job?.job === row.job
    ? { costUsd: job.usage.costUsd, tokens: job.usage.input + job.usage.output }
    : row
