// Folds what happens inside a step: checks, calls, verdicts, commands, and the step's end.
import { evolveGrants } from './evolve-grants.ts'
import { commandFinished, commandSettled, inCommand } from './evolve-command.ts'
import { evolveApproval, withJudgement, type ApprovalEvent } from './evolve-approval.ts'
import { heardNotes, noted, seenNotes } from './notes.ts'
import type { Event, EventOf } from './event.ts'
import type { Role } from './event-place.ts'
import type { CallState } from './call-state.ts'
import { judgementOf } from './judgement.ts'
import type { CommandState, State, StepState } from './state.ts'
import { withRefused } from './refused-hosts.ts'
import { isLimit } from './retry.ts'
import { withShorterPrompts } from './prompt-limit.ts'
import { withProgress } from './progress.ts'
import { written } from './proof.ts'
import { askedCall } from './asked-call.ts'
import { addCall, noUsage, type CallUsage } from './usage.ts'

const idleCall: CallState = {
  made: 0,
  status: 'idle',
  round: 1,
  attempt: 0,
  prompt: null,
  model: '',
  raw: null,
  extracted: null,
  value: null,
  failure: null,
  retryAt: null,
  waitedMs: 0,
  promptLength: 0,
  limited: 0,
}

export function freshStep(event: { step: number; attempt: number; ts: string }): StepState {
  return {
    step: event.step,
    attempt: event.attempt,
    startedAt: event.ts,
    done: null,
    calls: { draft: idleCall, review: idleCall, final: idleCall },
    commands: [],
    usage: noUsage,
    question: null,
    snapshot: 'none',
    inDoubt: null,
    finished: null,
  }
}

type StepEvent =
  | ApprovalEvent
  | Extract<
      Event,
      {
        type:
          | `model.${string}`
          | `reply.${string}`
          | `command.${string}`
          | `snapshot.${'delayed' | 'made' | 'skipped' | 'failed'}`
          | 'network.denied'
          | 'approval.granted'
          | 'approval.revoked'
          | 'done.checked'
      }
    >

const snapshots = {
  'snapshot.delayed': 'delayed',
  'snapshot.made': 'made',
  'snapshot.skipped': 'skipped',
  'snapshot.failed': 'failed',
} as const

export function evolveStep(state: State, event: StepEvent): State {
  const { step, run } = state
  if (event.type === 'done.checked' && run && (!step || step.finished))
    return written({ ...state, run: { ...run, recheck: event.isDone } }, event.written)
  if (event.type === 'approval.granted' || event.type === 'approval.revoked') return evolveGrants(state, event)
  if (!step || step.finished) return state
  switch (event.type) {
    case 'done.checked':
      return withProgress(
        written({ ...state, step: { ...step, done: { isDone: event.isDone, results: event.results } } }, event.written),
        event.tree,
      )
    case 'model.retryPlanned':
      return inCall(state, event.role, {
        retryAt: event.until,
        waitedMs: step.calls[event.role].waitedMs + event.waitMs,
      })
    case 'model.asked':
      return inCall(
        noted(state, (notes) => seenNotes(notes, event.role)),
        event.role,
        askedCall(step.calls[event.role], event),
      )
    case 'model.answered':
      return inCall(used(counted(state, event.role), event), event.role, {
        status: 'answered',
        raw: event.text,
        model: event.model,
        failure: null,
        limited: 0,
      })
    case 'model.failed': {
      const { kind, message, status, isPermanent, retryAfterMs, usage = null, charged, costUsd = null } = event
      const failure = { kind, message, status, isPermanent, retryAfterMs }
      const { limited } = step.calls[event.role]
      const billed = charged || usage ? used(state, { usage, charged, costUsd }) : state
      const next = kind === 'cancelled' ? billed : counted(billed, event.role)
      return inCall(kind === 'prompt too long' ? withShorterPrompts(next, event.role) : next, event.role, {
        status: kind === 'cancelled' ? 'idle' : 'failed',
        attempt: kind === 'cancelled' ? event.attempt - 1 : event.attempt,
        failure,
        limited: limited + (isLimit(failure) || kind === 'prompt too long' ? 1 : 0),
      })
    }
    case 'reply.refused':
      return inCall(state, event.role, { status: 'refused', extracted: event.extracted })
    case 'reply.accepted':
      return replyAccepted(
        noted(state, (notes) => heardNotes(notes, event.role)),
        step,
        event,
      )
    case 'snapshot.delayed':
    case 'snapshot.made':
    case 'snapshot.skipped':
    case 'snapshot.failed':
      return { ...state, step: { ...step, snapshot: snapshots[event.type] } }
    case 'command.judged':
      return withJudgement(state, step, event, judgementOf(event))
    case 'approval.asked':
    case 'approval.answered':
    case 'approval.expired':
      return evolveApproval(state, step, event)
    case 'command.started':
      return inCommand(state, step, event.index, { status: 'started', marker: event.marker })
    case 'command.spawned':
      return inCommand(state, step, event.index, { pid: event.pid, startTick: event.startTick })
    case 'network.denied':
      return withRefused(state, event)
    case 'command.finished':
      return commandFinished(state, step, event)
    case 'command.settled':
      return commandSettled(state, step, event)
  }
}

function inCall(state: State, role: Role, change: Partial<CallState>): State {
  if (!state.step) return state
  const calls = { ...state.step.calls, [role]: { ...state.step.calls[role], ...change } }
  return { ...state, step: { ...state.step, calls } }
}

function counted(state: State, role: Role): State {
  if (!state.loop || !state.step) return state
  const { calls } = state.loop
  const next = inCall(state, role, { made: state.step.calls[role].made + 1 })
  return { ...next, loop: { ...state.loop, calls: { ...calls, [role]: calls[role] + 1 } } }
}

function used(state: State, call: CallUsage): State {
  const { loop, job, step } = state
  if (!loop || !job || !step) return state
  return {
    ...state,
    loop: { ...loop, usage: addCall(loop.usage, call) },
    job: { ...job, usage: addCall(job.usage, call) },
    step: { ...step, usage: addCall(step.usage, call) },
  }
}

function replyAccepted(state: State, step: StepState, event: EventOf<'reply.accepted'>): State {
  const next = inCall(state, event.role, { status: 'accepted', value: event.value, extracted: null })
  if (event.role !== 'final' || !next.step) return next
  const received: unknown = event.value['final_commands']
  const commands = (Array.isArray(received) ? received : []).filter(isToRun).map((command): CommandState => ({
    command,
    judged: null,
    approval: null,
    status: 'waiting',
    marker: null,
    pid: null,
    startTick: null,
    result: null,
  }))
  return { ...next, step: { ...next.step, commands, snapshot: step.snapshot } }
}

/** A line of the journal that somebody changed may hold anything. */
const isToRun = (value: unknown): value is CommandState['command'] => {
  const { type, code } = (value ?? {}) as Record<string, unknown>
  return typeof type === 'string' && typeof code === 'string' && code.trim() !== ''
}
