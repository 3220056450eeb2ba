import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countSilence } from '../../source/core/silence.ts'

/** Timers that run when they are told to; however late that is. */
function byHand() {
  let due: (() => void) | null = null
  let slices = 0
  let acted = 0
  const timers = {
    later: (act: () => void, ms: number) => {
      due = act
      return ms
    },
    cancel: () => {
      due = null
    },
    soon: (act: () => void) => act(),
  }
  return {
    silence: countSilence<number>(timers, 800, () => (acted += 1)),
    /** Lets the time of slices pass that were asked for; tells how many. */
    pass: (count: number) => {
      for (let each = 0; each < count && due !== null; each += 1) {
        const act: () => void = due
        due = null
        slices += 1
        act()
      }
      return slices
    },
    acted: () => acted,
  }
}

describe('silence', () => {
  test('has come when all of its slices passed without a word, once', () => {
    const { pass, acted } = byHand()
    pass(7)
    assert.equal(acted(), 0)
    assert.deepEqual([pass(9), acted()], [8, 1])
  })
  test('begins anew with every word', () => {
    const { silence, pass, acted } = byHand()
    pass(7)
    silence.heard()
    pass(7)
    assert.equal(acted(), 0)
    pass(1)
    assert.equal(acted(), 1)
  })
  test('never comes behind its end', () => {
    const { silence, pass, acted } = byHand()
    pass(7)
    silence.end()
    pass(9)
    assert.equal(acted(), 0)
  })
})
