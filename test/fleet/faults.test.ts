import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chownSync, copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { Client } from 'pg'
import { describeFailure, need } from '../../source/core/failure.ts'
import { openPostgresEngine } from '../../source/fleet/postgres/engine.ts'
import { serverOfGroup, tell, withoutPostgres } from '../helpers/postgres.ts'
import { loopOf, makeProject, temporaryFolder, tos, writeResult } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'
import { openWay } from '../helpers/way.ts'

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' }).trim()

describe('faults of a fleet', { skip: withoutPostgres }, () => {
  const { server, newDatabase } = serverOfGroup()

  async function newFleet(t: TestContext) {
    const url = await newDatabase()
    const config = temporaryFolder(t)
    mkdirSync(join(config, 'tos-tui'))
    writeFileSync(join(config, 'tos-tui', 'fleet.json'), JSON.stringify({ require_sandbox: false }))
    const environment = { XDG_CONFIG_HOME: config, XDG_STATE_HOME: temporaryFolder(t), TOS_FLEET_URL: url }
    const call = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await tos(args, { environment })
      assert.equal(code, 0, err)
      return out.trim()
    }
    await call('fleet', 'init')
    return { url, environment, call }
  }

  test('a worker that begins before its database waits for it and says so', async (t) => {
    const { url, environment } = await newFleet(t)
    const way = await openWay(t, url)
    way.close()
    let said = ''
    const worked = await tos(['worker', '--drain'], {
      environment: { ...environment, TOS_FLEET_URL: way.url },
      onStart: (child) => {
        child.stderr?.on('data', (text: string) => (said += text))
        void until(() => said.includes('the worker waits for it')).then(() => way.open())
      },
    })
    assert.equal(worked.code, 0, worked.err)
    assert.match(worked.err, /does not answer \(.*ECONNREFUSED.*the worker waits for it/)
  })

  test('a run that asks too often waits until its project may ask again, and goes on', async (t) => {
    const { url, environment, call } = await newFleet(t)
    const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
    project.write('.gitignore', 'workspace/\nlogs/\n')
    const remote = temporaryFolder(t)
    git(remote, 'init', '-q', '--bare', '-b', 'main')
    for (const words of [
      'init -q -b main',
      'add .',
      'commit -qm p',
      `remote add origin ${remote}`,
      'push -q origin main',
    ])
      git(project.root, ...words.split(' '))
    await call('fleet', 'limits', 'web', 'requests_per_min=1')
    const name = await call('submit', '--team', 'web', '--root', project.root)
    const count = async (from: string) => (await tell(url, `select 1 from ${from}`)).length
    const passing = (async () => {
      for (let n = 1; n <= 3; n++) {
        await until(async () => (await count(`tos.asked where at > clock_timestamp() - interval '1 minute'`)) > 0)
        assert.equal(await count(`tos.event where line like '%"type":"model.asked"%'`), n)
        // A minute passes.
        await tell(url, `update tos.asked set at = at - interval '1 minute'`)
      }
    })()
    const worked = await tos(['worker', '--drain'], { environment })
    await passing
    assert.match(worked.out, new RegExp(`${name} ended \\(exit 0\\)`), worked.out + worked.err)
  })

  test('a limit or a role that names nobody, or says nothing, is refused and sets nothing', async (t) => {
    const { environment, call } = await newFleet(t)
    const long = 'x'.repeat(201)
    for (const words of [
      ...['', 'project:', long, 'a\u001B[31mb'].map((name) => ['limits', name, 'running=1']),
      ['limits', 'web'],
      ['limits', 'web', 'running=-1'],
      ['limits', 'web', 'a\u001B[31m'],
      ['show', 'l-\u001B[2J'],
      ['schedule', 's-1', '\u001B[2J'],
      ['salvage', '\u001B[2J'],
      ['role', '\u001B[2J', 'watch'],
      ['role', 'postgres'],
      ['role', 'postgres', 'boss'],
      ['role', 'postgres', 'none', 'watch'],
      ['role', 'postgres', 'watch', `team=${long}`],
      ['role', 'nobody_here', 'watch'],
    ]) {
      const { code, err } = await tos(['fleet', ...words], { environment })
      assert.ok(code === 1 || code === 2, `${words.join(' ')}: ${code}`)
      assert.match(err, /^tos: [^\u001B]+; [^\u001B]+\n$/)
    }
    assert.equal(await call('fleet', 'limits', '--json'), '[]')
  })

  test('2,500 lines of 50 loops at once are on record in their order, and told by a notification each half second', async (t) => {
    const { url } = await newFleet(t)
    const engine = need(await openPostgresEngine({ url, ca: null, isInsecure: false }))
    t.after(() => engine.close())
    const [loops, lines] = [50, 50]
    const wish = { root: '/', team: '', origin: null, priority: 0, notBefore: null, by: 'load' }
    for (let i = 0; i < loops; i++) need(await engine.submit({ ...wish, project: `p${i}` }))
    const leases = await engine.take(loops)
    const listener = new Client(url)
    t.after(() => listener.end())
    await listener.connect()
    let told = 0
    listener.on('notification', () => (told += 1))
    await listener.query('listen tos')
    const began = performance.now()
    const line = (seq: number) => Buffer.from(`{"v":1,"seq":${seq},"type":"command.started"}\n`)
    await Promise.all(
      leases.map(async (lease) => {
        for (let seq = 1; seq <= lines; seq++) assert.equal(await engine.append(lease, line(seq)), 'held')
      }),
    )
    await until(() => told > 0)
    const halves = (performance.now() - began) / 500
    assert.ok(told <= halves + 1, `${told} in ${halves} half seconds`)
    const kept = await tell(url, 'select count(*)::int as n, max(seq)::int as last from tos.event group by loop')
    assert.equal(kept.length, loops)
    for (const each of kept) assert.deepEqual(each, { n: lines, last: lines })
  })

  test('a server with another certificate than its name wants, an old one or one of nobody is trusted by nobody', async (t) => {
    const { url } = await newFleet(t)
    const folder = temporaryFolder(t)
    const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
    openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=fleet authority', '-days', '2')
    openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=database')
    const { data, url: owned } = server()
    const owner = statSync(data)
    const lay = (from: string, to: string): void => {
      copyFileSync(join(folder, from), join(data, to))
      chownSync(join(data, to), owner.uid, owner.gid)
    }
    execFileSync('chmod', ['600', join(folder, 'server.key')])
    lay('server.key', 'server.key')
    /** The server shows a certificate for that name and time from now on. */
    async function certify(name: string, days: number): Promise<void> {
      writeFileSync(join(folder, 'names'), `subjectAltName=DNS:${name}\n`)
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', String(days), '-extfile', 'names']
      openssl('x509', '-req', '-in', 'server.csr', '-out', 'server.crt', ...by)
      lay('server.crt', 'server.crt')
      await tell(owned, `alter system set ssl = on`, 'select pg_reload_conf()')
    }
    t.after(() => tell(owned, 'alter system reset ssl', 'select pg_reload_conf()'))
    const verified = new URL(url)
    verified.hostname = 'localhost'
    verified.searchParams.set('sslmode', 'verify-full')
    const said = async (ca: string | null): Promise<string> => {
      const opened = await openPostgresEngine({ url: verified.href, ca: ca && join(folder, ca), isInsecure: false })
      if (!opened.ok) return describeFailure(opened.failure)
      const { rows } = await opened.value.pool.query('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
      await opened.value.close()
      return JSON.stringify(rows)
    }
    await certify('localhost', 2)
    await until(async () => (await said('ca.pem')) === '[{"ssl":true}]')
    assert.match(await said(null), /refused \(.*certificate.*name the authority's certificate as 'ca' in fleet\.json/)
    await certify('elsewhere.example.org', 2)
    await until(async () => /altnames.*; write the name that/.test(await said('ca.pem')))
    await certify('localhost', -1)
    await until(async () => /certificate has expired.*; have a new certificate/.test(await said('ca.pem')))
  })
})
