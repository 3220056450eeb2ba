// The inside of a step: done check, draft > review > final, verdicts, snapshot, commands, end.
import type { Effect, Place } from './effect.ts'
import type { Fact } from './event.ts'
import { roles, type Role } from './event-place.ts'
import { makePrompt, retryPrompt } from './prompt.ts'
import { readReply } from './reply.ts'
import type { CallState, CommandState, JobState, RunEnd, RunState, StepState } from './state.ts'
import { exitCodes } from './failure.ts'
import { deniedReasons } from './step-end.ts'
import {
  deniedReason,
  doneReason,
  executedReason,
  fatalReason,
  maxStepsReason,
  rejectedReason,
  roleError,
} from './wording.ts'

interface Inside {
  readonly run: RunState
  readonly job: JobState
  readonly step: StepState
}

export const record = (...facts: Fact[]): Effect => ({ kind: 'record', facts })

const endCodes: Record<RunEnd, number> = {
  done: exitCodes.well,
  loop_complete: exitCodes.well,
  deny: exitCodes.failed,
  fatal_error: exitCodes.failed,
  failed: exitCodes.failed,
  max_steps: exitCodes.limit,
  limit: exitCodes.limit,
  unanswered: exitCodes.unanswered,
  in_doubt: exitCodes.unanswered,
  stopped: exitCodes.stopped,
}

export const runEnded = (run: RunState, why: RunEnd, endReason: string): Fact => ({
  type: 'run.ended',
  run: run.run,
  why,
  endReason,
  exitCode: endCodes[why],
})

export function nextInStep({ run, job, step }: Inside): Effect {
  const place = { job: job.job, step: step.step }
  const hasBegun = step.commands.some((command) => command.status !== 'waiting')
  if (step.inDoubt !== null) return record(runEnded(run, 'in_doubt', inDoubtText(step, step.inDoubt)))
  if (run.stop === 'now')
    return hasBegun
      ? finish(place, 'execute', executedReason)
      : record(runEnded(run, 'stopped', 'stopped: by the operator'))
  if (run.isPauseRequested)
    return run.isPaused ? { kind: 'waitForRequest' } : record({ type: 'run.paused', run: run.run })
  if (!step.done) return { kind: 'checkDone', ...place }
  if (step.done.isDone) return jobDone(place, run, job)
  const { max_steps: maxSteps } = run.settings.config
  if (step.step > maxSteps) return finish(place, 'max_steps_reached', maxStepsReason(maxSteps))

  for (const role of roles) {
    const call = step.calls[role]
    if (call.status !== 'accepted') return nextCall({ run, job, step }, role, call)
    const isRejected = role === 'review' && run.settings.tos.review.gate && call.value?.['approval'] === false
    if (isRejected) return finish(place, 'rejected', rejectedReason(verdictText(call)))
  }
  return execute({ run, job, step }, place)
}

function finish(place: Place, phase: 'execute' | 'rejected' | 'max_steps_reached', reason: string): Effect {
  return record({ type: 'step.finished', ...place, phase, reason, error: null, detail: null, isStopped: false })
}

function jobDone(place: Place, run: RunState, job: JobState): Effect {
  const isRunbookCheck = run.settings.tos.done.checks === null
  const reason = isRunbookCheck ? doneReason : 'done.checks of config/tos.json all hold'
  return record(
    { type: 'step.finished', ...place, phase: 'done', reason, error: null, detail: null, isStopped: false },
    { type: 'job.finished', ...place, index: job.index },
  )
}

function verdictText(call: CallState): string {
  const review = call.value?.['review']
  return typeof review === 'string' && review.trim() !== '' ? review : 'approval=false'
}

function inDoubtText(step: StepState, index: number): string {
  return `in_doubt: command ${index + 1} of step ${step.step} had started when the run died; it may have run in part, whole or not at all`
}

function nextCall(inside: Inside, role: Role, call: CallState): Effect {
  const { config } = inside.run.settings
  switch (call.status) {
    case 'idle':
      return ask(inside, role, { round: call.round, attempt: call.attempt + 1 })
    case 'asked':
      return ask(inside, role, { round: call.round, attempt: call.attempt, askedBefore: true })
    case 'failed': {
      const failure = call.failure
      if (!failure || failure.isPermanent || call.attempt > config.api_retry) return roleFailed(inside, role, call)
      const waitMs = Math.max(1000 * 2 ** (call.attempt - 1), failure.retryAfterMs ?? 0)
      return ask(inside, role, { round: call.round, attempt: call.attempt + 1, waitMs })
    }
    case 'refused':
      if (call.round > config.json_retry) return roleFailed(inside, role, call)
      return ask(inside, role, { round: call.round + 1, attempt: 1 })
    case 'answered':
      return takeReply(inside, role, call)
    case 'accepted':
      throw new Error('an accepted reply is not asked for again')
  }
}

function ask(
  { run, job, step }: Inside,
  role: Role,
  call: { round: number; attempt: number; askedBefore?: boolean; waitMs?: number },
): Effect {
  const { config } = run.settings
  const first = makePrompt(role, config[`${role}_prompt_template`], {
    stepNum: step.step,
    history: job.history,
    payload: run.payload?.text ?? null,
    observations: job.observations,
    draft: step.calls.draft.value,
    review: step.calls.review.value,
  })
  const prompt = call.round === 1 ? first : retryPrompt(config.json_retry_prefix, first)
  return { kind: 'askModel', job: job.job, step: step.step, role, prompt, askedBefore: false, waitMs: 0, ...call }
}

function takeReply({ job, step }: Inside, role: Role, call: CallState): Effect {
  const place = { job: job.job, step: step.step, role }
  const reply = readReply(role, call.raw ?? '')
  if (reply.ok) return record({ type: 'reply.accepted', ...place, value: reply.value })
  return record({
    type: 'reply.refused',
    ...place,
    round: call.round,
    reason: reply.reason,
    extracted: reply.extracted,
  })
}

function roleFailed({ job, step }: Inside, role: Role, call: CallState): Effect {
  const { failure } = call
  const detail = failure
    ? `${failure.kind}${failure.status === null ? '' : ` (status ${failure.status})`}: ${failure.message}`
    : `wrong form: the reply was no JSON object of the ${role} shape, asked ${call.round} times`
  return record({
    type: 'step.finished',
    job: job.job,
    step: step.step,
    phase: 'fatal_error',
    reason: fatalReason,
    error: roleError(role),
    detail,
    isStopped: true,
  })
}

function execute({ run, step }: Inside, place: Place): Effect {
  const { commands } = step
  const unjudged = commands.flatMap((entry, index) => (entry.judged ? [] : [{ index, command: entry.command }]))
  if (unjudged.length > 0) return { kind: 'judge', ...place, commands: unjudged }

  const runnable = commands.filter((entry) => entry.judged?.verdict === 'allow')
  if (isDenied(run, commands, runnable)) return denyStep(run, step, place)
  const next = commands.findIndex((entry) => entry.status === 'waiting' && entry.judged?.verdict === 'allow')
  const entry = commands[next]
  if (!entry) return finish(place, 'execute', executedReason)
  if (step.snapshot === 'failed')
    return record(runEnded(run, 'failed', 'failed: the snapshot before the step could not be made'))
  if (step.snapshot === 'none') return { kind: 'takeSnapshot', ...place }
  return { kind: 'runCommand', ...place, index: next, command: entry.command }
}

/** One denied command stops the whole step before anything ran, unless denied ones are left out. */
function isDenied(run: RunState, commands: readonly CommandState[], runnable: readonly CommandState[]): boolean {
  const { stop_on_deny: stopOnDeny } = run.settings.config.execution_policy
  const hasDenied = commands.some((entry) => entry.judged?.verdict === 'deny')
  const hasBegun = commands.some((entry) => entry.status === 'finished')
  const stopsMixed = stopOnDeny && run.settings.tos.policy.mixed_step === 'stop'
  return hasDenied && !hasBegun && (runnable.length === 0 || stopsMixed)
}

function denyStep(run: RunState, step: StepState, place: Place): Effect {
  return record({
    type: 'step.finished',
    ...place,
    phase: 'deny',
    reason: deniedReason(deniedReasons(step)),
    error: null,
    detail: null,
    isStopped: run.settings.config.execution_policy.stop_on_deny,
  })
}
