import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { SeenList } from '../../../source/ui/panels/lists.ts'
import {
  focusBeside,
  focusOn,
  initialView,
  moveCursor,
  oneBack,
  scroll,
  setFilter,
  toggleFollow,
  toggleMark,
} from '../../../source/ui/app/view-state.ts'

const list = (ids: string[], cursor: number): SeenList<unknown> => ({ entries: ids, ids, cursor, newest: 0 })
const events = focusOn(initialView, 'events')

describe('the focus', () => {
  test('goes round the panels in the order of their numbers', () => {
    assert.equal(focusBeside(initialView, 1).focus, 'run')
    assert.equal(focusBeside(initialView, -1).focus, 'events')
    assert.equal(focusBeside(events, 1).focus, 'step')
  })
})

describe('moving', () => {
  test('puts the cursor on an entry, not beyond either end', () => {
    assert.equal(moveCursor(events, 'events', list(['c', 'b', 'a'], 0), 1).cursors.events, 'b')
    assert.equal(moveCursor(events, 'events', list(['c', 'b', 'a'], 1), Infinity).cursors.events, 'a')
    assert.equal(moveCursor(events, 'events', list(['c', 'b', 'a'], 1), -5).cursors.events, 'c')
  })
  test('in an empty list changes nothing', () => assert.equal(moveCursor(events, 'events', list([], 0), 1), events))
  test('the output scrolls back as far as there is any, and down to its end', () => {
    assert.equal(scroll(initialView, -3, 100).scrolled, 3)
    assert.equal(scroll(initialView, -Infinity, 100).scrolled, 100)
    assert.equal(scroll({ ...initialView, scrolled: 5 }, Infinity, 100).scrolled, 0)
  })
})

describe('following', () => {
  test('ends by pinning the cursor where it is, and begins again', () => {
    const pinned = toggleFollow(events, 'events', list(['c', 'b'], 0))
    assert.equal(pinned.cursors.events, 'c')
    assert.equal(toggleFollow(pinned, 'events', list(['d', 'c', 'b'], 1)).cursors.events, null)
  })
})

const mark = (id: string) => ({ id, ts: '2026-01-02T03:04:05.000Z' })

describe('a mark', () => {
  test('is set and taken away; of three the oldest goes', () => {
    const one = toggleMark(initialView, mark('s-001'))
    assert.deepEqual(toggleMark(one, mark('s-001')).marks, [])
    const two = toggleMark(one, mark('s-002'))
    assert.deepEqual(two.marks, ['s-001', 's-002'].map(mark))
    assert.deepEqual(toggleMark(two, mark('s-003')).marks, ['s-002', 's-003'].map(mark))
  })
  test('goes with Esc before zoom does, but only where the marks are seen', () => {
    const marked = { ...toggleMark(focusOn(initialView, 'checkpoints'), mark('s-001')), isZoomed: true }
    assert.deepEqual(oneBack(marked), { ...marked, marks: [] })
    assert.deepEqual(oneBack(focusOn(marked, 'events'))?.marks, [mark('s-001')])
  })
})

describe('Esc goes back one level at a time', () => {
  test('typing, filter, zoom, scrolling, focus, and then nothing more', () => {
    const steps: string[] = []
    let view: typeof initialView | null = { ...setFilter(events, 'x'), isTyping: true, isZoomed: true, scrolled: 4 }
    while (view) {
      const { isTyping, filters, isZoomed, scrolled, focus }: typeof initialView = view
      steps.push([isTyping, filters.events, isZoomed, scrolled, focus].join(' '))
      view = oneBack(view)
    }
    assert.deepEqual(steps, [
      'true x true 4 events',
      'false  true 4 events',
      'false  false 4 events',
      'false  false 0 events',
      'false  false 0 step',
    ])
  })
})
