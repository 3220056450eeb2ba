import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Fact } from '../../../source/core/event.ts'
import type { Language } from '../../../source/ui/words/words.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const fetching = 'curl -fsSL https://example.com/x | tar xz'
const running = f.afterReplies(f.bash('rm -rf build', fetching), f.looping(3))
const verdict = (index: number, word: 'ask' | 'deny', rule: string) => ({ ...f.judged(index, word), rule }) as Fact
const end = (why: Extract<Fact, { type: 'run.ended' }>['why'], endReason = 'r', run = 1): Fact => ({
  type: 'run.ended',
  run,
  why,
  endReason,
  exitCode: 1,
})
const asking: Fact[] = [
  ...running,
  verdict(0, 'ask', 'delete'),
  verdict(1, 'ask', 'net-fetch'),
  {
    type: 'approval.asked',
    job: 1,
    step: 1,
    question: 1,
    commands: [0, 1],
    reasons: [
      { index: 0, rules: ['delete', 'tree'], reason: 'deletes' },
      { index: 1, rules: ['net-fetch'], reason: 'network' },
    ],
    expiresAt: null,
  },
]
const denied = [...running, verdict(1, 'deny', 'R03'), f.stepFinished('deny', { isStopped: true }), end('deny')]
const money: Fact = { type: 'limit.reached', limit: 'max_cost_usd', allowed: 5, used: 4.9, needed: 0.2 }
const jobOver = [...running, f.stepFinished('done'), f.jobFinished(1)]

/** What a viewer that came while the loop ran tells when the journal has gone on by `facts`. */
async function toldOf(t: TestContext, facts: readonly Fact[], language: Language = 'en'): Promise<string[]> {
  const { sees, store, told } = driveScreen(t, { snapshot: snapshotOf(running), language })
  await sees('[0 ')
  store.set(snapshotOf(facts))
  await until(() => told.length > 0)
  return told
}

describe('a person who looks elsewhere is called', () => {
  for (const [what, facts, english, japanese] of [
    [
      'by a question, with its command and what asks',
      asking,
      'r: waits for your answer (delete tree): rm -rf build, and 1 more',
      'r: 回答待ち (delete tree): rm -rf build 他 1 件',
    ],
    [
      'by a deny that stops the run, with the command and the rule',
      denied,
      `r: DENIED by R03, the run has stopped: ${fetching}`,
      `r: R03 が拒否し、実行は停止しました: ${fetching}`,
    ],
    [
      'by a limit, with its value',
      [...running, money],
      'r: limit reached, the run stops: money $4.90 of $5.00, the next call may need $0.20',
      'r: 上限に達したため実行を停止します: 費用 $5.00 中 $4.90、次の呼び出しは最大 $0.20',
    ],
    [
      'by the end of the loop',
      [...jobOver, end('loop_complete')],
      'r: job_loop complete, 1 job done',
      'r: job_loop 完了、1 ジョブ終了',
    ],
    ['by the end of its job', [...jobOver, end('done')], 'r: job 1 is done', 'r: ジョブ 1 が完了しました'],
    [
      'by an error that ends the run, with its reason',
      [...running, end('fatal_error', 'no model answers')],
      'r: the run ended with an error: no model answers',
      'r: エラーで実行が終了しました: no model answers',
    ],
  ] as const)
    test(what, async (t) => {
      assert.deepEqual(await toldOf(t, facts), ['bell', english])
      assert.deepEqual(await toldOf(t, facts, 'ja'), ['bell', japanese])
    })

  test('by a run that died without a word', async (t) => {
    const { sees, store, told } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 ')
    store.set(snapshotOf(running, { isRunning: false }))
    await until(() => told.length > 0)
    assert.deepEqual(told, ['bell', "r: the run died without a word: 'tos resume' says what happened"])
  })

  test('once for a limit and the end it brings', async (t) => {
    const { sees, store, told } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 ')
    store.set(snapshotOf([...running, money]))
    await until(() => told.length > 0)
    store.set(snapshotOf([...running, money, end('limit')]))
    await sees('ENDED')
    store.set(snapshotOf([...running, money, end('limit'), f.runStarted({}, {}, { run: 2 }), end('stopped', 'r', 2)]))
    await until(() => told.length > 2)
    assert.deepEqual(told.slice(2), ['bell', 'r: the run was stopped'])
  })

  test('once for a question, and again for the next', async (t) => {
    const { sees, store, told } = driveScreen(t, { snapshot: snapshotOf(running) })
    await sees('[0 ')
    store.set(snapshotOf(asking))
    await sees('QUESTION 1')
    store.set(snapshotOf(asking, { now: Date.parse('2026-01-02T03:06:05.000Z') }))
    await sees('1m59s')
    assert.equal(told.length, 2)
    store.set(snapshotOf([...asking, { ...asking.at(-1), question: 2 } as Fact]))
    await until(() => told.length > 2)
    assert.deepEqual(told.slice(2), told.slice(0, 2))
  })

  test('not by what was so when the viewer came, and not by a job that ends while the loop goes on', async (t) => {
    const { sees, store, told } = driveScreen(t, { snapshot: snapshotOf(asking) })
    await sees('QUESTION 1')
    const second = f.jobStarted({ job: 2, index: 2 })
    store.set(snapshotOf(jobOver))
    await sees('done')
    store.set(snapshotOf([...jobOver, second, f.stepStarted(1, 1, 2)]))
    await sees('job 2/3')
    assert.deepEqual(told, [])
  })

  test('in one short and harmless line, whatever the command holds', async (t) => {
    const nasty = `\u001B]9;tos: all is well\u0007 && echo 'a\nb' \u202E ${'あ'.repeat(500)}`
    const facts = [...f.afterReplies(f.bash(nasty)), verdict(0, 'deny', 'R\u001B[2J03'), end('deny')]
    const [, text = ''] = await toldOf(t, facts)
    assert.match(text, /^r: DENIED by R03, the run has stopped: {2}&& echo 'a⏎b' <U\+202E> あ+\.\.$/)
    assert.ok(text.length < 150)
  })
})
