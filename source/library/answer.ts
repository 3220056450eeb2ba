// Answers the open question and waits until it is closed: by this answer, by another one, by its time, or by an end.
import type { EventOf } from '../core/event.ts'
import { exitCodes, fail, need, succeed, type Result } from '../core/failure.ts'
import { openTail } from '../files/journal-tail.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder, type LockHolder } from '../files/lock.ts'
import { overviewFold } from '../views/overview.ts'
import type { Answer, Answered } from './api.ts'
import { askHolder } from './send.ts'
import { version } from './version.ts'

/** @throws Failed when that question is not open, or nobody is there to hear */
export async function answerQuestion(layout: Layout, answer: Answer): Promise<Answered> {
  let given: Answered['answer'] = null
  let ended: Answered['ended'] = null
  const { evolve, ...fold } = overviewFold(version)
  let question = 0
  const tail = openTail(layout, {
    ...fold,
    evolve(before, event) {
      const isAnswer = event.type === 'approval.answered' || event.type === 'approval.expired'
      if (isAnswer && event.question === question) given = event
      if (event.type === 'run.ended' && question > 0) ended = event
      return evolve(before, event)
    },
  })
  if (tail.failure) need(fail(tail.failure))
  const holder = currentHolder(layout.lock)
  const { step: asked, run: last } = tail.fold.state
  const open = asked?.question?.question ?? null
  // What is answered is what was seen, never a later one.
  const isPutAgain = last?.ended?.why === 'unanswered'
  question = need(openQuestion({ open, named: answer.question, holder, isPutAgain }, layout))
  const isOpen = (): boolean => {
    const { run, step } = tail.fold.state
    return step?.question?.question === question && run?.ended === null
  }
  if (isOpen() && holder) need(await askHolder({ layout, holder }, { ...answer, question }))
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  const look = (): void => {
    const isGone = currentHolder(layout.lock) === null
    tail.read()
    if (isGone || !isOpen() || tail.failure) resolve()
  }
  const leave = tail.follow(look)
  look()
  await closed
  leave()
  return { question, answer: given, ended, isOurs: given !== null && isAnswerOf(given, answer) }
}

interface Asked {
  readonly open: number | null
  readonly named: number | null
  readonly holder: LockHolder | null
  /** Nobody answered in time: the next run puts it again. */
  readonly isPutAgain: boolean
}

function openQuestion({ open, named, holder, isPutAgain }: Asked, { root }: Layout): Result<number> {
  const failure = { where: root, exitCode: exitCodes.failed }
  if (open === null && !holder && isPutAgain)
    return fail({ ...failure, what: 'nobody answered the question in time', remedy: "'tos resume' puts it again" })
  if (open === null)
    return fail({ ...failure, what: 'no question is open', remedy: "'tos status' shows where the loop stands" })
  if (named !== null && named !== open)
    return fail({ ...failure, what: `question ${named} is not open`, remedy: `the open one is ${open}` })
  if (!holder)
    return fail({ ...failure, what: `nothing is running that could hear`, remedy: "go on with 'tos resume' first" })
  return succeed(open)
}

function isAnswerOf(given: EventOf<'approval.answered' | 'approval.expired'>, wanted: Answer): boolean {
  if (given.type === 'approval.expired' || given.by !== wanted.by) return false
  if (wanted.kind === 'approve') return given.answer === 'allow' && given.scope === wanted.scope
  return given.answer === 'deny' && (given.reason === wanted.reason || given.reason.includes('[masked:'))
}
