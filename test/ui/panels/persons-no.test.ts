// A person's no is a deny wherever denies are counted, listed or looked for: of both commands of a question that was refused.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../../source/core/event.ts'
import { needing } from '../../../source/ui/app/away.ts'
import { statusRow } from '../../../source/ui/app/status-row.ts'
import { rowText } from '../../../source/ui/draw/row.tsx'
import { decisionRow } from '../../../source/ui/panels/policy.tsx'
import { initialView, setFilter } from '../../../source/ui/app/view-state.ts'
import { en } from '../../../source/ui/words/en/en.ts'
import { describeEvent } from '../../../source/views/describe.ts'
import { eventLines } from '../../../source/views/lines.ts'
import { englishNight } from '../../../source/views/night-words.ts'
import { nightRows } from '../../../source/views/night.ts'
import { phaseSummary } from '../../../source/views/phase-files.ts'
import { all, last } from '../../../source/views/recent.ts'
import { answered, asked, asks } from '../../helpers/asking.ts'
import { draw, focused, snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

const facts: readonly Fact[] = [
  ...f.afterReplies(f.bash('curl a', 'curl b')),
  asks(0, 'net'),
  asks(1, 'net'),
  asked({ 0: ['net'], 1: ['net'] }),
  answered('deny', { by: 'ann', reason: 'not tonight' }),
]
const ended: readonly Fact[] = [...facts, f.stepFinished('deny')]
const snapshot = snapshotOf(facts)
const { overview } = snapshot

describe("a person's no to two commands", () => {
  test('is two denies of the totals and of its job', () =>
    assert.deepEqual([overview.totals.deny, last(overview.jobs)?.deny], [2, 2]))

  test('is two denied rows of the summary, with who and why', () =>
    assert.deepEqual(
      nightRows(overview, { isRunning: false, most: 5 }, englishNight)
        .filter(({ text }) => text.includes('(ann: not tonight)'))
        .map(({ label, text }) => [label, text]),
      [
        ['denied 2', 'job 1 step 1  curl a  (ann: not tonight)'],
        ['', 'job 1 step 1  curl b  (ann: not tonight)'],
      ],
    ))

  test('stands in the plain lines and among the events', () => {
    const event = f.eventsOf(...facts).at(-1)
    const paths = { root: '', steps: '', phaseState: '', phaseSummary: '', jobResult: '' }
    assert.ok(event)
    assert.deepEqual(eventLines(event, f.fold(...facts), paths), ['question 1: denied by ann: not tonight'])
    assert.match(describeEvent(event), /denied by ann: not tonight/)
  })

  test('is a denied step of the phase summary', () => {
    const summary = phaseSummary(f.fold(...ended), {
      now: '2026-01-02T04:00:00.000Z',
      endReason: '',
      jobResultPath: '',
    })
    assert.partialDeepStrictEqual(summary, { denied_count: 1, execution_summary: { denied_count: 2 } })
  })

  test('is DENY in panel 3, counted in its title, with who said it, and found by it', () => {
    const [first] = all(overview.decisions)
    assert.ok(first)
    assert.match(rowText(decisionRow(first, 100)), /DENY +curl a .*deny ann: not tonight/)
    const panel = draw(snapshot, { columns: 120, rows: 40, view: focused('policy') }).join('\n')
    assert.match(panel, /\[3\] Policy \(4\).*2 deny/)
    const found = draw(snapshot, {
      columns: 120,
      rows: 40,
      view: setFilter({ ...initialView, focus: 'policy' }, 'verdict:deny'),
    })
    assert.match(found.join('\n'), /DENY +curl b/)
  })

  test('is counted in panel 1 and in the list of jobs', () => {
    const lines = (view: 'run' | 'jobs') => draw(snapshot, { columns: 160, rows: 40, view: focused(view) }).join('\n')
    assert.match(lines('run'), /2 deny/)
    assert.match(lines('jobs'), /D2/)
  })

  test('is the last deny of the status row, and told to who was away', () => {
    const row = statusRow({ snapshot, said: null, away: null, isReadOnly: false, isAskedElsewhere: false }, en, 120)
    assert.match(rowText(row), /curl b \(net\)/)
    assert.equal(needing(snapshot, '').filter(({ kind }) => kind === 'deny').length, 2)
  })
})
