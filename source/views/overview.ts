// Everything a viewer shows, as one bounded fold: the state plus the recent past. Viewers keep nothing else.
import type { Event, EventOf } from '../core/event.ts'
import { evolve } from '../core/evolve.ts'
import { initialState, type State } from '../core/state.ts'
import { head } from '../core/text.ts'
import { briefOf, type Brief } from './brief.ts'
import { historyRow, type HistoryRow } from './history.ts'
import { incidentsOf, type Incident } from './incidents.ts'
import { deniedByPerson, evolveJobRow, isFailure, mapJob, newJobRow, type JobRow } from './job-row.ts'
import { add, all, filter, last, map, mapLast, noneYet, type Recent } from './recent.ts'
import { evolveTiming, type StepTimes, type Timing } from './step-times.ts'
import { noTally, tallied, type Tally } from './tally.ts'

export interface Overview {
  readonly state: State
  readonly decisions: Recent<Decision>
  readonly jobs: Recent<JobRow>
  readonly events: Recent<Brief>
  readonly checkpoints: Recent<HistoryRow>
  readonly totals: Totals
  readonly tally: Tally
  /** What a person should know of, oldest first. */
  readonly incidents: Recent<Incident>
  readonly steps: Recent<StepTimes>
  /** The step under way, or the last one. */
  readonly timing: Timing | null
  /** The step that took longest. */
  readonly slowest: StepTimes | null
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
  /** What a person said of it; null while nobody did. */
  readonly answer: { readonly answer: 'allow' | 'deny'; readonly by: string; readonly reason: string } | null
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
  tally: noTally,
  incidents: noneYet,
  steps: noneYet,
  timing: null,
  slowest: null,
}

/** Changes with the meaning of the fold, so that a stored one of other code is not used. */
const overviewVersion = 'overview-12'

/** `version` is the program's. */
export const overviewFold = (version: string) => ({
  initial: initialOverview,
  evolve: evolveOverview,
  version: `${version} ${overviewVersion}`,
})

export function evolveOverview(before: Overview, event: Event): Overview {
  const state = evolve(before.state, event)
  const events = add(before.events, briefOf(event))
  if (event.type === 'loop.started') return { ...initialOverview, state, events }
  const timing = evolveTiming(before.timing, event)
  const incidents = incidentsOf(event, state)
  const jobs = jobsAfter(before.jobs, event, { state, timing })
  const overview: Overview = {
    ...before,
    state,
    events,
    timing,
    jobs,
    incidents: incidents.reduce(add<Incident>, before.incidents),
    tally: tallied(before.tally, {
      event,
      incidents,
      jobs: [last(before.jobs), last(jobs)],
      times: event.type === 'step.finished' && timing ? timing.times : null,
      isSaved: state.step?.snapshot === 'made',
    }),
  }
  switch (event.type) {
    case 'step.finished': {
      const { totals, slowest } = overview
      const rejected = totals.rejected + (event.phase === 'rejected' ? 1 : 0)
      const ended = { ...overview, totals: { ...totals, rejected } }
      if (!timing) return ended
      const { times } = timing
      return {
        ...ended,
        steps: add(before.steps, times),
        slowest: slowest && slowest.total >= times.total ? slowest : times,
      }
    }
    case 'command.judged':
      return judged(overview, event)
    case 'approval.answered':
      return answered(overview, event)
    case 'command.finished': {
      const { totals } = overview
      const failedCommands = totals.failedCommands + (isFailure(event) ? 1 : 0)
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

function jobsAfter(
  jobs: Recent<JobRow>,
  event: Event,
  { state, timing }: Pick<Overview, 'state' | 'timing'>,
): Recent<JobRow> {
  if (event.type === 'job.started') return add(jobs, newJobRow(event))
  // What differs from the snapshot before was changed by the job that executed last.
  if (event.type === 'snapshot.made' || event.type === 'checkpoint.made') {
    const files = event.files ?? 0
    const job = all(jobs).findLast(({ lastDid }) => lastDid !== null)?.job
    return files === 0 ? jobs : map(jobs, (row) => (row.job === job ? { ...row, files: row.files + files } : row))
  }
  if (event.type === 'limit.reached')
    return mapLast(jobs, (row) => (row.job === state.job?.job ? { ...row, isLimited: true } : row))
  if (event.type === 'limit.raised') return mapLast(jobs, (row) => (row.isLimited ? { ...row, isLimited: false } : row))
  if (!('job' in event) || event.job === null) return jobs
  return mapJob(jobs, event.job, (row) => evolveJobRow(row, event, state, timing))
}

function judged(overview: Overview, event: EventOf<'command.judged'>): Overview {
  const { seq, ts, job, step, index, verdict, reason, rule, place, part } = event
  const code = head(overview.state.step?.commands[index]?.command.code ?? '', 500)
  const decision = { seq, ts, job, step, index, verdict, code, reason, rule, place, part, answer: null }
  const totals = { ...overview.totals, [verdict]: overview.totals[verdict] + 1 }
  return { ...overview, totals, decisions: add(overview.decisions, decision) }
}

/** The verdict as it ended: a person's no is a deny. */
export const ruledVerdict = ({ verdict, answer }: Pick<Decision, 'verdict' | 'answer'>): Decision['verdict'] =>
  verdict === 'ask' && answer?.answer === 'deny' ? 'deny' : verdict

/** A person's no counts as a deny, where the policy's question does not. */
function answered(overview: Overview, event: EventOf<'approval.answered'>): Overview {
  const { job, step, answer, by, reason } = event
  const commands = overview.state.step?.commands ?? []
  const decisions = map(overview.decisions, (row) => {
    if (row.job !== job || row.step !== step || row.verdict !== 'ask') return row
    const given = commands[row.index]?.approval
    return given?.via === 'answer' && given.answer === answer ? { ...row, answer: { answer, by, reason } } : row
  })
  const denied = answer === 'deny' ? deniedByPerson(overview.state) : 0
  return { ...overview, decisions, totals: { ...overview.totals, deny: overview.totals.deny + denied } }
}
