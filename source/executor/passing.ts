// Failures that say nothing about a program, only about this moment: a machine out of processes, files or memory.
import { setTimeout as delay } from 'node:timers/promises'
import { causeOf } from '../core/failure.ts'

const passing =
  /EAGAIN|EMFILE|ENFILE|ENOMEM|ENOBUFS|resource temporarily unavailable|too many open files|cannot allocate memory|it ended with SIG|timed? out/i
const waits = [50, 100, 200, 400]

/** A sentence of such a failure: no answer to the question whether something works here. */
export const isPassing = (sentence: string): boolean => passing.test(sentence)

/** Tries again while only that is in the way; what is thrown becomes a sentence. */
export async function tried<T>(attempt: () => Promise<T | string>): Promise<T | string> {
  for (const wait of [...waits, null]) {
    const outcome = await attempt().catch(causeOf)
    if (typeof outcome !== 'string' || !isPassing(outcome) || wait === null) return outcome
    await delay(wait)
  }
  return 'it was not tried'
}
