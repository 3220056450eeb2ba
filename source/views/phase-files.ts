// phase_state.json, phase_summary.json and job_result.json, as functions of the state.
import type { StepRow } from '../core/event-loop.ts'
import { LazyRows } from '../core/json-text.ts'
import { jobName, maxJobs } from '../core/settings.ts'
import { isLooping, type RunState, type State } from '../core/state.ts'
import { doneInstruction } from '../core/wording.ts'
import { localTime } from './local-time.ts'
import { nextPhase } from './step-log.ts'
import { usageKeys } from './usage-keys.ts'

const previousPhase = 'S-4'

/** workspace/artifacts/phase_state.json; null before the first step ended. */
export function phaseState({ loop, run }: State): object | null {
  if (!loop?.phase || !run) return null
  const { phase, step, isDone, reason, index, at } = loop.phase
  return {
    current_phase: phase,
    previous_phase: previousPhase,
    current_step: step,
    last_done: isDone,
    last_done_reason: reason,
    next_instruction_id: phase === 'done' ? doneInstruction : null,
    job_index: index,
    updated_at: localTime(at, run.zone),
  }
}

/** logs/phase_summary.json: over all steps of the loop, archived ones included. `now` is the UTC time it is made. */
export function phaseSummary(state: State, { now, endReason, jobResultPath }: SummaryFacts): object | null {
  const { loop, run } = state
  if (!loop || !run) return null
  const { s5_settings: s5, sprint, execution_policy: policy } = run.settings.config
  const { rows, completion } = loop
  const stopped = rows.filter((row) => row.isStopped)
  const denied = rows.filter((row) => row.phase === 'deny')
  const fatal = rows.filter((row) => row.phase === 'fatal_error')
  const maxed = rows.filter((row) => row.phase === 'max_steps_reached')
  const rejected = rows.filter((row) => row.phase === 'rejected')
  const lastDone = rows.findLast((row) => row.isDone)
  return {
    generated_at: localTime(now, run.zone),
    current_phase: s5.enabled ? 'S-5' : sprint,
    previous_phase: previousPhase,
    is_experimental: s5.enabled,
    experimental: s5.enabled,
    job_loop_enabled: s5.job_loop.enabled,
    job_loop: jobLoop(state, run),
    job_payload_present: (run.payload?.text ?? null) !== null,
    job_result_written: completion !== null,
    total_steps: rows.length,
    success_count: rows.filter((row) => !row.isStopped && ['execute', 'done'].includes(row.phase)).length,
    fail_count: 0,
    denied_count: denied.length,
    fatal_error_count: fatal.length,
    stopped_count: stopped.length,
    skipped_count: 0,
    final_done: lastDone !== undefined,
    final_phase_result: lastDone ? nextPhase(lastDone.phase === 'done') : null,
    execution_summary: completion ? {} : counts(run),
    stop_on_deny: policy.stop_on_deny,
    end_reason: endReason,
    denied_steps: denied.map(({ step, reason, message }) => ({ step_num: step, reason, message })),
    fatal_error_steps: fatal.map(({ step, reason, error }) => ({ step_num: step, reason, error })),
    stopped_steps: stopped.map(({ step, phase, reason }) => ({ step_num: step, phase, reason })),
    skipped_steps: [],
    steps: new LazyRows(rows, (row) => summaryRow(row, run.zone)),
    job_result_path: completion ? jobResultPath : null,
    job_result_path_posix: completion ? jobResultPath.replaceAll('\\', '/') : null,
    max_steps_reached_steps: maxed.map(({ step, reason }) => ({ step_num: step, reason })),
    rejected_steps: rejected.map(({ step, reason }) => ({ step_num: step, reason })),
    rejected_count: rejected.length,
    usage: usageKeys(loop.usage),
  }
}

export interface SummaryFacts {
  readonly now: string
  readonly endReason: string
  readonly jobResultPath: string
}

export interface JobLoopFacts {
  readonly enabled: boolean
  readonly max_jobs: number | null
  readonly job_name: string | null
  readonly current_job_index: number | null
  readonly completed: boolean
}

/** The object of phase_summary.job_loop, which the run summary repeats. */
export function jobLoop({ loop, job }: State, run: RunState): JobLoopFacts {
  const configured = run.settings.config.s5_settings.job_loop
  const { enabled } = configured
  const isComplete = enabled && loop?.completion !== null
  // The job just run; after completion the index that passed max_jobs.
  const index = isComplete || !job || job.index === null ? (loop?.nextIndex ?? null) : job.index
  return {
    enabled,
    max_jobs: enabled ? maxJobs(run.settings.config) : (configured.max_jobs ?? null),
    job_name: enabled
      ? (run.payload?.name ?? job?.name ?? jobName(run.settings.config))
      : (configured.job_name ?? null),
    current_job_index: isLooping(run) ? index : null,
    completed: isComplete,
  }
}

const counts = (run: RunState): object => ({
  executed_count: run.counts.executed,
  denied_count: run.counts.denied,
  timeout_count: run.counts.timeout,
  failed_count: run.counts.failed,
})

const summaryRow = (row: StepRow, zone: string): object => ({
  step_num: row.step,
  phase: row.phase,
  done: row.isDone,
  done_reason: row.reason,
  timestamp: localTime(row.ts, zone),
  error: row.error,
  message: row.message,
  stopped: row.isStopped,
})

/** job_result.json: written once, when the loop is complete. */
export function jobResult({ loop, run, job }: State): object | null {
  if (!loop?.completion || !run || !loop.phase) return null
  const { maxJobs: completedMax, jobsExecuted, step, at } = loop.completion
  return {
    job_name: run.payload?.name ?? job?.name ?? jobName(run.settings.config),
    max_jobs: completedMax,
    jobs_executed: jobsExecuted,
    end_reason: loop.phase.reason,
    last_phase: 'job_loop_complete',
    last_step: step,
    timestamp: localTime(at, run.zone),
    exit_code: 0,
    usage: usageKeys(loop.usage),
  }
}
