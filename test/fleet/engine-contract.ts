// What every engine of the queue must keep.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Engine } from '../../source/fleet/engine.ts'

export interface OpenedEngine {
  readonly engine: Engine
  /** The clock it goes by. */
  readonly setTime: (now: string) => void | Promise<void>
  /** As if the worker that took what is running had died. */
  readonly loseWorker: () => void | Promise<void>
}

const at = '2026-12-01T00:00:00.000Z'
const wish = (root: string, more: { priority?: number; notBefore?: string } = {}) => ({
  root,
  project: root,
  team: '',
  origin: null,
  priority: 0,
  notBefore: null,
  by: 'somebody',
  ...more,
})
const finished = (seq = 1) => Buffer.from(`{"v":1,"seq":${seq},"type":"command.finished"}\n`)

async function submitted(engine: Engine, ...wishes: ReturnType<typeof wish>[]): Promise<string[]> {
  const names: string[] = []
  for (const each of wishes) {
    const name = await engine.submit(each)
    assert.ok(name.ok)
    names.push(name.value)
  }
  return names
}
const namesOf = (leases: Awaited<ReturnType<Engine['take']>>) => leases.map(({ submission }) => submission.name)
const statesOf = async (engine: Engine) => (await engine.list()).map(({ state }) => state)

/** `open` makes an empty one. */
export function engineContract(open: (t: TestContext) => OpenedEngine | Promise<OpenedEngine>): void {
  test('a loop is taken once, at most as many as are wanted, in the order of submission', async (t) => {
    const { engine } = await open(t)
    const names = await submitted(engine, wish('/a'), wish('/b'), wish('/c'))
    const [first, second] = await Promise.all([engine.take(2), engine.take(2)])
    assert.deepEqual([...namesOf(first), ...namesOf(second)].toSorted(), names)
    assert.deepEqual(await engine.take(5), [])
    assert.deepEqual(await statesOf(engine), ['running', 'running', 'running'])
  })

  test('higher priority goes first, and nothing before its time', async (t) => {
    const { engine, setTime } = await open(t)
    await setTime(at)
    const [usual, urgent, later] = await submitted(
      engine,
      wish('/a'),
      wish('/b', { priority: 5 }),
      wish('/c', { priority: 9, notBefore: '2026-12-01T00:00:01.000Z' }),
    )
    assert.deepEqual(namesOf(await engine.take(1)), [urgent])
    assert.deepEqual(namesOf(await engine.take(5)), [usual])
    assert.deepEqual(namesOf(await engine.take(5)), [])
    await setTime('2026-12-01T00:00:01.000Z')
    assert.deepEqual(namesOf(await engine.take(5)), [later])
  })

  test('a project is in the queue once, until its loop has ended', async (t) => {
    const { engine } = await open(t)
    const [name] = await submitted(engine, wish('/a'))
    const again = await engine.submit(wish('/a'))
    assert.ok(!again.ok && again.failure.what.includes(String(name)))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    await engine.end(lease, 0)
    assert.equal((await engine.submit(wish('/a'))).ok, true)
  })

  test('an end is kept with its exit code', async (t) => {
    const { engine } = await open(t)
    await submitted(engine, wish('/a'))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    await engine.end(lease, 4)
    assert.partialDeepStrictEqual(await engine.list(), [{ state: 'ended', exitCode: 4, worker: null, attempt: 1 }])
    assert.deepEqual(await engine.take(1), [])
  })

  test('a lost loop is taken before every new one, and what the old lease writes is refused', async (t) => {
    const { engine, loseWorker } = await open(t)
    const [lost] = await submitted(engine, wish('/a'))
    const [old] = await engine.take(1)
    assert.ok(old)
    assert.equal(await engine.append(old, finished()), 'held')
    await loseWorker()
    assert.deepEqual(await statesOf(engine), ['lost'])
    assert.equal(await engine.append(old, finished()), 'lost')
    const [urgent] = await submitted(engine, wish('/b', { priority: 99 }))
    const taken = await engine.take(5)
    assert.deepEqual(namesOf(taken), [lost, urgent])
    assert.equal(taken[0]?.attempt, 2)
    assert.equal(await engine.append(old, finished()), 'lost')
    await engine.end(old, 0)
    assert.deepEqual(await statesOf(engine), ['running', 'running'])
  })

  test('a loop that costs five workers without a command finished is poisoned; one that gets on is not', async (t) => {
    const { engine } = await open(t)
    await submitted(engine, wish('/poisoned'), wish('/slow'))
    for (let i = 0; i < 6; i++)
      for (const lease of await engine.take(5)) {
        if (lease.submission.root === '/slow') await engine.append(lease, finished(i + 1))
        await engine.end(lease, null)
      }
    assert.deepEqual(await statesOf(engine), ['poisoned', 'lost'])
  })

  test('who watches hears of a submission', async (t) => {
    const { engine } = await open(t)
    const heard = new Promise<void>((resolve) => {
      t.after(engine.watch(resolve))
    })
    await submitted(engine, wish('/a'))
    await heard
  })
}
