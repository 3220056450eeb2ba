// The policy for the screen: what it says of a command that is not run, by 'tos policy check'.
import { fail, succeed, type Result } from '../core/failure.ts'
import type { Judged, JudgedCommand } from '../ui/app/session-ports.ts'
import * as z from 'zod'
import { failureOf, runSelf, type SelfCall } from './run-self.ts'

const text = z.string()
const judged: z.ZodType<Judged> = z.object({
  verdict: z.enum(['allow', 'ask', 'deny']),
  rule: text,
  place: text,
  part: text,
  reason: text,
})

/** The verdict is the exit code; what is no verdict writes no data. */
export async function judgeBySelf(call: SelfCall, { type, code }: JudgedCommand): Promise<Result<Judged>> {
  const ended = await runSelf(call, ['policy', 'check', `--type=${type}`, '--json', '--', code])
  if (!ended.ok) return ended
  if (ended.value.out === '') return fail(failureOf(ended.value, call.root))
  try {
    return succeed(judged.parse(JSON.parse(ended.value.out)))
  } catch {
    return fail(failureOf(ended.value, call.root))
  }
}
