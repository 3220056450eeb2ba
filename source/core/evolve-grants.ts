// Folds grants that are given and taken back: what waits is looked at again, what has begun is not.
import { standingApproval, stillStands } from './approval.ts'
import type { EventOf } from './event.ts'
import type { Grant } from './question.ts'
import type { CommandState, State } from './state.ts'

type GrantEvent = EventOf<'approval.granted' | 'approval.revoked'>

export function evolveGrants(state: State, event: GrantEvent): State {
  const { run } = state
  if (!run) return state
  const grants = grantsAfter(run.grants, event)
  return withWaiting({ ...state, run: { ...run, grants } }, grants, event.ts)
}

function grantsAfter(before: readonly Grant[], event: GrantEvent): readonly Grant[] {
  const named = new Set(event.rules)
  if (event.type === 'approval.revoked') return named.size === 0 ? [] : before.filter(({ rule }) => !named.has(rule))
  const { until, by, program } = event
  const added = event.rules.map((rule): Grant => ({
    rule,
    until,
    question: 0,
    by,
    ...(program !== null && { program }),
  }))
  return [...before.filter((grant) => !named.has(grant.rule) || grant.program !== (program ?? undefined)), ...added]
}

/** Commands that wait are let through by a new grant and held back without one; a question that is settled so falls. */
function withWaiting(state: State, grants: readonly Grant[], ts: string): State {
  const { step } = state
  if (!step || step.finished) return state
  const again = (command: CommandState): CommandState => {
    if (command.status !== 'waiting' || !command.judged) return command
    return { ...command, approval: standingApproval(command.approval, command.judged, grants, ts) }
  }
  const next = { ...step, commands: step.commands.map(again) }
  const question = step.question && stillStands(step.question, next) ? step.question : null
  return { ...state, step: { ...next, question } }
}
