import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { evolve } from '../../source/core/evolve.ts'
import type { Fact } from '../../source/core/event.ts'
import { initialState, type State } from '../../source/core/state.ts'
import * as f from '../helpers/facts.ts'

const loopOf = (...facts: Fact[]) => f.fold(...facts).loop
const runOf = (...facts: Fact[]) => f.fold(...facts).run
const secondRun = f.runStarted({}, {}, { run: 2 })
const jobOf = (index: number | null, job: number): Fact[] => [
  f.payloadRead(),
  f.jobStarted({ job, index }),
  f.stepStarted(1, 1, job),
  f.stepFinished('done', { job }),
  f.jobFinished(index, job),
]
const completed: Fact = { type: 'loop.completed', maxJobs: 2, jobsExecuted: 2, job: 2, step: 2 }

function freeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(freeze)
  }
  return value
}

describe('the fold', () => {
  const everything: Fact[] = [
    ...f.inStep(f.looping(1)),
    f.doneChecked(false),
    f.asked('draft'),
    f.failed('draft'),
    f.asked('draft', 1, 2),
    f.answered('draft', 'x', 1, 2),
    f.refused('draft'),
    ...f.agreed(f.bash('a', 'b')),
    f.judged(0, 'allow'),
    f.judged(1, 'deny'),
    f.snapshotSkipped,
    f.commandStarted(0),
    f.commandFinished(0),
    f.stepFinished('execute'),
    f.stepStarted(2),
    f.doneChecked(true, 2),
    f.stepFinished('done', { step: 2 }),
    f.jobFinished(1, 1, 2),
    { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 3 },
    { type: 'run.ended', run: 1, why: 'loop_complete', endReason: 'x', exitCode: 0 },
  ]
  test('never changes a state that was handed out', () => {
    f.eventsOf(...everything).reduce((state, event) => freeze(evolve(state, freeze(event))), freeze(initialState))
  })
  test('of a state that was stored as JSON goes on the same', () => {
    const events = f.eventsOf(...everything)
    const stored = events.reduce<State>(
      (state, event) => evolve(JSON.parse(JSON.stringify(state)), event),
      initialState,
    )
    assert.deepEqual(stored, JSON.parse(JSON.stringify(f.fold(...everything))))
  })
  test('knows number and time of the last event', () => {
    const { seq, ts } = f.fold(f.loopStarted(), f.runStarted(), f.payloadRead())
    assert.deepEqual([seq, ts], [3, '2026-01-02T03:04:05.002Z'])
  })
  test('leaves the state as it is when an event does not fit', () => {
    const strays = everything.filter(({ type }) => !['loop.started', 'run.started'].includes(type))
    for (const fact of [...strays, { type: 'run.paused', run: 1 } as const]) {
      const { job, step, ...state } = f.fold(fact)
      assert.partialDeepStrictEqual(state, { loop: null, run: null })
      assert.ok(job === null || fact.type === 'job.started')
      assert.ok(step === null || fact.type === 'step.started')
    }
  })
  test('facts that are only told change nothing but number and time', () => {
    const before = f.fold(...f.inStep())
    const told: Fact[] = [
      { type: 'run.recovered', pid: 1, tornBytes: 0, tornText: '', inDoubt: null },
      { type: 'lock.takenOver', host: 'h', user: 'u', pid: 1, startedAt: 't' },
      { type: 'file.restored', path: 'p', kept: null },
    ]
    for (const fact of told) {
      const { seq, ts, ...rest } = f.fold(...f.inStep(), fact)
      assert.equal(seq, before.seq + 1)
      assert.ok(ts > before.ts)
      assert.deepEqual({ ...rest, seq: before.seq, ts: before.ts }, before)
    }
  })
})

describe('a loop', () => {
  test('begins with nothing done', () => {
    assert.partialDeepStrictEqual(loopOf(f.loopStarted()), {
      id: 'loop-1',
      rows: [],
      lastJob: 0,
      firstStep: 1,
      nextIndex: 1,
      jobsDone: 0,
      runs: 0,
      completion: null,
      phase: null,
      archivedTo: null,
    })
  })
  test('counts its jobs, and the next job_index, only with job_loop on', () => {
    const on = loopOf(f.loopStarted(), f.runStarted(f.looping(3)), ...jobOf(1, 1), ...jobOf(2, 2))
    assert.partialDeepStrictEqual(on, { nextIndex: 3, jobsDone: 2, lastJob: 2 })
    const off = loopOf(f.loopStarted(), f.runStarted(), ...jobOf(null, 1), ...jobOf(null, 2))
    assert.partialDeepStrictEqual(off, { nextIndex: 1, jobsDone: 0, lastJob: 2 })
  })
  test('counts its runs', () => {
    assert.equal(loopOf(f.loopStarted(), f.runStarted(), secondRun)?.runs, 2)
  })
  test('counts the calls of each role that were answered or failed, not those that were stopped', () => {
    const calls = loopOf(
      ...f.inStep(),
      f.asked('draft'),
      f.failed('draft'),
      f.asked('draft', 1, 2),
      f.answered('draft', 'x', 1, 2),
      f.asked('review'),
      f.failed('review', 1, { kind: 'cancelled' }),
      f.asked('review'),
    )?.calls
    assert.deepEqual(calls, { draft: 2, review: 0, final: 0 })
  })
  test('is complete with its last job, and goes on when another one begins', () => {
    const two = [f.loopStarted(), f.runStarted(f.looping(2)), ...jobOf(1, 1), ...jobOf(2, 2), completed]
    assert.deepEqual(loopOf(...two)?.completion, {
      maxJobs: 2,
      jobsExecuted: 2,
      job: 2,
      step: 2,
      at: f.fold(...two).ts,
    })
    assert.equal(loopOf(...two, f.jobStarted({ job: 3, index: 3 }))?.completion, null)
  })
  test('remembers where it is moved to', () => {
    assert.equal(
      loopOf(f.loopStarted(), { type: 'loop.archived', to: 'logs/archive/x', by: 'u' })?.archivedTo,
      'logs/archive/x',
    )
  })
  test('that begins anew forgets the one before', () => {
    const again = f.fold(...everythingOfOne(), f.loopStarted({ loop: 'loop-2' }))
    assert.partialDeepStrictEqual(again, { run: null, job: null, step: null, loop: { id: 'loop-2', runs: 0 } })
    assert.deepEqual(again.loop?.rows, [])
  })
})
const everythingOfOne = () => [f.loopStarted(), f.runStarted(f.looping(2)), ...jobOf(1, 1)]

describe('a run', () => {
  const by = 'op'
  test('begins without payload, counts, requests or end', () => {
    assert.partialDeepStrictEqual(runOf(...f.inStep(), f.commandFinished(0), secondRun), {
      run: 2,
      payload: null,
      jobsFinished: 0,
      counts: { executed: 0, denied: 0, timeout: 0, failed: 0 },
      recheck: null,
      isPauseRequested: false,
      isPaused: false,
      stop: null,
      ended: null,
    })
  })
  test('is paused by a request and only then, and goes on by another', () => {
    const pause: Fact = { type: 'run.pauseRequested', by }
    const paused: Fact = { type: 'run.paused', run: 1 }
    assert.partialDeepStrictEqual(runOf(...f.inStep(), pause), { isPauseRequested: true, isPaused: false })
    assert.partialDeepStrictEqual(runOf(...f.inStep(), pause, paused), { isPauseRequested: true, isPaused: true })
    const resumed = runOf(...f.inStep(), pause, paused, { type: 'run.resumeRequested', by })
    assert.partialDeepStrictEqual(resumed, { isPauseRequested: false, isPaused: false })
  })
  test('a stop now is never softened to a stop at the step', () => {
    const stop = (when: 'step' | 'now'): Fact => ({ type: 'run.stopRequested', by, when })
    const stops = [[stop('step')], [stop('step'), stop('now')], [stop('now'), stop('step')]]
    assert.deepEqual(
      stops.map((facts) => runOf(...f.inStep(), ...facts)?.stop),
      ['step', 'now', 'now'],
    )
  })
  test('its end says why, with which words and which exit code', () => {
    const ended = runOf(...f.inStep(), {
      type: 'run.ended',
      run: 1,
      why: 'deny',
      endReason: 'deny: x',
      exitCode: 1,
    })?.ended
    assert.partialDeepStrictEqual(ended, { why: 'deny', endReason: 'deny: x', exitCode: 1 })
  })
  test('a job begins with no history and nothing observed, and a finished one is counted', () => {
    const facts = [f.loopStarted(), f.runStarted(f.looping(2)), ...jobOf(1, 1)]
    assert.partialDeepStrictEqual(f.fold(...facts), { job: { isDone: true }, run: { jobsFinished: 1 } })
    const next = f.fold(...facts, f.payloadRead('{}'), f.jobStarted({ job: 2, index: 2, firstStep: 1 }))
    assert.partialDeepStrictEqual(next, { job: { job: 2, history: [], observations: [], isDone: false }, step: null })
  })
})
