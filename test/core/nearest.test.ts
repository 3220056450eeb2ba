import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nearestWord } from '../../source/core/nearest.ts'

test('the nearest word is the one spelled most alike, and none when all are far', () => {
  const known = ['rollback', 'checkpoint', 'undo']
  assert.equal(nearestWord('rolback', known), 'rollback')
  assert.equal(nearestWord('chekpiont', known), 'checkpoint')
  assert.equal(nearestWord('frobnicate', known), null)
  assert.equal(nearestWord('man', ['run', 'undo']), null)
  assert.equal(nearestWord('rnu', ['run', 'undo']), 'run')
  assert.equal(nearestWord('', known), null)
  assert.equal(nearestWord('undo', []), null)
})
