// Everything a viewer shows, as one bounded fold: the state plus the recent past. Viewers keep nothing else.
import type { Event, EventOf } from '../core/event.ts'
import { evolve } from '../core/evolve.ts'
import { initialState, type State } from '../core/state.ts'
import { head } from '../core/text.ts'
import { briefOf, type Brief } from './brief.ts'
import { historyRow, type HistoryRow } from './history.ts'
import { add, filter, mapLast, noneYet, type Recent } from './recent.ts'

export interface Overview {
  readonly state: State
  readonly decisions: Recent<Decision>
  readonly jobs: Recent<JobRow>
  readonly events: Recent<Brief>
  readonly checkpoints: Recent<HistoryRow>
  readonly totals: Totals
}

export interface Decision {
  readonly seq: number
  readonly ts: string
  readonly job: number
  readonly step: number
  readonly index: number
  readonly verdict: 'allow' | 'ask' | 'deny'
  readonly code: string
  readonly reason: string
  readonly rule: string
  readonly place: string
  readonly part: string
}

export interface JobRow {
  /** Of the event it began with. */
  readonly seq: number
  readonly job: number
  readonly index: number | null
  readonly name: string
  readonly startedAt: string
  readonly endedAt: string | null
  readonly steps: number
  /** Of the last step that ended; null before the first one did. */
  readonly phase: string | null
  /** Null while the job is not done, or where prices are not known. */
  readonly costUsd: number | null
}

export interface Totals {
  readonly allow: number
  readonly ask: number
  readonly deny: number
  readonly rejected: number
  readonly commands: number
  readonly failedCommands: number
}

export const initialOverview: Overview = {
  state: initialState,
  decisions: noneYet,
  jobs: noneYet,
  events: noneYet,
  checkpoints: noneYet,
  totals: { allow: 0, ask: 0, deny: 0, rejected: 0, commands: 0, failedCommands: 0 },
}

/** Changes with the meaning of the fold, so that a stored one of other code is not used. */
const overviewVersion = 'overview-6'

/** `version` is the program's. */
export const overviewFold = (version: string) => ({
  initial: initialOverview,
  evolve: evolveOverview,
  version: `${version} ${overviewVersion}`,
})

export function evolveOverview(before: Overview, event: Event): Overview {
  const state = evolve(before.state, event)
  const overview = { ...before, state, events: add(before.events, briefOf(event)) }
  switch (event.type) {
    case 'loop.started':
      return { ...initialOverview, state, events: overview.events }
    case 'job.started': {
      const { seq, job, index, name, ts } = event
      const begun = { seq, job, index, name, startedAt: ts, endedAt: null, steps: 0, phase: null, costUsd: null }
      return { ...overview, jobs: add(before.jobs, begun) }
    }
    case 'step.started':
      return withJob(overview, event.job, (row) => ({ ...row, steps: event.step }))
    case 'step.finished': {
      const { totals } = overview
      const rejected = totals.rejected + (event.phase === 'rejected' ? 1 : 0)
      const ended = withJob(overview, event.job, (row) => ({ ...row, phase: event.phase }))
      return { ...ended, totals: { ...totals, rejected } }
    }
    case 'job.finished':
      return withJob(overview, event.job, (row) => ({
        ...row,
        endedAt: event.ts,
        costUsd: event.usage?.costUsd ?? null,
      }))
    case 'command.judged':
      return judged(overview, event)
    case 'command.finished': {
      const { totals } = overview
      const isFailure = event.outcome !== 'exited' || event.exitCode !== 0
      const failedCommands = totals.failedCommands + (isFailure ? 1 : 0)
      return { ...overview, totals: { ...totals, commands: totals.commands + 1, failedCommands } }
    }
    case 'snapshot.made':
    case 'checkpoint.made':
    case 'rollback.started':
    case 'undo.started':
      return { ...overview, checkpoints: add(before.checkpoints, historyRow(event)) }
    case 'snapshot.pruned': {
      const gone = new Set(event.ids)
      return { ...overview, checkpoints: filter(before.checkpoints, ({ id }) => !gone.has(id)) }
    }
    default:
      return overview
  }
}

/** Only the last job changes. */
function withJob(overview: Overview, job: number, change: (row: JobRow) => JobRow): Overview {
  return { ...overview, jobs: mapLast(overview.jobs, (row) => (row.job === job ? change(row) : row)) }
}

function judged(overview: Overview, event: EventOf<'command.judged'>): Overview {
  const { seq, ts, job, step, index, verdict, reason, rule, place, part } = event
  const code = head(overview.state.step?.commands[index]?.command.code ?? '', 500)
  const decision = { seq, ts, job, step, index, verdict, code, reason, rule, place, part }
  const totals = { ...overview.totals, [verdict]: overview.totals[verdict] + 1 }
  return { ...overview, totals, decisions: add(overview.decisions, decision) }
}
