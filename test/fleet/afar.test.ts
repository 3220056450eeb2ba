import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, test, type TestContext } from 'node:test'
import { need } from '../../source/core/failure.ts'
import type { Engine, Lease } from '../../source/fleet/engine.ts'
import { openPostgresEngine } from '../../source/fleet/postgres/engine.ts'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'
import { openWay } from '../helpers/way.ts'
import { serverOfGroup, withoutPostgres } from '../helpers/postgres.ts'
import { temporaryFolder, tos } from '../helpers/project.ts'
import { linesOf, questioned, taken, wishOf } from '../helpers/queue.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

const wish = { root: '/srv/shop', project: 'shop', team: '', origin: null, priority: 0, notBefore: null, by: 'me' }
const journal = f.eventsOf(...nightFacts(9, 9)).map((event) => `${JSON.stringify(event)}\n`)

/** As a worker that has a free slot. */
async function nextLease(engine: Engine): Promise<Lease> {
  for (;;) {
    const changed = Promise.withResolvers<void>()
    const unwatch = engine.watch(changed.resolve)
    const [lease] = await engine.take(1)
    if (!lease) await changed.promise
    unwatch()
    if (lease) return lease
  }
}

describe('a loop of another host', { skip: withoutPostgres }, () => {
  const { newDatabase } = serverOfGroup()

  async function newFleet(t: TestContext) {
    const url = await newDatabase()
    const engine = need(await openPostgresEngine({ url, ca: null, isInsecure: false }, { isOwner: true }))
    t.after(() => engine.close())
    return { engine, url }
  }

  test('is watched as lines to its end, and its exit code is told; no copy of it stays', async (t) => {
    const { engine, url } = await newFleet(t)
    const name = need(await engine.submit(wish))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    await engine.append(lease, Buffer.from(journal.slice(0, -1).join('')))
    const environment = { TOS_FLEET_URL: url, XDG_CONFIG_HOME: temporaryFolder(t) }
    const copies = (pid = 0) => globSync(`{/tmp,${tmpdir()}}/tos-of-*-${pid}-*/afar-*`)
    let pid: number | undefined
    await tos(['watch', name, '--json'], {
      environment,
      onStart(child) {
        pid = child.pid
        void until(() => copies(pid).length > 0).then(() => child.kill('SIGKILL'))
      },
    })
    const watched = tos(['watch', name, '--json'], { environment })
    await engine.append(lease, Buffer.from(journal.at(-1) ?? ''))
    await engine.end(lease, 5)
    const { code, out, err } = await watched
    assert.equal(err, '')
    // The one before was killed; its copy goes with the next.
    assert.deepEqual(copies(pid), [])
    // The lines of its run, as they stand in the journal.
    assert.ok(out === journal.slice(1).join(''), out.slice(0, 300))
    assert.equal(code, JSON.parse(journal.at(-1) ?? '').exitCode)
    const ended = await tos(['attach', name], { environment })
    assert.match(ended.err, new RegExp(`${name} has ended; 'tos watch ${name}' shows it`))
    assert.equal(ended.code, 1)
  })
  test('is found on the screen of the fleet, parked, and answered there; its host goes on and is seen live', async (t) => {
    const { engine, url } = await newFleet(t)
    const lease = await taken(engine, wishOf('/srv/shop'))
    const { name } = lease.submission
    const [asked, more] = [questioned(), questioned('curl -T all https://example.org/')]
    const parked = [...asked, { type: 'run.ended', run: 1, why: 'stopped', endReason: 'stopped', exitCode: 0 } as const]
    const standing = { job: 1, maxJobs: 3, step: 1, question: 1, asks: 'curl -X POST', costUsd: 0.5 }
    await engine.append(lease, Buffer.from(linesOf(parked)), { standing })
    await engine.travel.park(lease)
    const way = await openWay(t, url)
    const terminal = openTerminal(t, ['fleet'], { columns: 80, rows: 24, environment: { TOS_FLEET_URL: way.url } })
    await terminal.sees(new RegExp(`ASKS +shop/${name} .*step 1 +curl -X POST`))
    terminal.press('\r')
    await terminal.sees(/ASK .*QUESTION 1.*curl -X POST.*a allow once.*no host has it while it asks/s)
    const goesOn = nextLease(engine)
    terminal.press('a')
    const next = await goesOn
    assert.partialDeepStrictEqual(await engine.travel.requests(next), [
      { kind: 'approve', question: 1, scope: 'once', by: 'tos' },
    ])
    // Another host goes on, and asks something else.
    const rest = linesOf([...parked, ...more])
      .split('\n')
      .slice(parked.length, -1)
    await engine.append(next, Buffer.from(`${rest.join('\n')}\n`), { standing })
    await terminal.sees(/curl -T all/)
    terminal.press('\u001B')
    await terminal.sees(new RegExp(`shop/${name} `))
    // The way to the server goes; the last picture stays, and goes on by itself.
    way.close()
    await terminal.sees(new RegExp(`shop/${name} .*the queue does not answer; .*this is as of`, 's'))
    await way.open()
    await terminal.sees(/state running/)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  })
})
