import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { LazyRows } from '../../source/core/json-text.ts'
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

test('rows that are made when they are written are written as all of them would be', () => {
  for (const length of [0, 1, 99, 100, 101, 250])
    for (const indent of [0, 2]) {
      const list = Array.from({ length }, (_, step) => step)
      const value = { steps: new LazyRows(list, (step) => ({ step, text: 'a\nb' })), last: 1 }
      assert.equal([...jsonPieces(value, indent)].join(''), JSON.stringify(value, null, indent))
    }
})

test('no piece of a big value is big', () => {
  const rows = Array.from({ length: 9000 }, (_, step) => ({ step, reason: 'ステップ実行完了、次のループでdone判定' }))
  const pieces = [...jsonPieces({ state: { loop: { rows } } })]
  assert.equal(pieces.join(''), JSON.stringify({ state: { loop: { rows } } }))
  assert.ok(Math.max(...pieces.map(({ length }) => length)) < 64 * 1024)
})
