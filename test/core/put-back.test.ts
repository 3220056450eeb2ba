import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact, FactOf } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const started = (more: Partial<FactOf<'rollback.started'>> = {}): Fact => ({
  type: 'rollback.started',
  job: 1,
  step: 2,
  by: 'op',
  saved: 'u-001',
  target: 's-001',
  scope: 'files',
  commit: 'c',
  marker: 'm',
  ...more,
})
const worked = [...f.afterReplies(f.bash('ls')), f.commandFinished(0), f.stepFinished('execute')]
const told = (...facts: Fact[]) =>
  f.fold(...facts).job?.history.map(({ step, outcome, reason }) => [step, outcome, reason])

describe('behind a rollback the model is told that work is gone', () => {
  const at = (place: string, what = 'the project') =>
    `an operator put ${what} back to what it was ${place}; what was done to it since is undone`
  const done = [1, undefined, undefined]
  const rows: [what: string, more: Partial<FactOf<'rollback.started'>>, reason: string][] = [
    ['to the snapshot of a step', { before: { job: 1, step: 1 } }, at('before step 1')],
    ['to a snapshot of an earlier job', { before: { job: 9, step: 4 } }, at('before this job')],
    ['to anything else', { target: 'u-003' }, at('at u-003')],
    ['of some files', { before: { job: 1, step: 1 }, only: ['a', 'b/'] }, at('before step 1', 'a, b/')],
  ]
  for (const [what, more, reason] of rows)
    test(what, () => assert.deepEqual(told(...worked, started(more)), [done, [1, 'put back', reason]]))
  test('and what comes behind stands behind it', () => {
    const next = [f.stepStarted(2), { ...f.stepFinished('execute'), step: 2 } as Fact]
    assert.deepEqual(
      told(...worked, started(), ...next)?.map(([step, outcome]) => [step, outcome]),
      [
        [1, undefined],
        [1, 'put back'],
        [2, undefined],
      ],
    )
  })
  test('but not where it was taken back', () => {
    const taken: Fact = { type: 'rollback.takenBack', job: 1, step: 2, saved: 'u-001', reason: 'disk full' }
    assert.deepEqual(told(...worked, started(), taken), [done])
  })
  test('nor before the job has done anything, nor when it is done', () => {
    assert.deepEqual(told(...f.afterReplies(f.bash('ls')), started()), [])
    const ended = [...worked, f.stepStarted(2), { ...f.stepFinished('done'), step: 2 } as Fact, f.jobFinished(1, 1)]
    assert.deepEqual(told(...ended, started()), [done])
  })
})
