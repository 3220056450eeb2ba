import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  concat,
  hole,
  literal,
  knownStart,
  show,
  splitValue,
  textValue,
  unknown,
} from '../../source/policy/model/value.ts'

describe('a value is a text with unknown parts', () => {
  test('neighbouring texts become one part, empty ones none', () => {
    assert.deepEqual(concat(['a'], [], ['', 'b'], hole('name'), ['c']), ['ab', { hole: 'name' }, 'c'])
  })
  test('its text is known only when no part is unknown', () => {
    assert.equal(literal(['a', 'b']), 'ab')
    assert.equal(literal(textValue('')), '')
    assert.equal(literal(['a', ...unknown]), null)
  })
  test('it is known up to its first unknown part', () => {
    assert.equal(knownStart(['src/', ...hole('glob'), '.ts']), 'src/')
  })
  test('it is cut at separators in its known parts only', () => {
    assert.deepEqual(splitValue(['a/b', ...hole('name'), '/c'], '/'), [['a'], ['b', { hole: 'name' }], ['c']])
  })
  test('people see signs for what is not known', () => {
    assert.equal(show(['src/', ...hole('glob'), '.', ...unknown]), 'src/*.‹?›')
  })
})
