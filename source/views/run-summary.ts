// last_run_summary.json and .txt: the launcher's short account of a run.
import { noUsage } from '../core/usage.ts'
import { usageKeys, type UsageKeys } from './usage-keys.ts'
import { jobLoop, type JobLoopFacts } from './phase-files.ts'
import type { State } from '../core/state.ts'
import { stepFileName } from '../core/step-name.ts'

export interface RunSummary {
  readonly phase: string | null
  readonly step: number | null
  readonly done: boolean | null
  readonly latest_step: string | null
  readonly step_count: number
  readonly phase_summary_exists: boolean
  readonly job_result_exists: boolean
  readonly job_payload_present: boolean
  readonly job_result_written: boolean
  readonly job_payload_size: number
  readonly end_reason: string | null
  readonly job_result_path?: string
  readonly job_loop: JobLoopFacts
  readonly exit_code: number | null
  readonly usage: UsageKeys
}

const noLoop = { enabled: false, max_jobs: null, job_name: null, current_job_index: null, completed: false }

/** The JSON file, and the source of the one-line text; `added` goes behind the runbook's keys. */
export function runSummary(state: State, jobResultPath: string, added?: Record<string, unknown>): RunSummary {
  const isJobResultThere = state.loop !== null && state.loop.completion !== null
  const { loop, run } = state
  const steps = currentSteps(state)
  const latest = steps.at(-1)
  return {
    phase: loop?.phase?.phase ?? null,
    step: loop?.phase?.step ?? null,
    done: loop?.phase?.isDone ?? null,
    latest_step: latest === undefined ? null : stepFileName(latest),
    step_count: steps.length,
    phase_summary_exists: run?.ended !== null && run !== null,
    job_result_exists: isJobResultThere,
    job_payload_present: run?.payload?.isThere ?? false,
    job_result_written: isJobResultThere,
    job_payload_size: run?.payload?.bytes ?? 0,
    end_reason: run?.ended?.endReason ?? null,
    ...(isJobResultThere && { job_result_path: jobResultPath }),
    job_loop: run ? jobLoop(state, run) : { ...noLoop, current_job_index: loop?.phase?.index ?? null },
    exit_code: run?.ended?.exitCode ?? null,
    usage: usageKeys(loop?.usage ?? noUsage),
    ...added,
  }
}

/** Numbers of the step files that lie in logs/steps/ now, in order. */
export function currentSteps({ loop, job }: State): number[] {
  if (!loop) return []
  const current = job?.job ?? loop.lastJob
  const steps = loop.rows.filter((row) => row.job === current).map((row) => row.step)
  return steps.sort((a, b) => a - b)
}

/** `key=value` with single spaces, in the runbook's order; empty values print as nothing. */
export function runSummaryLine(summary: RunSummary): string {
  const loop = summary.job_loop
  return [
    `phase=${shown(summary.phase)}`,
    `step=${shown(summary.step)}`,
    `done=${shown(summary.done)}`,
    `latest_step=${shown(summary.latest_step)}`,
    `step_count=${summary.step_count}`,
    `phase_summary=${summary.phase_summary_exists ? 'exists' : 'none'}`,
    `job_result=${summary.job_result_exists ? 'exists' : 'none'}`,
    `job_loop=${loop.enabled ? 'enabled' : 'disabled'}`,
    ...optional('job_name', loop.job_name),
    ...optional('job_index', loop.current_job_index),
    ...optional('max_jobs', loop.max_jobs),
    `job_payload=${summary.job_payload_present ? 'present' : 'none'}`,
    `job_result_written=${summary.job_result_written}`,
    `job_payload_size=${summary.job_payload_size}`,
    ...optional('end_reason', summary.end_reason),
    ...optional('job_result_path', summary.job_result_path),
  ].join(' ')
}

type Scalar = string | number | boolean | null | undefined

const shown = (value: Scalar): string => (typeof value === 'boolean' ? spelledBoolean(value) : String(value ?? ''))
const optional = (key: string, value: Scalar): string[] => (value ? [`${key}=${shown(value)}`] : [])

/** How PowerShell prints a boolean. */
export const spelledBoolean = (value: boolean): string => (value ? 'True' : 'False')
