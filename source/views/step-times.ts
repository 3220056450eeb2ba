// Where the time of a step went: thinking, waiting for a person, executing.
import type { Event } from '../core/event.ts'
import type { Role } from '../core/event-place.ts'

export interface StepTimes {
  /** Of the event it began with. */
  readonly seq: number
  readonly job: number
  readonly step: number
  readonly startedAt: string
  /** Milliseconds. */
  readonly draft: number
  readonly review: number
  readonly final: number
  readonly waiting: number
  readonly executing: number
  readonly total: number
  /** Tokens of its calls. */
  readonly tokens: number
}

export const timedParts = ['draft', 'review', 'final', 'waiting', 'executing'] as const satisfies readonly (
  | Role
  | 'waiting'
  | 'executing'
)[]

/** The step under way; `since` is when its open question was asked. */
export interface Timing {
  readonly times: StepTimes
  readonly since: string | null
  /** When the command under way was started; null between commands. */
  readonly running: string | null
}

const none = { draft: 0, review: 0, final: 0, waiting: 0, executing: 0, total: 0, tokens: 0 }
const between = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from)) || 0

/** The timing behind an event; null before the first step. */
export function evolveTiming(timing: Timing | null, event: Event): Timing | null {
  if (event.type === 'step.started') {
    const { seq, ts, job, step } = event
    return { times: { ...none, seq, job, step, startedAt: ts }, since: null, running: null }
  }
  if (!timing) return timing
  const { times, since } = timing
  switch (event.type) {
    case 'model.answered': {
      const tokens = times.tokens + (event.usage ? event.usage.input + event.usage.output : 0)
      return { ...timing, times: { ...times, tokens, [event.role]: times[event.role] + event.latencyMs } }
    }
    case 'model.failed':
      return { ...timing, times: { ...times, [event.role]: times[event.role] + event.latencyMs } }
    case 'approval.asked':
      return { ...timing, since: event.ts }
    case 'approval.answered':
    case 'approval.expired':
      return since === null
        ? timing
        : { ...timing, times: { ...times, waiting: times.waiting + between(since, event.ts) }, since: null }
    case 'command.started':
      return { ...timing, running: event.ts }
    case 'command.finished':
      return { ...timing, running: null, times: { ...times, executing: times.executing + event.durationMs } }
    case 'step.finished':
      return { ...timing, times: { ...times, total: between(times.startedAt, event.ts) } }
    default:
      return timing
  }
}
