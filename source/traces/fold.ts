// The fold of a journal into spans, each told when it has ended: run > job > step > call, command, question.
import type { Event, EventOf } from '../core/event.ts'
import {
  callEnd,
  callSpan,
  commandEnd,
  commandSpan,
  jobSpan,
  questionSpan,
  runSpan,
  stepSpan,
  type Named,
} from './names.ts'
import type { Attributes, Moment, TracedRun, TracedSpan } from './span.ts'

export interface SpanFold {
  readonly take: (event: Event) => void
  /** Nobody runs and the journal has no more: what is open of a run ends where it was last heard of. */
  readonly died: () => void
}

/** Innermost first: in this order they end when their run does. */
const inner = ['call', 'question', 'command'] as const
const kinds = [...inner, 'step', 'job', 'run'] as const
type Kind = (typeof kinds)[number]

interface Open extends Named {
  readonly key: string
  readonly parent: string | null
  readonly from: string
  readonly moments: Moment[]
  /** Which job, step or command of its kind. */
  readonly number: number
}

/** Calls `tell` with every span in an order that is the same whenever the same journal is read. */
export function spanFold(tell: (span: TracedSpan) => void): SpanFold {
  let loop = ''
  let run: TracedRun | null = null
  /** When the run was heard of last. */
  let lastTs = ''
  const open = new Map<Kind, Open>()

  const begin = (kind: Kind, { seq, ts }: Event, named: Named, number = 0): void => {
    const outer = kinds.slice(kinds.indexOf(kind) + 1).filter((one) => !inner.some((name) => name === one))
    const parent = outer.map((one) => open.get(one)).find(Boolean)?.key ?? null
    open.set(kind, { ...named, key: `${kind}-${seq}`, parent, from: ts, moments: [], number })
  }
  const end = (kind: Kind, ts: string, more: Attributes = {}, error: string | null = null): void => {
    const span = open.get(kind)
    open.delete(kind)
    if (!span || !run) return
    const { key, parent, name, from, moments } = span
    const attributes = { ...span.attributes, ...more, ...(error !== null && { 'error.type': error }) }
    const to = ts < from ? from : ts
    tell({
      run,
      key,
      parent,
      kind: kind === 'call' ? 'client' : 'internal',
      name,
      from,
      to,
      attributes,
      moments,
      error,
    })
  }
  /** Everything inside of `kind`, and that. */
  const endAll = (kind: Kind, ts: string, cause: string | null): void => {
    for (const one of kinds.slice(0, kinds.indexOf(kind) + 1)) end(one, ts, {}, cause)
  }
  const died = (): void => {
    if (run) endAll('run', lastTs, 'died')
    run = null
  }
  const ensureJob = (event: Event, job: number, name: string | null): void => {
    if (open.get('job')?.number === job) return
    endAll('job', event.ts, null)
    begin('job', event, jobSpan(loop, job, name), job)
  }
  /** A step may go on in a later run, or behind a question that another run put. */
  const ensureStep = (event: Event & { job: number; step: number }, attempt: number | null = null): void => {
    ensureJob(event, event.job, null)
    if (open.get('step')?.number === event.step && attempt === null) return
    endAll('step', event.ts, null)
    begin('step', event, stepSpan(event.job, event.step, attempt), event.step)
  }
  const note = (kind: Kind, { ts }: Event, name: string, attributes: Attributes): void =>
    void open.get(kind)?.moments.push({ ts, name, attributes })

  const takeInRun = (event: Event): void => {
    switch (event.type) {
      case 'job.started':
        return ensureJob(event, event.job, event.name)
      case 'job.finished':
        return endAll('job', event.ts, null)
      case 'step.started':
        return ensureStep(event, event.attempt)
      case 'step.finished':
        return finishStep(event)
      case 'model.asked':
        ensureStep(event)
        endAll('call', event.ts, 'no answer')
        return begin('call', event, callSpan(event))
      case 'model.answered':
        return end('call', event.ts, callEnd(event))
      case 'model.failed':
        return end('call', event.ts, callEnd(event), event.kind)
      case 'approval.asked':
        ensureStep(event)
        return begin('question', event, questionSpan(event))
      case 'approval.answered':
        return end('question', event.ts, { 'tos.answer': event.answer })
      case 'approval.expired':
        return end('question', event.ts, { 'tos.answer': 'none' })
      case 'command.judged':
        ensureStep(event)
        if (event.verdict === 'allow') return
        return note('step', event, event.verdict, {
          'tos.command': event.index,
          'tos.rule': event.rule,
          'tos.place': event.place,
        })
      case 'command.started':
        ensureStep(event)
        return begin('command', event, commandSpan(event), event.index)
      case 'command.finished':
        return end('command', event.ts, commandEnd(event), commandError(event))
      case 'limit.reached':
        return note('run', event, 'limit', { 'tos.limit': event.limit, 'tos.allowed': event.allowed })
      default:
    }
  }
  const finishStep = ({ ts, phase }: EventOf<'step.finished'>): void => {
    for (const one of inner) end(one, ts, {}, 'no end')
    end('step', ts, { 'tos.phase': phase }, ['deny', 'fatal_error'].includes(phase) ? phase : null)
  }
  const finishRun = ({ ts, why, exitCode }: EventOf<'run.ended'>): void => {
    endAll('job', ts, exitCode === 0 ? null : why)
    end('run', ts, { 'tos.end': why, 'process.exit.code': exitCode }, exitCode === 0 || why === 'stopped' ? null : why)
    run = null
  }

  return {
    died,
    take(event) {
      if (event.type === 'loop.started') ({ loop } = event)
      if (event.type === 'run.recovered') died()
      if (event.type === 'run.started') {
        died()
        const { version, host, pid, user } = event
        run = { loop, run: event.run, version, host, pid, user }
        begin('run', event, runSpan(event, loop))
      }
      if (!run) return
      // What people do between runs belongs to none.
      if ('job' in event || event.type.startsWith('run.')) lastTs = event.ts
      if (event.type === 'run.ended') finishRun(event)
      else takeInRun(event)
    },
  }
}

/** Null: it did what it should. */
function commandError({ outcome, exitCode }: EventOf<'command.finished'>): string | null {
  if (outcome !== 'exited') return outcome
  return exitCode === 0 ? null : 'exit code'
}
