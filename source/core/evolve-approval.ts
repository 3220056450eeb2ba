// Folds what happens when a person is asked: the open question, the answer on its commands, grants for the run.
import { unansweredReason } from './end-reasons.ts'
import { isTimely, standingApproval, stillStands } from './approval.ts'
import type { Event, EventOf } from './event.ts'
import type { Approval, Grant } from './question.ts'
import type { Judgement, State, StepState } from './state.ts'

export type ApprovalEvent = Extract<Event, { type: `approval.${'asked' | 'answered' | 'expired'}` }>

export function evolveApproval(state: State, step: StepState, event: ApprovalEvent): State {
  if (event.type === 'approval.asked') return asked(state, step, event)
  // Only the open question can be answered, and only once.
  if (step.question?.question !== event.question) return state
  return event.type === 'approval.answered' ? answered(state, step, event) : expired(state, step, event)
}

function asked(state: State, step: StepState, event: EventOf<'approval.asked'>): State {
  const { question, commands, reasons, expiresAt, ts } = event
  const { loop } = state
  return {
    ...state,
    loop: loop && { ...loop, questions: Math.max(loop.questions, question) },
    step: { ...step, question: { question, commands, reasons, expiresAt, askedAt: ts } },
  }
}

function answered(state: State, step: StepState, event: EventOf<'approval.answered'>): State {
  const { question, answer, scope, reason, by } = event
  const reasons = step.question?.reasons ?? []
  const commands = step.commands.map((command, index) => {
    const asked = reasons.find((entry) => entry.index === index)
    if (!asked) return command
    const approval: Approval = { answer, scope, via: 'answer', question, rules: asked.rules, reason, by }
    return { ...command, approval }
  })
  const { run } = state
  const isGrant = answer === 'allow' && scope === 'run'
  const rules = new Set(isGrant ? reasons.flatMap((entry) => entry.rules) : [])
  const added = [...rules].map((rule): Grant => ({ rule, until: event.until, question, by }))
  return {
    ...state,
    run: run && { ...run, grants: [...run.grants.filter(({ rule }) => !rules.has(rule)), ...added] },
    step: { ...step, question: null, commands },
  }
}

function expired(state: State, step: StepState, { question }: EventOf<'approval.expired'>): State {
  const { run } = state
  const waited = (step.question?.commands ?? []).map((index) => index + 1).join(', ')
  const unanswered = unansweredReason(question, step.step, waited)
  return { ...state, run: run && { ...run, unanswered }, step: { ...step, question: null } }
}

/** A command was judged, perhaps again: answers that still fit stand, a question that does not fit falls. */
export function withJudgement(state: State, step: StepState, event: { index: number; ts: string }, judged: Judgement) {
  const grants = state.run?.grants ?? []
  const commands = step.commands.map((command, index) =>
    index === event.index
      ? { ...command, judged, approval: standingApproval(command.approval, judged, grants, event.ts) }
      : command,
  )
  const next = { ...step, commands }
  const question = step.question && stillStands(step.question, next) ? step.question : null
  return { ...state, step: { ...next, question } }
}

/** Where a run goes on: a question whose time ran out while nobody was asked is put anew. */
export const withTimelyQuestion = (step: StepState, ts: string): StepState =>
  step.question && !isTimely(step.question, ts) ? { ...step, question: null } : step
