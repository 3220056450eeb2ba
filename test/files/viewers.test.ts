import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { ownProcess, startTick } from '../../source/files/process-identity.ts'
import { joinViewers } from '../../source/files/viewers.ts'
import { temporaryFolder } from '../helpers/project.ts'

const now = Date.now()
const hours = 60 * 60 * 1000

/** Viewers of a project in a folder of the test; records of others are put there by hand. */
function look(t: TestContext) {
  const folder = join(temporaryFolder(t), 'logs', 'viewers')
  const viewers = joinViewers(folder)
  t.after(viewers.leave)
  const put = (name: string, record: object, agoMs = 0): string => {
    const path = join(folder, name)
    writeFileSync(path, JSON.stringify(record))
    utimesSync(path, (now - agoMs) / 1000, (now - agoMs) / 1000)
    return path
  }
  return { folder, viewers, put }
}

describe('viewers of a project', () => {
  test('are counted from the first, and leave nothing behind', (t) => {
    const { folder, viewers } = look(t)
    assert.equal(viewers.count(now), 1)
    viewers.leave()
    assert.deepEqual(readdirSync(folder), [])
  })

  test('a killed one counts no more, and its record goes', async (t) => {
    const { viewers, put } = look(t)
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' })
    t.after(() => other.kill('SIGKILL'))
    const pid = other.pid ?? 0
    const path = put('other.json', { ...ownProcess(), pid, startTick: startTick(pid) })
    assert.equal(viewers.count(now), 2)
    other.kill('SIGKILL')
    await once(other, 'exit')
    assert.equal(viewers.count(now), 1)
    assert.equal(existsSync(path), false)
  })

  test('a later process with the pid of a dead one is none', (t) => {
    const { viewers, put } = look(t)
    put('other.json', { ...ownProcess(), startTick: '1' })
    assert.equal(viewers.count(now), 1)
  })

  test('of another host count while they renew their record, because nobody can ask there', (t) => {
    const { viewers, put } = look(t)
    const record = { ...ownProcess(), host: 'elsewhere' }
    put('fresh.json', record)
    const old = put('old.json', record, hours)
    assert.equal(viewers.count(now), 2)
    assert.equal(existsSync(old), false)
  })

  test('renew their own record, even one that somebody took away', (t) => {
    const { folder, viewers } = look(t)
    const [own = ''] = readdirSync(folder)
    viewers.count(now + hours)
    assert.equal(statSync(join(folder, own)).mtimeMs, now + hours)
    rmSync(join(folder, own))
    viewers.count(now + 2 * hours)
    assert.deepEqual(readdirSync(folder), [own])
  })

  test('a record that cannot be read is no viewer, and goes when it is old', (t) => {
    const { folder, viewers, put } = look(t)
    put('torn.json.7.tmp', {}, hours)
    put('torn.json', {})
    assert.equal(viewers.count(now), 1)
    assert.deepEqual(readdirSync(folder).includes('torn.json.7.tmp'), false)
  })

  test('where nothing can be written one still sees itself', (t) => {
    const file = join(temporaryFolder(t), 'file')
    writeFileSync(file, '')
    const viewers = joinViewers(join(file, 'viewers'))
    assert.equal(viewers.count(now), 1)
    viewers.leave()
  })
})
