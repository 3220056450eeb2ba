import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inOrder } from '../../source/checkpoints/order.ts'

const saved = (id: string, day: number) => ({ id, at: new Date(Date.UTC(2026, 0, day)).toISOString() })
const ids = (ones: readonly { id: string }[]): string => ones.map(({ id }) => id).join(' ')

test('snapshots are in the order in which they were made, though the clock was set back in between', () => {
  const all = [saved('c-001', 20), saved('c-002', 5), saved('u-001', 25), saved('u-002', 1), saved('s-001', 22)]
  assert.equal(
    ids(inOrder(all, ['c-001', 's-001', 'c-002', 'u-001', 'u-002'])),
    'c-001 s-001 c-002 u-001 u-002',
    'the journals tell all',
  )
  assert.equal(ids(inOrder(all, [])).replaceAll(/[cs]-\d+ ?/g, ''), 'u-001 u-002', 'nothing is told: the numbers do')
})

test('one that no journal tells of stands where its time and its number say', () => {
  const all = [saved('s-001', 1), saved('c-001', 2), saved('s-002', 3), saved('u-001', 4)]
  assert.equal(ids(inOrder(all, ['s-001', 's-002'])), 's-001 c-001 s-002 u-001')
})

test('two names of one record, of the same time, stand as they were told', () => {
  const all = [saved('s-002', 1), saved('s-001', 1), saved('u-001', 1)]
  assert.equal(ids(inOrder(all, ['s-001', 'u-001', 's-002'])), 's-001 u-001 s-002')
})
