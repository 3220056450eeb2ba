// After a call that failed: is it made again, and when.
import type { CallState } from './call-state.ts'

export interface RetryLimits {
  /** Failures of a round that are asked again; rate limits are not among them. */
  readonly apiRetry: number
  /** Milliseconds that rate limits may make one call wait in all. */
  readonly maxWaitMs: number
}

/** Without a word about its end a rate limit is waited out for 5, 10, 20 … s; everything else for 1, 2, 4 … s. */
const firstMs = { untold: 5000, other: 1000 }
/** A server that keeps naming a time and keeps refusing is asked more and more rarely, but at least this often. */
const longestDoublingMs = 60_000

/** Milliseconds to wait before the next attempt; null: the call is given up. */
export function retryWait(call: CallState, { apiRetry, maxWaitMs }: RetryLimits): number | null {
  const { failure, attempt, limited, waitedMs } = call
  if (!failure || failure.isPermanent) return null
  const told = failure.retryAfterMs
  if (isLimit(failure)) {
    const left = maxWaitMs - waitedMs
    if (told === null) return left > 0 ? Math.min(firstMs.untold * 2 ** (limited - 1), left) : null
    const waitMs = Math.max(told, Math.min(firstMs.other * 2 ** (limited - 1), longestDoublingMs))
    return waitMs <= left ? waitMs : null
  }
  const faults = attempt - limited
  if (faults > apiRetry || (told ?? 0) > maxWaitMs) return null
  return Math.max(firstMs.other * 2 ** (faults - 1), told ?? 0)
}

/** A busy server that says when to come again is waited for like a rate limit. */
export const isLimit = ({ kind, retryAfterMs }: NonNullable<CallState['failure']>): boolean =>
  kind === 'rate limit' || (kind === 'overloaded' && retryAfterMs !== null)
