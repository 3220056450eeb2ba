import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { jobLoop, jobResult, phaseState, phaseSummary } from '../../source/views/phase-files.ts'
import { noUsage } from '../../source/core/usage.ts'
import { usageKeys } from '../../source/views/usage-keys.ts'
import * as f from '../helpers/facts.ts'

type Summary = Record<string, unknown>
const now = '2026-01-02T03:04:06.000Z'
const summaryOf = (facts: Fact[], more: { endReason?: string; jobResultPath?: string } = {}): Summary => {
  const summary = phaseSummary(f.fold(...facts), {
    now,
    endReason: 'done',
    jobResultPath: '/r/job_result.json',
    ...more,
  })
  assert.ok(summary)
  return JSON.parse(JSON.stringify(summary))
}
const jobLoopOf = (...facts: Fact[]) => {
  const state = f.fold(...facts)
  return state.run && jobLoop(state, state.run)
}
const done = (job = 1, index: number | null = 1): Fact[] => [
  f.payloadRead(),
  f.jobStarted({ job, index, name: 'sample' }),
  f.stepStarted(1, 1, job),
  f.stepFinished('done', { job }),
  f.jobFinished(index, job),
]
const completed: Fact = { type: 'loop.completed', maxJobs: 2, jobsExecuted: 2, job: 2, step: 2 }
const oneDone = [f.loopStarted(), f.runStarted(f.looping(2)), ...done()]
const complete = [...oneDone, ...done(2, 2), completed]

/** Values and the order of the keys. */
function assertSame(actual: object | null | undefined, expected: object): void {
  assert.deepEqual(actual, expected)
  assert.deepEqual(Object.keys(actual ?? {}), Object.keys(expected))
}

describe('phase_state', () => {
  test('has the eight keys of the runbook, in its order', () => {
    assertSame(phaseState(f.fold(...oneDone)), {
      current_phase: 'done',
      previous_phase: 'S-4',
      current_step: 1,
      last_done: true,
      last_done_reason: 'r',
      next_instruction_id: '指示書010',
      job_index: 2,
      updated_at: '2026-01-02T03:04:05.005000',
    })
  })
  test('names the next instruction only when the job is done', () => {
    const executed = phaseState(f.fold(...f.inStep(), f.stepFinished('execute')))
    assert.partialDeepStrictEqual(executed, { current_phase: 'execute', current_step: 2, next_instruction_id: null })
    const complete_ = phaseState(f.fold(...complete))
    assert.partialDeepStrictEqual(complete_, {
      current_phase: 'job_loop_complete',
      current_step: 2,
      job_index: 3,
      next_instruction_id: null,
    })
  })
  test('is not there before the first step has ended', () => {
    assert.equal(phaseState(f.fold(...f.inStep())), null)
  })
})

describe('phase_summary', () => {
  test('has its keys in the order of the runbook, and the added ones behind them', () => {
    const keys =
      'generated_at current_phase previous_phase is_experimental experimental job_loop_enabled job_loop job_payload_present ' +
      'job_result_written total_steps success_count fail_count denied_count fatal_error_count stopped_count skipped_count ' +
      'final_done final_phase_result execution_summary stop_on_deny end_reason denied_steps fatal_error_steps stopped_steps ' +
      'skipped_steps steps job_result_path job_result_path_posix'
    for (const facts of [oneDone, complete, f.inStep()]) {
      const all = Object.keys(summaryOf(facts))
      assert.equal(all.slice(0, 28).join(' '), keys)
      assert.deepEqual(all.slice(28), ['max_steps_reached_steps', 'rejected_steps', 'rejected_count', 'usage'])
    }
  })
  const rows: Fact[] = [
    ...f.inStep(),
    f.stepFinished('execute'),
    f.stepStarted(2),
    f.stepFinished('deny', { step: 2, isStopped: true, reason: 'no' }),
    f.stepStarted(3),
    f.stepFinished('deny', { step: 3, reason: 'no again' }),
    f.stepStarted(4),
    f.stepFinished('fatal_error', { step: 4, isStopped: true, error: 'draft生成失敗' }),
    f.stepStarted(5),
    f.stepFinished('rejected', { step: 5, reason: 'bad' }),
    f.stepStarted(6),
    f.stepFinished('execute', { step: 6, isStopped: true }),
    f.stepStarted(7),
    f.stepFinished('max_steps_reached', { step: 7, reason: 'max' }),
  ]
  test('counts each kind of end; stopped steps are no success, and count twice', () => {
    assert.partialDeepStrictEqual(summaryOf(rows), {
      total_steps: 7,
      success_count: 1,
      fail_count: 0,
      denied_count: 2,
      fatal_error_count: 1,
      stopped_count: 3,
      skipped_count: 0,
      rejected_count: 1,
      final_done: false,
      final_phase_result: null,
    })
  })
  test('lists them with number and words', () => {
    const summary = summaryOf(rows)
    assert.deepEqual(summary['denied_steps'], [
      { step_num: 2, reason: 'no', message: 'deny: ' },
      { step_num: 3, reason: 'no again', message: 'deny: ' },
    ])
    assert.deepEqual(summary['fatal_error_steps'], [{ step_num: 4, reason: 'r', error: 'draft生成失敗' }])
    assert.deepEqual(summary['stopped_steps'], [
      { step_num: 2, phase: 'deny', reason: 'no' },
      { step_num: 4, phase: 'fatal_error', reason: 'r' },
      { step_num: 6, phase: 'execute', reason: 'r' },
    ])
    assert.deepEqual(summary['rejected_steps'], [{ step_num: 5, reason: 'bad' }])
    assert.deepEqual(summary['max_steps_reached_steps'], [{ step_num: 7, reason: 'max' }])
    assert.deepEqual(summary['skipped_steps'], [])
  })
  test('has one row per step, with eight keys', () => {
    const { steps } = summaryOf([...f.inStep(), f.stepFinished('done')]) as { steps: object[] }
    assertSame(steps[0], {
      step_num: 1,
      phase: 'done',
      done: true,
      done_reason: 'r',
      timestamp: '2026-01-02T03:04:05.005000',
      error: null,
      message: '目標達成',
      stopped: false,
    })
  })
  test('counts the steps of earlier jobs of the loop too', () => {
    assert.partialDeepStrictEqual(summaryOf(complete), { total_steps: 3, success_count: 2, final_done: true })
  })
  test('says what follows when the last done step is a job’s, and nothing behind the completion', () => {
    assert.partialDeepStrictEqual(summaryOf(oneDone)['final_phase_result'], { next_phase_name: 'S-5' })
    assert.partialDeepStrictEqual(summaryOf(complete)['final_phase_result'], { next_phase_name: null })
  })
  test('adds up the commands of this run, and none of a run that only completed', () => {
    const facts = [
      ...f.afterReplies(f.bash('a', 'b')),
      f.commandFinished(0),
      f.commandFinished(1, { outcome: 'timed out' }),
    ]
    const counters = { executed_count: 1, denied_count: 0, timeout_count: 1, failed_count: 0 }
    assertSame(summaryOf([...facts, f.stepFinished('execute')])['execution_summary'] as object, counters)
    const next = [f.stepFinished('execute'), f.runStarted({}, {}, { run: 2 })]
    assert.deepEqual(summaryOf([...facts, ...next])['execution_summary'], {
      ...counters,
      executed_count: 0,
      timeout_count: 0,
    })
    assert.deepEqual(summaryOf(complete)['execution_summary'], {})
  })
  test('current_phase is S-5 with the experiments on, else the configured sprint', () => {
    const of = (config: object) => summaryOf([f.loopStarted(), f.runStarted(config)])
    assert.partialDeepStrictEqual(of({ s5_settings: { enabled: true }, sprint: 'S-9' }), {
      current_phase: 'S-5',
      previous_phase: 'S-4',
      is_experimental: true,
      experimental: true,
    })
    assert.partialDeepStrictEqual(of({ sprint: 'S-9' }), { current_phase: 'S-9', is_experimental: false })
  })
  test('tells the end of the run, the policy, and the time it was made', () => {
    const config = { execution_policy: { stop_on_deny: false } }
    assert.partialDeepStrictEqual(summaryOf(f.inStep(config), { endReason: 'why' }), {
      end_reason: 'why',
      stop_on_deny: false,
      generated_at: '2026-01-02T03:04:06',
    })
  })
  test('the result of the loop is written only with the completion, and its path has slashes in one of two', () => {
    const none = { job_result_written: false, job_result_path: null, job_result_path_posix: null }
    assert.partialDeepStrictEqual(summaryOf(oneDone), none)
    assert.partialDeepStrictEqual(summaryOf(complete, { jobResultPath: 'C:\\r\\j.json' }), {
      job_result_written: true,
      job_result_path: 'C:\\r\\j.json',
      job_result_path_posix: 'C:/r/j.json',
    })
  })
  test('a payload of this run is present, also behind the end of its job', () => {
    const read = [f.loopStarted(), f.runStarted(f.looping(2)), f.payloadRead('{"a": 1}')]
    const job = [f.jobStarted({ index: 1 }), f.stepStarted(), f.stepFinished('done'), f.jobFinished(1)]
    assert.equal(summaryOf([...read, ...job.slice(0, 2)])['job_payload_present'], true)
    assert.equal(summaryOf([...read, ...job])['job_payload_present'], true)
    assert.equal(summaryOf(oneDone)['job_payload_present'], false)
  })
})

describe('job_loop', () => {
  const facts = { enabled: true, max_jobs: 2, job_name: 'sample', current_job_index: 1, completed: false }
  test('on: the index of the job just run, and always whether it is complete', () => {
    assertSame(jobLoopOf(...oneDone), facts)
    assertSame(jobLoopOf(...complete), { ...facts, current_job_index: 3, completed: true })
  })
  test('on, before the first job: the index that comes', () => {
    assert.partialDeepStrictEqual(jobLoopOf(f.loopStarted(), f.runStarted(f.looping(2))), {
      current_job_index: 1,
      job_name: 'default',
    })
  })
  test('off: what the configuration says, without an index', () => {
    const off = { enabled: false, max_jobs: null, job_name: null, current_job_index: null, completed: false }
    assertSame(jobLoopOf(...f.inStep()), off)
    const configured = { s5_settings: { job_loop: { max_jobs: 3, job_name: 'n' } } }
    assertSame(jobLoopOf(...f.inStep(configured)), { ...off, max_jobs: 3, job_name: 'n' })
  })
  test('the name of the job input goes before the configured one', () => {
    const named = { ...f.payloadRead('{"job_name": "custom"}'), name: 'custom' } as Fact
    const loop = [f.loopStarted(), f.runStarted(f.looping(2)), named]
    assert.equal(jobLoopOf(...loop)?.job_name, 'custom')
    const job = [f.jobStarted({ index: 1, name: 'custom' }), f.stepStarted(), f.stepFinished('done'), f.jobFinished(1)]
    assert.equal(jobLoopOf(...loop, ...job)?.job_name, 'custom')
  })
})

describe('job_result', () => {
  test('is written with the completion alone, with the real count', () => {
    assert.equal(jobResult(f.fold(...oneDone)), null)
    const early: Fact = { ...completed, jobsExecuted: 1 }
    assertSame(jobResult(f.fold(...oneDone, early)), {
      job_name: 'sample',
      max_jobs: 2,
      jobs_executed: 1,
      end_reason: 'job_loop_complete: max_jobs(2)に到達',
      last_phase: 'job_loop_complete',
      last_step: 2,
      timestamp: '2026-01-02T03:04:05.007000',
      exit_code: 0,
      usage: usageKeys(noUsage),
    })
  })
})
