// The four lists of the screen: what is in them, what names an entry, what the filter looks at.
import { maxJobs } from '../../core/settings.ts'
import { isLooping, type State } from '../../core/state.ts'
import type { Brief } from '../../views/brief.ts'
import type { JobRow } from '../../views/job-row.ts'
import type { Decision, Overview } from '../../views/overview.ts'
import { all } from '../../views/recent.ts'
import type { CheckpointEntry } from '../app/checkpoints.ts'
import { cursorIndex, filtered, type ListSpec } from '../draw/list.ts'
import type { PanelName } from '../draw/layout.ts'

export type ListName = 'jobs' | 'policy' | 'checkpoints' | 'events'
export const isList = (panel: PanelName): panel is ListName => panel !== 'step' && panel !== 'run'

/** A job that began, or one that will. */
export type BegunJob = JobRow & {
  readonly isQueued: false
  /** When its step under way began; null between two steps. */
  readonly since: string | null
}
export type JobEntry = BegunJob | { readonly job: number; readonly isQueued: true }

export interface Lists {
  readonly jobs: readonly JobEntry[]
  readonly policy: readonly Decision[]
  readonly checkpoints: readonly CheckpointEntry[]
  readonly events: readonly Brief[]
}

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

/** Jobs stand in their order, everything else newest first. */
export function jobEntries(
  jobs: Overview['jobs'],
  { run, loop, job, step }: Pick<State, 'run' | 'loop' | 'job' | 'step'>,
): JobEntry[] {
  const since = step && !step.finished ? step.startedAt : null
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

export const specs: { readonly [N in ListName]: ListSpec<Lists[N][number]> } = {
  jobs: {
    idOf: ({ job }) => String(job),
    textOf: (entry) => (entry.isQueued ? 'queued' : `${entry.name} ${entry.endedAt ? 'done' : (entry.phase ?? 'run')}`),
    fieldsOf: ({ job }) => ({ job }),
  },
  policy: {
    idOf: ({ seq }) => String(seq),
    textOf: ({ verdict, code, reason, rule, place }) => `${verdict} ${code} ${reason} ${rule} ${place}`,
    fieldsOf: ({ job, step, verdict, rule }) => ({ job, step, verdict, rule }),
  },
  checkpoints: {
    idOf: ({ id }) => id,
    textOf: ({ id, name, kind }) => `${id} ${name} ${kind}`,
    fieldsOf: ({ job, step, kind }) => ({ job, step, kind }),
  },
  events: {
    idOf: ({ seq }) => String(seq),
    textOf: (event) => Object.values(event).join(' '),
    fieldsOf: (event) => ({
      job: 'job' in event ? event.job : null,
      step: 'step' in event ? event.step : null,
      type: event.type,
    }),
  },
}

export interface SeenList<T> {
  readonly entries: readonly T[]
  readonly ids: readonly string[]
  readonly cursor: number
  /** Index the cursor stands on while it follows. */
  readonly newest: number
}

/** A list behind its filter, with the cursor in it. */
export function seenList<N extends ListName>(
  name: N,
  list: Lists[N],
  filter: string,
  cursor: string | null,
): SeenList<Lists[N][number]> {
  type Entry = Lists[N][number]
  const spec = specs[name] as unknown as ListSpec<Entry>
  const entries = filtered<Entry>(list, filter, spec)
  const ids = entries.map((entry) => spec.idOf(entry))
  const newest = name === 'jobs' ? newestJob(entries as readonly JobEntry[]) : 0
  return { entries, ids, newest, cursor: cursorIndex(ids, cursor, newest) }
}

const newestJob = (entries: readonly JobEntry[]): number =>
  Math.max(
    0,
    entries.findLastIndex((entry) => !entry.isQueued),
  )
