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
const travel: Pick<Travel, 'leaseSec' | 'renew' | 'report'> = { leaseSec: 0.2, renew: away, report: away }

/** An engine that gives one loop and is never heard again. */
function silentEngine(): Engine {
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

test('a worker that cannot renew a lease ends its runner before the lease runs out, and says that it waits', async () => {
  const said: string[] = []
  let exit: (code: number | null) => void = () => undefined
  const ended = new Promise<number | null>((resolve) => {
    exit = resolve
  })
  let heldAtCut = true
  const worker = openWorker({
    engine: silentEngine(),
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
  assert.match(said.join('\n'), /the database is away.*the running loops wait for it/)
  assert.match(said.join('\n'), /l-0001 was cut off/)
})
