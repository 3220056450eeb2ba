import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { exitCodes } from '../../source/core/failure.ts'
import { Away } from '../../source/fleet/engine.ts'
import { openMirror } from '../../source/fleet/mirror.ts'
import { queuedLoopSchema } from '../../source/fleet/submission.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

const at = '2026-12-01T00:00:00.000Z'
const loopOf = (more: object) =>
  queuedLoopSchema.parse({
    v: 1,
    name: 'l-0001',
    root: '/a',
    priority: 0,
    notBefore: null,
    by: 'somebody',
    submittedAt: at,
    state: 'running',
    attempt: 1,
    fruitless: 0,
    worker: null,
    exitCode: null,
    at,
    ...more,
  })

/** What keeps the queue, in memory, and a copy of its loop. */
async function mirrored(t: TestContext, lines: string[]) {
  const world = { lines, loop: loopOf({}), isAway: false, asked: 0 }
  let wake: () => void = () => undefined
  const answering = <T>(answer: () => T): Promise<T> =>
    world.isAway
      ? Promise.reject(new Away({ what: 'away', remedy: 'wait', exitCode: exitCodes.failed }))
      : Promise.resolve(answer())
  const engine = {
    watch(changed: () => void) {
      wake = changed
      return () => undefined
    },
    travel: {
      loop: () => answering(() => world.loop),
      journal(_name: string, from: number, most = Infinity) {
        world.asked += 1
        const some = world.lines.slice(from - 1, from - 1 + most)
        return answering(() => Buffer.from(some.map((line) => `${line}\n`).join('')))
      },
    },
  }
  const journal = join(temporaryFolder(t), 'journal.ndjson')
  const mirror = await openMirror(engine, 'l-0001', journal)
  t.after(() => mirror.close())
  const copied = () => (existsSync(journal) ? readFileSync(journal, 'utf8').split('\n').slice(0, -1) : [])
  return { world, mirror, copied, wake: () => wake() }
}

const numbered = (count: number, mark = '') => Array.from({ length: count }, (_, i) => `{"seq":${i + 1}}${mark}`)

test('a journal of another host is copied whole, then line by line as it grows', async (t) => {
  const { world, copied, wake, mirror } = await mirrored(t, numbered(2500))
  assert.deepEqual(copied(), world.lines)
  world.lines.push('{"seq":2501}')
  world.loop = loopOf({ state: 'ended', exitCode: 0 })
  wake()
  await until(() => copied().length === 2501)
  await until(() => mirror.loop().state === 'ended')
  assert.deepEqual(copied(), world.lines)
})

test('while the engine is away the copy stays, says since when it is old, and goes on by itself', async (t) => {
  const { world, copied, wake, mirror } = await mirrored(t, numbered(2))
  world.isAway = true
  wake()
  await until(() => mirror.unheard() !== null)
  assert.equal(mirror.unheard()?.isAway, true)
  assert.ok((mirror.unheard()?.since ?? Infinity) <= Date.now())
  assert.deepEqual(copied(), world.lines)
  world.isAway = false
  world.lines.push('{"seq":3}')
  wake()
  await until(() => mirror.unheard() === null)
  assert.deepEqual(copied(), world.lines)
})

test('behind a backup of the engine the copy is made anew, and never mixed of both', async (t) => {
  const { world, copied, wake, mirror } = await mirrored(t, numbered(4))
  world.isAway = true
  wake()
  await until(() => mirror.unheard() !== null)
  world.lines = [...numbered(2), ...numbered(6, ' other').slice(2)]
  world.isAway = false
  wake()
  await until(() => mirror.unheard() === null)
  assert.deepEqual(copied(), world.lines)
})
