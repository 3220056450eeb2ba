// What calls a person who looks elsewhere: a question, a deny or a limit that stops the run, the end of all.
import { basename } from 'node:path'
import { rulingOf } from '../../core/approval.ts'
import { printableLine } from '../../core/printable.ts'
import type { CommandState, LimitReached, RunState, State, StepState } from '../../core/state.ts'
import type { Words } from '../words/words.ts'
import { limitFigures } from '../draw/limit-figures.ts'
import { cutTo } from '../draw/width.ts'

export interface Notice {
  /** Names the happening: one that is told is not told again. */
  readonly key: string
  /** One harmless line. */
  readonly text: string
}

/** Columns of a part that comes from outside, such as a command. */
const partColumns = 80

/** What needs a person now, or null. A job that ends while the loop goes on needs nobody. */
export function noticeOf(state: State, isRunning: boolean, words: Words): Notice | null {
  const { run } = state
  const event = run && happening(state, run, isRunning, words)
  return event && { key: event.key, text: `${part(basename(run.root))}: ${event.text}` }
}

function happening(state: State, run: RunState, isRunning: boolean, words: Words): Notice | null {
  const { step, job, loop } = state
  const { ended, limit } = run
  // A limit is told when it is reached; the end it brings is the same happening.
  if (limit && (!ended || ended.why === 'limit')) return { key: `limit of ${run.run}`, text: limitText(limit, words) }
  if (!ended && !isRunning) return { key: `crash of ${run.run}`, text: words.notices.crashed }
  if (!ended) {
    const question = step?.question
    return question ? { key: `question ${question.question}`, text: askedText(step, words) } : null
  }
  const key = `end of ${run.run}`
  if (ended.why === 'deny') return { key, text: deniedText(step?.commands ?? [], words) }
  const facts = { job: job?.job ?? 0, jobs: loop?.jobsDone ?? 0, reason: part(words.plain(ended.endReason)) }
  return { key, text: words.notices.ends[ended.why](facts) }
}

function askedText({ question, commands }: StepState, { notices }: Words): string {
  const [first, ...others] = question?.reasons ?? []
  const code = commands[first?.index ?? 0]?.command.code ?? ''
  return notices.asked(part(code), part(first?.rules.join(' ') ?? '')) + notices.more(others.length)
}

function deniedText(commands: readonly CommandState[], { notices, policy }: Words): string {
  const [first, ...others] = commands.filter((command) => rulingOf(command) === 'deny')
  const rule = part(first?.judged?.rule ?? '') || policy.defaultRule
  return notices.denied(part(first?.command.code ?? ''), rule) + notices.more(others.length)
}

function limitText({ limit, used, allowed, needed }: LimitReached, { notices, run }: Words): string {
  const figure = limitFigures[limit]
  const isForCall = needed > 0 && limit !== 'no_progress_steps'
  const next = isForCall ? notices.needs(figure(needed)) : ''
  return notices.limit(run.limits[limit], figure(used), figure(allowed)) + next
}

const part = (text: string): string => cutTo(printableLine(text), partColumns)
