import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../../helpers/properties.ts'
import { widthOf, wrapTo } from '../../../source/ui/draw/width.ts'

describe('lines of a width', () => {
  test('break behind a space, so that words stay whole', () => {
    assert.deepEqual(wrapTo('deletes or replaces something outside of the project', 30), [
      'deletes or replaces something ',
      'outside of the project',
    ])
  })
  test('break where the width ends when no space is near: paths, and languages without spaces', () => {
    assert.deepEqual(wrapTo(`see ${'x'.repeat(20)}`, 10), ['see xxxxxx', 'xxxxxxxxxx', 'xxxx'])
    assert.deepEqual(wrapTo('全コマンドがdeny', 8), ['全コマン', 'ドがdeny'])
  })
  test('never lose a character and never get too wide', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', 'あ', '-', '👍', 'é'), maxLength: 80 })
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (given, columns) => {
        const lines = wrapTo(given, columns)
        assert.equal(lines.join(''), given)
        for (const line of lines) assert.ok(widthOf(line) <= columns, line)
      }),
    )
  })
})
