// Bounds around one call: time until it answers, silence while it streams, its whole length, and the operator's stop.
import type { Clock } from './clock.ts'
import { modelFailure, type ModelOutcome } from './model.ts'
import { failureOf } from './failure-of.ts'

/** A call may last this many times its time limit in all, however steadily it drips. */
const wholeCallFactor = 10

export type Alive = () => void

export interface Guarded {
  /** Aborts whatever the call is waiting for. */
  readonly signal: AbortSignal
  /** To be called with every sign of life. */
  readonly alive: Alive
  readonly clock: Clock
}

type Bound = 'timeout' | 'stalled' | 'length'

/** Runs one call; never rejects. `timeoutMs` bounds the wait for the answer's beginning, and each silence behind it. */
export async function guard(
  call: (guarded: Guarded) => Promise<ModelOutcome>,
  timeoutMs: number,
  stop: AbortSignal,
  clock: Clock,
): Promise<ModelOutcome> {
  const controller = new AbortController()
  let bound: Bound | null = null
  let hasBegun = false
  const abort = (why: Bound | null) => {
    bound ??= why
    controller.abort()
  }
  const onStop = () => abort(null)
  let endSilence = clock.after(timeoutMs, () => abort('timeout'))
  const endWhole = clock.after(timeoutMs * wholeCallFactor, () => abort('length'))
  const alive = () => {
    hasBegun = true
    endSilence()
    endSilence = clock.after(timeoutMs, () => abort('stalled'))
  }
  stop.addEventListener('abort', onStop, { once: true })
  if (stop.aborted) onStop()
  try {
    const outcome = await call({ signal: controller.signal, alive, clock })
    // An answer that was whole when the bound was reached stays whole; whatever else came is no answer.
    return controller.signal.aborted && !outcome.ok ? interrupted(bound, timeoutMs) : outcome
  } catch (error) {
    return controller.signal.aborted ? interrupted(bound, timeoutMs) : failureOf(error, hasBegun)
  } finally {
    endSilence()
    endWhole()
    stop.removeEventListener('abort', onStop)
    // Whatever is still open of the call is closed with it.
    controller.abort()
  }
}

function interrupted(bound: Bound | null, timeoutMs: number): ModelOutcome {
  const seconds = timeoutMs / 1000
  switch (bound) {
    case null:
      return modelFailure('cancelled', 'stopped by the operator')
    case 'timeout':
      return modelFailure('timeout', `no answer within ${seconds} s`)
    case 'stalled':
      return modelFailure('stalled', `the stream fell silent for ${seconds} s`)
    case 'length':
      return modelFailure('timeout', `the answer was not complete after ${seconds * wholeCallFactor} s`)
  }
}
