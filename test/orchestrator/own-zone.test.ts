import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, test } from 'node:test'
import { ownZone } from '../../source/orchestrator/own-zone.ts'
import { localTime } from '../../source/views/local-time.ts'
import { temporaryFolder } from '../helpers/project.ts'

const moduleOf = (path: string) => JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../source', path)).href)

/** What a process with this TZ finds: the zone, ICU's word for it, and a year of hours that the two ways tell differently. */
function found(variable: string): { zone: string; icu: string; different: string[] } {
  const code = `const { ownZone } = await import(${moduleOf('orchestrator/own-zone.js')})
const { localTime, knowOwnZone } = await import(${moduleOf('views/local-time.js')})
const zone = ownZone(process.env.TZ)
const hours = Array.from({ length: 8784 * 2 }, (_, i) => new Date(Date.UTC(2027, 11, 31) + i * 1_800_000 + 7).toISOString())
const formatted = hours.map((hour) => localTime(hour, zone))
knowOwnZone(zone)
const different = hours.filter((hour, i) => localTime(hour, zone) !== formatted[i])
console.log(JSON.stringify({ zone, icu: Intl.DateTimeFormat().resolvedOptions().timeZone, different }))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: process.env['PATH'], TZ: variable },
    encoding: 'utf8',
  })
  assert.equal(stderr, '')
  return JSON.parse(stdout)
}

describe('the zone of this process', () => {
  for (const zone of ['Asia/Tokyo', 'America/New_York', 'Australia/Lord_Howe', 'UTC'])
    test(`is ${zone} as ICU says, and Date tells its times as a formatter does`, () =>
      assert.deepEqual(found(zone), { zone, icu: zone, different: [] }))
  for (const variable of [':Asia/Tokyo'])
    test(`is asked of ICU where TZ is '${variable}'`, () => {
      const { zone, icu, different } = found(variable)
      assert.deepEqual([zone, different], [icu, []])
    })
  for (const [variable, zone] of [
    ['JST-9', '+09:00'],
    ['<+0530>-5:30', '+05:30'],
    ['EST5', '-05:00'],
    ['GMT0', 'UTC'],
  ] as const)
    test(`is ${zone} where TZ is '${variable}', as POSIX counts it to the west`, () => {
      assert.equal(ownZone(variable), zone)
      assert.deepEqual(found(variable).different, [])
      const noon = Date.parse(`2026-11-30T12:00:00${zone === 'UTC' ? 'Z' : zone}`)
      assert.equal(localTime(new Date(noon).toISOString(), zone), '2026-11-30T12:00:00')
    })
  for (const variable of ['', 'No/Where', 'CET-1CEST'])
    test(`is UTC where TZ is '${variable}', of which ICU makes none`, () => {
      const { zone, different } = found(variable)
      assert.deepEqual([zone, different], ['UTC', []])
    })
  test('is the one that the system links, when TZ is not set', (t) => {
    const link = join(temporaryFolder(t), 'localtime')
    symlinkSync('/usr/share/zoneinfo/Etc/UTC', link)
    assert.equal(ownZone(undefined, link), 'UTC')
  })
})
