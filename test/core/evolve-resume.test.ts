import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const loopOf = (...facts: Fact[]) => f.fold(...facts).loop
const secondRun = f.runStarted({}, {}, { run: 2 })

describe('a root that was taken over', () => {
  const row = { job: 2, step: 1, phase: 'execute', isDone: false, reason: null, ts: 't', error: null, message: null }
  const rows = [{ ...row, isStopped: false }]
  const takenOver = (more: object) => {
    const takeover = { phase: 'execute', step: 4, isDone: false, reason: 'r', index: 2, rows, ...more }
    return loopOf(f.loopStarted({ origin: 'takeover', takeover }))
  }
  test('goes on with its job and its step', () => {
    assert.partialDeepStrictEqual(takenOver({}), {
      firstStep: 4,
      nextIndex: 2,
      jobsDone: 1,
      lastJob: 1,
      completion: null,
    })
    assert.partialDeepStrictEqual(takenOver({})?.phase, { phase: 'execute', step: 4, isDone: false, index: 2 })
    assert.deepEqual(takenOver({})?.rows, rows)
  })
  test('begins the next job at step 1 when its job was done', () => {
    const done = takenOver({ phase: 'done', isDone: true, index: 3 })
    assert.partialDeepStrictEqual(done, { firstStep: 1, nextIndex: 3, jobsDone: 2, lastJob: 2 })
  })
  test('with job_loop off has no index', () => {
    assert.partialDeepStrictEqual(takenOver({ index: null }), { nextIndex: 1, jobsDone: 0, phase: { index: null } })
  })
  test('stays complete when it was', () => {
    const loop = takenOver({ phase: 'job_loop_complete', isDone: true, index: 4 })
    assert.partialDeepStrictEqual(loop?.completion, { maxJobs: 3, jobsExecuted: 3, job: 3, step: 4 })
  })
  test('uses its step once: the job behind begins at 1', () => {
    const takeover = { phase: 'execute', step: 4, isDone: false, reason: 'r', index: 2, rows }
    const loop = loopOf(f.loopStarted({ takeover }), f.runStarted(), f.jobStarted({ job: 2, firstStep: 4 }))
    assert.equal(loop?.firstStep, 1)
  })
})

describe('a run that finds an unfinished step', () => {
  const executing = [
    ...f.afterReplies(f.bash('a', 'b', 'c')),
    f.judged(0, 'allow'),
    f.judged(1, 'allow'),
    f.snapshotSkipped,
  ]
  const reopened = (...facts: Fact[]) => f.fold(...executing, ...facts, secondRun).step

  test('holds the command that had started for doubtful', () => {
    const step = reopened(f.commandStarted(0), f.commandFinished(0), f.commandStarted(1))
    assert.equal(step?.inDoubt, 1)
    assert.deepEqual(
      step?.commands.map(({ status }) => status),
      ['finished', 'started', 'waiting'],
    )
  })
  test('forgets verdicts not yet acted on and the snapshot, but no result', () => {
    const step = reopened(f.commandStarted(0), f.commandFinished(0, { exitCode: 3 }))
    assert.partialDeepStrictEqual(step, { inDoubt: null, snapshot: 'none' })
    assert.deepEqual(
      step?.commands.map(({ judged }) => judged?.verdict ?? null),
      ['allow', null, null],
    )
    assert.equal(step?.commands[0]?.result?.exitCode, 3)
  })
  test('leaves a finished step alone', () => {
    const finished = f.fold(...executing, f.stepFinished('execute'))
    assert.deepEqual(f.fold(...executing, f.stepFinished('execute'), secondRun).step, finished.step)
  })
})
