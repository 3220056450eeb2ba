import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decide } from '../../source/core/decide.ts'
import type { Fact } from '../../source/core/event.ts'
import { answerRequest } from '../../source/core/request.ts'
import { maxJobs } from '../../source/core/settings.ts'
import * as f from '../helpers/facts.ts'

const begun: Fact[] = [f.loopStarted(), f.runStarted(f.looping(1)), f.payloadRead()]
const raise = (limit: 'max_jobs' | 'max_steps', value: number): Fact => ({
  type: 'limit.raised',
  limit,
  value,
  by: 'op',
})

describe('jobs and steps are raised like every limit', () => {
  test('a loop whose jobs are done goes on with one more', () => {
    const done: Fact[] = [
      ...begun,
      f.jobStarted({ index: 1 }),
      f.stepStarted(),
      f.stepFinished('done'),
      f.jobFinished(1),
    ]
    const again = [f.runStarted(f.looping(1), {}, { run: 2 }), f.payloadRead()]
    assert.notEqual(decide(f.fold(...done, ...again)).kind, 'beginJob')
    assert.equal(decide(f.fold(...done, ...again, raise('max_jobs', 2))).kind, 'beginJob')
  })
  test('for the rest of the loop, whatever a later run is configured with', () => {
    const { run } = f.fold(
      ...begun,
      raise('max_jobs', 5),
      raise('max_steps', 30),
      f.runStarted(f.looping(1), {}, { run: 2 }),
    )
    assert.equal(run && maxJobs(run.settings.config), 5)
    assert.equal(run?.settings.config.max_steps, 30)
  })
  test('to whole numbers from 1', () => {
    const state = f.fold(...begun)
    for (const value of [0, 2.5])
      assert.deepEqual(answerRequest(state, { kind: 'raise', limit: 'max_jobs', value, by: 'op' }, new Date(0)), [])
  })
})
