import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stepFileName, stepOfFileName } from '../../source/core/step-name.ts'

test('a step file has at least three digits', () => {
  assert.deepEqual([1, 12, 999, 1000].map(stepFileName), [
    'step_001.json',
    'step_012.json',
    'step_999.json',
    'step_1000.json',
  ])
})
test('the number comes back from the name', () => {
  for (const step of [1, 9, 10, 999, 1000, 12_345]) assert.equal(stepOfFileName(stepFileName(step)), step)
})
test('what only looks like one is no step file', () => {
  const odd = ['step_1.json', 'step_0001.json', 'step_01.json', 'step_001.json.tmp', 'xstep_001.json', 'step_abc.json']
  for (const name of [...odd, 'step_.json', 'step_-01.json', 'step_001.JSON', 'step_００１.json', 'phase_summary.json'])
    assert.equal(stepOfFileName(name), null, name)
})
