import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { describeFailure } from '../../source/core/failure.ts'
import { dueSince, nextAfter, parseRhythm } from '../../source/fleet/schedule.ts'

const at = (text: string) => new Date(text)
const night = { cron: '30 2 * * *', zone: 'Europe/Berlin' }

describe('a schedule', () => {
  test('is five fields of cron in a named time zone, and says what else it is not', () => {
    assert.deepEqual(parseRhythm(' 0  2 * * MON-FRI ', 'Asia/Tokyo'), {
      ok: true,
      value: { cron: '0 2 * * MON-FRI', zone: 'Asia/Tokyo' },
    })
    for (const cron of [
      '',
      'x',
      '* * * *',
      '0 * * * * *',
      '61 * * * *',
      '0 0 31 2 *',
      'H * * * *',
      '@daily',
      '0 0 * * 8',
    ])
      assert.equal(parseRhythm(cron, 'UTC').ok, false, cron)
    const wrong = parseRhythm('0 2 * * *', 'Mars/Olympus')
    assert.ok(!wrong.ok && /Mars\/Olympus' is no time zone.*Europe\/Berlin/.test(describeFailure(wrong.failure)))
  })

  test('follows the clocks of its zone, when they are changed too', () => {
    assert.equal(nextAfter(night, at('2026-12-01T00:00:00Z')).toISOString(), '2026-12-01T01:30:00.000Z')
    assert.equal(nextAfter(night, at('2026-07-01T00:00:00Z')).toISOString(), '2026-07-01T00:30:00.000Z')
    // 02:30 is not there on that day, and twice on the other: once on both.
    const days = (from: string, to: string) => dueSince(night, nextAfter(night, at(from)), at(to)).count
    assert.equal(days('2027-03-27T12:00:00Z', '2027-03-28T12:00:00Z'), 1)
    assert.equal(days('2027-10-30T12:00:00Z', '2027-10-31T12:00:00Z'), 1)
  })

  test('knows how many moments passed while nobody was there, and the next one to come', () => {
    const rhythm = { cron: '0 * * * *', zone: 'UTC' }
    const due = dueSince(rhythm, at('2026-12-01T01:00:00Z'), at('2026-12-01T04:10:00Z'))
    assert.deepEqual(due, { count: 4, next: at('2026-12-01T05:00:00Z') })
    assert.equal(dueSince(rhythm, at('2026-12-01T05:00:00Z'), at('2026-12-01T04:10:00Z')).count, 0)
    const long = dueSince({ cron: '* * * * *', zone: 'UTC' }, at('2020-01-01T00:00:00Z'), at('2026-12-01T00:00:30Z'))
    assert.deepEqual([long.count, long.next.toISOString()], [1000, '2026-12-01T00:01:00.000Z'])
  })
})
