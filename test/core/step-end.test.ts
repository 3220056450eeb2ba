import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const historyOf = (...facts: Fact[]) => f.fold(...facts).job?.history
const rowsOf = (...facts: Fact[]) =>
  f.fold(...facts).loop?.rows.map(({ job, step, phase }) => [job, step, phase].join(' '))
const phaseOf = (...facts: Fact[]) => {
  const phase = f.fold(...facts).loop?.phase
  return phase && [phase.phase, phase.step, phase.isDone, phase.reason, phase.index]
}
const two = f.bash('a', 'b')
const executed = (summary: unknown) => [
  ...f.inStep(),
  f.accepted('final', { final_commands: two, ...(summary !== undefined && { summary }) }),
  f.judged(0, 'allow'),
  f.judged(1, 'allow'),
  f.stepFinished('execute'),
]
const failure = f.stepFinished('fatal_error', {
  error: 'draft生成失敗',
  detail: 'auth (status 401): no',
  isStopped: true,
})

describe('the history the model sees', () => {
  test('an executed step is its number and its summary, of any type', () => {
    for (const summary of ['完了', { done: [1] }, [1, 2], 7, true])
      assert.deepEqual(historyOf(...executed(summary)), [{ step: 1, summary }])
    for (const empty of [undefined, null, '', 0, false])
      assert.deepEqual(historyOf(...executed(empty)), [{ step: 1, summary: '' }])
  })
  test('a denied step says so, with the reasons of the denied commands in order', () => {
    const denied = [
      ...f.afterReplies(two),
      f.judged(0, 'deny', 'r1'),
      f.judged(1, 'deny', 'r2'),
      f.stepFinished('deny'),
    ]
    assert.deepEqual(historyOf(...denied), [{ step: 1, summary: 's', outcome: 'denied', reason: 'r1; r2' }])
  })
  test('an executed step tells which of its commands were left out and why', () => {
    const partly = [...f.afterReplies(two), f.judged(0, 'deny', 'r1'), f.judged(1, 'allow'), f.stepFinished('execute')]
    assert.deepEqual(historyOf(...partly), [{ step: 1, summary: 's', outcome: 'partly denied', reason: 'r1' }])
  })
  test('a rejected step has the verdict of the review', () => {
    const rejected = f.stepFinished('rejected', { reason: 'レビューが却下: too risky' })
    assert.deepEqual(historyOf(...f.inStep(), rejected), [
      { step: 1, summary: '', outcome: 'rejected', reason: 'レビューが却下: too risky' },
    ])
  })
  test('a failed step has its cause, and once however often it fails', () => {
    const entry = { step: 1, summary: '', outcome: 'failed', reason: 'draft生成失敗: auth (status 401): no' }
    assert.deepEqual(historyOf(...f.inStep(), failure), [entry])
    assert.deepEqual(historyOf(...f.inStep(), failure, f.stepStarted(1, 2), failure), [entry])
    const bare = f.stepFinished('fatal_error', { error: 'draft生成失敗' })
    assert.partialDeepStrictEqual(historyOf(...f.inStep(), bare), [{ reason: 'draft生成失敗' }])
  })
  test('the end of a job adds nothing', () => {
    for (const phase of ['done', 'max_steps_reached'] as const)
      assert.deepEqual(historyOf(...executed('s'), f.stepStarted(2), f.stepFinished(phase, { step: 2 })), [
        { step: 1, summary: 's' },
      ])
  })
  test('a resumed run still knows it', () => {
    assert.deepEqual(historyOf(...executed('s'), f.runStarted({}, {}, { run: 2 })), [{ step: 1, summary: 's' }])
  })
})

describe('the rows of the summary', () => {
  test('one per step, with the words of its end', () => {
    const state = f.fold(...f.inStep(), failure)
    assert.deepEqual(state.loop?.rows, [
      {
        job: 1,
        step: 1,
        phase: 'fatal_error',
        isDone: false,
        reason: 'r',
        ts: state.ts,
        error: 'draft生成失敗',
        message: null,
        isStopped: true,
      },
    ])
  })
  test('messages: of done, of deny with its reasons, of a rejection; none else', () => {
    const denied = [...f.afterReplies(f.bash('a')), f.judged(0, 'deny', 'r1')]
    const message = (...facts: Fact[]) => f.fold(...facts).loop?.rows.at(-1)?.message
    assert.equal(message(...f.inStep(), f.stepFinished('done')), '目標達成')
    assert.equal(message(...denied, f.stepFinished('deny')), 'deny: r1')
    assert.equal(message(...f.inStep(), f.stepFinished('rejected', { reason: 'no' })), 'no')
    assert.equal(message(...f.inStep(), f.stepFinished('execute')), null)
  })
  test('a step that is done again counts once, by its latest attempt', () => {
    const again = [...f.inStep(), failure, f.stepStarted(1, 2), f.stepFinished('execute')]
    assert.deepEqual(rowsOf(...again), ['1 1 execute'])
    const third = [...again, f.stepStarted(2), f.stepFinished('fatal_error', { step: 2 })]
    assert.deepEqual(rowsOf(...third, f.stepStarted(2, 2), f.stepFinished('done', { step: 2 })), [
      '1 1 execute',
      '1 2 done',
    ])
  })
  test('a step with the number of another job’s step is another step', () => {
    const second = [f.jobStarted({ job: 2 }), f.stepStarted(1, 1, 2), f.stepFinished('done', { job: 2 })]
    const first = [...f.inStep(), f.stepFinished('execute'), f.stepStarted(2), f.stepFinished('done', { step: 2 })]
    assert.deepEqual(rowsOf(...first, f.jobFinished(null, 1, 2), ...second), ['1 1 execute', '1 2 done', '2 1 done'])
  })
  test('the completion has a row of its own, behind the last job', () => {
    const completed: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 }
    const state = f.fold(...f.inStep(f.looping(1)), f.stepFinished('done'), f.jobFinished(1), completed)
    assert.partialDeepStrictEqual(state.loop?.rows.at(-1), {
      job: 1,
      step: 2,
      phase: 'job_loop_complete',
      isDone: true,
      reason: 'job_loop_complete: max_jobs(1)に到達',
      message: 'job_loop完了',
      isStopped: false,
    })
  })
})

describe('what phase_state says', () => {
  const loop = [f.loopStarted(), f.runStarted(f.looping(3)), f.payloadRead(), f.jobStarted({ index: 2 })]
  const inThird = [...loop, f.stepStarted(3)]
  const end = (phase: Parameters<typeof f.stepFinished>[0], more: Parameters<typeof f.stepFinished>[1] = {}) =>
    f.stepFinished(phase, { step: 3, ...more })

  test('done: the step, the reason, and the next job_index', () => {
    const done = [...inThird, end('done', { reason: 'found' })]
    assert.deepEqual(phaseOf(...done, f.jobFinished(2, 1, 3)), ['done', 3, true, 'found', 3])
    const off = [...f.inStep(), f.stepFinished('done', { reason: 'found' }), f.jobFinished(null)]
    assert.deepEqual(phaseOf(...off), ['done', 1, true, 'found', null])
  })
  test('a role failed: the same step', () => {
    const reason = 'fatal_error: review生成失敗'
    assert.deepEqual(phaseOf(...inThird, end('fatal_error', { error: 'review生成失敗' })), [
      'fatal_error',
      3,
      false,
      reason,
      2,
    ])
  })
  test('all denied: the next step, and the reasons', () => {
    const reply = f.accepted('final', { final_commands: two })
    const denied = [...inThird, reply, f.judged(0, 'deny', 'r1'), f.judged(1, 'deny', 'r2'), end('deny')]
    assert.deepEqual(phaseOf(...denied), ['deny', 4, false, 'deny: r1; r2', 2])
  })
  test('executed and rejected: the next step', () => {
    assert.deepEqual(phaseOf(...inThird, end('execute', { reason: 'x' })), ['execute', 4, false, 'x', 2])
    assert.deepEqual(phaseOf(...inThird, end('rejected', { reason: 'x' })), ['rejected', 4, false, 'x', 2])
  })
  test('steps used up: the number behind the last step', () => {
    assert.deepEqual(phaseOf(...inThird, end('max_steps_reached', { reason: 'x' })), [
      'max_steps_reached',
      3,
      false,
      'x',
      2,
    ])
    assert.equal(f.fold(...inThird, end('max_steps_reached')).job?.isExhausted, true)
  })
  test('loop complete: the index that passed max_jobs; null when the loop is off', () => {
    const completed: Fact = { type: 'loop.completed', maxJobs: 3, jobsExecuted: 3, job: 3, step: 4 }
    const reason = 'job_loop_complete: max_jobs(3)に到達'
    const done = [...loop, f.stepStarted(3), end('done'), f.jobFinished(3, 1, 3)]
    assert.deepEqual(phaseOf(...done, completed), ['job_loop_complete', 4, true, reason, 4])
  })
  test('nothing before the first step has ended', () => {
    assert.equal(phaseOf(...f.inStep()), null)
  })
  test('and the job goes on with the step it names', () => {
    const next = (...facts: Fact[]) => f.fold(...facts).job?.nextStep
    assert.equal(next(...inThird, end('execute')), 4)
    assert.equal(next(...inThird, end('deny')), 4)
    assert.equal(next(...inThird, end('fatal_error')), 3)
  })
})
