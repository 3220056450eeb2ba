import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Away, type Engine, type Lease, type Travel } from '../../source/fleet/engine.ts'
import { openWorker } from '../../source/fleet/worker.ts'

const submission = {
  name: 'l-0001',
  root: '/a',
  project: 'a',
  team: '',
  origin: null,
  priority: 0,
  notBefore: null,
  by: 'anybody',
  submittedAt: '2026-12-01T00:00:00.000Z',
}
const away = (): Promise<never> =>
  Promise.reject(new Away({ what: 'the database is away', remedy: 'wait', exitCode: 1 }))
/** Of what was sent into a net that has no way any more. */
const neverAnswered = (): Promise<never> => new Promise(() => undefined)

/** An engine that gives one loop and is never heard again. */
function silentEngine(silent: () => Promise<never>): Engine {
  const travel: Pick<Travel, 'leaseSec' | 'renew' | 'report'> = { leaseSec: 0.2, renew: silent, report: silent }
  const leases: Lease[] = [{ submission, attempt: 1 }]
  return {
    submit: away,
    take: (most) => (leases.length > 0 ? Promise.resolve(leases.splice(0, most)) : away()),
    append: away,
    end: away,
    list: away,
    watch: () => () => undefined,
    travel: travel as Travel,
    close: () => Promise.resolve(),
  }
}

/** The loop of a silent engine, from its beginning to where it is cut off. */
async function cutOff(silent: () => Promise<never>): Promise<string> {
  const said: string[] = []
  let exit: (code: number | null) => void = () => undefined
  const ended = new Promise<number | null>((resolve) => {
    exit = resolve
  })
  let heldAtCut = true
  const worker = openWorker({
    engine: silentEngine(silent),
    slots: 1,
    isDrain: false,
    version: '0',
    say: (line) => void said.push(line),
    start: (_lease, isHeld) =>
      Promise.resolve({
        runner: {
          pid: 1,
          ended,
          stop: () => undefined,
          cut() {
            heldAtCut = isHeld()
            exit(null)
          },
          wasCut: () => true,
        },
        changed: () => Promise.resolve(),
        ended: away,
      }),
  })
  await ended
  worker.stop()
  await worker.ended
  assert.equal(heldAtCut, false)
  return said.join('\n')
}

test('a worker that cannot renew a lease ends its runner before the lease runs out, and says that it waits', async () => {
  const said = await cutOff(away)
  assert.match(said, /the database is away.*the running loops wait for it/)
  assert.match(said, /l-0001 was cut off/)
})

test('a worker that gets no answer at all ends its runner before the lease runs out, by its own clock', async () => {
  assert.match(await cutOff(neverAnswered), /l-0001 was cut off/)
})

test('a worker whose host has no room takes nothing, says so once, and takes again when there is room', async () => {
  const said: string[] = []
  let free = 0
  let changed: () => void = () => undefined
  let takes = 0
  const worker = openWorker({
    engine: {
      ...silentEngine(away),
      travel: null,
      take() {
        takes += 1
        worker.stop()
        return Promise.resolve([])
      },
      watch(call) {
        changed = call
        return () => undefined
      },
    },
    slots: 1,
    isDrain: false,
    version: '0',
    lookAgainMs: 0,
    lacks: () =>
      Promise.resolve(free > 0 ? null : { what: 'the disk is full', remedy: 'free some space', exitCode: 1 }),
    say: (line) => void said.push(line),
    start: away,
  })
  for (let i = 0; i < 3; i++) {
    await new Promise(setImmediate)
    changed()
  }
  assert.deepEqual([takes, said.length], [0, 1])
  free = 1
  changed()
  await worker.ended
  assert.equal(takes, 1)
  assert.match(said.join('\n'), /the disk is full.*nothing is taken until then\nthis host can run loops again/)
})
