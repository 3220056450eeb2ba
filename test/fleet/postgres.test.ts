import assert from 'node:assert/strict'
import { before, describe, test, type TestContext } from 'node:test'
import { describeFailure, need, type Failure } from '../../source/core/failure.ts'
import { roleNames } from '../../source/fleet/engine.ts'
import { connectionOf } from '../../source/fleet/postgres/connection.ts'
import { openPostgresEngine, type PostgresEngine } from '../../source/fleet/postgres/engine.ts'
import { migrations } from '../../source/fleet/postgres/schema.ts'
import { databaseUrl, serverOfGroup, tell, withoutPostgres } from '../helpers/postgres.ts'
import { engineContract } from './engine-contract.ts'

const unbounded = { team: '', project: '', maxRunning: null, usdPerDay: null, requestsPerMin: null }
const statesOf = async (engine: PostgresEngine) => (await engine.list()).map(({ state }) => state)
const address = (url: string) => ({ url, ca: null, isInsecure: false })

describe('PostgreSQL as the queue', { skip: withoutPostgres }, () => {
  const { server, newDatabase } = serverOfGroup()
  let template = ''
  before(async () => {
    template = await newDatabase()
    await need(await openPostgresEngine(address(template), { isOwner: true })).close()
  })
  /** A new database that holds an empty fleet. */
  const newFleet = () => newDatabase(template)

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
    await tell(url, `insert into tos.limits (name, max_running) values ('web', 3)`)
    for (let i = 0; i < 8; i++) need(await engine.submit(wish(`web-${i}`, { team: 'web' })))
    need(await engine.submit(wish('other', { priority: -1 })))
    const taken = (await Promise.all([...engines, ...engines].map((each) => each.take(4)))).flat()
    const web = taken.filter(({ submission }) => submission.team === 'web')
    assert.equal(web.length, 3)
    const [first] = web
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

  test('a loop that went on after an answer counts for its team again', async (t) => {
    const url = await newFleet()
    const engine = await open(t, url)
    await engine.travel.limit({ ...unbounded, team: 'web', maxRunning: 1 })
    const name = need(await engine.submit(wish('web-1', { team: 'web' })))
    for (let i = 2; i < 6; i++) need(await engine.submit(wish(`web-${i}`, { team: 'web' })))
    const [first] = await engine.take(5)
    assert.ok(first)
    await engine.travel.park(first)
    need(await engine.travel.ask(name, { kind: 'resume', by: 'anybody' }))
    assert.deepEqual(
      (await engine.take(5)).map(({ submission }) => submission.name),
      [name],
    )
    assert.deepEqual(await engine.take(5), [])
  })

  test('of a team with a limit a lost loop goes before a new one of a higher priority', async (t) => {
    const url = await newFleet()
    const engine = await open(t, url)
    await engine.travel.limit({ ...unbounded, team: 'web', maxRunning: 1 })
    const name = need(await engine.submit(wish('web-1', { team: 'web' })))
    const [first] = await engine.take(5)
    assert.ok(first)
    for (let i = 2; i < 6; i++) need(await engine.submit(wish(`web-${i}`, { team: 'web', priority: 10 * i })))
    await engine.end(first, null)
    const [second] = await engine.take(5)
    assert.deepEqual([second?.submission.name, second?.attempt], [name, 2])
    assert.ok(second)
    await engine.end(second, 0)
    assert.deepEqual(
      (await engine.take(5)).map(({ submission }) => submission.priority),
      [50],
    )
  })

  test('a loop that could not begin on a host is taken by nobody for a while, and costs no attempt', async (t) => {
    const url = await newFleet()
    const engine = await open(t, url)
    need(await engine.submit(wish('web-1')))
    const [first] = await engine.take(1)
    assert.ok(first)
    await engine.end(first, null, { afterSec: 3600, isFree: true })
    assert.deepEqual(await engine.take(1), [])
    assert.partialDeepStrictEqual(await engine.list(), [{ state: 'lost', attempt: 1, fruitless: 0 }])
    await tell(url, `update pgboss.job set start_after = clock_timestamp() - interval '1 second'`)
    assert.equal((await engine.take(1))[0]?.attempt, 2)
  })

  test('a team out of its money asks no model, and takes nothing until the next day or more money', async (t) => {
    const url = await newFleet()
    const engine = await open(t, url)
    const limit = { ...unbounded, team: 'web', usdPerDay: 1 }
    await engine.travel.limit(limit)
    for (const project of ['web-1', 'web-2']) need(await engine.submit(wish(project, { team: 'web' })))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    const ask = (seq: number) => Buffer.from(line(seq, 'model.asked'))
    const standing = { job: 1, maxJobs: 1, step: 1, question: null, asks: null, costUsd: 1.25 }
    assert.equal(await engine.append(lease, ask(1)), 'held')
    assert.equal(await engine.append(lease, Buffer.from(line(2, 'model.answered')), { standing }), 'held')
    assert.equal(await engine.append(lease, ask(3)), 'spent')
    // It was on record before, and only its answer was lost.
    assert.equal(await engine.append(lease, ask(1)), 'held')
    assert.equal((await engine.travel.journal('l-0001', 3)).length, 0)
    assert.match(await engine.travel.postpone(lease), /T00:00:00\.000Z$/)
    assert.deepEqual(await statesOf(engine), ['queued', 'queued'])
    assert.deepEqual(await engine.take(5), [])
    assert.partialDeepStrictEqual(await engine.travel.limits(), [{ ...limit, spentToday: 1.25 }])
    await engine.travel.limit({ ...limit, usdPerDay: 2 })
    assert.equal((await engine.take(5)).length, 2)
  })

  test('a project asks models so often in a minute and no more, whoever asks at once; a limit of 0 loops takes nothing', async (t) => {
    const url = await newFleet()
    const [engine, other] = await Promise.all([open(t, url), open(t, url)])
    await engine.travel.limit({ ...unbounded, team: 'web', requestsPerMin: 3 })
    for (const project of ['web-1', 'web-2']) need(await engine.submit(wish(project, { team: 'web' })))
    const [a, b] = [...(await engine.take(1)), ...(await other.take(1))]
    assert.ok(a && b)
    const said: string[] = []
    for (let seq = 1; seq <= 3; seq++)
      said.push(
        ...(await Promise.all([
          engine.append(a, Buffer.from(line(seq, 'model.asked'))),
          other.append(b, Buffer.from(line(seq, 'model.asked'))),
        ])),
      )
    assert.equal(said.filter((each) => each === 'held').length, 3, said.join())
    assert.equal(said.filter((each) => each === 'wait').length > 0, true, said.join())
    await tell(url, `update tos.asked set at = at - interval '1 minute'`)
    const next = (await engine.travel.journal('l-0001', 1)).toString().split('\n').length
    assert.equal(await engine.append(a, Buffer.from(line(next, 'model.asked'))), 'held')
    await engine.travel.limit({ ...unbounded, project: 'api', maxRunning: 0 })
    need(await engine.submit(wish('api')))
    assert.deepEqual(await engine.take(5), [])
  })

  test('what is scheduled is submitted once for all hosts when it comes due, and what was missed is told', async (t) => {
    const url = await newFleet()
    const told: string[] = []
    const hosts = await Promise.all(
      [1, 2, 3].map(async () => {
        const tell = ({ what }: Failure) => void told.push(what)
        const engine = need(await openPostgresEngine(address(url), { tell }))
        t.after(() => engine.close())
        return engine
      }),
    )
    const [engine] = hosts
    assert.ok(engine)
    const hourly = { cron: '0 * * * *', zone: 'Asia/Tokyo' }
    const made = need(await engine.travel.every(wish('nightly', { team: 'web' }), hourly, tree('d')))
    assert.deepEqual([made.name, made.zone, made.last, made.missed], ['s-0001', 'Asia/Tokyo', null, 0])
    assert.equal((await engine.travel.every(wish('nightly'), hourly)).ok, false)
    const all = async () => (await Promise.all(hosts.map((each) => each.take(4)))).flat()
    assert.deepEqual(await all(), [])
    const ago = (hours: number) => tell(url, `update tos.schedule set next_at = next_at - interval '${hours} h'`)
    await ago(1)
    const [lease, ...others] = await all()
    assert.deepEqual([lease?.submission.name, lease?.submission.by, others.length], ['l-0001', 'tos', 0])
    assert.equal((await engine.travel.trees('l-0001')).commit, tree('d').commit)
    assert.deepEqual(told, [])
    await ago(1)
    assert.deepEqual(await all(), [])
    assert.match(told.join(), /^s-0001 \(nightly\) missed 1 of its moments: the project is in the queue still$/)
    for (const each of hosts) if (lease) await each.end(lease, 0)
    await ago(3)
    assert.equal((await all()).length, 1)
    assert.match(told.at(-1) ?? '', /missed 2 of its moments: no worker had a free slot in time/)
    assert.partialDeepStrictEqual(await engine.travel.schedules(), [{ name: 's-0001', missed: 3 }])
    assert.equal(await engine.travel.unschedule('s-0001'), true)
    assert.equal(await engine.travel.unschedule('s-0001'), false)
  })

  test('a role does its own and nothing else, sees its team alone, and cannot say that it is another', async (t) => {
    const url = await newFleet()
    const owner = await open(t, url)
    const suffix = `${process.pid}`
    const people = roleNames.map((role) => [role, `${role}_${suffix}`] as const)
    const nobody = await owner.travel.person({ name: 'nobody; drop', roles: ['worker'], teams: [] })
    assert.ok(!nobody.ok && /knows nobody called 'nobody; drop'/.test(nobody.failure.what))
    for (const [role, person] of people) {
      await tell(url, `drop role if exists ${person}`, `create role ${person} login`)
      need(await owner.travel.person({ name: person, roles: ['watch', 'worker'], teams: ['api'] }))
      need(await owner.travel.person({ name: person, roles: [role], teams: role === 'answer' ? ['web'] : [] }))
    }
    assert.deepEqual(
      (await owner.travel.people()).filter(({ name }) => name.endsWith(`_${suffix}`)),
      people
        .map(([role, name]) => ({ name, roles: [role], teams: role === 'answer' ? ['web'] : [] }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    )
    const as = async (role: string): Promise<PostgresEngine> => {
      const own = new URL(url)
      own.username = `${role}_${suffix}`
      return open(t, own.href)
    }
    const [watch, submit, answer, worker] = await Promise.all([as('watch'), as('submit'), as('answer'), as('worker')])
    const name = need(await submit.submit(wish('web-1', { team: 'web', by: 'root' }), tree('b')))
    need(await owner.submit(wish('api-1', { team: 'api' })))
    assert.partialDeepStrictEqual(await watch.list(), [{ name, by: `submit_${suffix}` }, { project: 'api-1' }])
    assert.deepEqual(
      (await answer.list()).map(({ project }) => project),
      ['web-1'],
    )
    const refused = (act: Promise<unknown>) => assert.rejects(act, /42501|policy/)
    await refused(watch.submit(wish('web-2', { team: 'web' })))
    await refused(answer.submit(wish('web-2', { team: 'web' })))
    await refused(watch.travel.ask(name, { kind: 'pause', by: 'root' }))
    for (const each of [watch, submit, answer, worker]) {
      await refused(each.travel.person({ name: `watch_${suffix}`, roles: ['worker'], teams: [] }))
      if (each !== worker) await refused(each.take(1))
    }
    await refused(answer.travel.limit({ ...unbounded, team: 'web', maxRunning: 1 }))
    const [lease] = await worker.take(1)
    assert.ok(lease)
    assert.equal(await worker.append(lease, Buffer.from(line(1, 'run.started'))), 'held')
    await worker.travel.park(lease)
    const approve = { kind: 'approve', by: 'root', question: 1, scope: 'once', minutes: null } as const
    need(await answer.travel.ask(name, approve))
    const hidden = await answer.travel.ask('l-0002', { kind: 'pause', by: 'root' })
    assert.ok(!hidden.ok && /no loop/.test(hidden.failure.what))
    const [again] = await worker.take(1)
    assert.ok(again)
    assert.deepEqual(
      (await worker.travel.requests(again)).map(({ by }) => by),
      [`answer_${suffix}`],
    )
    assert.equal((await answer.travel.journal(name, 1)).toString(), line(1, 'run.started'))
  })

  test('a database of another version is refused, which says what to do; an old one is brought up with all it holds', async () => {
    const url = await newFleet()
    const said = async (): Promise<string> => {
      const opened = await openPostgresEngine(address(url))
      if (!opened.ok) return describeFailure(opened.failure)
      await opened.value.close()
      return 'opened'
    }
    await tell(url, 'update tos.version set version = version + 1')
    assert.match(
      await said(),
      new RegExp(
        `newer version \\(${migrations.length + 1}, this program knows ${migrations.length}\\).*version of the program that the other hosts have`,
      ),
    )
    const kept = await openPostgresEngine(address(url), { isOwner: true })
    assert.ok(!kept.ok && /newer version/.test(kept.failure.what))
    await tell(
      url,
      'drop schema tos cascade',
      'create schema tos',
      'create table tos.version (version int not null)',
      ...migrations.slice(0, 1),
      'insert into tos.version values (1)',
      `insert into tos.limits values ('web', 3)`,
    )
    assert.match(await said(), new RegExp(`older version \\(1 of ${migrations.length}\\).*tos fleet init`))
    const owner = need(await openPostgresEngine(address(url), { isOwner: true }))
    assert.partialDeepStrictEqual(await owner.travel.limits(), [{ team: 'web', project: '', maxRunning: 3 }])
    await owner.close()
    assert.equal(await said(), 'opened')
  })

  test('an address says no password to anybody, and trusts no other machine without its certificate', async () => {
    const { url } = server()
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
