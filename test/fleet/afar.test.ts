import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { need } from '../../source/core/failure.ts'
import { openPostgresEngine } from '../../source/fleet/postgres/engine.ts'
import * as f from '../helpers/facts.ts'
import { nightFacts } from '../helpers/night.ts'
import { databaseUrl, startPostgres, tell, withoutPostgres, type Server } from '../helpers/postgres.ts'
import { temporaryFolder, tos } from '../helpers/project.ts'

const wish = { root: '/srv/shop', project: 'shop', team: '', origin: null, priority: 0, notBefore: null, by: 'me' }
const journal = f.eventsOf(...nightFacts(9, 9)).map((event) => `${JSON.stringify(event)}\n`)

describe('a loop of another host', { skip: withoutPostgres }, () => {
  let server: Server
  before(async () => {
    server = await startPostgres()
  })
  after(() => server.stop())

  test('is watched as lines to its end, and its exit code is told', async (t) => {
    await tell(server.url, `create database afar_${process.pid}`)
    const url = databaseUrl(server, `afar_${process.pid}`)
    const engine = need(await openPostgresEngine({ url, ca: null, isInsecure: false }, { isOwner: true }))
    t.after(() => engine.close())
    const name = need(await engine.submit(wish))
    const [lease] = await engine.take(1)
    assert.ok(lease)
    await engine.append(lease, Buffer.from(journal.slice(0, -1).join('')))
    const environment = { TOS_FLEET_URL: url, XDG_CONFIG_HOME: temporaryFolder(t) }
    const watched = tos(['watch', name, '--json'], { environment })
    await engine.append(lease, Buffer.from(journal.at(-1) ?? ''))
    await engine.end(lease, 5)
    const { code, out, err } = await watched
    assert.equal(err, '')
    // The lines of its run, as they stand in the journal.
    assert.ok(out === journal.slice(1).join(''), out.slice(0, 300))
    assert.equal(code, JSON.parse(journal.at(-1) ?? '').exitCode)
    const ended = await tos(['attach', name], { environment })
    assert.match(ended.err, new RegExp(`${name} has ended; 'tos watch ${name}' shows it`))
    assert.equal(ended.code, 1)
  })
})
