import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { choosingAfter } from '../../../source/ui/pages/choosing.ts'

const offered = { count: 5, page: 3 }
const press = (chosen: number, key: string, isSure = true) => choosingAfter({ chosen }, key, isSure, offered)

describe('a page to choose from', () => {
  test('moves by keys of every list and stays on what there is', () => {
    const moved = (chosen: number, key: string) => press(chosen, key)[0].chosen
    assert.deepEqual(
      ['j', 'down', 'pageDown', 'G', 'end'].map((key) => moved(1, key)),
      [2, 2, 4, 4, 4],
    )
    assert.deepEqual(
      ['k', 'up', 'pageUp', 'g', 'home'].map((key) => moved(1, key)),
      [0, 0, 0, 0, 0],
    )
    assert.equal(moved(4, 'j'), 4)
  })
  test('esc goes back, q leaves, digits and letters do nothing', () => {
    assert.deepEqual(press(2, 'esc')[1], { type: 'back' })
    assert.deepEqual(press(2, 'q')[1], { type: 'leave' })
    for (const key of ['1', '4', '9', 'a', 'x', 'space']) assert.deepEqual(press(2, key), [{ chosen: 2 }, null], key)
  })
  test('enter chooses only when it came alone', () => {
    assert.deepEqual(press(2, 'enter')[1], { type: 'choose', index: 2 })
    assert.deepEqual(press(2, 'enter', false)[1], null)
  })
})
