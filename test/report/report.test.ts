import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { reportSchema, type Report } from '../../source/core/report-schema.ts'
import { collector, type ReportScope } from '../../source/report/collect.ts'
import { timeAxis } from '../../source/report/charts/axis.ts'
import { htmlReport } from '../../source/report/html/page.ts'
import { keepWithin } from '../../source/report/kept.ts'
import { markdownReport } from '../../source/report/markdown.ts'
import { reportText } from '../../source/report/report-text.ts'
import { reportOf } from '../../source/report/report.ts'
import { japaneseReport } from '../../source/report/words-ja.ts'
import { englishReport } from '../../source/report/words.ts'
import { englishNight } from '../../source/views/night-words.ts'
import { nightRows } from '../../source/views/night.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'

const whole: ReportScope = { run: null, job: null }
const facts = {
  madeAt: '2026-01-02T03:05:00.000Z',
  version: '0',
  isRunning: false,
  damage: { findings: [], more: 0, lost: 0 },
  commit: 'abc',
  gitStatus: [' M a.txt'],
  gitLog: ['abc 2026-01-01 begin'],
  runSummary: 'phase=done',
  environment: { host: 'h' },
  changes: new Map([
    [
      1,
      {
        from: 's-001',
        to: null,
        changes: [{ path: 'a.txt', change: 'changed' as const, added: 1, removed: 0, patch: ['+<b>new</b>'] }],
      },
    ],
  ]),
  patchesLeftOut: 0,
}

function made(all: readonly Fact[], scope: ReportScope = whole) {
  const collecting = collector(scope)
  f.eventsOf(...all).forEach(collecting.take)
  const collected = collecting.collected()
  const report: Report = reportOf(collected, { ...facts, scope })
  const night = nightRows(collected.overview, { isRunning: false, most: 10 }, englishNight)
  return { report, text: reportText(report, englishReport, night, englishNight.plain) }
}

/** Died within a command, behind one that went wrong and a snapshot that tells of it. */
const interrupted: readonly Fact[] = [
  ...f.afterReplies(f.bash('false', 'ls')),
  f.judged(0, 'allow'),
  f.judged(1, 'allow'),
  { type: 'snapshot.made', job: 1, step: 1, id: 's-001', files: 0 },
  f.commandStarted(0, 'false'),
  f.commandFinished(0, { exitCode: 1, durationMs: 4000 }),
  f.commandStarted(1, 'ls'),
]

describe('the view', () => {
  const { report } = made(nightFacts(36, 40))
  test('is what its published schema says', () => {
    assert.deepEqual(reportSchema().parse(report), report)
  })
  test('tells the night as the screen and the status do', () => {
    for (const all of [nightFacts(36, 40), nightFacts(3, 40), interrupted]) {
      const collecting = collector(whole)
      const events = f.eventsOf(...all)
      events.forEach(collecting.take)
      const rowsOf = (overview: Overview) => nightRows(overview, { isRunning: false, most: 10 }, englishNight)
      assert.deepEqual(rowsOf(collecting.collected().overview), rowsOf(events.reduce(evolveOverview, initialOverview)))
    }
  })
  test('tells the money of what is reported, not of the loop around it', () => {
    const used = { usage: { input: 100, output: 10, cached: 0 }, costUsd: 1 }
    const answered = (job: number): Fact => Object.assign(f.answered('draft', '{}'), { job }, used)
    const job = (number: number): Fact => f.jobStarted({ job: number, index: number })
    const both = [f.loopStarted(), f.runStarted(f.looping(2)), job(1), answered(1), answered(1), job(2), answered(2)]
    const collecting = collector({ run: null, job: 2 })
    f.eventsOf(...both).forEach(collecting.take)
    const rows = nightRows(collecting.collected().overview, { isRunning: false, most: 10 }, englishNight)
    assert.equal(rows.find(({ label }) => label === 'money')?.text, '$1.00, 110 tokens, 1 call')
  })
  test('says how many calls are counted by their worst case', () => {
    const charged = { usage: null, charged: { input: 100, output: 10, cached: 0 }, costUsd: 1 }
    const call: Fact = Object.assign(f.answered('draft', '{}'), charged)
    const { report: view, text } = made([f.loopStarted(), f.runStarted(), f.jobStarted(), f.stepStarted(1), call])
    assert.equal(view.usage.estimated, 1)
    assert.match(markdownReport(text), /1 call, 1 at most/)
  })
  test('has every item of a failure report', () => {
    assert.partialDeepStrictEqual(report.failure_report, {
      commit: 'abc',
      mode: 'run',
      job_index: 36,
      job_name: 'monthly-report',
      end_reason: 'limit: max_cost_usd 5 (used 4.98)',
      run_summary: 'phase=done',
      order_of_calls: ['tos run --loop'],
    })
    assert.equal(report.failure_report.last_steps.length, 5)
  })
  test('counts what happened, and keeps every deny with its place', () => {
    assert.partialDeepStrictEqual(report.totals, { jobs: 36, jobs_done: 36, max_jobs: 40, denied: 4 })
    assert.equal(report.decisions.filter(({ verdict }) => verdict === 'deny').length, 4)
    assert.equal(report.jobs.find(({ job }) => job === 9)?.mark, 'deny')
  })
  test('of a job holds that job alone, of a run no later one', () => {
    const one = made(nightFacts(10, 40), { run: null, job: 7 }).report
    assert.deepEqual([one.scope.kind, ...new Set(one.steps.map(({ job }) => job))], ['job', 7])
    const again = [...nightFacts(3, 40), f.runStarted(f.looping(40), {}, { run: 2, until: 'loop' })]
    const first = made(again, { run: 1, job: null }).report
    assert.deepEqual(
      first.runs.map(({ run, exit_code: exit }) => [run, exit]),
      [[1, 4]],
    )
    assert.equal(first.outcome.exit_code, 4)
  })
  test('of a run that died says so, and names the command that has no end', () => {
    const died = nightFacts(2, 40).slice(0, -2)
    const { report: crashed } = made([...died, f.jobStarted({ job: 3 }), f.commandStarted(0)])
    assert.equal(crashed.outcome.end, 'crashed')
    assert.equal(crashed.commands.at(-1)?.outcome, 'no end')
  })
})

describe('every form', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&`'
  const { text } = made([
    f.loopStarted(),
    f.runStarted(),
    f.jobStarted({ name: hostile }),
    f.stepStarted(1),
    f.asked('draft'),
    f.answered('draft', hostile),
    ...f.agreed(f.bash(hostile)),
    f.judged(0, 'deny', hostile),
    f.stepFinished('deny'),
  ])
  const html = htmlReport(text)
  test('has no script and names no address, whatever stands in the journal', () => {
    assert.doesNotMatch(html, /<script|<img|<link|<iframe|javascript:|(?:src|href)="?https?:/i)
    assert.match(html, /default-src 'none'/)
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;`'))
    assert.ok(html.includes('+&lt;b&gt;new&lt;/b&gt;'))
  })
  test('fences in Markdown are longer than any run of backticks in them', () => {
    const markdown = markdownReport(text)
    assert.ok(markdown.includes('``<img src=x onerror=alert(1)>"\'&` ``') || markdown.includes('`` <img'), markdown)
    assert.doesNotMatch(markdown.replaceAll(/`[^`]*`|```[^]*?```/g, ''), /<img src=x onerror=alert\(1\)>[^`]*$/m)
  })
  test('is there in both languages', () => {
    const japanese = htmlReport({ ...text, words: japaneseReport })
    assert.match(japanese, /<html lang="ja">/)
    assert.match(japanese, /障害報告/)
    for (const key of Object.keys(text.report.failure_report))
      assert.match(html, new RegExp(`<code>${key}</code>|>${key}<`))
  })
})

test('of what does not fit, the grave rows stay, then the last ones', () => {
  const rows = Array.from({ length: 10 }, (_, i) => ({ i, isGrave: i === 2, bytes: 10 }))
  const kept = keepWithin(rows, (row) => row, 35)
  assert.deepEqual([kept.rows.map(({ i }) => i), kept.leftOut], [[2, 8, 9], 7])
})

test('what a report holds is bounded in bytes of its JSON, whatever the signs, and says what is left out', () => {
  const costly = '\u0001長'.repeat(3000)
  const all = Array.from({ length: 300 }, (_, i): Fact[] => [
    f.stepStarted(i + 1),
    { ...f.asked('draft'), step: i + 1, prompt: costly } as Fact,
    { ...f.answered('draft', costly), step: i + 1 } as Fact,
    { type: 'note.added', text: costly.slice(0, 400), isKept: false, by: costly },
    { ...f.judged(0, 'deny', costly), step: i + 1 } as Fact,
  ]).flat()
  const { report } = made([f.loopStarted(), f.runStarted(), f.jobStarted(), ...all])
  const bytes = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
  assert.ok(bytes(report) < 3_000_000, String(bytes(report)))
  for (const name of ['exchanges', 'decisions', 'requests', 'incidents'] as const) {
    assert.ok(bytes(report[name]) < 900_000, name)
    assert.equal(report.left_out[name] > 0, name !== 'incidents', name)
  }
  assert.match(report.left_out.why, /tos runs show/)
})

test('hours in which nothing ran take a gap of the axis, whatever they were', () => {
  const hour = 3_600_000
  const spans = [
    { from: 0, to: hour },
    { from: 100 * hour, to: 101 * hour },
  ]
  const axis = timeAxis(spans, 0, 214, 50)
  assert.deepEqual([axis.at(0), axis.at(hour), axis.at(100 * hour), axis.at(101 * hour)], [0, 100, 114, 214])
  assert.equal(axis.gaps.length, 1)
})
