import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { briefOf } from '../../source/views/brief.ts'
import { describeEvent } from '../../source/views/describe.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import { all } from '../../source/views/recent.ts'
import * as f from '../helpers/facts.ts'

const overviewOf = (...facts: Fact[]): Overview => f.eventsOf(...facts).reduce(evolveOverview, initialOverview)
const many = (count: number, make: (i: number) => Fact): Fact[] => Array.from({ length: count }, (_, i) => make(i))
const snapshot = (i: number): Fact => ({ type: 'snapshot.made', job: 1, step: 1, id: `s-${i}` })

describe('the lists of the overview', () => {
  test('keep the last 500 rows each, the newest last', () => {
    const overview = overviewOf(
      ...f.afterReplies(f.bash('a')),
      ...many(600, (i) => f.judged(0, 'allow', `r${i}`)),
      ...many(600, snapshot),
      ...many(600, (i) => f.jobStarted({ job: i + 1 })),
    )
    const { decisions, checkpoints, jobs, events } = overview
    // A few more may be there, until the next batch is dropped.
    for (const rows of [all(decisions), all(checkpoints), all(jobs), all(events)])
      assert.ok(rows.length >= 500 && rows.length < 540, String(rows.length))
    assert.equal(all(decisions).at(-1)?.reason, 'r599')
    assert.equal(all(checkpoints).at(-1)?.id, 's-599')
    assert.equal(all(jobs).at(-1)?.job, 600)
    assert.equal(all(events).at(-1)?.seq, overview.state.seq)
  })
  test('keep all up to then', () => {
    const at = (count: number) => all(overviewOf(f.loopStarted(), ...many(count, snapshot)).checkpoints)
    assert.equal(at(499).length, 499)
    assert.deepEqual([at(500).length, at(500)[0]?.id], [500, 's-0'])
  })
  test('totals count also what is in no list any more', () => {
    const denied = many(600, () => f.judged(0, 'deny'))
    assert.equal(overviewOf(...f.afterReplies(f.bash('a')), ...denied).totals.deny, 600)
  })
})

describe('what the rows hold', () => {
  test('a decision: place in the loop, verdict, rule and the code it was about', () => {
    const code = `rm ${'x'.repeat(600)}`
    const verdict: Fact = { ...f.judged(0, 'deny', 'why'), rule: 'deny_patterns[2]', place: 'c.json:7' } as Fact
    const [row] = all(overviewOf(...f.afterReplies(f.bash(code)), verdict).decisions)
    assert.partialDeepStrictEqual(row, {
      job: 1,
      step: 1,
      index: 0,
      verdict: 'deny',
      reason: 'why',
      rule: 'deny_patterns[2]',
      place: 'c.json:7',
    })
    assert.equal(row?.code, code.slice(0, 500))
  })
  test('a job: from when to when, and how many steps', () => {
    const job = [...f.inStep(f.looping(2)), f.stepFinished('execute'), f.stepStarted(2)]
    assert.partialDeepStrictEqual(all(overviewOf(...job).jobs), [{ job: 1, name: 'default', steps: 2, endedAt: null }])
    const ended = all(overviewOf(...job, f.stepFinished('done', { step: 2 }), f.jobFinished(1, 1, 2)).jobs)
    assert.equal(ended[0]?.endedAt, '2026-01-02T03:04:05.008Z')
  })
  test('a snapshot: its number and where it was made', () => {
    assert.partialDeepStrictEqual(all(overviewOf(...f.inStep(), snapshot(3)).checkpoints), [
      { id: 's-3', kind: 'snapshot', job: 1, step: 1 },
    ])
  })
  test('a new loop begins with empty lists, and its own beginning as the last event', () => {
    const before = [...f.afterReplies(f.bash('a')), f.judged(0, 'allow'), snapshot(1)]
    const { decisions, jobs, checkpoints, totals, events } = overviewOf(...before, f.loopStarted({ loop: 'l2' }))
    assert.deepEqual([all(decisions), all(jobs), all(checkpoints)], [[], [], []])
    assert.deepEqual(totals, initialOverview.totals)
    assert.equal(all(events).at(-1)?.type, 'loop.started')
  })
})

describe('the totals', () => {
  test('verdicts, rejected steps, commands and failed commands', () => {
    const overview = overviewOf(
      ...f.afterReplies(f.bash('a', 'b', 'c', 'd')),
      f.judged(0, 'allow'),
      f.judged(1, 'ask'),
      f.judged(2, 'deny'),
      f.commandFinished(0),
      f.commandFinished(1, { exitCode: 1 }),
      f.commandFinished(3, { outcome: 'timed out', exitCode: null }),
      f.stepFinished('rejected'),
    )
    assert.deepEqual(overview.totals, { allow: 1, ask: 1, deny: 1, rejected: 1, commands: 3, failedCommands: 2 })
  })
})

describe('the sentence of an event', () => {
  const sentence = (fact: Fact) => {
    const [event] = f.eventsOf(fact)
    return event ? describeEvent(briefOf(event)) : ''
  }
  test('is one line that cannot steer the terminal', () => {
    const text = sentence(f.commandStarted(0, 'a\nb\t\u001B[2Jc\r\u202E'))
    assert.equal(text, '$ a⏎b c␍<U+202E>')
  })
  test('shows 300 code points at most of what happened', () => {
    assert.equal(sentence(f.commandStarted(0, '語'.repeat(1000))), `$ ${'語'.repeat(298)}`)
  })
  test('tells outcome and reason', () => {
    assert.equal(sentence(f.commandFinished(1, { exitCode: 3, durationMs: 1250 })), 'command 2 exit 3, 1.3 s')
    assert.equal(
      sentence(f.commandFinished(0, { outcome: 'timed out', exitCode: null, durationMs: 0 })),
      'command 1 timed out, 0.0 s',
    )
    assert.equal(sentence(f.judged(0, 'deny', 'why')), 'command 1 deny: why')
    assert.equal(sentence(f.failed('draft')), 'draft: overloaded (529): busy')
    assert.equal(sentence(f.stepStarted(2, 3)), 'step 2 begins (attempt 3)')
    assert.equal(
      sentence(f.stepFinished('fatal_error', { error: 'draft生成失敗' })),
      'step 1 fatal_error: draft生成失敗',
    )
  })
})
