import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cursorIndex, filtered, nextWindow, type ListSpec } from '../../../source/ui/draw/list.ts'

interface Entry {
  readonly job: number
  readonly text: string
}
const spec: ListSpec<Entry> = { idOf: ({ text }) => text, textOf: ({ text }) => text, fieldsOf: ({ job }) => ({ job }) }
const entries: readonly Entry[] = [
  { job: 1, text: 'allow npm ci' },
  { job: 7, text: 'DENY rm -rf build' },
  { job: 7, text: 'allow npm test' },
]
const hits = (filter: string) => filtered(entries, filter, spec).map(({ text }) => text)

describe('a filter', () => {
  test('keeps what holds every word, whatever the case', () => {
    assert.deepEqual(hits('deny'), ['DENY rm -rf build'])
    assert.deepEqual(hits('ALLOW test'), ['allow npm test'])
    assert.deepEqual(
      hits(''),
      entries.map(({ text }) => text),
    )
  })
  test('! turns a word around', () => assert.deepEqual(hits('!allow'), ['DENY rm -rf build']))
  test('names a field', () => {
    assert.deepEqual(hits('job:7'), ['DENY rm -rf build', 'allow npm test'])
    assert.deepEqual(hits('job:7 !deny'), ['allow npm test'])
  })
  test('a field nobody knows is text', () => assert.deepEqual(hits('x:7'), []))
  test('a lone ! is text', () => assert.deepEqual(hits('!'), []))
})

describe('the cursor', () => {
  const ids = ['9', '8', '7']
  test('stays on its entry when newer ones come', () => {
    assert.equal(cursorIndex(ids, '8', 0), 1)
    assert.equal(cursorIndex(['10', ...ids], '8', 0), 2)
  })
  test('stands on the newest while it follows, or when its entry is gone', () => {
    assert.equal(cursorIndex(ids, null, 2), 2)
    assert.equal(cursorIndex(ids, 'gone', 0), 0)
  })
  test('of an empty list stands at its beginning', () => assert.equal(cursorIndex([], '8', 5), 0))
})

describe('the rows that are seen', () => {
  const seen = (first: number, cursor: number, count = 100) =>
    nextWindow({ first, cursor, id: 'a' }, { id: 'b', cursor, count, height: 10 })
  test('have the cursor in the middle at first', () => {
    assert.equal(nextWindow(null, { cursor: 50, id: 'a', count: 100, height: 10 }), 45)
    assert.equal(nextWindow(null, { cursor: 2, id: 'a', count: 100, height: 10 }), 0)
    assert.equal(nextWindow(null, { cursor: 99, id: 'a', count: 100, height: 10 }), 90)
  })
  test('stay while the cursor moves among them, and follow it over either edge', () => {
    assert.equal(seen(20, 25), 20)
    assert.equal(seen(20, 19), 19)
    assert.equal(seen(20, 30), 21)
    assert.equal(seen(20, 99), 90)
    assert.equal(seen(20, 0), 0)
  })
  test('are never fewer than fit', () => {
    assert.equal(seen(95, 97), 90)
    assert.equal(seen(5, 2, 3), 0)
  })
  test('move along with the entry under the cursor when others come above it: its row stays', () => {
    const before = { first: 20, cursor: 25, id: 'a' }
    assert.equal(nextWindow(before, { id: 'a', cursor: 28, count: 103, height: 10 }), 23)
    assert.equal(nextWindow({ first: 0, cursor: 1, id: 'a' }, { id: 'a', cursor: 2, count: 101, height: 10 }), 1)
  })
  test('show the newest while the cursor follows', () => {
    assert.equal(nextWindow({ first: 0, cursor: 0, id: 'a' }, { id: 'b', cursor: 0, count: 101, height: 10 }), 0)
  })
})
