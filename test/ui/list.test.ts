import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cursorIndex, filtered, firstSeen, type ListSpec } from '../../source/ui/list.ts'

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
  test('have the cursor in the middle where there is room', () => {
    assert.equal(firstSeen(100, 50, 10), 45)
    assert.equal(firstSeen(100, 2, 10), 0)
    assert.equal(firstSeen(100, 99, 10), 90)
    assert.equal(firstSeen(3, 2, 10), 0)
  })
})
