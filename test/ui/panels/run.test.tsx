import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draw, snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

test('counts no step beyond those a job has: the one that finds them used up is none of them', () => {
  const facts = [f.loopStarted(), f.runStarted({ max_steps: 2 }), f.payloadRead(), f.jobStarted()]
  const shown = (step: number) =>
    draw(snapshotOf([...facts, f.stepStarted(step)]), { columns: 120, rows: 40 })
      .join('\n')
      .match(/step +(\d+ of \d+), in job 1/)?.[1]
  assert.deepEqual([1, 2, 3].map(shown), ['1 of 2', '2 of 2', '2 of 2'])
})
