// approve and deny: the answer to the open question, from any terminal; says whose answer came first.
import type { EventOf } from '../core/event.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import type { Request } from '../core/request.ts'
import { maxApprovalMinutes } from '../core/settings.ts'
import { openTail } from '../files/journal-tail.ts'
import { currentHolder, userName } from '../files/lock.ts'
import { overviewFold } from '../views/overview.ts'
import { answerSentence } from '../views/describe.ts'
import { askHolder } from '../library/send.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { changeGrants, isAboutGrants } from './grant.ts'
import { openProject, type OpenedProject } from './project.ts'
import { version } from './version.ts'

export const approve: Command = {
  run(invocation, terminal) {
    const minutes = parseMinutes(text(invocation, 'for'))
    if (!minutes.ok) return Promise.resolve(report(minutes.failure, terminal))
    if (isAboutGrants(invocation)) return changeGrants(invocation, terminal, minutes.value)
    const scope = flag(invocation, 'for-run') || minutes.value !== null ? 'run' : 'once'
    return answer(invocation, terminal, (question) => ({
      kind: 'approve',
      by: userName(),
      question,
      scope,
      minutes: minutes.value,
    }))
  },
}

export const deny: Command = {
  run(invocation, terminal) {
    const reason = text(invocation, 'reason') ?? ''
    return answer(invocation, terminal, (question) => ({ kind: 'deny', by: userName(), question, reason }))
  },
}

type Answer = Extract<Request, { kind: 'approve' | 'deny' }>

async function answer(
  invocation: Invocation,
  terminal: Terminal,
  answerTo: (question: number) => Answer,
): Promise<number> {
  const named = parseQuestion(invocation.operands[0])
  if (!named.ok) return report(named.failure, terminal)
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return report(opened.failure, terminal)
  const question = openQuestion(opened.value, named.value)
  if (!question.ok) return report(question.failure, terminal)
  const request = answerTo(question.value)
  const outcome = await waitForOutcome(opened.value, request, question.value)
  if (!outcome.ok) return report(outcome.failure, terminal)
  return tell(outcome.value, request, invocation, terminal)
}

export function parseMinutes(given: string | null): Result<number | null> {
  if (given === null) return succeed(null)
  const minutes = given.trim() === '' ? Number.NaN : Number(given)
  if (minutes > 0 && minutes <= maxApprovalMinutes) return succeed(minutes)
  return fail(usageFailure(`--for takes minutes, not '${given}'`, 'write for example --for 30'))
}

export function parseQuestion(given: string | undefined): Result<number | null> {
  if (given === undefined) return succeed(null)
  if (/^[1-9]\d{0,8}$/.test(given)) return succeed(Number(given))
  return fail(usageFailure(`'${given}' is no number of a question`, "'tos status' shows the open one"))
}

/** The number of the question that is open now: what is answered is what was seen, never a later one. */
function openQuestion({ overview, holder, layout }: OpenedProject, named: number | null): Result<number> {
  const open = overview.state.step?.question?.question
  const failure = { where: layout.root, exitCode: exitCodes.failed }
  if (open === undefined)
    return fail({ ...failure, what: 'no question is open', remedy: "'tos status' shows where the loop stands" })
  if (named !== null && named !== open)
    return fail({ ...failure, what: `question ${named} is not open`, remedy: `the open one is ${open}` })
  if (!holder)
    return fail({ ...failure, what: `nothing is running that could hear`, remedy: "go on with 'tos resume' first" })
  return succeed(open)
}

interface Outcome {
  readonly answered: EventOf<'approval.answered' | 'approval.expired'> | null
  readonly ended: EventOf<'run.ended'> | null
}

/** Sends the request and follows the journal until the question is closed, the run has ended or the runner is gone. */
async function waitForOutcome(
  { layout, holder }: OpenedProject,
  request: Request,
  question: number,
): Promise<Result<Outcome>> {
  let answered: Outcome['answered'] = null
  let ended: Outcome['ended'] = null
  const { evolve, ...fold } = overviewFold(version)
  const tail = openTail(layout, {
    ...fold,
    evolve(before, event) {
      const isAnswer = event.type === 'approval.answered' || event.type === 'approval.expired'
      if (isAnswer && event.question === question) answered = event
      if (event.type === 'run.ended') ended = event
      return evolve(before, event)
    },
  })
  const isOpen = (): boolean => {
    const { run, step } = tail.fold.state
    return step?.question?.question === question && run?.ended === null
  }
  if (isOpen() && holder) {
    const asked = await askHolder({ layout, holder }, request)
    if (!asked.ok) return asked
  }
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
  return succeed({ answered, ended })
}

function tell({ answered, ended }: Outcome, request: Answer, invocation: Invocation, { out, error }: Terminal): number {
  if (answered && flag(invocation, 'json')) out(`${JSON.stringify(answered)}\n`)
  if (answered?.type === 'approval.answered') {
    const isOurs = isAnswerOf(answered, request)
    const note = isOurs ? '' : '; that answer came first, yours changed nothing'
    error(`tos: ${printableLine(answerSentence(answered))}${note}\n`)
    return isOurs ? exitCodes.well : exitCodes.failed
  }
  if (answered) {
    error(`tos: the time for question ${answered.question} was up before your answer\n`)
    return exitCodes.unanswered
  }
  const why = ended ? `the run ended (${printableLine(ended.endReason)})` : 'the question was closed'
  error(`tos: ${why} before your answer; 'tos status' shows where the loop stands\n`)
  return exitCodes.failed
}

function isAnswerOf({ answer: given, by, scope, reason }: EventOf<'approval.answered'>, request: Answer): boolean {
  if (by !== request.by) return false
  if (request.kind === 'approve') return given === 'allow' && scope === request.scope
  return given === 'deny' && (reason === request.reason || reason.includes('[masked:'))
}
