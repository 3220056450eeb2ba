import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import { all } from '../../source/views/recent.ts'
import { asked, asks } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

/** Each fact at a second of its own. */
function overviewAt(...facts: readonly (readonly [second: number, fact: Fact])[]): Overview {
  const events = f.eventsOf(...facts.map(([, fact]) => fact))
  const at = (i: number): string => new Date(Date.UTC(2026, 0, 2) + (facts[i]?.[0] ?? 0) * 1000).toISOString()
  return events.map((event, i) => Object.assign(event, { ts: at(i) })).reduce(evolveOverview, initialOverview)
}

const ended: Fact = { type: 'run.ended', run: 1, why: 'limit', endReason: 'limit', exitCode: 4 }
const begin = f.afterReplies(f.bash('curl x')).map((fact): [number, Fact] => [0, fact])
const hour = 3600

describe('the time of a step that one run left open and the next went on with', () => {
  test('is what both took, without the hours between', () => {
    const overview = overviewAt(
      ...begin,
      [10, ended],
      [
        11,
        { type: 'checkpoint.made', job: null, step: null, id: 'c-001', name: 'seen', commit: 'c', files: 0, by: 'op' },
      ],
      [hour, f.runStarted({}, {}, { run: 2 })],
      [hour + 5, f.stepFinished('execute')],
    )
    assert.equal(overview.slowest?.total, 15_000)
    assert.deepEqual(
      all(overview.jobs).map(({ workMs }) => workMs),
      [15_000],
    )
  })
  test('is counted to the last word of a run that died', () => {
    const overview = overviewAt(
      ...begin,
      [7, f.judged(0, 'allow')],
      [
        hour - 5,
        { type: 'checkpoint.made', job: null, step: null, id: 'c-001', name: 'seen', commit: 'c', files: 0, by: 'op' },
      ],
      [hour, f.runStarted({}, {}, { run: 2 })],
      [hour + 1, f.stepFinished('execute')],
    )
    assert.equal(overview.slowest?.total, 8000)
  })
  test('a question that stood open over the end waited for nobody meanwhile', () => {
    const answer: Fact = {
      type: 'approval.answered',
      job: 1,
      step: 1,
      question: 1,
      answer: 'allow',
      scope: 'once',
      until: null,
      by: 'op',
      reason: '',
    }
    const overview = overviewAt(
      ...begin,
      [2, asks(0, 'net')],
      [2, asked({ 0: ['net'] })],
      [12, ended],
      [hour, f.runStarted({}, {}, { run: 2 })],
      [hour + 3, answer],
      [hour + 4, f.stepFinished('execute')],
    )
    assert.deepEqual([overview.slowest?.waiting, overview.slowest?.total], [13_000, 16_000])
  })
})
