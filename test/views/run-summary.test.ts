import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { currentSteps, runSummary, runSummaryLine } from '../../source/views/run-summary.ts'
import * as f from '../helpers/facts.ts'

const path = '/r/workspace/artifacts/job_result.json'
const summaryOf = (...facts: Fact[]) => runSummary(f.fold(...facts), path)
const lineOf = (...facts: Fact[]) => runSummaryLine(summaryOf(...facts))
const ended = (endReason: string, why: 'done' | 'deny' | 'loop_complete' = 'done', exitCode = 0): Fact => ({
  type: 'run.ended',
  run: 1,
  why,
  endReason,
  exitCode,
})
const named = (max: number) => ({ s5_settings: { job_loop: { enabled: true, max_jobs: max, job_name: 'sample' } } })
const oneJob = (config: object, payload: string | null = null): Fact[] => [
  f.loopStarted(),
  f.runStarted(config),
  {
    ...f.payloadRead(payload),
    path: 'job_input.json',
    bytes: payload === null ? 0 : Buffer.byteLength(payload),
  } as Fact,
  f.jobStarted({ index: 1, name: 'sample' }),
  f.stepStarted(),
  f.stepFinished('execute'),
  f.stepStarted(2),
  f.stepFinished('done', { step: 2 }),
  f.jobFinished(1, 1, 2),
]
const completed: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 3 }

describe('the line of last_run_summary.txt', () => {
  test('of a done job, with the loop on', () => {
    assert.equal(
      lineOf(...oneJob(named(3)), ended('done (job 1/3 completed)')),
      'phase=done step=2 done=True latest_step=step_002.json step_count=2 phase_summary=exists job_result=none ' +
        'job_loop=enabled job_name=sample job_index=1 max_jobs=3 job_payload=none job_result_written=false ' +
        'job_payload_size=0 end_reason=done (job 1/3 completed)',
    )
  })
  test('of a complete loop: the path of the result is the last', () => {
    const reason = 'job_loop_complete: max_jobs(1)に到達'
    assert.equal(
      lineOf(...oneJob(named(1)), completed, ended(reason, 'loop_complete')),
      'phase=job_loop_complete step=3 done=True latest_step=step_003.json step_count=3 phase_summary=exists ' +
        'job_result=exists job_loop=enabled job_name=sample job_index=2 max_jobs=1 job_payload=none ' +
        `job_result_written=true job_payload_size=0 end_reason=${reason} job_result_path=${path}`,
    )
  })
  test('of a denied step, with the loop off', () => {
    assert.equal(
      lineOf(...f.inStep(), f.stepFinished('deny', { isStopped: true }), ended('deny: x', 'deny', 1)),
      'phase=deny step=2 done=False latest_step=step_001.json step_count=1 phase_summary=exists job_result=none ' +
        'job_loop=disabled job_payload=none job_result_written=false job_payload_size=0 end_reason=deny: x',
    )
  })
  test('of nothing: what has no value prints as nothing', () => {
    assert.equal(
      lineOf(f.loopStarted()),
      'phase= step= done= latest_step= step_count=0 phase_summary=none job_result=none job_loop=disabled ' +
        'job_payload=none job_result_written=false job_payload_size=0',
    )
  })
  test('name and number of jobs also stand there with the loop off, when they are configured; 0 is left out', () => {
    const off = { s5_settings: { job_loop: { max_jobs: 3, job_name: 'n' } } }
    assert.match(lineOf(...f.inStep(off)), / job_loop=disabled job_name=n max_jobs=3 job_payload=/)
    const none = { s5_settings: { job_loop: { max_jobs: 0, job_name: '' } } }
    assert.match(lineOf(...f.inStep(none)), / job_loop=disabled job_payload=/)
  })
  test('the payload is present with its bytes, also behind the end of its job', () => {
    const payload = '{"a": "日本"}'
    const facts = oneJob(named(2), payload)
    assert.match(lineOf(...facts.slice(0, 6)), / job_payload=present job_result_written=false job_payload_size=15$/)
    assert.match(lineOf(...facts, ended('x')), / job_payload=present job_result_written=false job_payload_size=15 end_/)
  })
})

describe('last_run_summary.json', () => {
  test('has the keys of the runbook, and the exit code', () => {
    const keys =
      'phase step done latest_step step_count phase_summary_exists job_result_exists job_payload_present ' +
      'job_result_written job_payload_size end_reason job_loop exit_code usage'
    const summary = summaryOf(...oneJob(named(3)), ended('x', 'deny', 1))
    assert.equal(Object.keys(summary).join(' '), keys)
    assert.equal(summary.exit_code, 1)
  })
  test('names the result only when it exists', () => {
    assert.ok(!('job_result_path' in summaryOf(...oneJob(named(1)))))
    assert.equal(summaryOf(...oneJob(named(1)), completed).job_result_path, path)
  })
  test('repeats job_loop of the phase_summary', () => {
    assert.deepEqual(summaryOf(...oneJob(named(3))).job_loop, {
      enabled: true,
      max_jobs: 3,
      job_name: 'sample',
      current_job_index: 1,
      completed: false,
    })
  })
  test('has an empty job_loop before any run', () => {
    const empty = { enabled: false, max_jobs: null, job_name: null, current_job_index: null, completed: false }
    assert.deepEqual(summaryOf(f.loopStarted()).job_loop, empty)
  })
  test('before any run has null where nothing is known', () => {
    assert.partialDeepStrictEqual(summaryOf(), {
      phase: null,
      step: null,
      done: null,
      latest_step: null,
      step_count: 0,
      phase_summary_exists: false,
      end_reason: null,
    })
  })
  test('what is added stands behind the keys of the runbook', () => {
    const keys = Object.keys(runSummary(f.fold(f.loopStarted()), path, { mode: 'rollback', test: { passed: true } }))
    assert.deepEqual(keys.slice(-2), ['mode', 'test'])
  })
})

describe('the step files that lie there now', () => {
  test('are those of the current job, in the order of their numbers', () => {
    assert.deepEqual(currentSteps(f.fold(...oneJob(named(2)))), [1, 2])
    const second = f.jobStarted({ job: 2, index: 2 })
    assert.deepEqual(currentSteps(f.fold(...oneJob(named(2)), second)), [])
    const step = [f.stepStarted(1, 1, 2), f.stepFinished('execute', { job: 2 })]
    assert.deepEqual(currentSteps(f.fold(...oneJob(named(2)), second, ...step)), [1])
  })
  test('a step done again is one file', () => {
    const again = [...f.inStep(), f.stepFinished('fatal_error'), f.stepStarted(1, 2), f.stepFinished('execute')]
    assert.deepEqual(currentSteps(f.fold(...again)), [1])
  })
  test('there are none before a loop', () => {
    assert.deepEqual(currentSteps(f.fold()), [])
  })
})
