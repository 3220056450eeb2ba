import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { jsonPieces } from '../../source/files/json-pieces.ts'

test('the pieces of a value are its JSON', () => {
  const long = fc.array(fc.jsonValue({ maxDepth: 1 }), { minLength: 0, maxLength: 250 })
  const value = fc.oneof(fc.jsonValue(), long, fc.record({ a: long, '"': fc.constant(undefined), c: fc.jsonValue() }))
  fc.assert(fc.property(value, (each) => assert.equal([...jsonPieces(each)].join(''), JSON.stringify(each))))
})

test('the pieces of a value are its JSON with an indent', () => {
  const long = fc.array(fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant('a\nb')), { minLength: 0, maxLength: 250 })
  const value = fc.oneof(long, fc.record({ a: long, b: fc.record({ c: long }) }))
  fc.assert(
    fc.property(value, (each) => assert.equal([...jsonPieces(each, 2)].join(''), JSON.stringify(each, null, 2))),
  )
})

test('no piece of a big value is big', () => {
  const rows = Array.from({ length: 9000 }, (_, step) => ({ step, reason: 'ステップ実行完了、次のループでdone判定' }))
  const pieces = [...jsonPieces({ state: { loop: { rows } } })]
  assert.equal(pieces.join(''), JSON.stringify({ state: { loop: { rows } } }))
  assert.ok(Math.max(...pieces.map(({ length }) => length)) < 64 * 1024)
})
