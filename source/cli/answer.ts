// approve and deny: the answer to the open question, from any terminal; says whose answer came first.
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { maxApprovalMinutes } from '../core/settings.ts'
import { userName } from '../files/lock.ts'
import type { Answer, Answered } from '../library/api.ts'
import { answerSentence } from '../views/describe.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { changeGrants, isAboutGrants } from './grant.ts'
import { projectOf } from './project.ts'

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

async function answer(
  invocation: Invocation,
  terminal: Terminal,
  answerTo: (question: number | null) => Answer,
): Promise<number> {
  const named = parseQuestion(invocation.operands[0])
  if (!named.ok) return report(named.failure, terminal)
  const { project } = await projectOf(invocation, terminal)
  return tell(await project.answer(answerTo(named.value)), invocation, terminal)
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

function tell({ answer: given, ended, isOurs }: Answered, invocation: Invocation, { out, error }: Terminal): number {
  if (given && flag(invocation, 'json')) out(`${JSON.stringify(given)}\n`)
  if (given?.type === 'approval.answered') {
    const note = isOurs ? '' : '; that answer came first, yours changed nothing'
    error(`tos: ${printableLine(answerSentence(given))}${note}\n`)
    return isOurs ? exitCodes.well : exitCodes.failed
  }
  if (given) {
    error(`tos: the time for question ${given.question} was up before your answer\n`)
    return exitCodes.unanswered
  }
  const why = ended ? `the run ended (${printableLine(ended.endReason)})` : 'the question was closed'
  error(`tos: ${why} before your answer; 'tos status' shows where the loop stands\n`)
  return exitCodes.failed
}
