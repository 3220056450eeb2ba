import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CallFailure, CallState } from '../../source/core/call-state.ts'
import { isLimit, retryWait } from '../../source/core/retry.ts'

const minute = 60_000
const limits = { apiRetry: 2, maxWaitMs: 60 * minute }

/** The waits that follow one another when a call keeps failing alike, up to `most` of them; null when it is given up. */
function waits(failure: Partial<CallFailure>, most: number, within = limits): (number | null)[] {
  const found: (number | null)[] = []
  const isCounted = isLimit(failureOf(failure))
  for (let attempt = 1, waitedMs = 0; attempt <= most; attempt++) {
    const waitMs = retryWait(callOf(failure, { attempt, limited: isCounted ? attempt : 0, waitedMs }), within)
    found.push(waitMs)
    if (waitMs === null) break
    waitedMs += waitMs
  }
  return found
}

const failureOf = (more: Partial<CallFailure>): CallFailure => ({
  kind: 'rate limit',
  message: 'x',
  status: 429,
  isPermanent: false,
  retryAfterMs: null,
  ...more,
})

const callOf = (failure: Partial<CallFailure>, more: Partial<CallState>): CallState => ({
  made: 1,
  status: 'failed',
  round: 1,
  attempt: 1,
  prompt: 'p',
  model: 'm',
  raw: null,
  extracted: null,
  value: null,
  failure: failureOf(failure),
  retryAt: null,
  waitedMs: 0,
  limited: 0,
  promptLength: 0,
  ...more,
})

describe('a rate limit', () => {
  test('that tells no time is waited out for 5, 10, 20 … s', () => {
    assert.deepEqual(waits({}, 6), [5000, 10_000, 20_000, 40_000, 80_000, 160_000])
  })
  test('that tells no time makes a call wait for max_wait_min in all, to the last second', () => {
    const all = waits({}, 100, { ...limits, maxWaitMs: minute })
    assert.deepEqual(all, [5000, 10_000, 20_000, 25_000, null])
  })
  test('that tells a time is waited for as long as it says', () => {
    assert.deepEqual(waits({ retryAfterMs: 12_100 }, 2), [12_100, 12_100])
  })
  test('that keeps naming a short time is asked more and more rarely', () => {
    assert.deepEqual(waits({ retryAfterMs: 0 }, 8), [1000, 2000, 4000, 8000, 16_000, 32_000, minute, minute])
  })
  test('that ends behind max_wait_min is not waited for', () => {
    assert.deepEqual(waits({ retryAfterMs: 61 * minute }, 1), [null])
    assert.deepEqual(waits({}, 1, { ...limits, maxWaitMs: 0 }), [null])
  })
  test('spends no retry of api_retry', () => {
    assert.equal(retryWait(callOf({ kind: 'overloaded' }, { attempt: 40, limited: 39 }), limits), 1000)
  })
})

describe('another failure', () => {
  test('that passes is asked again api_retry times', () => {
    assert.deepEqual(waits({ kind: 'overloaded' }, 9), [1000, 2000, null])
  })
  test('of a busy server that says when to come again is waited for like a rate limit', () => {
    assert.deepEqual(waits({ kind: 'overloaded', retryAfterMs: 30_000 }, 4), [30_000, 30_000, 30_000, 30_000])
  })
  test('that is permanent is not asked again', () => {
    assert.deepEqual(waits({ kind: 'auth', isPermanent: true }, 9), [null])
    assert.deepEqual(waits({ isPermanent: true, retryAfterMs: 1 }, 9), [null])
  })
})
