import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { describeFailure, need } from '../../source/core/failure.ts'
import { connectionOf } from '../../source/fleet/postgres/connection.ts'
import { openPostgresEngine, type PostgresEngine } from '../../source/fleet/postgres/engine.ts'
import { databaseUrl, startPostgres, tell, withoutPostgres, type Server } from '../helpers/postgres.ts'
import { engineContract } from './engine-contract.ts'

const address = (url: string) => ({ url, ca: null, isInsecure: false })

describe('PostgreSQL as the queue', { skip: withoutPostgres }, () => {
  let server: Server
  let made = 0
  before(async () => {
    server = await startPostgres()
    const url = databaseUrl(server, 'fleet')
    await tell(server.url, 'drop database if exists fleet with (force)', 'create database fleet')
    await need(await openPostgresEngine(address(url), { isOwner: true })).close()
  })
  after(() => server.stop())

  /** A new database that holds an empty fleet. */
  async function newFleet(): Promise<string> {
    const name = `fleet_${process.pid}_${++made}`
    await tell(server.url, `create database ${name} template fleet`)
    return databaseUrl(server, name)
  }

  async function open(t: TestContext, url: string): Promise<PostgresEngine> {
    const engine = need(await openPostgresEngine(address(url), { leaseSec: 10 }))
    t.after(() => engine.close())
    return engine
  }

  engineContract(async (t) => {
    const url = await newFleet()
    const engine = await open(t, url)
    // The database has its own clock; what is to come is moved instead.
    let ahead = 0
    const shifted = (at: string | null) => at && new Date(Date.parse(at) - ahead).toISOString()
    return {
      engine: {
        ...engine,
        submit: (wish, tree) => engine.submit({ ...wish, notBefore: shifted(wish.notBefore) }, tree),
      },
      async setTime(time) {
        const before = ahead
        ahead = Date.parse(time) - Date.now()
        await tell(url, `update pgboss.job set start_after = start_after - interval '1 ms' * ${ahead - before}`)
      },
      loseWorker: async () =>
        void (await tell(
          url,
          `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active'`,
        )),
    }
  })

  const origin = { remote: 'https://git.example.org/a.git', commit: 'a'.repeat(40), prefix: '' }
  const wish = (project: string, more: object = {}) => ({
    root: `/${project}`,
    project,
    team: '',
    origin,
    priority: 0,
    notBefore: null,
    by: 'anybody',
    ...more,
  })
  const line = (seq: number, type: string, more = '') => `{"v":1,"seq":${seq},"type":"${type}"${more}}\n`
  const tree = (letter: string) => ({ commit: letter.repeat(40), pack: Buffer.from(`pack ${letter}`) })

  async function running(t: TestContext, url: string) {
    const engine = await open(t, url)
    const name = need(await engine.submit(wish('a'), tree('b')))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    return { engine, name, lease }
  }

  test('no finished command is on record without the tree it left; both come in one transaction', async (t) => {
    const { engine, name, lease } = await running(t, await newFleet())
    assert.equal(await engine.append(lease, Buffer.from(line(1, 'command.started'))), 'held')
    const both = Buffer.from(line(2, 'command.finished') + line(3, 'step.finished'))
    await assert.rejects(engine.append(lease, both), /no finish is recorded without the tree it left/)
    assert.equal((await engine.travel.journal(name, 1)).toString(), line(1, 'command.started'))
    assert.equal(await engine.append(lease, both, { tree: tree('c') }), 'held')
    assert.equal((await engine.travel.journal(name, 2)).toString(), both.toString())
    assert.deepEqual(await engine.travel.trees(name), {
      commit: tree('c').commit,
      packs: [tree('b').pack, tree('c').pack],
    })
  })

  test('a sequence number is a fence: what is on record is taken again, never changed, and nothing is left out', async (t) => {
    const { engine, name, lease } = await running(t, await newFleet())
    const first = Buffer.from(line(1, 'run.started'))
    assert.equal(await engine.append(lease, first), 'held')
    // The answer was lost on the way, and the lines come again.
    assert.equal(await engine.append(lease, first), 'held')
    assert.equal(await engine.append(lease, Buffer.from(line(1, 'run.started', ',"pid":2'))), 'lost')
    assert.equal(await engine.append(lease, Buffer.from(line(3, 'model.asked'))), 'lost')
    assert.equal((await engine.travel.journal(name, 1)).toString(), first.toString())
  })

  test('a lease that ran out holds nothing, even where nobody has noticed; it cannot be renewed, and its loop goes on elsewhere', async (t) => {
    const url = await newFleet()
    const { engine, name, lease } = await running(t, url)
    assert.deepEqual(await engine.travel.renew([lease]), [lease])
    await tell(url, `update pgboss.job set heartbeat_on = now() - interval '11 s'`)
    assert.deepEqual(await engine.travel.renew([lease]), [])
    assert.equal(await engine.append(lease, Buffer.from(line(1, 'run.started'))), 'lost')
    const other = await open(t, url)
    const [next] = await other.take(1)
    assert.deepEqual([next?.submission.name, next?.attempt], [name, 2])
    await engine.end(lease, 0)
    assert.partialDeepStrictEqual(await other.list(), [{ state: 'running', attempt: 2 }])
  })

  test('a team never runs more loops than its limit, whoever asks at once', async (t) => {
    const url = await newFleet()
    const engines = await Promise.all([1, 2, 3].map(() => open(t, url)))
    const [engine] = engines
    assert.ok(engine)
    await tell(url, `insert into tos.limits values ('web', 3)`)
    for (let i = 0; i < 8; i++) need(await engine.submit(wish(`web-${i}`, { team: 'web' })))
    need(await engine.submit(wish('other', { priority: -1 })))
    const taken = (await Promise.all([...engines, ...engines].map((each) => each.take(4)))).flat()
    assert.equal(taken.filter(({ submission }) => submission.team === 'web').length, 3)
    const [first] = taken
    assert.ok(first)
    for (const each of engines) await each.end(first, 0)
    const more = await engine.take(9)
    assert.equal(more.filter(({ submission }) => submission.team === 'web').length, 1)
  })

  test('a loop that waits for a person has no lease; the answer queues it before all others, by who the database knows', async (t) => {
    const url = await newFleet()
    const { engine, name, lease } = await running(t, url)
    const request = { kind: 'approve', by: 'root', question: 1, scope: 'once', minutes: null } as const
    await engine.travel.park(lease)
    assert.equal(await engine.append(lease, Buffer.from(line(1, 'run.started'))), 'lost')
    assert.partialDeepStrictEqual(await engine.list(), [{ state: 'asks', worker: null }])
    need(await engine.submit(wish('urgent', { priority: 99 })))
    need(await engine.travel.ask(name, { kind: 'note', by: 'root', text: 'no answer', isKept: false }))
    assert.partialDeepStrictEqual(await engine.list(), [{ state: 'asks' }, { state: 'queued' }])
    need(await engine.travel.ask(name, request))
    const other = await open(t, url)
    const [next] = await other.take(1)
    assert.ok(next)
    assert.deepEqual([next.submission.name, next.attempt], [name, 2])
    assert.deepEqual(
      (await other.travel.requests(next)).map(({ kind, by }) => [kind, by]),
      [
        ['note', 'tos'],
        ['approve', 'tos'],
      ],
    )
    assert.deepEqual(await other.travel.requests(next), [])
    await other.end(next, 0)
    const late = await engine.travel.ask(name, request)
    assert.ok(!late.ok && /has ended/.test(late.failure.what))
  })

  test('an address says no password to anybody, and trusts no other machine without its certificate', async () => {
    const { url } = server
    const wrong = new URL(databaseUrl({ url }, 'nowhere'))
    wrong.password = 'very secret'
    const refused = await openPostgresEngine(address(wrong.href))
    assert.ok(!refused.ok)
    assert.match(describeFailure(refused.failure), /127\.0\.0\.1:\d+\/nowhere: .*make the database/)
    assert.doesNotMatch(JSON.stringify(refused.failure), /secret/)
    const away = await openPostgresEngine(address('postgres://tos:very%20secret@127.0.0.1:1/x'))
    assert.ok(!away.ok && /does not answer .*ECONNREFUSED/.test(away.failure.what))
    assert.doesNotMatch(JSON.stringify(away.failure), /secret/)
    const empty = await openPostgresEngine(address(databaseUrl({ url }, 'template1')))
    assert.ok(!empty.ok && /tos fleet init/.test(empty.failure.remedy))
    assert.deepEqual(need(connectionOf(address('postgres://u@db.example.org/f'))).ssl, {
      rejectUnauthorized: true,
      ca: undefined,
    })
    for (const mode of ['disable', 'no-verify', 'require', 'prefer'])
      assert.equal(connectionOf(address(`postgres://u@db.example.org/f?sslmode=${mode}`)).ok, false, mode)
    for (const text of ['', 'db', 'mysql://u@db/f']) assert.equal(connectionOf(address(text)).ok, false, text)
  })
})
