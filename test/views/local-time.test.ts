import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { localTime } from '../../source/views/local-time.ts'

describe('a local time', () => {
  const at = '2026-01-02T03:04:05.006Z'
  const zones: [string, string][] = [
    ['UTC', '2026-01-02T03:04:05.006000'],
    ['Asia/Tokyo', '2026-01-02T12:04:05.006000'],
    ['America/New_York', '2026-01-01T22:04:05.006000'],
    ['Asia/Kolkata', '2026-01-02T08:34:05.006000'],
    ['Asia/Kathmandu', '2026-01-02T08:49:05.006000'],
    ['Pacific/Kiritimati', '2026-01-02T17:04:05.006000'],
    ['America/St_Johns', '2026-01-01T23:34:05.006000'],
  ]
  for (const [zone, expected] of zones) test(`in ${zone}`, () => assert.equal(localTime(at, zone), expected))

  test('has six digits of fraction, and none when it is exactly 0', () => {
    assert.equal(localTime('2026-01-02T03:04:05.120Z', 'UTC'), '2026-01-02T03:04:05.120000')
    assert.equal(localTime('2026-01-02T03:04:05.001Z', 'UTC'), '2026-01-02T03:04:05.001000')
    assert.equal(localTime('2026-01-02T03:04:05.000Z', 'UTC'), '2026-01-02T03:04:05')
  })
  test('midnight is 00 of the new day, also over the end of a year', () => {
    assert.equal(localTime('2025-12-31T15:00:00.000Z', 'Asia/Tokyo'), '2026-01-01T00:00:00')
    assert.equal(localTime('2025-12-31T14:59:59.999Z', 'Asia/Tokyo'), '2025-12-31T23:59:59.999000')
  })
  test('a leap day is one', () => {
    assert.equal(localTime('2028-02-28T20:00:00.000Z', 'Asia/Tokyo'), '2028-02-29T05:00:00')
  })
})

describe('summer time', () => {
  const at = (time: string, zone: string) => localTime(`2026-${time}.000Z`, zone).slice(5)
  test('begins with an hour left out', () => {
    assert.equal(at('03-08T06:59:59', 'America/New_York'), '03-08T01:59:59')
    assert.equal(at('03-08T07:00:00', 'America/New_York'), '03-08T03:00:00')
    assert.equal(at('03-29T00:59:59', 'Europe/Berlin'), '03-29T01:59:59')
    assert.equal(at('03-29T01:00:00', 'Europe/Berlin'), '03-29T03:00:00')
  })
  test('ends with an hour that comes twice', () => {
    assert.equal(at('11-01T05:30:00', 'America/New_York'), '11-01T01:30:00')
    assert.equal(at('11-01T06:30:00', 'America/New_York'), '11-01T01:30:00')
    assert.equal(at('11-01T07:00:00', 'America/New_York'), '11-01T02:00:00')
  })
  test('may be half an hour', () => {
    assert.equal(at('04-04T14:59:59', 'Australia/Lord_Howe'), '04-05T01:59:59')
    assert.equal(at('04-04T15:00:00', 'Australia/Lord_Howe'), '04-05T01:30:00')
  })
})

test('a time that an old program wrote is local already and stays', () => {
  for (const text of ['2025-12-13T23:19:06.517283', '2025-12-13T23:19:06', '', 'yesterday'])
    assert.equal(localTime(text, 'Asia/Tokyo'), text)
})

test('a zone that is none is taken for UTC', () =>
  assert.equal(localTime('2026-01-02T03:04:05.006Z', 'Etc/Unknown'), '2026-01-02T03:04:05.006000'))

test('times around every change of the clock are those of the zone', () => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Asia/Tokyo']) {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 13 * 60_000 + 7000)
      assert.equal(localTime(new Date(at).toISOString(), zone), format.format(at).replace(' ', 'T'), `${zone} ${at}`)
  }
})
