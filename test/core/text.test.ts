import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { codePoints, cut, grouped, head, tail } from '../../source/core/text.ts'

const emoji = '😀'
const half = emoji.slice(0, 1)

describe('lengths count code points', () => {
  test('an emoji is 1, Japanese is 1 each, a combined one is its parts', () => {
    const counts = ['', 'abc', '日本語', emoji.repeat(3), '👨\u200D👩', 'e\u0301'].map(codePoints)
    assert.deepEqual(counts, [0, 3, 3, 3, 3, 2])
  })
  test('half a pair is 1', () => {
    assert.deepEqual([half, `a${half}`, `${half}${half}b`, emoji.slice(1)].map(codePoints), [1, 2, 3, 1])
  })
  test('it is what Array.from says, for every mix', () => {
    const parts = ['a', emoji, half, emoji.slice(1), '語']
    for (let n = 0; n < 5 ** 4; n++) {
      const text = [1, 5, 25, 125].map((base) => parts[Math.floor(n / base) % 5]).join('')
      assert.equal(codePoints(text), Array.from(text).length)
      for (let limit = 0; limit <= 5; limit++)
        assert.equal(head(text, limit), Array.from(text).slice(0, limit).join(''))
    }
  })
})

describe('the head', () => {
  test('is the first code points, and all when there are no more', () => {
    assert.equal(head('abc', 2), 'ab')
    assert.equal(head('abc', 3), 'abc')
    assert.equal(head(emoji.repeat(3), 2), emoji.repeat(2))
    assert.equal(head(`a${emoji}b`, 2), `a${emoji}`)
    assert.equal(head('abc', 0), '')
  })
})

describe('the tail', () => {
  test('is the last characters', () => {
    assert.equal(tail('abcdef', 2), 'ef')
    assert.equal(tail('abc', 3), 'abc')
    assert.equal(tail('abc', 9), 'abc')
  })
  test('never begins inside a pair', () => {
    assert.equal(tail(`ab${emoji}c`, 2), 'c')
    assert.equal(tail(`ab${emoji}c`, 3), `${emoji}c`)
  })
})

describe('a cut', () => {
  test('leaves what fits, and marks what does not', () => {
    assert.equal(cut('abcde', 5), 'abcde')
    assert.equal(cut('abcdef', 5), 'abcde...(truncated)')
    assert.equal(cut('abcdef', 5, '...'), 'abcde...')
    assert.equal(cut('', 5), '')
  })
  test('counts code points: 300 emoji fit into 300', () => {
    assert.equal(cut(emoji.repeat(300), 300), emoji.repeat(300))
    assert.equal(cut(emoji.repeat(301), 300), `${emoji.repeat(300)}...(truncated)`)
  })
})

test('a number in groups is what English says of it, without loading its tables', () => {
  const numbers = [
    0, 1, 12, 999, 1000, 1234, 99_999, 1_000_000, 1_234_567_890, 0.5, 12.34, 999.96, 1234.5, -1, -123, -1234.5,
  ]
  const digits = { maximumFractionDigits: 1 }
  assert.deepEqual(
    numbers.map(grouped),
    numbers.map((number) => number.toLocaleString('en', digits)),
  )
})
