// Waits until the open question is answered, which aborts the signal, or until its time is up.
import { setTimeout as delay } from 'node:timers/promises'
import type { EffectOf } from '../core/effect.ts'
import type { Fact } from '../core/event.ts'
import type { Context } from './context.ts'

/** The clock is looked at this often: it may have been set, and the machine may have slept. */
const longestNapMs = 60_000

export async function* waitForAnswer(
  { job, step, question, expiresAt }: EffectOf<'waitForAnswer'>,
  { now }: Pick<Context, 'now'>,
  signal: AbortSignal,
): AsyncGenerator<readonly Fact[], void, void> {
  const end = expiresAt === null ? Infinity : Date.parse(expiresAt)
  while (!signal.aborted && now().getTime() < end) {
    const ms = Math.min(longestNapMs, end - now().getTime())
    // An aborted nap is the news that is waited for.
    await delay(ms, undefined, { signal }).catch(() => undefined)
  }
  yield signal.aborted ? [] : [{ type: 'approval.expired', job, step, question }]
}
