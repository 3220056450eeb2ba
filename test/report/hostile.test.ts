import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lexer, type Token, type Tokens } from 'marked'
import type { Fact } from '../../source/core/event.ts'
import { collector } from '../../source/report/collect.ts'
import { htmlReport } from '../../source/report/html/page.ts'
import { markdownReport } from '../../source/report/markdown.ts'
import { reportText } from '../../source/report/report-text.ts'
import { reportOf } from '../../source/report/report.ts'
import { japaneseReport } from '../../source/report/words-ja.ts'
import { englishReport } from '../../source/report/words.ts'
import { englishNight } from '../../source/views/night-words.ts'
import { nightRows } from '../../source/views/night.ts'
import * as f from '../helpers/facts.ts'

/** What breaks out of a cell, a fence, a tag, an attribute, a terminal, a line and the direction of reading. */
const hostile = [
  '](javascript:alert(1)) [x](javascript:alert(1)) ![x](http://e.example/x) <http://e.example>',
  '</script><script>alert(1)</script><img src=x onerror=alert(1)> "\' onload=alert(1) &lt;b&gt; --> ]]>',
  '| a | b | @all # h ~~~ ` `` ``` ```` $(x) \u001B[31mred\u001B[0m \u001B]8;;http://e.example\u0007x \u0000\u0007\u009B2J\u202Eevil\uFEFF',
  '',
  '# heading of its own',
  '---',
  '</details><details open>',
].join('\n')

/** Every text of the facts is hostile, whatever it is for, but for what programs choose. */
function spoiled(fact: Fact): Fact {
  const chosen =
    /^(?:type|role|verdict|outcome|phase|why|mode|until|kind|origin|via|zone|loop|answer|scope|limit|ts|startedAt|expiresAt)$/
  const spoil = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return chosen.test(key) ? value : hostile
    if (Array.isArray(value)) return value.map((item) => spoil(item, ''))
    if (typeof value !== 'object' || value === null || key === 'settings' || key === 'usage') return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, spoil(member, name)]))
  }
  return spoil(fact, '') as Fact
}

function reportWith() {
  const scope = { run: null, job: null }
  const collecting = collector(scope)
  const facts: Fact[] = [
    f.loopStarted(),
    f.runStarted(),
    f.payloadRead('x'),
    f.jobStarted(),
    f.stepStarted(1),
    { type: 'note.added', text: 'x', isKept: true, by: 'x' },
    f.asked('draft'),
    f.answered('draft', 'x'),
    f.asked('review'),
    f.failed('review'),
    ...f.agreed(f.bash('x')),
    f.judged(0, 'deny', 'x'),
    f.judged(1, 'ask', 'x'),
    f.commandStarted(0),
    f.commandFinished(0, { exitCode: 1, error: 'x', stderr: { text: 'x', bytes: 1, cut: 0 } }),
    { ...f.stepFinished('fatal_error'), error: 'x', detail: 'x' } as Fact,
    { type: 'run.ended', run: 1, why: 'fatal_error', endReason: 'x', exitCode: 1 },
  ]
  f.eventsOf(...facts.map(spoiled)).forEach(collecting.take)
  const collected = collecting.collected()
  const changes = [{ path: hostile, change: 'changed' as const, added: 1, removed: 0, patch: hostile.split('\n') }]
  const report = reportOf(collected, {
    scope,
    madeAt: '2026-01-02T03:05:00.000Z',
    version: '0',
    isRunning: false,
    damage: { findings: [], more: 0, lost: 0 },
    commit: hostile,
    gitStatus: [hostile],
    gitLog: [hostile],
    runSummary: hostile,
    environment: { host: hostile, user: hostile },
    changes: new Map([[1, { from: 's-001', to: hostile, changes }]]),
    patchesLeftOut: 0,
  })
  return { report, night: nightRows(collected.overview, { isRunning: false, most: 10 }, englishNight) }
}

const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/
interface Holder {
  readonly tokens?: readonly Token[]
  readonly items?: readonly Token[]
  readonly header?: readonly Tokens.TableCell[]
  readonly rows?: readonly (readonly Tokens.TableCell[])[]
}
const inner = (token: Token): Token[] => {
  const { tokens = [], items = [], header = [], rows = [] } = token as Holder
  const cells = [...header, ...rows.flat()].flatMap((cell) => cell.tokens)
  return withInner([...tokens, ...items, ...cells])
}
const withInner = (tokens: readonly Token[]): Token[] => tokens.concat(tokens.flatMap(inner))

test('no text of a journal, a repository or a machine is more than text in a report: no mark, tag, link, call or control', () => {
  const { report, night } = reportWith()
  for (const words of [englishReport, japaneseReport]) {
    const text = reportText(report, words, night, englishNight.plain)
    const markdown = markdownReport(text)
    const tokens = withInner(lexer(markdown))
    const of = (type: string) => tokens.filter((token) => token.type === type)
    // A bare address is what it says it is; nothing stands before it.
    for (const { raw } of [...of('link'), ...of('image')]) assert.match(raw, /^https?:/)
    for (const { raw } of of('html')) assert.match(raw, /^(?:<details><summary>[^<]*<\/summary>|<\/details>)\s*$/)
    const titles = of('heading').map(({ raw }) => raw.replace(/^#+ /, '').trim())
    const own = new Set([...Object.values(words.sections), words.people])
    assert.deepEqual(
      titles.slice(1).filter((title) => !own.has(title)),
      [],
    )
    assert.deepEqual(of('hr'), [])
    for (const table of of('table') as Tokens.Table[])
      for (const row of table.rows) assert.equal(row.length, table.header.length)
    assert.doesNotMatch(markdown, controls)
    // Outside of code a name behind an @ would be called.
    for (const token of of('text')) if (!('tokens' in token)) assert.doesNotMatch(token.raw, /(?<!\w)@\w/)

    const html = htmlReport(text)
    assert.doesNotMatch(html, /<(?:script|img|iframe|object|form|base|a href="(?!#))|<details open/i)
    for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) assert.doesNotMatch(tag, /\son\w+=|javascript:|https?:/i)
    assert.doesNotMatch(html, controls)
  }
  assert.doesNotMatch(JSON.stringify(report), /[\u0000-\u001F]/)
})
