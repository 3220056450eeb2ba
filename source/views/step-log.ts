// logs/steps/step_NNN.json: the runbook's 35 keys, always all, in its order. Added keys stand behind them.
import { rulingOf, rulingReason } from '../core/approval.ts'
import type { CallState } from '../core/call-state.ts'
import { roles, type Role } from '../core/event-place.ts'
import { jobName, modelName } from '../core/settings.ts'
import { deniedReasons } from '../core/step-end.ts'
import { isLooping, type CommandState, type RunState, type State, type StepState } from '../core/state.ts'
import { codePoints, cut, head } from '../core/text.ts'
import { doneInstruction, doneMessage, loopCompleteMessage } from '../core/wording.ts'
import { localTime } from './local-time.ts'
import { usageKeys } from './usage-keys.ts'

const loggedPrompt = 300
const loggedReply = 2000
const loggedPayload = 2000

/** The log of the step that `state` has just finished. */
export function stepLog(state: State): object | null {
  const { run, job, step } = state
  if (!run || !job || !step?.finished) return null
  const { phase, reason, error, detail, isStopped, at } = step.finished
  const message = { done: doneMessage, deny: `deny: ${deniedReasons(step)}`, rejected: reason }[phase] ?? null
  const isPast = ['execute', 'deny', 'rejected'].includes(phase)
  const hasCalls = isPast || phase === 'fatal_error'
  return {
    phase,
    step_num: step.step,
    timestamp: localTime(at, run.zone),
    done: phase === 'done',
    done_reason: reason,
    error,
    message,
    stopped: isStopped,
    ...jobKeys(state, run, job.index),
    job_result_written: false,
    job_result_path: null,
    models_used: modelsUsed(run, step),
    prompts_used: hasCalls ? promptsUsed(step) : null,
    final_commands: isPast ? (step.calls.final.value?.['final_commands'] ?? null) : null,
    allowlist_summary: phase === 'execute' ? executedSummary(step) : phase === 'deny' ? deniedSummary(step) : null,
    ...replies(step, hasCalls),
    execution: phase === 'execute' ? execution(step) : phase === 'deny' ? denial(step) : null,
    ...nextPhase(phase === 'done'),
    ...(detail !== null && { error_detail: detail }),
    usage: usageKeys(step.usage),
  }
}

/** The log of job_loop_complete, which takes the next free number of the last job. */
export function completionLog(state: State, jobResultPath: string): object | null {
  const { run, loop } = state
  if (!run || !loop?.completion) return null
  const { step, at } = loop.completion
  return {
    phase: 'job_loop_complete',
    step_num: step,
    timestamp: localTime(at, run.zone),
    done: true,
    done_reason: loop.phase?.reason ?? '',
    error: null,
    message: loopCompleteMessage,
    stopped: false,
    ...jobKeys(state, run, loop.nextIndex),
    job_result_written: true,
    job_result_path: jobResultPath,
    models_used: modelsUsed(run, null),
    prompts_used: null,
    final_commands: null,
    allowlist_summary: null,
    draft: null,
    draft_raw: null,
    review: null,
    review_raw: null,
    final: null,
    final_raw: null,
    execution: null,
    ...nextPhase(false),
  }
}

function jobKeys(state: State, run: RunState, index: number | null): object {
  const { s5_settings: s5 } = run.settings.config
  const payload = run.payload?.text ?? null
  return {
    is_experimental: s5.enabled,
    s5_flag: s5.enabled,
    job_loop_enabled: s5.job_loop.enabled,
    job_name: run.payload?.name ?? state.job?.name ?? jobName(run.settings.config),
    job_index: isLooping(run) ? index : null,
    job_payload: payload === null ? null : cut(payload, loggedPayload),
    job_payload_present: payload !== null,
    job_payload_size: payload === null ? 0 : codePoints(payload),
  }
}

function modelsUsed(run: RunState, step: StepState | null): object {
  return Object.fromEntries(roles.map((role) => [role, step?.calls[role].model || modelName(run.settings, role)]))
}

function promptsUsed(step: StepState): object {
  const asked = roles.filter((role) => step.calls[role].prompt !== null)
  return Object.fromEntries(asked.map((role) => [role, promptEntry(role, step.calls[role])]))
}

function promptEntry(role: Role, call: CallState): object {
  const prompt = call.prompt ?? ''
  return {
    template_name: `${role}_prompt_template`,
    prompt: cut(prompt, loggedPrompt),
    prompt_length: codePoints(prompt),
    ...(call.status === 'refused' && call.extracted && { extracted_text: cut(call.extracted, loggedPrompt) }),
  }
}

function replies(step: StepState, isShown: boolean): Record<string, unknown> {
  const entries = roles.flatMap((role): [string, unknown][] => {
    const { value, raw } = step.calls[role]
    return [
      [role, isShown ? value : null],
      [`${role}_raw`, isShown && raw !== null ? cut(raw, loggedReply) : null],
    ]
  })
  return Object.fromEntries(entries)
}

/** Commands that have an outcome: those left out because the run was stopped have none. */
const withOutcome = (step: StepState): CommandState[] =>
  step.commands.filter((entry) => rulingOf(entry) === 'deny' || entry.result)

function executedSummary(step: StepState): object[] {
  return withOutcome(step).map((entry) => ({
    type: entry.command.type,
    allowed: rulingOf(entry) === 'allow',
    reason: rulingReason(entry),
    matched_pattern: entry.judged?.matched ?? null,
    executed: wasExecuted(entry.result),
    returncode: entry.result?.outcome === 'exited' ? entry.result.exitCode : null,
    timeout: entry.result?.outcome === 'timed out',
  }))
}

function deniedSummary(step: StepState): object[] {
  return step.commands.map((entry) => ({
    type: entry.command.type,
    code_snippet: head(entry.command.code, 200),
    allowed: rulingOf(entry) === 'allow',
    reason: rulingReason(entry),
    matched: entry.judged?.matched ?? null,
  }))
}

const wasExecuted = (result: CommandState['result']): boolean =>
  result !== null && result.outcome !== 'not started' && result.outcome !== 'left out'

function execution(step: StepState): object {
  const entries = withOutcome(step)
  const outcomes = entries.map((entry) => (rulingOf(entry) === 'deny' ? 'denied' : entry.result?.outcome))
  const count = (...wanted: string[]) => outcomes.filter((outcome) => outcome && wanted.includes(outcome)).length
  return {
    command_results: entries.map(commandResult),
    execution_summary: {
      executed_count: count('exited', 'stopped'),
      denied_count: count('denied'),
      timeout_count: count('timed out'),
      failed_count: count('not started'),
    },
  }
}

function commandResult(ruled: CommandState): object {
  const { command, judged, result } = ruled
  const { type } = command
  if (rulingOf(ruled) === 'deny' || !result)
    return {
      type,
      code: cut(command.code, 200, '...'),
      allowed: false,
      deny_reason: rulingReason(ruled),
      matched_pattern: judged?.matched ?? null,
      executed: false,
    }
  const entry = { type, code: cut(command.code, 500, '...'), allowed: true, allow_reason: rulingReason(ruled) }
  const output = { stdout: shownOutput(result.stdout.text), stderr: shownOutput(result.stderr.text) }
  switch (result.outcome) {
    case 'exited':
    case 'stopped':
      return {
        ...entry,
        executed: true,
        returncode: result.exitCode,
        ...output,
        timeout: false,
        ...(result.error !== null && { error: result.error }),
      }
    case 'timed out':
      return { ...entry, executed: true, timeout: true, error: result.error, ...output }
    case 'not started':
    case 'left out':
      return { ...entry, executed: false, error: result.error }
  }
}

const shownOutput = (text: string): string => head(text.replaceAll(/\r\n?/g, '\n'), 1000)

function denial(step: StepState): object {
  const denied = step.commands.filter((entry) => rulingOf(entry) === 'deny')
  return {
    command_results: [],
    execution_summary: { executed_count: 0, denied_count: denied.length, timeout_count: 0, failed_count: 0 },
    denied_command_snippet: head(denied[0]?.command.code ?? '', 200),
    denied_reason: deniedReasons(step),
  }
}

/** The runbook's six keys about what follows; all null unless the job is done. */
export function nextPhase(isDone: boolean): object {
  return {
    next_phase_name: isDone ? 'S-5' : null,
    next_phase_done_condition: isDone ? '次のフェーズの完了条件（未定義）' : null,
    next_instruction_id: isDone ? doneInstruction : null,
    next_instruction_summary: isDone ? 'S-5フェーズ: 次の目標に向けた準備と実行' : null,
    next_instruction_inputs: isDone
      ? ['workspace/results/result_v2.txt (前フェーズの出力)', 'config_v0_3.json (設定ファイル)']
      : null,
    next_instruction_expected_outputs: isDone
      ? ['次フェーズの成果物（未定義）', 'logs/steps/step_XXX.json (実行ログ)']
      : null,
  }
}
