// What the screen says is true at the moment it says it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { statusRow, type SaidNow } from '../../../source/ui/app/status-row.ts'
import { rowText } from '../../../source/ui/draw/row.tsx'
import { createStore } from '../../../source/ui/app/store.ts'
import { en } from '../../../source/ui/words/en/en.ts'
import { layoutOf } from '../../../source/files/layout.ts'
import { overviewFold } from '../../../source/views/overview.ts'
import { asked, asks } from '../../helpers/asking.ts'
import { draw, focused, snapshotOf } from '../../helpers/draw.tsx'
import { temporaryFolder } from '../../helpers/project.ts'
import * as f from '../../helpers/facts.ts'

const wide = { columns: 120, rows: 40 }

describe('the line below the panels', () => {
  const asking = snapshotOf([...f.afterReplies(f.bash('curl a')), asks(0, 'net'), asked({ 0: ['net'] })])
  const below = (said: SaidNow) =>
    rowText(statusRow({ snapshot: asking, said, away: null, isReadOnly: false, isAskedElsewhere: true }, en, 100))
  const said = { text: 'allowed; the run hears it', tone: 'good' } as const

  test('calls to the question that came after what was said', () => assert.match(below(said), /ASK/))
  test('says what is said about the question that is open', () =>
    assert.match(below({ ...said, isFresh: true }), /allowed; the run hears it/))
})

test('ages go on by the minute while nothing runs any more', (t) => {
  let now = Date.parse('2026-01-02T03:05:05.000Z')
  t.mock.method(Date, 'now', () => now)
  const store = createStore({
    layout: layoutOf(temporaryFolder(t), f.settingsOf({}).config),
    foldOf: overviewFold('1'),
  })
  t.after(store.close)
  const heard: number[] = []
  store.subscribe(() => heard.push(store.getSnapshot().now))
  const lookAfter = (seconds: number): void => {
    now += seconds * 1000
    store.look()
  }
  lookAfter(10)
  assert.deepEqual(heard, [], 'nothing that is told in minutes has changed')
  lookAfter(60)
  assert.deepEqual(heard, [Date.parse('2026-01-02T03:06:15.000Z')])
})

describe('a command longer than its row', () => {
  const end = '--the-very-end'
  const facts = f.afterReplies(f.bash(`tool ${'--option '.repeat(30)}${end}`))
  test('is told to its end where there is room', () =>
    assert.ok(
      draw(snapshotOf(facts), { ...wide, view: focused('step', { isZoomed: true }) })
        .join('\n')
        .includes(end),
    ))
  test('is cut where there is none', () =>
    assert.ok(
      !draw(snapshotOf(facts), { columns: 40, rows: 9, view: focused('step') })
        .join('\n')
        .includes(end),
    ))
})
