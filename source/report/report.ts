// The report: one view of what happened, made of the fold of a journal and of what only the machine knows.
import type { Report } from '../core/report-schema.ts'
import { isLooping } from '../core/state.ts'
import { maxJobs } from '../core/settings.ts'
import { jobMark } from '../views/job-row.ts'
import { nextCommand, nightEnd } from '../views/night.ts'
import type { Collected, ReportScope } from './collect.ts'
import { jsonBytes, keepWithin, type Kept } from './kept.ts'

/** What the journal does not tell. */
export interface ReportFacts {
  readonly scope: ReportScope
  /** UTC. */
  readonly madeAt: string
  readonly version: string
  readonly isRunning: boolean
  /** What is wrong with the journal. */
  readonly damage: {
    readonly findings: readonly Report['journal']['findings'][number][]
    readonly more: number
    readonly lost: number
  }
  readonly commit: string | null
  readonly gitStatus: readonly string[]
  readonly gitLog: readonly string[]
  readonly runSummary: string | null
  readonly environment: Readonly<Record<string, string>>
  /** Job -> what it changed. */
  readonly changes: ReadonlyMap<number, JobChanges>
  readonly patchesLeftOut: number
}

export interface JobChanges {
  readonly from: string
  readonly to: string | null
  readonly changes: Report['jobs'][number]['changes']
}

/** Bytes of each list a report holds: decisions, commands, incidents, requests. */
const listRoom = 300_000
const lastSteps = 5
const isWell = new Set(['done', 'loop_complete', 'running'])

export function reportOf(collected: Collected, facts: ReportFacts): Report {
  const { overview, jobs, runs, steps } = collected
  const { state, totals } = overview
  const { run, loop } = state
  const end = nightEnd(state, facts.isRunning)
  const kept = <R>(rows: readonly R[], isGrave: (row: R) => boolean): Kept<R> =>
    keepWithin(rows, (row) => ({ isGrave: isGrave(row), bytes: jsonBytes(row) }), listRoom)
  const decisions = kept(collected.decisions, ({ verdict }) => verdict !== 'allow')
  const commands = kept(collected.commands, ({ exit_code }) => exit_code !== 0)
  const told = collected.incidents.map(({ kind, ts, job, step, text, why }) => ({ kind, ts, job, step, text, why }))
  const incidents = kept(told, ({ kind }) => kind !== 'asked')
  const requests = kept(collected.requests, () => false)
  const { exchanges, usage } = collected
  const leftOut = {
    decisions: decisions.leftOut,
    commands: commands.leftOut,
    exchanges: exchanges.leftOut,
    patches: facts.patchesLeftOut,
    incidents: incidents.leftOut,
    requests: requests.leftOut,
  }
  const isWhole = Object.values(leftOut).every((n) => n === 0)
  const error = steps.findLast((step) => step.error !== null)?.error ?? null
  return {
    v: 1,
    made_at: facts.madeAt,
    version: facts.version,
    root: run?.root ?? '',
    zone: run?.zone ?? 'UTC',
    scope: {
      kind: facts.scope.job === null ? (facts.scope.run === null ? 'loop' : 'run') : 'job',
      loop: loop?.id ?? '',
      ...facts.scope,
    },
    journal: { is_whole: facts.damage.findings.length === 0, ...facts.damage, findings: [...facts.damage.findings] },
    outcome: {
      end,
      is_well: isWell.has(end),
      end_reason: run?.ended?.endReason ?? null,
      exit_code: run?.ended?.exitCode ?? null,
      phase: loop?.phase?.phase ?? null,
      started_at: runs[0]?.started_at ?? loop?.startedAt ?? '',
      ended_at: runs.at(-1)?.ended_at ?? state.ts,
      next: nextCommand(state, end),
    },
    failure_report: {
      time: run?.ended?.at ?? state.ts,
      commit: facts.commit,
      mode: run?.mode ?? '',
      phase: loop?.phase?.phase ?? null,
      job_index: state.job?.index ?? null,
      job_name: state.job?.name ?? null,
      end_reason: run?.ended?.endReason ?? null,
      error,
      run_summary: facts.runSummary,
      last_steps: steps.slice(-lastSteps).map(stepLine),
      input: run?.payload?.isThere
        ? { path: run.payload.path, bytes: run.payload.bytes, text: run.payload.text }
        : null,
      order_of_calls: runs.map((row) => `tos ${row.mode}${row.until === 'loop' ? ' --loop' : ''}`),
      git_status: [...facts.gitStatus],
      git_log: [...facts.gitLog],
    },
    totals: {
      jobs: jobs.length,
      jobs_done: jobs.filter(({ endedAt }) => endedAt !== null).length,
      max_jobs: run && isLooping(run) ? maxJobs(run.settings.config) : null,
      steps: steps.length,
      commands: totals.commands,
      commands_failed: totals.failedCommands,
      allowed: totals.allow,
      asked: totals.ask,
      denied: collected.incidents.filter(({ kind }) => kind === 'denied').length,
      rejected: totals.rejected,
    },
    usage: {
      calls: usage.calls,
      input_tokens: usage.input,
      output_tokens: usage.output,
      cost_usd: usage.costUsd,
      unpriced: usage.unpriced,
      estimated: usage.estimated,
    },
    runs: [...runs],
    jobs: jobRows(collected, facts),
    steps: [...steps],
    incidents: incidents.rows,
    decisions: decisions.rows,
    commands: commands.rows,
    exchanges: exchanges.rows,
    requests: requests.rows,
    environment: { ...facts.environment },
    configuration: { config: { ...run?.settings.config }, tos: { ...run?.settings.tos } },
    left_out: { ...leftOut, why: isWhole ? '' : "'tos runs show', 'tos diff' and the journal have them" },
  }
}

const stepLine = ({ job, step, phase, reason, error }: Report['steps'][number]): string =>
  [`job ${job} step ${step}: ${phase ?? 'under way'}`, reason, error].filter(Boolean).join(' | ')

function jobRows({ jobs, steps }: Collected, { changes }: ReportFacts): Report['jobs'] {
  const used = new Map<number, { tokens: number; cost: number }>()
  for (const { job, tokens, cost_usd } of steps) {
    const sum = used.get(job) ?? { tokens: 0, cost: 0 }
    used.set(job, { tokens: sum.tokens + tokens, cost: sum.cost + cost_usd })
  }
  return jobs.map((row) => {
    const { job, index, name, startedAt, endedAt, phase, workMs, deny, ask, failed, rejected, files } = row
    const told = changes.get(job)
    return {
      job,
      index,
      name,
      started_at: startedAt,
      ended_at: endedAt,
      mark: jobMark(row),
      phase,
      steps: row.steps,
      work_ms: workMs,
      tokens: used.get(job)?.tokens ?? 0,
      cost_usd: used.get(job)?.cost ?? 0,
      denied: deny,
      asked: ask,
      failed,
      rejected,
      files,
      from: told?.from ?? null,
      to: told?.to ?? null,
      changes: told?.changes ?? [],
    }
  })
}
