import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { evolve } from '../../source/core/evolve.ts'
import { initialState } from '../../source/core/state.ts'
import { eventLines, type LinePaths } from '../../source/views/lines.ts'
import * as f from '../helpers/facts.ts'

const paths: LinePaths = {
  root: '/r',
  steps: '/r/s',
  phaseState: '/r/state',
  phaseSummary: '/r/sum',
  jobResult: '/r/res',
}

/** The lines of every fact from `from` on. */
function linesFrom(from: number, ...facts: Fact[]): string[] {
  let state = initialState
  return f.eventsOf(...facts).flatMap((event, i) => {
    state = evolve(state, event)
    return i < from ? [] : eventLines(event, state, paths)
  })
}
/** The lines of the last fact. */
const lastOf = (...facts: Fact[]) => linesFrom(facts.length - 1, ...facts)
const inStep = (...facts: Fact[]) => lastOf(...f.inStep(), ...facts)

const missing = 'done判定: result_v2.txt が存在しない'
const notDone: Fact = {
  type: 'done.checked',
  job: 1,
  step: 1,
  isDone: false,
  results: [{ check: 'c', holds: false, reason: missing }],
}
const saved = ['ステップログ出力: /r/s/step_001.json', 'フェーズ状態保存: /r/state']

describe('the beginning of a run', () => {
  const begin = 'TOS v0.3 Orchestrator 開始'
  const keys = 'APIキー確認完了'
  test('of a new loop', () => {
    assert.deepEqual(lastOf(f.loopStarted(), f.runStarted()), [begin, '新規開始', keys])
  })
  test('with the experiments on', () => {
    const experimental = f.runStarted({ s5_settings: { enabled: true } })
    assert.deepEqual(lastOf(f.loopStarted(), experimental), [begin, '新規開始', keys, 'S-5 experimental mode enabled'])
  })
  test('that goes on where the one before stood', () => {
    const second = f.runStarted({}, {}, { run: 2 })
    const facts = [...f.inStep(), f.stepFinished('execute'), second]
    assert.deepEqual(lastOf(...facts), [begin, '前回の状態から復帰: step=2', keys])
    const failed = [...f.inStep(), f.stepFinished('fatal_error'), second]
    assert.deepEqual(lastOf(...failed), [begin, '前回の状態から復帰: step=1', keys])
    const takeover = { phase: 'execute', step: 4, isDone: false, reason: 'r', index: null, rows: [] }
    assert.deepEqual(lastOf(f.loopStarted({ takeover }), f.runStarted()), [begin, '前回の状態から復帰: step=4', keys])
  })
  test('behind a done job', () => {
    const facts = [...f.inStep(), f.stepFinished('done'), f.jobFinished(), f.runStarted({}, {}, { run: 2 })]
    assert.deepEqual(lastOf(...facts), [begin, '前回完了済み (step=1)。新規開始します。', keys])
  })
})

describe('the job input and the job of a loop', () => {
  const loop = (more: object) =>
    lastOf(f.loopStarted(), f.runStarted(f.looping(3)), { ...f.payloadRead(), path: 'in.json', ...more } as Fact)
  test('read, missing, with a name of its own', () => {
    assert.deepEqual(loop({ isThere: true }), ['job_payload 読み込み完了: in.json'])
    assert.deepEqual(loop({}), ['job_input.json が存在しません: in.json'])
    assert.deepEqual(loop({ isThere: true, name: 'custom' }), [
      'job_payload 読み込み完了: in.json',
      'job_name を上書き: custom',
    ])
    assert.deepEqual(loop({ path: '' }), [])
  })
  test('the job names its loop', () => {
    const job = f.jobStarted({ index: 2, name: 'sample' })
    assert.deepEqual(lastOf(f.loopStarted(), f.runStarted(f.looping(3)), job), [
      'job_loop enabled: max_jobs=3, job_name=sample, job_index=2',
    ])
  })
  test('with the loop off there is nothing to say', () => {
    assert.deepEqual(linesFrom(2, f.loopStarted(), f.runStarted(), f.payloadRead('{}'), f.jobStarted()), [])
  })
})

describe('a step', () => {
  test('that executed, line by line', () => {
    const code = { type: 'powershell', code: 'Get-Date' }
    const facts = [
      ...f.inStep({ max_steps: 8 }).slice(0, -1),
      f.stepStarted(),
      notDone,
      ...(['draft', 'review', 'final'] as const).map((role) => f.asked(role)),
      f.accepted('final', { final_commands: [code] }),
      f.judged(0, 'allow', 'allowlist通過'),
      f.snapshotSkipped,
      f.commandStarted(0, 'Get-Date'),
      f.commandFinished(0, { exitCode: 3 }),
      f.stepFinished('execute'),
    ]
    assert.deepEqual(linesFrom(4, ...facts), [
      '',
      'Step 1/8',
      missing,
      'ドラフト生成開始 (step=1)',
      'レビュー開始 (step=1)',
      '最終決定開始 (step=1)',
      'コマンド許可: allowlist通過',
      '  $ Get-Date',
      'PowerShell実行完了 (rc=3)',
      ...saved,
    ])
  })
  test('that is done: phase_state comes with the end of the job', () => {
    const results = [{ check: 'c', holds: true, reason: 'done判定: 全条件クリア' }]
    const found: Fact = { type: 'done.checked', job: 1, step: 1, isDone: true, results }
    assert.deepEqual(linesFrom(5, ...f.inStep(), found, f.stepFinished('done'), f.jobFinished()), [
      'done判定: 全条件クリア',
      'done=True に到達。ループ終了。',
      ...saved,
    ])
  })
  test('that is denied: each denied command with its reason and the place of the rule', () => {
    const denied = [
      ...f.afterReplies(f.bash('a', 'b')),
      f.judged(0, 'allow'),
      { ...f.judged(1, 'deny', 'why'), place: 'c.json:7' } as Fact,
    ]
    assert.deepEqual(linesFrom(f.afterReplies([]).length, ...denied), ['コマンド拒否: why (c.json:7)'])
    assert.deepEqual(lastOf(...denied, f.stepFinished('deny')), saved)
  })
  test('that failed: the cause, and that it ends here', () => {
    assert.deepEqual(
      inStep(f.stepFinished('fatal_error', { error: 'review生成失敗', detail: 'auth (status 401): no' })),
      [
        'API呼び出しが失敗しました',
        'review生成失敗: auth (status 401): no',
        'review生成に失敗しました。処理を中断します。',
        ...saved,
      ],
    )
  })
  test('that was rejected, and one behind the last', () => {
    assert.deepEqual(inStep(f.stepFinished('rejected', { reason: 'レビューが却下: x' })), [
      'レビューが却下: x',
      ...saved,
    ])
    assert.deepEqual(lastOf(...f.inStep({ max_steps: 1 }), f.stepFinished('max_steps_reached')), [
      'max_steps (1) に到達。done=False のまま終了。',
      ...saved,
    ])
  })
})

describe('calls', () => {
  test('a failure names the provider', () => {
    assert.deepEqual(inStep(f.failed('draft')), ['OpenAI API呼び出し失敗: overloaded 529: busy'])
    assert.deepEqual(inStep(f.failed('review', 1, { status: null, kind: 'connection' })), [
      'Anthropic API呼び出し失敗: connection: busy',
    ])
    const replay = f.inStep({}, { models: { draft: { provider: 'replay' } } })
    assert.deepEqual(lastOf(...replay, f.failed('draft')), ['model呼び出し失敗: overloaded 529: busy'])
  })
  test('a retry is counted from 1, and says how long it waits; the call itself is not announced again', () => {
    const call = { job: 1, step: 1, role: 'draft', round: 1 } as const
    const retry = (attempt: number, waitMs: number): Fact => ({
      type: 'model.retryPlanned',
      ...call,
      attempt,
      waitMs,
      until: '',
    })
    assert.deepEqual(inStep(retry(2, 1000)), ['リトライ 1/2 (1 s)'])
    assert.deepEqual(inStep(retry(3, 1500)), ['リトライ 2/2 (2 s)'])
    assert.deepEqual(inStep(f.asked('draft', 1, 2)), [])
  })
  test('waiting for a rate limit is no retry, and the retries behind it are counted without it', () => {
    const retry = (attempt: number): Fact => ({
      type: 'model.retryPlanned',
      job: 1,
      step: 1,
      role: 'draft',
      round: 1,
      attempt,
      waitMs: 5000,
      until: '',
    })
    const limit = { kind: 'rate limit', status: 429 } as const
    const waits: Fact[] = [1, 2, 3].flatMap((attempt) => [
      f.asked('draft', 1, attempt),
      f.failed('draft', attempt, limit),
      retry(attempt + 1),
    ])
    assert.deepEqual(inStep(...waits), ['レート制限のため待機 3 (5 s)'])
    assert.deepEqual(inStep(...waits, f.asked('draft', 1, 4), f.failed('draft', 4), retry(5)), ['リトライ 1/2 (5 s)'])
  })
  test('a refused reply, and the re-prompt', () => {
    assert.deepEqual(inStep(f.refused('draft')), ['JSONパース失敗: no JSON'])
    assert.deepEqual(inStep(f.asked('draft', 2)), ['JSONパース失敗。再プロンプトでリトライ 1/2'])
  })
  test('a call that may be billed twice says so', () => {
    const again: Fact = { ...f.asked('draft'), askedBefore: true } as Fact
    assert.deepEqual(inStep(again), ['ドラフト生成開始 (step=1) (asked again after a crash; may be billed twice)'])
  })
})

describe('commands', () => {
  const ended = (type: string, more: Parameters<typeof f.commandFinished>[1]) =>
    lastOf(
      ...f.afterReplies([{ type, code: 'c' }], { timeout_sec: 5 }),
      f.commandFinished(0, { exitCode: null, ...more }),
    )
  test('every outcome has its line', () => {
    assert.deepEqual(ended('powershell', { exitCode: -9 }), ['PowerShell実行完了 (rc=-9)'])
    assert.deepEqual(ended('bash', { exitCode: 0 }), ['bash実行完了 (rc=0)'])
    assert.deepEqual(ended('powershell', { outcome: 'timed out' }), ['PowerShellタイムアウト (5秒)'])
    assert.deepEqual(ended('powershell', { outcome: 'not started', error: 'why' }), ['PowerShell実行失敗: why'])
    assert.deepEqual(ended('bash', { outcome: 'stopped' }), ['bash実行失敗: stopped'])
  })
  test('a command is one line of at most 200 code points', () => {
    const shown = (code: string) =>
      lastOf(...f.afterReplies(f.bash(code)), f.judged(0, 'allow', 'ok'), f.commandStarted(0, code))[1]
    assert.equal(shown('a\nb\tc'), '  $ a⏎b c')
    assert.equal(shown('😀'.repeat(300)), `  $ ${'😀'.repeat(200)}`)
  })
})

describe('the end', () => {
  test('of a complete loop', () => {
    const completed: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 }
    assert.deepEqual(lastOf(...f.inStep(f.looping(1)), f.stepFinished('done'), f.jobFinished(1), completed), [
      'job_loop_complete: job_index(2) > max_jobs(1)',
      'フェーズ状態保存: /r/state',
      'job_result 出力: /r/res',
      'ステップログ出力: /r/s/step_002.json',
    ])
  })
  test('of a run', () => {
    assert.deepEqual(inStep({ type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 }), [
      'フェーズサマリ出力: /r/sum',
      '',
      'TOS v0.3 Orchestrator 終了 (done)',
    ])
  })
})
