// The launcher's closing words of a run, and the checks of test mode, with the runbook's exact lines.
import { jobLoop } from './phase-files.ts'
import { currentSteps, spelledBoolean } from './run-summary.ts'
import type { State } from '../core/state.ts'
import { printableLine } from '../core/printable.ts'
import { stepFileName } from '../core/step-name.ts'

export interface JobResultFacts {
  readonly path: string
  readonly isThere: boolean
}

const spelled = (value: string | number | boolean | null | undefined): string =>
  typeof value === 'boolean' ? spelledBoolean(value) : String(value ?? '')

/** Lines behind run and cleanrun. */
export function closingLines(state: State, jobResult: JobResultFacts): string[] {
  const { loop, run } = state
  const phase = loop?.phase
  const lines: string[] = []
  if (!phase || !run) lines.push('phase_state none')
  else {
    lines.push(`phase_state phase=${phase.phase} step=${phase.step} done=${spelled(phase.isDone)}`)
    if (phase.phase === 'fatal_error' || phase.phase === 'deny') lines.push(`${phase.phase} ${phase.reason}`)
    if (phase.phase === 'job_loop_complete')
      lines.push(
        `job_loop_complete ${phase.reason}`,
        `job_index ${phase.index ?? ''}`,
        ...(jobResult.isThere
          ? ['job_result.json exists', `job_result_path_posix ${jobResult.path.replaceAll('\\', '/')}`]
          : ['WARNING: job_result.json not found']),
      )
    lines.push(...loopLine(state))
  }
  const last = lastRow(state)
  if (last?.isStopped) lines.push(`stopped phase=${last.phase} step=${last.step}`)
  const steps = currentSteps(state)
  const latest = steps.at(-1)
  lines.push(latest === undefined ? 'latest_step none' : `latest_step ${stepFileName(latest)} total=${steps.length}`)
  if (run) {
    const { execution_policy: policy, s5_settings: s5 } = run.settings.config
    lines.push(
      `phase_summary exists stop_on_deny=${spelled(policy.stop_on_deny)}${s5.enabled ? ' (experimental)' : ''}`,
    )
  } else lines.push('phase_summary none')
  if (run?.ended) lines.push(`end_reason ${run.ended.endReason}`)
  return lines.map(printableLine)
}

function loopLine(state: State): string[] {
  if (!state.run) return []
  const loop = jobLoop(state, state.run)
  if (!loop.enabled) return []
  const { job_name: name, current_job_index: index, max_jobs: max, completed } = loop
  return [
    `job_loop enabled=True job_name=${spelled(name)} job_index=${spelled(index)} max_jobs=${spelled(max)} completed=${spelled(completed)}`,
  ]
}

const lastRow = ({ loop }: State) => loop?.rows.at(-1)

export interface TestReport {
  readonly lines: readonly string[]
  readonly isPassed: boolean
  /** More is wrong than the end of the run says. */
  readonly hasFaults: boolean
}

const ofTheRun = 'FAIL orchestrator exit code = '

/** The checks of test mode, in the runbook's order; warnings do not matter. */
export function testReport(state: State, jobResult: JobResultFacts): TestReport {
  const { loop, run } = state
  const phase = loop?.phase
  const lines: string[] = []
  if (run?.ended && ['failed', 'in_doubt', 'stopped', 'unanswered', 'limit'].includes(run.ended.why))
    lines.push(`${ofTheRun}${run.ended.exitCode}`)
  if (!phase) lines.push('FAIL phase_state.json not found')
  else if (phase.phase === 'deny' || phase.phase === 'fatal_error')
    lines.push(`FAIL phase is ${phase.phase}: ${phase.reason}`)
  else if (phase.phase === 'job_loop_complete')
    lines.push(
      `job_loop_complete: ${phase.reason}`,
      jobResult.isThere ? 'job_result.json exists' : 'WARNING: job_result.json not found',
    )
  const current = currentSteps(state)
  if (current.length === 0) lines.push('FAIL no step files found')
  const job = state.job?.job ?? loop?.lastJob
  for (const row of loop?.rows ?? [])
    if (row.isStopped && row.job === job)
      lines.push(`FAIL step ${stepFileName(row.step)} stopped=true phase=${row.phase}`)
  lines.push(...warnings(state, jobResult))
  const failed = lines.filter((line) => line.startsWith('FAIL '))
  const isPassed = failed.length === 0
  const hasFaults = failed.some((line) => !line.startsWith(ofTheRun))
  return { lines: [...lines, isPassed ? 'test passed' : 'test failed'].map(printableLine), isPassed, hasFaults }
}

function warnings(state: State, jobResult: JobResultFacts): string[] {
  const { run } = state
  if (!run) return []
  const { s5_settings: s5 } = run.settings.config
  const lines: string[] = []
  if (s5.enabled && s5.experimental_warning) lines.push('WARNING: S-5 experimental mode - results may be unstable')
  if (s5.enabled) lines.push('experimental mode active')
  if (!s5.job_loop.enabled) return lines
  lines.push(...loopLine(state))
  const { current_job_index: index, max_jobs: max, completed } = jobLoop(state, run)
  if (!completed) lines.push('WARNING: job_loop enabled but not completed')
  if (!completed && Number(index) > Number(max))
    lines.push(`WARNING: job_index (${spelled(index)}) > max_jobs (${spelled(max)})`)
  if ((run.payload?.text ?? null) === null) lines.push('WARNING: job_payload_present=false')
  if (completed && !jobResult.isThere) lines.push('WARNING: job_result_written=false')
  return lines
}
