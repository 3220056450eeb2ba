import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { inDoubtReason, noSnapshotReason, unansweredReason } from '../../source/core/end-reasons.ts'
import type { RunEnd } from '../../source/core/state.ts'
import { japaneseNight } from '../../source/ui/words/ja/night.ts'
import { englishNight } from '../../source/views/night-words.ts'
import { nightLines, nightRows } from '../../source/views/night.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import * as f from '../helpers/facts.ts'

const overviewOf = (...facts: readonly Fact[]): Overview => f.eventsOf(...facts).reduce(evolveOverview, initialOverview)
const rowsOf = (overview: Overview, most = 5) => nightRows(overview, { isRunning: false, most }, englishNight)
const ended = (why: RunEnd, endReason: string, exitCode: number): Fact => ({
  type: 'run.ended',
  run: 1,
  why,
  endReason,
  exitCode,
})

const inJob = (job: number, fact: Fact): Fact => Object.assign(fact, { job })

const failing: readonly Fact[] = [
  ...f.afterReplies(f.bash('false', 'rm -rf /')),
  f.judged(0, 'allow'),
  f.judged(1, 'deny', 'too wide'),
  f.commandStarted(0, 'false'),
  f.commandFinished(0, { exitCode: 1, durationMs: 4000 }),
  f.stepFinished('execute'),
]

describe('the summary of a loop', () => {
  test('is empty before anything was run', () => assert.deepEqual(rowsOf(initialOverview), []))
  test('says how it ended, in words and with the reason', () => {
    const rows = rowsOf(
      overviewOf(
        ...failing,
        { type: 'limit.reached', limit: 'max_cost_usd', allowed: 5, used: 4.9, needed: 0.3 },
        ended('limit', 'limit: max_cost_usd $5.0000', 4),
      ),
    )
    assert.deepEqual(
      rows.slice(0, 2).map(({ label, text, tone }) => [label, text, tone]),
      [
        ['outcome', 'a limit was reached', 'bad'],
        ['', 'limit: max_cost_usd $5.0000', 'dim'],
      ],
    )
    assert.deepEqual(rows.at(-1)?.text, 'tos resume --raise max_cost_usd=10')
  })
  test('lists what was denied and what failed, each with the event that tells of it', () => {
    const overview = overviewOf(...failing, ended('loop_complete', 'job_loop_complete', 0))
    const rows = rowsOf(overview).filter(({ seq, label }) => seq !== null && label !== 'slowest')
    assert.deepEqual(
      rows.map(({ label, text }) => [label, text]),
      [
        ['denied 1', 'job 1 step 1  rm -rf /  (too wide)'],
        ['failed 1', 'job 1 step 1  false  (exit 1)'],
      ],
    )
  })
  test('counts what it does not list', () => {
    const many = Array.from({ length: 9 }, (_, i) => f.judged(i, 'deny', 'no'))
    const commands = f.bash(...Array.from({ length: 9 }, (_, i) => `rm ${i}`))
    const rows = rowsOf(overviewOf(...f.afterReplies(commands), ...many), 4)
    assert.equal(rows.find(({ label }) => label === 'denied 9')?.text.includes('rm 5'), true)
    assert.ok(rows.some(({ text }) => text === 'and 5 more'))
  })
  test('counts all of a long loop, also what no list keeps', () => {
    const jobs = 700
    const each = Array.from({ length: jobs }, (_, i) => i + 1).flatMap((job): Fact[] => [
      f.jobStarted({ job, index: job }),
      f.stepStarted(1, 1, job),
      inJob(job, f.accepted('final', { final_commands: f.bash('rm -rf /', 'ls') })),
      inJob(job, f.judged(0, 'deny')),
      inJob(job, f.judged(1, 'allow')),
      { type: 'snapshot.made', job, step: 1, id: `s-${job}`, files: 2 },
      inJob(job, f.commandFinished(1)),
      inJob(job, f.stepFinished('execute')),
      f.jobFinished(job, job),
    ])
    const rows = rowsOf(overviewOf(f.loopStarted(), f.runStarted(f.looping(jobs)), ...each))
    const text = (label: string): string => rows.find((row) => row.label === label)?.text ?? ''
    assert.equal(text('jobs'), '700 of 700 done, 700 with something to look at')
    assert.match(text('denied 700'), /^job 696 /)
    assert.ok(rows.some((row) => row.text === 'and 695 more'))
    // What the first snapshot found was changed before the loop, and what the last command changed is not known yet.
    assert.equal(text('files'), "1398 changes to files; 'tos diff' shows the last step's")
    // Seven events behind its begin, a millisecond apart.
    assert.match(text('time'), /^4s: /)
  })
  test('says when no snapshot tells yet what was changed, and only where there is to be one', () => {
    const ran = [f.judged(0, 'allow'), f.commandStarted(0), f.commandFinished(0), f.stepFinished('execute')]
    const filesBehind = (...facts: Fact[]): string =>
      rowsOf(overviewOf(...f.afterReplies(f.bash('ls')), ...facts)).find(({ label }) => label === 'files')?.text ?? ''
    const made: Fact = { type: 'snapshot.made', job: 1, step: 1, id: 's-1', files: 0 }
    assert.equal(filesBehind(made, ...ran), "not counted yet; 'tos diff' shows them")
    assert.equal(filesBehind(f.snapshotSkipped, ...ran), 'no change counted')
    const next: Fact = { ...made, id: 's-2', files: 3 }
    assert.equal(filesBehind(made, ...ran, next), '3 changes to files')
    const byOthers: Fact = { ...made, files: 9 }
    assert.equal(filesBehind(byOthers, ...ran, next, byOthers), '3 changes to files')
  })
  test('is told in both languages, the same rows', () => {
    const overview = overviewOf(...failing)
    const japanese = nightRows(overview, { isRunning: false, most: 5 }, japaneseNight)
    assert.deepEqual(
      japanese.map(({ seq }) => seq),
      rowsOf(overview).map(({ seq }) => seq),
    )
    assert.ok(nightLines(japanese).some((line) => line.includes('拒否 1')))
  })
  test('names a limit that the next call is within', () => {
    const next = (limit: 'max_tokens' | 'max_cost_usd', allowed: number, used: number, needed: number) =>
      rowsOf(
        overviewOf(...failing, { type: 'limit.reached', limit, allowed, used, needed }, ended('limit', 'x', 4)),
      ).at(-1)?.text
    assert.equal(next('max_cost_usd', 5, 4.9, 0.3), 'tos resume --raise max_cost_usd=10')
    assert.equal(next('max_tokens', 1000, 0, 6000), 'tos resume --raise max_tokens=8000')
    assert.equal(next('max_tokens', 0, 0, 3), 'tos resume --raise max_tokens=4')
  })
  test('of a job that used its steps raises them: going on alone would end the same way', () => {
    const rows = rowsOf(overviewOf(...failing, ended('max_steps', 'max_steps_reached: 8', 4)))
    assert.equal(rows.at(-1)?.text, 'tos resume --raise max_steps=16')
  })
  test('says that money and tokens are at most that, where a server told none', () => {
    const call = { usage: { input: 10, output: 5, cached: 0 }, costUsd: 0.5 }
    const moneyOf = (more: object) => {
      const answered = Object.assign(f.answered('draft', '{}'), call, more)
      const overview = overviewOf(
        f.loopStarted(),
        f.runStarted(),
        f.jobStarted(),
        f.stepStarted(1),
        f.asked('draft'),
        answered,
      )
      return [englishNight, japaneseNight].map((words) => {
        const rows = nightRows(overview, { isRunning: false, most: 5 }, words)
        return rows.find(({ label }) => label === words.labels.money)?.text
      })
    }
    assert.deepEqual(moneyOf({}), ['$0.50, 15 tokens, 1 call', '$0.50、15 トークン、呼び出し 1 回'])
    assert.deepEqual(moneyOf({ usage: null, charged: call.usage }), [
      'at most $0.50, 15 tokens, 1 call',
      '最大 $0.50、15 トークン、呼び出し 1 回',
    ])
  })
  test('of a run that was stopped says by whom', () => {
    const stopped = (by: string) =>
      rowsOf(
        overviewOf(...failing, { type: 'run.stopRequested', by, when: 'now' }, ended('stopped', 'stopped', 130)),
      )[1]
    assert.equal(stopped('aki')?.text, 'stopped by aki')
    assert.equal(stopped('SIGTERM')?.text, 'stopped by the signal SIGTERM (a kill, a service, a shutdown)')
  })
  test('tells the reasons of the program in Japanese, too', () => {
    const reasonOf = (...facts: Fact[]) =>
      nightRows(overviewOf(...failing, ...facts), { isRunning: false, most: 5 }, japaneseNight)[1]?.text ?? ''
    const limit: Fact = { type: 'limit.reached', limit: 'max_tokens', allowed: 9000, used: 8000, needed: 2500 }
    assert.equal(
      reasonOf(limit, ended('limit', 'x', 4)),
      'max_tokens の上限 9,000 トークン (使用 8,000 トークン、次の呼び出しに最大 2,500 トークン)',
    )
    assert.match(reasonOf(ended('unanswered', unansweredReason(1, 2, '1'), 5)), /^未回答: 質問 1/)
    assert.match(reasonOf(ended('in_doubt', inDoubtReason(1, 0), 5)), /^不明: ステップ 1 のコマンド 1/)
    assert.match(reasonOf(ended('failed', noSnapshotReason, 1)), /^失敗: ステップ前のスナップショット/)
  })
  test('of a run that died within a command shows it: to skip or to run again is a person’s choice', () => {
    const made: Fact = { type: 'snapshot.made', job: 1, step: 1, id: 's-1', files: 0 }
    const died = [...f.afterReplies(f.bash('ls', 'make it')), made, f.commandStarted(1, 'make it')]
    const recovered: Fact = {
      type: 'run.recovered',
      pid: 1,
      tornBytes: 0,
      tornText: '',
      inDoubt: { step: 1, index: 1, code: 'make it', runningPid: null },
    }
    for (const facts of [died, [...died, recovered, ended('in_doubt', 'in_doubt: x', 5)]]) {
      const rows = rowsOf(overviewOf(...facts))
      assert.equal(rows.find(({ label }) => label === 'in doubt')?.text, 'job 1 step 1  make it')
      assert.equal(rows.find(({ label }) => label === 'files')?.text, "not counted yet; 'tos diff' shows them")
      assert.equal(rows.at(-1)?.text, 'tos resume --in-doubt skip')
    }
  })
  test('of a run that died says so', () => {
    assert.equal(rowsOf(overviewOf(...failing))[0]?.text, 'the run died without a word')
    assert.equal(rowsOf(overviewOf(...failing)).at(-1)?.text, 'tos resume')
  })
})
