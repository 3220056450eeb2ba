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
  /** Milliseconds in which no run drove it: it was left open by one, and the next goes on with it. */
  readonly idle: number
  /** When it was driven last. */
  readonly driven: string
  /** Its run has ended: what comes now is of people. */
  readonly isLeft: boolean
}

const none = { draft: 0, review: 0, final: 0, waiting: 0, executing: 0, total: 0, tokens: 0 }
const between = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from)) || 0

/** The timing behind an event; null before the first step. */
export function evolveTiming(timing: Timing | null, event: Event): Timing | null {
  if (event.type === 'step.started') {
    const { seq, ts, job, step } = event
    const times = { ...none, seq, job, step, startedAt: ts }
    return { times, since: null, running: null, idle: 0, driven: ts, isLeft: false }
  }
  if (!timing) return timing
  if (event.type === 'run.started') return goneOn(timing, event.ts)
  // A checkpoint or a rollback of a person drives no step, also where the run died without a word.
  const isOfStep = 'step' in event && event.step !== null
  if (timing.isLeft || (!isOfStep && event.type !== 'run.ended')) return timing
  return { ...drivenOn(timing, event), driven: event.ts, isLeft: event.type === 'run.ended' }
}

/** What the run before left open was nobody's until now. */
function goneOn(timing: Timing, ts: string): Timing {
  const { times, since, driven } = timing
  const waiting = since === null ? times.waiting : times.waiting + between(since, driven)
  const idle = timing.idle + between(driven, ts)
  return { times: { ...times, waiting }, since: since && ts, running: null, idle, driven: ts, isLeft: false }
}

function drivenOn(timing: Timing, event: Event): Timing {
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
      return { ...timing, times: { ...times, total: Math.max(0, between(times.startedAt, event.ts) - timing.idle) } }
    default:
      return timing
  }
}
