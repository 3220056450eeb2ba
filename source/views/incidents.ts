// What a person should know of a night: each refusal, question, failure, rejection and limit as one row.
import type { Event, EventOf } from '../core/event.ts'
import { limitReason } from '../core/limits.ts'
import { printableLine } from '../core/printable.ts'
import type { State } from '../core/state.ts'
import { head } from '../core/text.ts'
import { isFailure, isNo } from './job-row.ts'

/** The gravest first. */
export const incidentKinds = ['limit', 'denied', 'failed', 'rejected', 'refused', 'uncovered', 'asked'] as const
export type IncidentKind = (typeof incidentKinds)[number]

export interface Incident {
  readonly kind: IncidentKind
  /** Of its event. */
  readonly seq: number
  readonly ts: string
  /** Null outside of every job. */
  readonly job: number | null
  readonly step: number | null
  /** The command, the limit, the files: one harmless line. */
  readonly text: string
  /** Why, or by whom; empty where the kind says it all. */
  readonly why: string
}

/** Code points of a text that are kept. */
const keptText = 200
const line = (text: string): string => printableLine(head(text, keptText))

/** The rows of an event; `state` is the one behind the event. */
export function incidentsOf(event: Event, state: State): Incident[] {
  if (event.type === 'approval.answered') return event.answer === 'deny' ? deniedByAnswer(event, state) : []
  const one = incidentOf(event, state)
  return one ? [one] : []
}

/** Each command that a person's no stands for, as the policy's denies are counted. */
function deniedByAnswer(event: EventOf<'approval.answered'>, { step }: State): Incident[] {
  const { seq, ts, job, question } = event
  const why = line(`${event.by}${event.reason ? `: ${event.reason}` : ''}`)
  const commands = step?.commands.filter(({ approval }) => isNo(approval) && approval?.question === question) ?? []
  return commands.map(({ command }) => ({
    kind: 'denied',
    seq,
    ts,
    job,
    step: event.step,
    text: line(command.code),
    why,
  }))
}

function incidentOf(event: Event, state: State): Incident | null {
  const row = (kind: IncidentKind, text: string, why: string): Incident => {
    const job = 'job' in event ? event.job : (state.job?.job ?? null)
    const step = 'step' in event ? event.step : (state.step?.step ?? null)
    return { kind, seq: event.seq, ts: event.ts, job, step, text: line(text), why: line(why) }
  }
  const codeOf = (index: number): string => state.step?.commands[index]?.command.code ?? ''
  switch (event.type) {
    case 'command.judged':
      return event.verdict === 'deny' ? row('denied', codeOf(event.index), event.reason) : null
    case 'approval.asked': {
      const [first] = event.reasons
      return row('asked', codeOf(first?.index ?? 0), first?.rules.join(' ') ?? '')
    }
    case 'command.finished': {
      if (!isFailure(event)) return null
      return row('failed', codeOf(event.index), event.outcome === 'exited' ? `exit ${event.exitCode}` : event.outcome)
    }
    case 'step.finished':
      if (event.phase === 'rejected') return row('rejected', event.reason, '')
      return event.phase === 'fatal_error' ? row('failed', event.error ?? event.reason, event.detail ?? '') : null
    case 'reply.refused':
      return row('refused', event.role, event.reason)
    case 'model.failed':
      return event.isPermanent ? row('refused', event.role, event.message) : null
    case 'limit.reached':
      return row('limit', limitReason(event), '')
    case 'snapshot.made': {
      const { leftOut = [] } = event
      const [first] = leftOut
      const more = leftOut.length > 1 ? ` +${leftOut.length - 1}` : ''
      return first ? row('uncovered', `${first.path}${more}`, first.why) : null
    }
    case 'snapshot.failed':
      return row('uncovered', event.reason, '')
    default:
      return null
  }
}
