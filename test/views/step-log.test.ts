import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import type { Role } from '../../source/core/event-place.ts'
import { completionLog, stepLog } from '../../source/views/step-log.ts'
import * as f from '../helpers/facts.ts'
import { stepLogKeys } from '../helpers/step-log-keys.ts'

type Log = Record<string, unknown>
const logOf = (...facts: Fact[]): Log => {
  const log = stepLog(f.fold(...facts))
  assert.ok(log)
  return { ...log }
}
const asking = (role: Role, raw: string): Fact[] => [f.asked(role), f.answered(role, raw)]
const value = { draft: { commands: [] }, review: { improved_commands: [], approval: true, review: 'ok' } }
const drafted = [...f.inStep(), f.doneChecked(false), ...asking('draft', 'D'), f.accepted('draft', value.draft)]
const reviewed = [...drafted, ...asking('review', 'R'), f.accepted('review', value.review)]
const final = (...codes: string[]) => ({ final_commands: f.bash(...codes), summary: 's' })
const agreed = (...codes: string[]) => [...reviewed, ...asking('final', 'F'), f.accepted('final', final(...codes))]
const fatal = (role: Role, detail = 'auth: no') =>
  f.stepFinished('fatal_error', {
    reason: 'API呼び出しまたはJSONパース失敗',
    error: `${role}生成失敗`,
    detail,
    isStopped: true,
  })
const executed = [...agreed('a'), f.judged(0, 'allow', 'allowlist通過'), f.commandFinished(0)]
const denied = [...agreed('rm'), f.judged(0, 'deny', 'because')]
const completed: Fact = { type: 'loop.completed', maxJobs: 2, jobsExecuted: 2, job: 1, step: 2 }
const complete = [...f.inStep(f.looping(2)), f.stepFinished('done'), f.jobFinished(2), completed]

const logs: Record<string, Log> = {
  done: logOf(...f.inStep(), f.doneChecked(true), f.stepFinished('done', { reason: 'found' })),
  'fatal_error of the draft': logOf(...f.inStep(), f.asked('draft'), f.failed('draft'), fatal('draft')),
  'fatal_error of the review': logOf(...drafted, f.asked('review'), f.failed('review'), fatal('review')),
  'fatal_error of the final': logOf(...reviewed, ...asking('final', 'no JSON'), f.refused('final'), fatal('final')),
  deny: logOf(...denied, f.stepFinished('deny', { reason: '全コマンドがdeny: because', isStopped: true })),
  rejected: logOf(...reviewed, f.stepFinished('rejected', { reason: 'レビューが却下: no' })),
  execute: logOf(...executed, f.stepFinished('execute', { reason: 'ステップ実行完了、次のループでdone判定' })),
  max_steps_reached: logOf(...f.inStep(), f.stepFinished('max_steps_reached', { reason: 'max_steps (0) に…' })),
  job_loop_complete: { ...completionLog(f.fold(...complete), '/r/job_result.json') },
}
const log = (name: keyof typeof logs): Log => logs[name] ?? {}
const pick = (from: Log, ...keys: string[]) => keys.map((key) => from[key])
const next = stepLogKeys.filter((key) => key.startsWith('next_'))

describe('the 35 keys', () => {
  for (const [name, keys] of Object.entries(logs).map(([name, log]) => [name, Object.keys(log)] as const))
    test(`are all there, in the order of the runbook: ${name}`, () => {
      assert.deepEqual(keys.slice(0, 35), stepLogKeys)
      const added = name === 'job_loop_complete' ? [] : ['usage']
      assert.deepEqual(keys.slice(35), name.startsWith('fatal_error') ? ['error_detail', ...added] : added)
    })
  test('there is no log before the step has ended', () => {
    assert.equal(stepLog(f.fold(...f.inStep())), null)
    assert.equal(stepLog(f.fold(f.loopStarted())), null)
    assert.equal(completionLog(f.fold(...f.inStep()), '/x'), null)
  })
})

describe('the head of a log', () => {
  test('phase, done, reason, error, message and stopped follow the phase', () => {
    const heads = Object.values(logs).map((log) =>
      pick(log, 'phase', 'done', 'done_reason', 'error', 'message', 'stopped'),
    )
    const failed = 'API呼び出しまたはJSONパース失敗'
    assert.deepEqual(heads, [
      ['done', true, 'found', null, '目標達成', false],
      ['fatal_error', false, failed, 'draft生成失敗', null, true],
      ['fatal_error', false, failed, 'review生成失敗', null, true],
      ['fatal_error', false, failed, 'final生成失敗', null, true],
      ['deny', false, '全コマンドがdeny: because', null, 'deny: because', true],
      ['rejected', false, 'レビューが却下: no', null, 'レビューが却下: no', false],
      ['execute', false, 'ステップ実行完了、次のループでdone判定', null, null, false],
      ['max_steps_reached', false, 'max_steps (0) に…', null, null, false],
      ['job_loop_complete', true, 'job_loop_complete: max_jobs(2)に到達', null, 'job_loop完了', false],
    ])
  })
  test('the time is local to the run, without a zone', () => {
    const tokyo = [f.loopStarted(), f.runStarted({}, {}, { zone: 'Asia/Tokyo' }), f.payloadRead(), f.jobStarted()]
    assert.equal(logOf(...tokyo, f.stepStarted(), f.stepFinished('execute'))['timestamp'], '2026-01-02T12:04:05.005000')
  })
  test('the completion takes the next free number and says where the result is', () => {
    assert.deepEqual(pick(log('job_loop_complete'), 'step_num', 'job_result_written', 'job_result_path'), [
      2,
      true,
      '/r/job_result.json',
    ])
    assert.deepEqual(pick(log('done'), 'step_num', 'job_result_written', 'job_result_path'), [1, false, null])
  })
  test('the cause of a failure stands behind the 35 keys', () => {
    assert.equal(log('fatal_error of the draft')['error_detail'], 'auth: no')
  })
})

describe('what follows', () => {
  test('is told by a done step alone', () => {
    assert.deepEqual(pick(log('done'), ...next), [
      'S-5',
      '次のフェーズの完了条件（未定義）',
      '指示書010',
      'S-5フェーズ: 次の目標に向けた準備と実行',
      ['workspace/results/result_v2.txt (前フェーズの出力)', 'config_v0_3.json (設定ファイル)'],
      ['次フェーズの成果物（未定義）', 'logs/steps/step_XXX.json (実行ログ)'],
    ])
    for (const [name, log] of Object.entries(logs))
      if (name !== 'done') assert.deepEqual(pick(log, ...next), [null, null, null, null, null, null], name)
  })
})

describe('job and payload', () => {
  const withPayload = (text: string | null, config = {}, name: string | null = null) => {
    const read = { ...f.payloadRead(text), name } as Fact
    const job = f.jobStarted({ index: 2, name: name ?? 'sample' })
    return logOf(f.loopStarted(), f.runStarted(config), read, job, f.stepStarted(), f.stepFinished('execute'))
  }
  const keys = ['is_experimental', 's5_flag', 'job_loop_enabled', 'job_name', 'job_index']
  const loop = f.looping(3)

  test('with job_loop on: name and index; off: the name, and no index', () => {
    assert.deepEqual(pick(withPayload(null, loop), ...keys), [false, false, true, 'sample', 2])
    assert.deepEqual(pick(withPayload(null), ...keys), [false, false, false, 'sample', null])
    assert.deepEqual(pick(withPayload(null, { s5_settings: { enabled: true } }), 'is_experimental', 's5_flag'), [
      true,
      true,
    ])
  })
  test('the name of the job input goes before the configured one', () => {
    assert.equal(withPayload('{"job_name": "custom"}', loop, 'custom')['job_name'], 'custom')
  })
  test('the payload is a text, its size counts code points', () => {
    const payload = ['job_payload', 'job_payload_present', 'job_payload_size']
    assert.deepEqual(pick(withPayload('{"a": "😀"}', loop), ...payload), ['{"a": "😀"}', true, 10])
    assert.deepEqual(pick(withPayload('{}', loop), ...payload), ['{}', true, 2])
    assert.deepEqual(pick(withPayload(null, loop), ...payload), [null, false, 0])
  })
  test('2000 code points of the payload are shown, with a mark when there are more', () => {
    const fits = '😀'.repeat(2000)
    assert.equal(withPayload(fits, loop)['job_payload'], fits)
    const long = withPayload(`${fits}x`, loop)
    assert.deepEqual(pick(long, 'job_payload', 'job_payload_size'), [`${fits}...(truncated)`, 2001])
  })
})

describe('models, prompts and replies', () => {
  test('the models are those of the configuration until others were really used', () => {
    const config = { openai_model: 'gpt-c', anthropic_model: 'claude-c' }
    const configured = logOf(...f.inStep(config), f.stepFinished('done'))
    assert.deepEqual(configured['models_used'], { draft: 'gpt-c', review: 'claude-c', final: 'gpt-c' })
    const answered: Fact = { ...f.answered('draft', 'x'), model: 'gpt-real' } as Fact
    const used = logOf(...f.inStep(config), f.asked('draft'), answered, fatal('draft'))
    assert.deepEqual(used['models_used'], { draft: 'gpt-real', review: 'claude-c', final: 'gpt-c' })
    assert.deepEqual(log('job_loop_complete')['models_used'], {
      draft: 'gpt-4o-mini',
      review: 'claude-3-5-sonnet-20241022',
      final: 'gpt-4o-mini',
    })
  })
  test('prompts are logged up to the role that failed, and not when nothing was asked', () => {
    const roles = Object.values(logs).map(({ prompts_used }) => prompts_used && Object.keys(prompts_used))
    const [one, two, three] = [['draft'], ['draft', 'review'], ['draft', 'review', 'final']]
    assert.deepEqual(roles, [null, one, two, three, three, two, three, null, null])
  })
  test('300 code points of a prompt, and its whole length', () => {
    const prompted = (prompt: string) =>
      logOf(...f.inStep(), { ...f.asked('draft'), prompt } as Fact, f.failed('draft'), fatal('draft'))['prompts_used']
    const entry = { template_name: 'draft_prompt_template', prompt: '日'.repeat(300), prompt_length: 300 }
    assert.deepEqual(prompted('日'.repeat(300)), { draft: entry })
    const cut = { ...entry, prompt: `${'😀'.repeat(300)}...(truncated)`, prompt_length: 301 }
    assert.deepEqual(prompted('😀'.repeat(301)), { draft: cut })
  })
  test('the text that was read of a refused reply is logged, 300 code points of it', () => {
    const refused = (extracted: string) => {
      const facts = [...f.inStep(), ...asking('draft', 'x'), { ...f.refused('draft'), extracted } as Fact]
      return (logOf(...facts, fatal('draft'))['prompts_used'] as { draft: object }).draft
    }
    assert.deepEqual(Object.keys(refused('{')), ['template_name', 'prompt', 'prompt_length', 'extracted_text'])
    assert.partialDeepStrictEqual(refused('x'.repeat(301)), { extracted_text: `${'x'.repeat(300)}...(truncated)` })
    assert.ok(!('extracted_text' in refused('')))
  })
  test('replies are logged with their text, those before a failure too', () => {
    const keys = ['draft', 'draft_raw', 'review', 'review_raw', 'final', 'final_raw']
    const none = [null, null, null, null, null, null]
    assert.deepEqual(pick(log('execute'), ...keys), [value.draft, 'D', value.review, 'R', final('a'), 'F'])
    assert.deepEqual(pick(log('deny'), ...keys), [value.draft, 'D', value.review, 'R', final('rm'), 'F'])
    assert.deepEqual(pick(log('rejected'), ...keys), [value.draft, 'D', value.review, 'R', null, null])
    assert.deepEqual(pick(log('fatal_error of the draft'), ...keys), none)
    assert.deepEqual(pick(log('fatal_error of the review'), ...keys), [value.draft, 'D', null, null, null, null])
    assert.deepEqual(pick(log('fatal_error of the final'), ...keys), [
      value.draft,
      'D',
      value.review,
      'R',
      null,
      'no JSON',
    ])
    for (const name of ['done', 'max_steps_reached', 'job_loop_complete'])
      assert.deepEqual(pick(log(name), ...keys), none)
  })
  test('2000 code points of a reply', () => {
    const raw = (text: string) =>
      logOf(...f.inStep(), ...asking('draft', text), f.refused('draft'), fatal('draft'))['draft_raw']
    assert.equal(raw('😀'.repeat(2000)), '😀'.repeat(2000))
    assert.equal(raw('😀'.repeat(2001)), `${'😀'.repeat(2000)}...(truncated)`)
  })
})
