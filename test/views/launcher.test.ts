import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact, FactOf } from '../../source/core/event.ts'
import { closingLines, testReport } from '../../source/views/launcher.ts'
import * as f from '../helpers/facts.ts'

const path = 'C:\\r\\workspace\\job_result.json'
const there = { path, isThere: true }
const missing = { path, isThere: false }
const closing = (facts: Fact[], jobResult = missing) => closingLines(f.fold(...facts), jobResult)
const report = (facts: Fact[], jobResult = missing) => testReport(f.fold(...facts), jobResult).lines

type Why = FactOf<'run.ended'>['why']
const ended = (why: Why, endReason: string, exitCode = 0): Fact => ({
  type: 'run.ended',
  run: 1,
  why,
  endReason,
  exitCode,
})
const sample = (max: number) => ({ s5_settings: { job_loop: { enabled: true, max_jobs: max, job_name: 'sample' } } })
const job = (config: object, payload: string | null = null): Fact[] => [
  f.loopStarted(),
  f.runStarted(config),
  f.payloadRead(payload),
  f.jobStarted({ index: 1, name: 'sample' }),
  f.stepStarted(),
]
const done = [f.stepFinished('done'), f.jobFinished(1)]
const off = [...f.inStep(), f.stepFinished('done'), f.jobFinished(null)]
const completed: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 }
const reason = 'job_loop_complete: max_jobs(1)に到達'
const complete = [...job(sample(1)), ...done, completed, ended('loop_complete', reason)]
const denied = [
  ...f.afterReplies(f.bash('rm')),
  f.judged(0, 'deny', 'because'),
  f.stepFinished('deny', { reason: '全コマンドがdeny: because', isStopped: true }),
  ended('deny', 'deny: because', 1),
]
const failed = [
  ...f.inStep(),
  f.stepFinished('fatal_error', { error: 'draft生成失敗', isStopped: true }),
  ended('fatal_error', 'fatal_error: draft生成失敗', 1),
]

describe('behind run and cleanrun', () => {
  test('a done job', () => {
    assert.deepEqual(closing([...off, ended('done', 'done')]), [
      'phase_state phase=done step=1 done=True',
      'latest_step step_001.json total=1',
      'phase_summary exists stop_on_deny=True',
      'end_reason done',
    ])
  })
  test('a done job of a loop: the job just run', () => {
    assert.deepEqual(closing([...job(sample(3)), ...done, ended('done', 'done (job 1/3 completed)')]), [
      'phase_state phase=done step=1 done=True',
      'job_loop enabled=True job_name=sample job_index=1 max_jobs=3 completed=False',
      'latest_step step_001.json total=1',
      'phase_summary exists stop_on_deny=True',
      'end_reason done (job 1/3 completed)',
    ])
  })
  test('deny: the word stands twice, and the stopped step is named', () => {
    assert.deepEqual(closing(denied), [
      'phase_state phase=deny step=2 done=False',
      'deny deny: because',
      'stopped phase=deny step=1',
      'latest_step step_001.json total=1',
      'phase_summary exists stop_on_deny=True',
      'end_reason deny: because',
    ])
  })
  test('fatal_error', () => {
    assert.deepEqual(closing(failed), [
      'phase_state phase=fatal_error step=1 done=False',
      'fatal_error fatal_error: draft生成失敗',
      'stopped phase=fatal_error step=1',
      'latest_step step_001.json total=1',
      'phase_summary exists stop_on_deny=True',
      'end_reason fatal_error: draft生成失敗',
    ])
  })
  test('a complete loop, its result there or missing', () => {
    const lines = (...result: string[]) => [
      'phase_state phase=job_loop_complete step=2 done=True',
      `job_loop_complete ${reason}`,
      'job_index 2',
      ...result,
      'job_loop enabled=True job_name=sample job_index=2 max_jobs=1 completed=True',
      'latest_step step_002.json total=2',
      'phase_summary exists stop_on_deny=True',
      `end_reason ${reason}`,
    ]
    const posix = 'job_result_path_posix C:/r/workspace/job_result.json'
    assert.deepEqual(closing(complete, there), lines('job_result.json exists', posix))
    assert.deepEqual(closing(complete), lines('WARNING: job_result.json not found'))
  })
  test('steps used up, and a policy that does not stop', () => {
    const config = { execution_policy: { stop_on_deny: false } }
    const used = [
      ...f.inStep(config),
      f.stepFinished('max_steps_reached'),
      ended('max_steps', 'max_steps_reached: 0', 4),
    ]
    assert.deepEqual(closing(used), [
      'phase_state phase=max_steps_reached step=1 done=False',
      'latest_step step_001.json total=1',
      'phase_summary exists stop_on_deny=False',
      'end_reason max_steps_reached: 0',
    ])
  })
  test('a run that ended before any step', () => {
    assert.deepEqual(closing([...f.inStep(), ended('stopped', 'stopped: by the operator', 130)]), [
      'phase_state none',
      'latest_step none',
      'phase_summary exists stop_on_deny=True',
      'end_reason stopped: by the operator',
    ])
  })
  test('no run at all', () => {
    assert.deepEqual(closing([f.loopStarted()]), ['phase_state none', 'latest_step none', 'phase_summary none'])
  })
  test('only a stopped step that is the last one is named', () => {
    const again = [
      ...denied,
      f.runStarted({}, {}, { run: 2 }),
      f.stepStarted(2),
      f.stepFinished('execute', { step: 2 }),
    ]
    assert.ok(!closing(again).some((line) => line.startsWith('stopped ')))
  })
  test('with the experiments on it says so', () => {
    const lines = closing([...f.inStep({ s5_settings: { enabled: true } }), f.stepFinished('execute')])
    assert.ok(lines.includes('phase_summary exists stop_on_deny=True (experimental)'))
  })
  test('a reason cannot steer the terminal', () => {
    const hostile = ended('deny', "deny: deny_if_contains '\u001B[2J\u0007' に一致", 1)
    assert.equal(closing([...off, hostile]).at(-1), "end_reason deny: deny_if_contains '␇' に一致")
  })
})

describe('the checks of test mode', () => {
  test('a done job passes', () => {
    const facts = [...off, ended('done', 'done')]
    assert.deepEqual(report(facts), ['test passed'])
    assert.equal(testReport(f.fold(...facts), missing).isPassed, true)
  })
  test('deny and fatal_error fail, with phase and stopped step', () => {
    assert.deepEqual(report(denied), [
      'FAIL phase is deny: deny: because',
      'FAIL step step_001.json stopped=true phase=deny',
      'test failed',
    ])
    assert.deepEqual(report(failed), [
      'FAIL phase is fatal_error: fatal_error: draft生成失敗',
      'FAIL step step_001.json stopped=true phase=fatal_error',
      'test failed',
    ])
    assert.equal(testReport(f.fold(...failed), missing).isPassed, false)
  })
  test('max_steps_reached and an executed step do not fail', () => {
    const used = [...f.inStep(), f.stepFinished('max_steps_reached'), ended('max_steps', 'max_steps_reached: 0', 4)]
    assert.deepEqual(report(used), ['test passed'])
    assert.deepEqual(report([...f.inStep(), f.stepFinished('execute')]), ['test passed'])
  })
  test('a run that left nothing fails with all that is missing', () => {
    assert.deepEqual(report([...f.inStep(), ended('failed', 'failed: x', 1)]), [
      'FAIL orchestrator exit code = 1',
      'FAIL phase_state.json not found',
      'FAIL no step files found',
      'test failed',
    ])
  })
  test('a command in doubt, a stop and a missing answer fail with their exit code', () => {
    for (const [why, code] of [
      ['in_doubt', 5],
      ['stopped', 130],
      ['unanswered', 5],
    ] as const)
      assert.equal(report([...off, ended(why, why, code)])[0], `FAIL orchestrator exit code = ${code}`)
  })
  test('stopped steps of earlier jobs do not matter, those of the current one do', () => {
    const stopped = f.stepFinished('fatal_error', { isStopped: true })
    const next = [f.jobStarted({ job: 2 }), f.stepStarted(1, 1, 2), f.stepFinished('execute', { job: 2 })]
    assert.deepEqual(report([...f.inStep(), stopped, ...next]), ['test passed'])
    assert.ok(report([...f.inStep(), stopped]).includes('FAIL step step_001.json stopped=true phase=fatal_error'))
  })
})

describe('the warnings of test mode do not matter', () => {
  const loop = (index: number, max: number, isComplete: boolean) =>
    `job_loop enabled=True job_name=sample job_index=${index} max_jobs=${max} completed=${isComplete ? 'True' : 'False'}`

  test('a loop that is not complete, without a job input', () => {
    assert.deepEqual(report([...job(sample(3)), ...done, ended('done', 'x')]), [
      loop(1, 3, false),
      'WARNING: job_loop enabled but not completed',
      'WARNING: job_payload_present=false',
      'test passed',
    ])
  })
  test('no warning of the payload when there was one', () => {
    const lines = report([...job(sample(3), '{"a": 1}'), ...done, ended('done', 'x')])
    assert.ok(!lines.includes('WARNING: job_payload_present=false'), lines.join('\n'))
  })
  test('a complete loop: nothing of its index, which is behind max_jobs as it must be', () => {
    const input = 'WARNING: job_payload_present=false'
    const first = `job_loop_complete: ${reason}`
    assert.deepEqual(report(complete, there), [first, 'job_result.json exists', loop(2, 1, true), input, 'test passed'])
    assert.deepEqual(report(complete), [
      first,
      'WARNING: job_result.json not found',
      loop(2, 1, true),
      input,
      'WARNING: job_result_written=false',
      'test passed',
    ])
  })
  test('an index behind max_jobs in a loop that is not complete', () => {
    const second = [...f.inStep(sample(1)), f.jobStarted({ job: 2, index: 2, name: 'sample' }), f.stepStarted(1, 1, 2)]
    const lines = report([...second, f.stepFinished('execute', { job: 2 })])
    assert.deepEqual(lines.slice(0, 3), [
      loop(2, 1, false),
      'WARNING: job_loop enabled but not completed',
      'WARNING: job_index (2) > max_jobs (1)',
    ])
  })
  test('the experiments, with their warning or without', () => {
    const facts = (settings: object) => [
      ...f.inStep({ s5_settings: { enabled: true, ...settings } }),
      f.stepFinished('execute'),
    ]
    const warning = 'WARNING: S-5 experimental mode - results may be unstable'
    assert.deepEqual(report(facts({})), [warning, 'experimental mode active', 'test passed'])
    assert.deepEqual(report(facts({ experimental_warning: false })), ['experimental mode active', 'test passed'])
  })
})
