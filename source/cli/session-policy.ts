// The policy for the screen: what it says of a command that is not run, by 'tos policy check'.
import { answers } from '../core/answers.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import type { Judged, JudgedCommand } from '../ui/app/session-ports.ts'
import { failureOf, parsedAs, runSelf, type SelfCall } from './run-self.ts'

/** The verdict is the exit code; what is no verdict writes no data. */
export async function judgeBySelf(call: SelfCall, { type, code }: JudgedCommand): Promise<Result<Judged>> {
  const ended = await runSelf(call, ['policy', 'check', `--type=${type}`, '--json', '--', code])
  if (!ended.ok) return ended
  if (ended.value.out === '') return fail(failureOf(ended.value, call.root))
  const judged = parsedAs(ended.value.out, answers.verdict(), call.root)
  if (!judged.ok) return judged
  const { verdict, rule, place, part, reason } = judged.value
  return succeed({ verdict, rule, place, part, reason })
}
