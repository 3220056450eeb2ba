import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { acquireLock, currentHolder, userName, type LockHolder } from '../../source/files/lock.ts'
import { bootId, startTick } from '../../source/files/process-identity.ts'
import { startChild } from '../helpers/children.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

interface Place {
  readonly root: string
  readonly path: string
}
const place = (t: TestContext): Place => {
  const root = temporaryFolder(t)
  return { root, path: join(root, 'logs', 'runner.lock') }
}
const acquire = ({ path, root }: Place) => acquireLock(path, root, 'test')
const take = async (at: Place) => valueOf(await acquire(at))
/** Takes the lock and releases it with the test. */
const hold = async (t: TestContext, at: Place) => {
  const lock = await take(at)
  t.after(() => lock.release())
  return lock
}
const inChild = (t: TestContext, { path, root }: Place) => startChild(t, 'hold-lock', [path, root])

/** A living process that is not this one: the parent. */
const alive: LockHolder = {
  host: hostname(),
  user: 'ann',
  pid: process.ppid,
  startTick: startTick(process.ppid),
  bootId: bootId(),
  startedAt: '2026-01-02T03:04:05.678Z',
  purpose: 'run',
}
const writeRecord = ({ root, path }: Place, record: unknown) => {
  mkdirSync(join(root, 'logs'), { recursive: true })
  writeFileSync(path, typeof record === 'string' ? record : JSON.stringify(record))
}

describe('a lock that is held', () => {
  test('has a record of who holds it', async (t) => {
    const at = place(t)
    const lock = await hold(t, at)
    const record: unknown = JSON.parse(readFileSync(at.path, 'utf8'))
    assert.deepEqual(record, lock.holder)
    assert.partialDeepStrictEqual(record, {
      host: hostname(),
      user: userName(),
      pid: process.pid,
      startTick: startTick(process.pid),
      bootId: bootId(),
      purpose: 'test',
    })
    assert.equal(lock.takenOver, null)
  })
  test('is not given a second time in the same process; the failure names the holder and has exit code 3', async (t) => {
    const at = place(t)
    await hold(t, at)
    const before = readFileSync(at.path, 'utf8')
    const failure = failureOf(await acquire(at))
    assert.equal(failure.exitCode, 3)
    assert.equal(failure.where, at.path)
    assert.match(failure.what, new RegExp(`test by ${userName()}, pid ${process.pid} on ${hostname()}`))
    assert.match(failure.remedy, /tos stop/)
    assert.equal(readFileSync(at.path, 'utf8'), before)
  })
  test('is not given to another process', async (t) => {
    const at = place(t)
    await hold(t, at)
    const said = await inChild(t, at).said()
    assert.partialDeepStrictEqual(said, { ok: false, failure: { exitCode: 3 } })
    assert.match(JSON.stringify(said), new RegExp(`pid ${process.pid} `))
  })
  test('is held by another process as well', async (t) => {
    const at = place(t)
    const child = inChild(t, at)
    assert.deepEqual(await child.said(), { ok: true, takenOver: null })
    const failure = failureOf(await acquire(at))
    assert.equal(failure.exitCode, 3)
    assert.match(failure.what, new RegExp(`child by .*, pid ${child.process.pid} on`))
    assert.equal(currentHolder(at.path)?.pid, child.process.pid)
  })
  test('is not given even when its record is gone', async (t) => {
    const at = place(t)
    await hold(t, at)
    writeFileSync(at.path, '')
    assert.equal(failureOf(await acquire(at)).exitCode, 3)
  })
  test('does not concern another project', async (t) => {
    const [one, two] = [await take(place(t)), await take(place(t))]
    one.release()
    two.release()
  })
  test('has one holder, however many want it at once', async (t) => {
    const at = place(t)
    const children = Array.from({ length: 5 }, () => inChild(t, at))
    const said = await Promise.all(children.map((child) => child.said()))
    assert.equal(said.filter((answer) => JSON.stringify(answer).startsWith('{"ok":true')).length, 1)
  })
})

describe('a lock that cannot be recorded', () => {
  const refused = async (at: Place) => {
    const outcome = await acquire(at).catch((error: unknown) =>
      error instanceof Failed ? error : Promise.reject(error),
    )
    const failure = outcome instanceof Failed ? outcome.failure : failureOf(outcome)
    assert.ok(failure.where?.startsWith(join(at.root, 'logs')))
    assert.match(failure.remedy, /move away|regular file/)
  }
  test('because the folder of the logs is a file is a failure with a remedy', async (t) => {
    const at = place(t)
    writeFileSync(join(at.root, 'logs'), '')
    await refused(at)
  })
  test('because a folder has its name is a failure with a remedy, and keeps no guard', async (t) => {
    const at = place(t)
    mkdirSync(at.path, { recursive: true })
    await refused(at)
    rmSync(at.path, { recursive: true })
    const lock = await take(at)
    lock.release()
  })
})

describe('a released lock', () => {
  test('has no record and may be taken again at once, with nothing to take over', async (t) => {
    const at = place(t)
    const first = await take(at)
    first.release()
    assert.equal(existsSync(at.path), false)
    const second = await take(at)
    assert.equal(second.takenOver, null)
    second.release()
  })
  test("leaves another process's record alone", async (t) => {
    const at = place(t)
    const lock = await take(at)
    writeRecord(at, alive)
    lock.release()
    assert.deepEqual(JSON.parse(readFileSync(at.path, 'utf8')), alive)
  })
})

describe('a lock whose holder was killed', () => {
  test('is free at once, and the next holder is told whose it was', async (t) => {
    const at = place(t)
    const child = inChild(t, at)
    await child.said()
    await child.kill()
    assert.equal(currentHolder(at.path), null)
    const lock = await hold(t, at)
    assert.partialDeepStrictEqual(lock.takenOver, { pid: child.process.pid, host: hostname(), purpose: 'child' })
  })
})

describe('a record without a socket', () => {
  const respected: Record<string, Partial<LockHolder>> = {
    'of a living process': {},
    'of a living process whose start is not known': { startTick: null },
    'of a living process on a system without boot ids': { bootId: null },
    'of another host, whatever it says': { host: 'elsewhere', pid: 1, startTick: '0', bootId: 'other' },
  }
  for (const [name, record] of Object.entries(respected))
    test(`${name} is respected`, async (t) => {
      const at = place(t)
      writeRecord(at, { ...alive, ...record })
      const failure = failureOf(await acquire(at))
      assert.equal(failure.exitCode, 3)
      assert.match(
        failure.what,
        new RegExp(`run by ann, pid ${record.pid ?? alive.pid} on ${record.host ?? hostname()}`),
      )
      assert.equal(currentHolder(at.path)?.user, 'ann')
      assert.deepEqual(JSON.parse(readFileSync(at.path, 'utf8')), { ...alive, ...record })
    })
  test('of another host may be removed by hand, and says so', async (t) => {
    const at = place(t)
    writeRecord(at, { ...alive, host: 'elsewhere' })
    const failure = failureOf(await acquire(at))
    assert.match(failure.remedy, /remove .*runner\.lock/)
  })
  test('that is respected keeps no guard: once the record is gone the lock is free', async (t) => {
    const at = place(t)
    writeRecord(at, { ...alive, host: 'elsewhere' })
    failureOf(await acquire(at))
    writeRecord(at, { ...alive, pid: 0 })
    const lock = await take(at)
    lock.release()
  })
  const stale: Record<string, Partial<LockHolder>> = {
    'of a process that began at another time (its pid was given again)': { startTick: '1' },
    'of another boot': { bootId: 'another' },
    'of a pid that does not exist': { pid: 0x3fffffff },
    'of a pid that does not exist, its start not known': { pid: 0x3fffffff, startTick: null },
    'of this very process, which would know': { pid: process.pid, startTick: startTick(process.pid) },
  }
  for (const [name, record] of Object.entries(stale))
    test(`${name} is taken over`, async (t) => {
      const at = place(t)
      writeRecord(at, { ...alive, ...record })
      assert.equal(currentHolder(at.path), null)
      const lock = await hold(t, at)
      assert.deepEqual(lock.takenOver, { ...alive, ...record })
    })
  const damaged: Record<string, unknown> = {
    'is empty': '',
    'is torn': JSON.stringify(alive).slice(0, 30),
    'is no record': [],
    'has a pid that is none': { ...alive, pid: 'x' },
  }
  for (const [name, record] of Object.entries(damaged))
    test(`that ${name} is taken over as of nobody known`, async (t) => {
      const at = place(t)
      writeRecord(at, record)
      assert.equal(currentHolder(at.path), null)
      const lock = await hold(t, at)
      assert.partialDeepStrictEqual(lock.takenOver, { pid: 0, user: '?' })
      assert.match(lock.takenOver?.startedAt ?? '', /^unreadable: /)
      assert.equal(lock.holder.pid, process.pid)
    })
})
