import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chargeOf, isBilled } from '../../source/core/charge.ts'
import { costOf, priceAgeDays, priceDate, priceOf } from '../../source/core/price.ts'
import { settingsOf } from '../helpers/facts.ts'

const settings = settingsOf({ openai_model: 'gpt-4o-mini' })
const call = { role: 'draft', prompt: 'あい', text: 'answer' } as const
const charge = (told: Parameters<typeof chargeOf>[2], more: object = {}) =>
  chargeOf(settings, { ...call, ...more }, told)

describe('a call is counted', () => {
  test('as the server told it', () => {
    const told = { input: 10, output: 5, cached: 2 }
    assert.partialDeepStrictEqual(charge(told), { usage: told, charged: null })
    assert.equal(charge(told).costUsd, costOf(settings, 'gpt-4o-mini', told))
  })
  test('by its worst case when nothing was told: a token for each byte in, the limit of the answer out', () => {
    assert.deepEqual(charge(null), {
      usage: null,
      charged: { input: 6, output: 2000, cached: 0 },
      costUsd: costOf(settings, 'gpt-4o-mini', { input: 6, output: 2000, cached: 0 }),
    })
  })
  test('by the worst case of what is missing when half of it was told', () => {
    assert.deepEqual(charge({ input: 0, output: 5, cached: 0 }).charged, { input: 6, output: 5, cached: 0 })
    assert.deepEqual(charge({ input: 9, output: 0, cached: 0 }).charged, { input: 9, output: 2000, cached: 0 })
    assert.equal(charge({ input: 9, output: 0, cached: 0 }, { text: '' }).charged, null)
  })
  test('by its worst case when what was told is no count', () => {
    for (const wrong of [-1, 0.5, Number.NaN, Infinity, '7' as unknown as number, null as unknown as number])
      assert.deepEqual(charge({ input: wrong, output: wrong, cached: wrong }), charge(null))
  })
  test('with no more cached than was read', () => {
    assert.deepEqual(charge({ input: 3, output: 1, cached: 9 }).usage, { input: 3, output: 1, cached: 3 })
  })
})

describe('the money of a call is', () => {
  const counts = { input: 10, output: 5, cached: 0 }
  const money = (model: string, costUsd: number, prices: object = {}) =>
    chargeOf(settingsOf({ openai_model: model }, { models: { prices } }), call, { ...counts, costUsd }).costUsd
  test('what the server asks for it', () => {
    assert.equal(money('gpt-4o-mini', 0.5), 0.5)
    assert.equal(money('unheard-of', 0.5), 0.5)
  })
  test('by the price in the settings before that', () => {
    assert.equal(money('own', 0.5, { own: { input: 1_000_000, output: 0 } }), 10)
  })
  test('by the shipped price where the server tells nothing but zero', () => {
    assert.equal(money('gpt-4o-mini', 0), costOf(settings, 'gpt-4o-mini', counts))
    assert.equal(money('unheard-of', 0), 0)
  })
  test('no part of the count of its tokens', () => {
    assert.deepEqual(charge({ ...counts, costUsd: 0.5 }).usage, counts)
  })
})

test('a gateway that gave up waiting leaves the server behind it at work: it is billed', () => {
  for (const status of [504, 524]) assert.equal(isBilled({ kind: 'timeout', status }), true)
  for (const status of [408, 500, 502, 503, 522, 529]) assert.equal(isBilled({ kind: 'timeout', status }), false)
})

test('an answer that broke off, or that nobody waited for, is billed; a refused call is not', () => {
  for (const kind of ['cut', 'stalled', 'too long', 'refused', 'malformed', 'timeout', 'cancelled']) {
    assert.equal(isBilled({ kind, status: null }), true, kind)
    assert.equal(isBilled({ kind, status: 400 }), false, kind)
  }
  for (const kind of ['auth', 'rate limit', 'overloaded', 'connection'])
    assert.equal(isBilled({ kind, status: null }), false, kind)
})

describe('a price belongs to', () => {
  const own = settingsOf({}, { models: { prices: { 'my-model': { input: 1, output: 2 } } } })
  const price = { input: 1, output: 2 }
  test('the name of a model', () => {
    assert.deepEqual(priceOf(own, 'my-model'), price)
  })
  test('the name with a date behind it', () => {
    for (const dated of ['my-model-20250514', 'my-model-2025-05-14', 'my-model@20250514'])
      assert.deepEqual(priceOf(own, dated), price, dated)
  })
  test('no longer name, no shorter one, and nothing that only looks like a date', () => {
    for (const other of [
      'my-model-large',
      'my-model-2',
      'my-model2',
      'my-mode',
      'my-model-20251399',
      'my-model-2025-05',
    ])
      assert.equal(priceOf(own, other), null, other)
    for (const other of ['my-model-20250514-preview', 'x/my-model', 'my-model:free', 'constructor', '__proto__'])
      assert.equal(priceOf(own, other), null, other)
    assert.equal(priceOf(own, 'gpt-4o-mini-audio-preview'), null)
    assert.equal(priceOf(own, 'gpt-4o-2024-08-06')?.input, 2.5)
  })
  test('the settings before the shipped list', () => {
    const dearer = settingsOf({}, { models: { prices: { 'gpt-4o': { input: 9, output: 9 } } } })
    assert.equal(priceOf(dearer, 'gpt-4o-2024-08-06')?.input, 9)
  })
})

test('the shipped list knows its day', () => {
  assert.match(priceDate, /^\d{4}-\d\d-\d\d$/)
  assert.equal(priceAgeDays(new Date(Date.parse(priceDate) + 181.5 * 86_400_000)), 181)
})
