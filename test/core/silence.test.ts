import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countSilence, type Look } from '../../source/core/silence.ts'

/** A clock that goes when it is told to. The silence is one of 800 ms: slices of 100. */
function byHand(look?: Look) {
  const due = new Map<number, { readonly act: () => void; readonly at: number }>()
  const reasons: (string | null)[] = []
  let [now, made] = [0, 0]
  const timers = {
    later: (act: () => void, ms: number) => {
      due.set((made += 1), { act, at: now + ms })
      return made
    },
    cancel: (handle: number) => void due.delete(handle),
    soon: (act: () => void) => act(),
  }
  return {
    silence: countSilence<number>(timers, 800, (reason) => reasons.push(reason), look),
    /** Lets the time of slices pass. */
    pass: (slices: number) => {
      const until = now + slices * 100
      for (;;) {
        const next = [...due].toSorted(([, a], [, b]) => a.at - b.at)[0]
        if (next === undefined || next[1].at > until) break
        due.delete(next[0])
        now = next[1].at
        next[1].act()
      }
      now = until
    },
    acted: () => reasons.length,
    reasons,
    waiting: () => due.size,
  }
}

describe('silence', () => {
  test('has come when all of its slices passed without a word, once', () => {
    const { pass, acted, reasons, waiting } = byHand()
    pass(7)
    assert.equal(acted(), 0)
    pass(9)
    assert.deepEqual([reasons, waiting()], [[null], 0])
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
  test('ends with the reason that a look gives, each look twice as late as the one before', () => {
    let looks = 0
    const { pass, reasons, waiting } = byHand(() => ((looks += 1) === 3 ? 'a pipe' : null))
    pass(6)
    assert.deepEqual([looks, reasons], [2, []])
    pass(1)
    assert.deepEqual([looks, reasons, waiting()], [3, ['a pipe'], 0])
  })
  test('is looked at once more when it has come', () => {
    let found: string | null = null
    const { pass, reasons } = byHand(() => found)
    pass(7)
    found = 'a pipe'
    pass(1)
    assert.deepEqual(reasons, ['a pipe'])
  })
  test('is none where something was heard since the last look', () => {
    const { silence, pass, acted } = byHand(() => 'a pipe')
    silence.heard()
    pass(1)
    assert.equal(acted(), 0)
    pass(2)
    assert.equal(acted(), 1)
  })
})
