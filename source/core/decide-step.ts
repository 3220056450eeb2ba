// The inside of a step: done check, draft > review > final, verdicts, snapshot, commands, end.
import { inDoubtReason, noSnapshotReason, stoppedReason } from './end-reasons.ts'
import { openAsks, rulingOf } from './approval.ts'
import type { Effect, Place } from './effect.ts'
import type { Fact } from './event.ts'
import { roles, type Role } from './event-place.ts'
import { withNotes } from './notes.ts'
import { makePrompt, retryPrompt, type PromptParts } from './prompt.ts'
import { boundedParts } from './prompt-budget.ts'
import { mayHalve, promptBudget } from './prompt-limit.ts'
import { modelName } from './settings.ts'
import type { AskReason } from './question.ts'
import { readReply } from './reply.ts'
import { retryWait } from './retry.ts'
import { limitBeforeCall, limitOfStalling, limitReason } from './limits.ts'
import type { CallState } from './call-state.ts'
import type { CommandState, JobState, LoopState, RunEnd, RunState, StepState } from './state.ts'
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
  readonly loop: LoopState
  readonly run: RunState
  readonly job: JobState
  readonly step: StepState
}

export const record = (...facts: Fact[]): Effect => ({ kind: 'record', facts })

/** How a run ended -> its exit code. */
export const endCodes: Record<RunEnd, number> = {
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

export const runEnded = ({ loop, run }: Pick<Inside, 'loop' | 'run'>, why: RunEnd, endReason: string): Fact => ({
  type: 'run.ended',
  run: run.run,
  why,
  endReason,
  exitCode: endCodes[why],
  usage: loop.usage,
})

export function nextInStep(inside: Inside): Effect {
  const { run, step } = inside
  const hasBegun = step.commands.some((command) => command.status !== 'waiting')
  if (step.inDoubt !== null) return record(runEnded(inside, 'in_doubt', inDoubtReason(step.step, step.inDoubt)))
  if (run.stop === 'now' || run.limit) {
    if (hasBegun) return finish(inside, 'execute', executedReason)
    return record(
      run.limit ? runEnded(inside, 'limit', limitReason(run.limit)) : runEnded(inside, 'stopped', stoppedReason),
    )
  }
  if (run.unanswered) return record(runEnded(inside, 'unanswered', run.unanswered))
  if (run.isPauseRequested)
    return run.isPaused ? { kind: 'waitForRequest' } : record({ type: 'run.paused', run: run.run })
  if (!step.done) return { kind: 'checkDone', ...placeOf(inside) }
  if (step.done.isDone) return jobDone(inside)
  const { max_steps: maxSteps } = run.settings.config
  if (step.step > maxSteps) return finish(inside, 'max_steps_reached', maxStepsReason(maxSteps))
  const stalled = limitOfStalling(inside, inside.job)
  if (stalled) return record(stalled, runEnded(inside, 'limit', limitReason(stalled)))

  for (const role of roles) {
    const call = step.calls[role]
    if (call.status !== 'accepted') return nextCall(inside, role, call)
    const isRejected = role === 'review' && run.settings.tos.review.gate && call.value?.['approval'] === false
    if (isRejected) return finish(inside, 'rejected', rejectedReason(verdictText(call)))
  }
  return execute(inside)
}

const placeOf = ({ job, step }: Inside): Place => ({ job: job.job, step: step.step })

type StepFinished = Extract<Fact, { type: 'step.finished' }>

function stepFinished(inside: Inside, end: Pick<StepFinished, 'phase' | 'reason'> & Partial<StepFinished>): Fact {
  const usage = inside.step.usage
  return { type: 'step.finished', ...placeOf(inside), error: null, detail: null, isStopped: false, usage, ...end }
}

function finish(inside: Inside, phase: 'execute' | 'rejected' | 'max_steps_reached', reason: string): Effect {
  return record(stepFinished(inside, { phase, reason }))
}

function jobDone(inside: Inside): Effect {
  const { run, job } = inside
  const isRunbookCheck = run.settings.tos.done.checks === null
  const reason = isRunbookCheck ? doneReason : 'done.checks of config/tos.json all hold'
  const finished: Fact = { type: 'job.finished', ...placeOf(inside), index: job.index, usage: job.usage }
  return record(stepFinished(inside, { phase: 'done', reason }), finished)
}

function verdictText(call: CallState): string {
  const review = call.value?.['review']
  return typeof review === 'string' && review.trim() !== '' ? review : 'approval=false'
}

function nextCall(inside: Inside, role: Role, call: CallState): Effect {
  const { config } = inside.run.settings
  switch (call.status) {
    case 'idle':
      return ask(inside, role, { round: call.round, attempt: call.attempt + 1 })
    case 'asked':
      return ask(inside, role, { round: call.round, attempt: call.attempt, askedBefore: true })
    case 'failed':
      return afterFailure(inside, role, call)
    case 'refused':
      if (call.round > config.json_retry) return roleFailed(inside, role, call)
      return ask(inside, role, { round: call.round + 1, attempt: 1 })
    case 'answered':
      return takeReply(inside, role, call)
    case 'accepted':
      throw new Error('an accepted reply is not asked for again')
  }
}

function afterFailure(inside: Inside, role: Role, call: CallState): Effect {
  const { config, tos } = inside.run.settings
  if (call.failure?.kind === 'prompt too long' && mayHalve(inside.loop, call.model))
    return ask(inside, role, { round: call.round, attempt: call.attempt + 1 })
  const waitMs = retryWait(call, { apiRetry: config.api_retry, maxWaitMs: tos.models.max_wait_min * 60_000 })
  if (waitMs === null) return roleFailed(inside, role, call)
  return ask(inside, role, { round: call.round, attempt: call.attempt + 1, waitMs })
}

function ask(
  inside: Inside,
  role: Role,
  call: { round: number; attempt: number; askedBefore?: boolean; waitMs?: number },
): Effect {
  const prompt = promptOf(inside, role, call.round)
  const reached = limitBeforeCall(inside, role, prompt)
  if (reached) return record(reached, runEnded(inside, 'limit', limitReason(reached)))
  return { kind: 'askModel', ...placeOf(inside), role, prompt, askedBefore: false, waitMs: 0, ...call }
}

function promptOf(inside: Inside, role: Role, round: number): string {
  const { run, job, step } = inside
  const { config } = run.settings
  const make = (parts: PromptParts) => {
    const made = makePrompt(role, config[`${role}_prompt_template`], parts)
    const first = role === 'draft' ? withNotes(made, inside.loop.notes) : made
    return round === 1 ? first : retryPrompt(config.json_retry_prefix, first)
  }
  const parts = {
    stepNum: step.step,
    history: job.history,
    payload: run.payload?.text ?? null,
    observations: job.observations,
    draft: step.calls.draft.value,
    review: step.calls.review.value,
  }
  return make(boundedParts(parts, promptBudget(inside, modelName(run.settings, role)), make))
}

function takeReply(inside: Inside, role: Role, call: CallState): Effect {
  const place = { ...placeOf(inside), role }
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

function roleFailed(inside: Inside, role: Role, call: CallState): Effect {
  const { failure } = call
  const detail = failure
    ? `${failure.kind}${failure.status === null ? '' : ` (status ${failure.status})`}: ${failure.message}`
    : `wrong form: the reply was no JSON object of the ${role} shape, asked ${call.round} times`
  const end = { reason: fatalReason, error: roleError(role), detail, isStopped: true }
  return record(stepFinished(inside, { phase: 'fatal_error', ...end }))
}

function execute(inside: Inside): Effect {
  const { run, step } = inside
  const { commands } = step
  const unjudged = commands.flatMap((entry, index) => (entry.judged ? [] : [{ index, command: entry.command }]))
  if (unjudged.length > 0) return { kind: 'judge', ...placeOf(inside), commands: unjudged }

  if (isDenied(run, commands)) return denyStep(inside)
  const asks = openAsks(step)
  if (asks.length > 0) return askPerson(inside, asks)
  const next = commands.findIndex((entry) => entry.status === 'waiting' && rulingOf(entry) === 'allow')
  const entry = commands[next]
  if (!entry) return finish(inside, 'execute', executedReason)
  if (step.snapshot === 'failed') return record(runEnded(inside, 'failed', noSnapshotReason))
  if (step.snapshot === 'none' || step.snapshot === 'delayed') return { kind: 'takeSnapshot', ...placeOf(inside) }
  return { kind: 'runCommand', ...placeOf(inside), index: next, command: entry.command }
}

/** All of a step that must be asked is one question, and nothing of the step runs before its answer. */
function askPerson(inside: Inside, reasons: AskReason[]): Effect {
  const { loop, run, step } = inside
  // A stop after the step need not wait for an answer: what waits for a person has not begun.
  if (run.stop) return record(runEnded(inside, 'stopped', stoppedReason))
  const { question } = step
  if (!question) return { kind: 'askPerson', ...placeOf(inside), question: loop.questions + 1, reasons }
  const { expiresAt } = question
  return { kind: 'waitForAnswer', ...placeOf(inside), question: question.question, expiresAt }
}

/** One denied command stops the whole step before anything ran, unless denied ones are left out. */
function isDenied(run: RunState, commands: readonly CommandState[]): boolean {
  const hasBegun = commands.some((entry) => entry.status === 'finished')
  const denied = commands.filter((entry) => rulingOf(entry) === 'deny')
  return denied.length > 0 && !hasBegun && (denied.length === commands.length || stopsMixed(run))
}

const stopsMixed = ({ settings: { config, tos } }: RunState): boolean =>
  config.execution_policy.stop_on_deny && tos.policy.mixed_step === 'stop'

/** The policy's deny ends the run with stop_on_deny; a person's never does, the next step sees the reason. */
function denyStep(inside: Inside): Effect {
  const { run, step } = inside
  const reason = deniedReason(deniedReasons(step))
  const byPolicy = step.commands.filter(({ judged }) => judged?.verdict === 'deny').length
  const isPolicys = byPolicy === step.commands.length || (byPolicy > 0 && stopsMixed(run))
  const isStopped = isPolicys && run.settings.config.execution_policy.stop_on_deny
  return record(stepFinished(inside, { phase: 'deny', reason, isStopped }))
}
