import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { initialState } from '../../source/core/state.ts'
import { createTaps } from '../../source/orchestrator/taps.ts'

const event = (seq: number): Event => ({ v: 1, seq, ts: '2026-01-01T00:00:00.000Z', type: 'run.paused', run: 1 })

describe('taps', () => {
  test('are told at once when nothing is under way, each of its own accord', () => {
    const told: number[] = []
    const taps = createTaps(() => null)
    taps.on(() => {
      throw new Error('a broken tap')
    })
    const leave = taps.on(({ seq }) => told.push(seq))
    taps.tell([event(1), event(2)], initialState)
    leave()
    taps.tell([event(3)], initialState)
    assert.deepEqual(told, [1, 2])
  })
  test('are told in order of what a tap itself brings about', () => {
    const told: number[] = []
    const taps = createTaps(() => null)
    taps.on(({ seq }) => {
      if (seq === 1) taps.tell([event(3)], initialState)
    })
    taps.on(({ seq }) => told.push(seq))
    taps.tell([event(1), event(2)], initialState)
    assert.deepEqual(told, [1, 2, 3])
  })
  test('are told of nothing whose files are under way, then of all of it in order', async () => {
    const told: number[] = []
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let under: Promise<void> | null = first.promise
    const taps = createTaps(() => under)
    taps.on(({ seq }) => told.push(seq))
    taps.tell([event(1)], initialState)
    under = second.promise
    taps.tell([event(2), event(3)], initialState)
    first.resolve()
    await first.promise
    assert.deepEqual(told, [])
    under = null
    second.resolve()
    await new Promise((resolve) => setImmediate(resolve))
    taps.tell([event(4)], initialState)
    assert.deepEqual(told, [1, 2, 3, 4])
  })
})
