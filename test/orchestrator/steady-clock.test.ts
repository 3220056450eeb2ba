import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sinceStart, steadyClock } from '../../source/orchestrator/steady-clock.ts'

const start = Date.parse('2026-11-29T12:00:00Z')
const day = 86_400_000

/** Reads the clock behind each pair of milliseconds: that passed, that the day's clock is off by then. */
function readings(...pairs: readonly (readonly [passed: number, off: number])[]): number[] {
  let [passed, off] = [0, 0]
  const clock = steadyClock({ day: () => start + passed + off, passed: () => passed })
  return pairs.map(([to, by]) => {
    passed = to
    off = by
    return clock().getTime() - start
  })
}

test('follows the clock of the day through small corrections, and never goes back', () => {
  assert.deepEqual(readings([1000, 0], [2000, 300], [2100, -500], [9000, -500]), [1000, 2300, 2300, 8500])
})

test('goes on with the time that passed when the clock is set, in both directions, and when it is set right again', () => {
  for (const by of [400 * day, -400 * day, 3_600_000, -3_600_000])
    assert.deepEqual(readings([1000, 0], [2000, by], [500_000, by], [501_000, 0]), [1000, 2000, 500_000, 501_000])
})

test('is not hurried by a clock that runs 5000 times too fast', () => {
  const seen = readings(...[10, 100, 1000, 100_000].map((passed) => [passed, passed * 4999] as const))
  // A minute ahead at most, and never more.
  assert.deepEqual(seen, [50_000, 50_000, 50_000, 100_000])
})

test('the time since the start of the machine counts its sleep, soon after it, and is not read for each event', () => {
  let [awake, asleep, reads] = [0, 0, 0]
  const passed = sinceStart(
    () => awake,
    () => {
      reads++
      return awake + asleep
    },
  )
  const seen = [1, 400, 999].map((at) => ((awake = at), passed()))
  assert.deepEqual([seen, reads], [[1, 400, 999], 1])
  asleep = 8 * 3_600_000
  awake = 2000
  assert.equal(passed(), 2000 + asleep)
})
