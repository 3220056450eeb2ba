import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { awayFrom, remember, seenNow } from '../../../source/ui/app/away.ts'
import { en } from '../../../source/ui/words/en/en.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

const before = f.afterReplies(f.bash('a', 'b'))
const since = [...before, f.judged(0, 'allow'), f.judged(1, 'deny'), f.stepFinished('done'), f.jobFinished(1)]
const seen = (facts: typeof before, at = '2026-01-02T03:00:00.000Z') => seenNow('/r', snapshotOf(facts).overview, at)
const now = Date.parse('2026-01-02T04:12:00.000Z')

describe('while you were away', () => {
  test('tells jobs, denials and questions since the last look', () => {
    assert.equal(
      awayFrom(seen(before) ?? undefined, seen(since), now, en)?.text,
      'while you were away (1h12m): 1 job done, 1 denied',
    )
  })
  test('tells nothing when nothing happened, or for the first look', () => {
    assert.equal(awayFrom(seen(since) ?? undefined, seen(since), now, en), null)
    assert.equal(awayFrom(undefined, seen(since), now, en), null)
  })
  test('who comes back within a minute was not away', () => {
    assert.equal(awayFrom(seen(before, '2026-01-02T04:11:30.000Z') ?? undefined, seen(since), now, en), null)
  })
  test('tells nothing of another loop', () => {
    const other = seen([f.loopStarted({ loop: 'loop-2' }), ...since.slice(1)])
    assert.equal(awayFrom(seen(before) ?? undefined, other, now, en), null)
  })
  test('nothing is seen before a loop began', () => assert.equal(seen([]), null))
  test('the last look of each project is remembered, of 20 projects', () => {
    const looks = Array.from(
      { length: 30 },
      (_, i) => ({ ...seen(before), root: `/p${i % 25}` }) as NonNullable<ReturnType<typeof seen>>,
    )
    const kept = looks.reduce<typeof looks>(remember, [])
    assert.equal(kept.length, 20)
    assert.deepEqual(
      kept.slice(0, 2).map(({ root }) => root),
      ['/p4', '/p3'],
    )
    assert.equal(new Set(kept.map(({ root }) => root)).size, 20)
  })
})
