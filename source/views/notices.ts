// Which events people are told of, as a fold with a small memory: it goes on anywhere in a journal.
import type { Event } from '../core/event.ts'
import { limitReason } from '../core/limits.ts'
import type { Notice, NoticeEvent } from '../core/notice.ts'
import { printableLine } from '../core/printable.ts'
import { head } from '../core/text.ts'
import { inEnglish } from './plain-words.ts'

export interface NoticeMemory {
  readonly loop: string
  readonly run: number
  readonly root: string
  readonly host: string
  readonly seq: number
  /** UTC, of the last event. */
  readonly ts: string
  readonly isRunOpen: boolean
  /** Paused, or a question is open: silence is what was asked for. */
  readonly isWaiting: boolean
  /** Of the step a deny was told of; one step is told once. */
  readonly denied: string
  /** Run and event that the last notice about silence or death was of. */
  readonly told: readonly string[]
}

export const noMemory: NoticeMemory = {
  loop: '',
  run: 0,
  root: '',
  host: '',
  seq: 0,
  ts: '',
  isRunOpen: false,
  isWaiting: false,
  denied: '',
  told: [],
}

export interface NoticeStep {
  readonly memory: NoticeMemory
  readonly notice: Notice | null
}

/** The memory behind an event, and what is told of it. */
export function evolveNotices(before: NoticeMemory, event: Event): NoticeStep {
  const memory = remembered(before, event)
  const told = noticeOf(before, memory, event)
  return { memory, notice: told }
}

function remembered(before: NoticeMemory, event: Event): NoticeMemory {
  const memory = { ...before, seq: event.seq, ts: event.ts }
  switch (event.type) {
    case 'loop.started':
      return { ...noMemory, seq: event.seq, ts: event.ts, loop: event.loop }
    case 'run.started': {
      const { run, root, host } = event
      return { ...memory, run, root, host, isRunOpen: true, isWaiting: false, denied: '' }
    }
    case 'run.ended':
      return { ...memory, isRunOpen: false, isWaiting: false }
    case 'approval.asked':
    case 'run.paused':
      return { ...memory, isWaiting: true }
    case 'approval.answered':
    case 'approval.expired':
    case 'run.resumeRequested':
      return { ...memory, isWaiting: false }
    case 'command.judged':
      return event.verdict === 'deny' ? { ...memory, denied: `${event.job}.${event.step}` } : memory
    default:
      return memory
  }
}

function noticeOf(before: NoticeMemory, memory: NoticeMemory, event: Event): Notice | null {
  const make = (kind: NoticeEvent, text: string, exitCode: number | null = null): Notice => {
    const place = { job: 'job' in event ? event.job : null, step: 'step' in event ? event.step : null }
    return notice(memory, kind, String(event.seq), { text, ts: event.ts, ...place, exitCode })
  }
  switch (event.type) {
    case 'approval.asked': {
      const [first] = event.reasons
      const more = event.commands.length > 1 ? ` (${event.commands.length} commands)` : ''
      return make(
        'question',
        `question ${event.question}: ${first?.reason ?? ''}${more}; answer with 'tos approve' or 'tos deny'`,
      )
    }
    case 'run.ended':
      return make('end', `run ${event.run} ended: ${event.endReason} (exit code ${event.exitCode})`, event.exitCode)
    case 'limit.reached':
      return make('limit', limitReason(event))
    case 'command.judged':
      return event.verdict === 'deny' && before.denied !== memory.denied
        ? make('deny', `a command was denied in job ${event.job} step ${event.step}: ${event.reason}`)
        : null
    case 'run.started':
      // Whoever comes next tells of the death, where nobody else was there to.
      return before.isRunOpen ? deathOf(before) : null
    default:
      return null
  }
}

/** A run that has no end, and nobody who writes one. Null when that was told. */
export function deathOf(memory: NoticeMemory): Notice | null {
  const key = `died-${memory.run}`
  if (!memory.isRunOpen || memory.told.includes(key)) return null
  const text = `run ${memory.run} died without a word; 'tos resume' says what happened`
  return notice(memory, 'died', `run-${memory.run}`, { text, ts: memory.ts, job: null, step: null, exitCode: null })
}

/** Nothing happened for so long, though a run lives and waits for nobody. Null when that was told. */
export function silenceOf(memory: NoticeMemory, now: number, minutes: number | null): Notice | null {
  if (minutes === null || !memory.isRunOpen || memory.isWaiting) return null
  const silent = now - Date.parse(memory.ts)
  if (!(silent >= minutes * 60_000) || memory.told.includes(`stalled-${memory.seq}`)) return null
  const text = `nothing has happened for ${Math.floor(silent / 60_000)} minutes in run ${memory.run}`
  return notice(memory, 'stalled', String(memory.seq), { text, ts: memory.ts, job: null, step: null, exitCode: null })
}

/** The memory that the death or the silence was told. */
export const toldOf = (memory: NoticeMemory, { event }: Notice): NoticeMemory => ({
  ...memory,
  told: [...memory.told.slice(-5), event === 'died' ? `died-${memory.run}` : `stalled-${memory.seq}`],
})

interface Told {
  readonly text: string
  readonly ts: string
  readonly job: number | null
  readonly step: number | null
  readonly exitCode: number | null
}

function notice({ loop, run, root, host }: NoticeMemory, event: NoticeEvent, at: string, told: Told): Notice {
  const { text, ts, job, step, exitCode } = told
  const line = head(printableLine(inEnglish(text)), 500)
  return {
    v: 1,
    id: `${loop}/${at}/${event}`,
    event,
    ts,
    root,
    host,
    loop,
    run,
    job,
    step,
    text: line,
    exit_code: exitCode,
  }
}
