import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { widthOf } from '../../../source/ui/draw/width.ts'
import { asciiFrame } from '../../../source/ui/draw/look.ts'
import { fleetModel, full, drawFleet, loop, minutesAgo, nothing, now, seen } from '../../helpers/fleet.tsx'

describe('the screen of the fleet', () => {
  test('shows every section with its facts, in each size and language, and is never wider or higher than the window', () => {
    for (const [columns, rows] of [
      [120, 40],
      [80, 24],
      [60, 15],
    ] as const)
      for (const language of ['en', 'ja'] as const) {
        const drawn = drawFleet(fleetModel(seen(full()), { columns, rows, language }), { language })
        assert.equal(drawn.length, rows - 1)
        for (const line of drawn) assert.ok(widthOf(line) <= columns, line)
        const text = drawn.join('\n')
        for (const part of ['search/l-', 'curl', 'h-17', '売上集計'.slice(0, 2), 'billing'])
          assert.ok(text.includes(part), text)
      }
  })
  test('tells who asks what, which attempt runs, what a host is silent for, and how loops ended', () => {
    const text = drawFleet(fleetModel(seen(full()), { columns: 120, rows: 40 })).join('\n')
    assert.match(text, /ASKS .*search\/l-\d+ .*step 6 {2}curl -X POST https:\/\/example\.org\/ .*12m/)
    assert.match(text, /RUNNING .*shop\/l-\d+ .*job 2\/3 step 4 .*h-17 {2}\$0\.41/)
    assert.match(text, /docs\/l-\d+ .*lost, taken again next .*attempt 2/)
    assert.match(text, /QUEUED .*priority 5 {2}not before 2026-12-0\d .*web/)
    assert.match(text, /ENDED .*etl\/l-\d+ .*exit 5 .*1m/)
    assert.match(text, /HOSTS .*h-03 .*0\/4 slots {2}not heard for 1m .*tos 0\.1\.0/)
    assert.match(text, /LIMITS .*web .*3 at a time {2}\$12\.50 of \$50\.00 a day {2}60 requests a minute/)
    assert.match(text, /SCHEDULE etl .*0 2 \* \* \* {2}next 2026-12-0\d .*ops/)
    assert.match(text, /db\.example\.org\/fleet .*1\/2 hosts {2}\$1\.61 {2}! 1/)
  })
  test('a window that is too small is told how much there is of each, questions first', () => {
    assert.deepEqual(
      drawFleet(fleetModel(seen(full()), { columns: 30, rows: 4 })).map((line) => line.trim()),
      ['1 ASKS', '2 RUNNING', '1 QUEUED'],
    )
    assert.deepEqual(
      drawFleet(fleetModel(seen(full()), { columns: 8, rows: 2 })).map((line) => line.trim()),
      ['1 ASKS'],
    )
  })
  test('what other hosts wrote cannot steer the terminal', () => {
    const evil = loop('\u001B[2J\u202Eshop\n', {
      state: 'asks',
      question: 1,
      asks: '\u001B]0;x\u0007rm\u0008 -rf\r\n',
      host: '\u009B1m',
    })
    for (const view of [{}, { filter: 'shop' }]) {
      const drawn = drawFleet(fleetModel(seen({ ...nothing, loops: [evil] }), { view }), { look: { hasColor: false } })
      for (const line of drawn) assert.ok(line.startsWith('│') ? widthOf(line) === 80 : widthOf(line) <= 80, line)
      assert.match(drawn.join('\n'), new RegExp(`/${evil.name} `))
      assert.doesNotMatch(
        drawn.join('\n').replaceAll(/\u001B\[\d*m/g, ''),
        /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202E]/,
      )
    }
  })
  test('without colour, and in ASCII, the words alone say the same', () => {
    const drawn = drawFleet(fleetModel(seen(full())), { look: { hasColor: false, frame: asciiFrame } }).join('\n')
    assert.match(drawn, /\+= fleet =+/)
    assert.match(drawn, /lost, taken again next/)
  })
  test('while the queue is away the last picture stays, with its age; before the first one it says what it waits for', () => {
    const away = { isAway: true, text: '' }
    const old = seen(full(), { at: Date.parse(minutesAgo(7)), trouble: away })
    assert.match(
      drawFleet(fleetModel(old)).join('\n'),
      /shop\/l-.*the queue does not answer; trying on {2}this is as of \d\d:53:00 \(7m\)/s,
    )
    const japanese = drawFleet(fleetModel(old, { language: 'ja' }), { language: 'ja' }).join('\n')
    assert.match(japanese, /キューが応答しません。.*時点の内容です \(7/)
    assert.match(drawFleet(fleetModel(seen(null, { at: now }))).join('\n'), /asking the queue/)
    const refused = seen(null, { trouble: { isAway: false, text: 'the database refused; mend it' } })
    assert.match(drawFleet(fleetModel(refused)).join('\n'), /the database refused; mend it/)
    assert.match(drawFleet(fleetModel(seen(nothing))).join('\n'), /nothing was submitted/)
  })
})
