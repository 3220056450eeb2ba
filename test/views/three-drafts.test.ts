import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threeDrafts } from '../../source/views/three-drafts.ts'

const rows = (draft: string, review: string, final: string) =>
  threeDrafts(draft.split(''), review.split(''), final.split('')).map(
    (row) => `${row.draft ?? '.'}${row.review ?? '.'}${row.final ?? '.'}`,
  )

test('the same command of draft, review and final stands in one row, and what replaced one stands beside it', () => {
  assert.deepEqual(rows('abc', 'abc', 'abc'), ['aaa', 'bbb', 'ccc'])
  assert.deepEqual(rows('abc', 'axc', 'axc'), ['aaa', 'bxx', 'ccc'])
  assert.deepEqual(rows('abc', '', 'ac'), ['a.a', 'b..', 'c.c'])
  assert.deepEqual(rows('a', 'ay', 'azy'), ['aaa', '..z', '.yy'])
})

test('what was only proposed has a row of its own, and nothing is lost or told twice', () => {
  assert.deepEqual(rows('ab', 'axb', 'ab'), ['aaa', '.x.', 'bbb'])
  for (const [draft, review, final] of [
    ['aab', 'ba', 'bab'],
    ['', 'x', 'y'],
    ['abcd', 'dcba', 'bd'],
  ] as const) {
    const found = threeDrafts(draft.split(''), review.split(''), final.split(''))
    const texts = (['draft', 'review', 'final'] as const).map((role) => found.map((row) => row[role] ?? '').join(''))
    assert.deepEqual(texts, [draft, review, final])
  }
})
