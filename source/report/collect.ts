// The fold of a journal that a report is made of: everything of a loop, of one of its runs, or of one of its jobs.
import type { Event, EventOf } from '../core/event.ts'
import { evolve } from '../core/evolve.ts'
import { describeSandbox } from '../core/sandbox.ts'
import type { Report } from '../core/report-schema.ts'
import { initialState, type State } from '../core/state.ts'
import { cut, head, tail } from '../core/text.ts'
import { addCall, noUsage, type Usage } from '../core/usage.ts'
import { historyRow, type HistoryRow } from '../views/history.ts'
import { incidentsOf, type Incident } from '../views/incidents.ts'
import { evolveJobRow, isFailure, newJobRow, type JobRow } from '../views/job-row.ts'
import { initialOverview, type Overview } from '../views/overview.ts'
import { evolveTiming, type StepTimes, type Timing } from '../views/step-times.ts'
import { noTally, tallied } from '../views/tally.ts'
import { exchangeCollector, type Exchanges } from './exchanges.ts'
import { requestOf } from './requests.ts'
import { stepCollector, type Steps } from './steps.ts'

/** What of a loop is reported; null: all of it. */
export interface ReportScope {
  readonly run: number | null
  readonly job: number | null
}

export type RunRow = Report['runs'][number]

export interface Collected {
  /** As it was behind the last event of the scope. */
  readonly overview: Overview
  /** The rows of all jobs of the scope; `from` and `to` are their first and last moments. */
  readonly jobs: readonly JobRow[]
  readonly runs: readonly RunRow[]
  readonly steps: Steps['rows']
  readonly incidents: readonly Incident[]
  readonly decisions: readonly Report['decisions'][number][]
  readonly commands: readonly Report['commands'][number][]
  readonly exchanges: ReturnType<Exchanges['rows']>
  readonly requests: readonly Report['requests'][number][]
  readonly usage: Usage
}

export interface Collector {
  readonly take: (event: Event) => void
  readonly collected: () => Collected
}

/** Characters of a command that are kept, and of what a failed one said last. */
const keptCode = 2000
const keptOutput = 1000
/** Of the fold's own list of steps. */
const mostRows = 500
const keptRows = 100

export function collector(scope: ReportScope): Collector {
  let state: State = initialState
  let timing: Timing | null = null
  let isOver = false
  let slowest: StepTimes | null = null
  let isGrave = false
  /** Started, and its end not told. */
  let open: EventOf<'command.started'> | null = null
  let usage = noUsage
  let tally = noTally
  const jobs: JobRow[] = []
  const runs: RunRow[] = []
  const incidents: Incident[] = []
  const times: StepTimes[] = []
  const decisions: Report['decisions'][number][] = []
  const commands: Report['commands'][number][] = []
  const requests: Report['requests'][number][] = []
  let saved: HistoryRow[] = []
  const totals = { ...initialOverview.totals }
  const steps = stepCollector()
  const exchanges = exchangeCollector(() => isGrave)

  const isMine = (event: Event): boolean => {
    if (scope.run !== null && state.run?.run !== scope.run) return false
    return scope.job === null || ('job' in event ? event.job : state.job?.job) === scope.job
  }
  const takeRun = (event: Event): void => {
    const last = runs.at(-1)
    if (event.type === 'run.started') {
      const { run, mode, until, host, user, pid, version, ts, sandbox } = event
      const unknown = { ended_at: ts, end: null, end_reason: null, exit_code: null, recovered: null }
      const kept = sandbox ? describeSandbox(sandbox) : 'unknown'
      runs.push({ run, mode, until, started_at: ts, host, user, pid, version, sandbox: kept, ...unknown })
    } else if (last && last.end === null) last.ended_at = event.ts
    if (event.type === 'run.recovered' && last)
      last.recovered = event.inDoubt ? `pid ${event.pid}: ${head(event.inDoubt.code, 500)}` : `pid ${event.pid}`
    if (event.type === 'run.ended' && last)
      Object.assign(last, { end: event.why, end_reason: event.endReason, exit_code: event.exitCode })
  }
  const takeJob = (event: Event): void => {
    if (event.type === 'job.started') jobs.push(newJobRow(event))
    const at = 'job' in event && event.job !== null ? jobs.findLastIndex(({ job }) => job === event.job) : -1
    const row = jobs[at]
    if (row && event.type !== 'job.started') jobs[at] = evolveJobRow(row, event, state, timing)
    const limited = event.type === 'limit.reached' ? jobs.length - 1 : -1
    const last = jobs[limited]
    if (last) jobs[limited] = { ...last, isLimited: true }
    if (event.type !== 'snapshot.made' && event.type !== 'checkpoint.made') return
    // What differs from the snapshot before was changed by the job that executed last.
    const did = jobs.findLastIndex(({ lastDid }) => lastDid !== null)
    const worked = jobs[did]
    if (worked) jobs[did] = { ...worked, files: worked.files + (event.files ?? 0) }
  }
  const codeOf = (index: number): string => cut(state.step?.commands[index]?.command.code ?? '', keptCode, ' …')
  const takeCommand = (event: Event): void => {
    if (event.type === 'command.judged') {
      const { ts, job, step, index, verdict, reason, rule, place, part } = event
      totals[verdict] += 1
      isGrave ||= verdict === 'deny'
      decisions.push({ ts, job, step, index, verdict, code: codeOf(index), reason, rule, place, part, answer: null })
    }
    if (event.type === 'approval.answered') {
      const { answer, by, reason } = event
      for (const row of decisions.slice(-200))
        if (row.job === event.job && row.step === event.step && row.verdict === 'ask')
          if (state.step?.commands[row.index]?.approval?.via === 'answer') row.answer ??= { answer, by, reason }
      isGrave ||= answer === 'deny'
    }
    if (event.type === 'command.started') open = event
    if (event.type !== 'command.finished' && event.type !== 'exec.finished') return
    open = null
    const isBad = isFailure(event)
    isGrave ||= isBad
    const place = event.type === 'exec.finished' ? { job: null, step: null, index: null } : event
    const { ts, outcome, exitCode, durationMs, stdout, stderr, error } = event
    const said = [stdout.text, stderr.text, error ?? ''].filter((text) => text.trim() !== '').join('\n')
    if (event.type === 'command.finished') {
      totals.commands += 1
      totals.failedCommands += isBad ? 1 : 0
    }
    commands.push({
      ts,
      job: place.job,
      step: place.step,
      index: place.index,
      code: place.index === null ? `tos exec (${event.type})` : codeOf(place.index),
      outcome,
      exit_code: exitCode,
      duration_ms: durationMs,
      output: isBad ? tail(said, keptOutput) : '',
    })
  }
  const takeTimes = (event: Event): void => {
    timing = evolveTiming(timing, event)
    if (event.type !== 'step.finished' || !timing) return
    times.push(timing.times)
    if (!slowest || slowest.total < timing.times.total) slowest = timing.times
  }
  return {
    take(event) {
      if (isOver) return
      if (scope.run !== null && event.type === 'run.started' && event.run > scope.run) {
        isOver = true
        return
      }
      state = withoutOldRows(evolve(state, event))
      if (!isMine(event)) return
      if (event.type === 'step.started') isGrave = false
      const before = jobs.at(-1)
      takeRun(event)
      takeTimes(event)
      takeJob(event)
      takeCommand(event)
      if (event.type === 'step.finished') {
        totals.rejected += event.phase === 'rejected' ? 1 : 0
        isGrave ||= ['rejected', 'fatal_error', 'deny'].includes(event.phase)
      }
      if (event.type === 'model.answered') usage = addCall(usage, event)
      if (event.type === 'model.failed' && (event.charged || event.usage)) {
        const { usage: told = null, charged, costUsd = null } = event
        usage = addCall(usage, { usage: told, charged, costUsd })
      }
      const found = incidentsOf(event, state)
      incidents.push(...found)
      tally = tallied(tally, {
        event,
        incidents: found,
        jobs: [before, jobs.at(-1)],
        times: event.type === 'step.finished' && timing ? timing.times : null,
        isSaved: state.step?.snapshot === 'made',
      })
      steps.take(event)
      exchanges.take(event)
      if (event.type === 'snapshot.made' || event.type === 'checkpoint.made') saved.push(historyRow(event))
      if (event.type === 'snapshot.pruned') saved = saved.filter(({ id }) => !event.ids.includes(id))
      const request = requestOf(event)
      if (request) requests.push(request)
    },
    collected: () => ({
      overview: {
        ...initialOverview,
        state: scope.run === null && scope.job === null ? state : withUsage(state, usage),
        totals,
        tally,
        timing,
        slowest,
        jobs: { older: jobs, newer: [] },
        incidents: { older: incidents, newer: [] },
        steps: { older: times, newer: [] },
        checkpoints: { older: saved, newer: [] },
      },
      jobs,
      runs,
      steps: steps.rows,
      incidents,
      decisions,
      commands: open === null ? commands : [...commands, withoutEnd(open)],
      exchanges: exchanges.rows(),
      requests,
      usage,
    }),
  }
}

/** What a run or a job of the loop has used stands for the loop. */
const withUsage = (state: State, usage: Usage): State =>
  state.loop ? { ...state, loop: { ...state.loop, usage } } : state

/** The fold appends to a copy of its list of steps, which no report reads: of ten thousand steps that would be a second. */
function withoutOldRows(state: State): State {
  const { loop } = state
  return loop && loop.rows.length > mostRows ? { ...state, loop: { ...loop, rows: loop.rows.slice(-keptRows) } } : state
}

const withoutEnd = ({ ts, job, step, index, code }: EventOf<'command.started'>): Report['commands'][number] => ({
  ts,
  job,
  step,
  index,
  code: cut(code, keptCode, ' …'),
  outcome: 'no end',
  exit_code: null,
  duration_ms: 0,
  output: '',
})
