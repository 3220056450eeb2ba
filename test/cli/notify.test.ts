import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import type { Notice } from '../../source/core/notice.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

interface Received {
  readonly notice: Notice
  readonly signature: string
  readonly body: string
}

/** A server that does with its n-th request what `faults` say, and takes every later one. */
async function sink(t: TestContext, faults: readonly ((response: ServerResponse) => void)[] = []) {
  const received: Received[] = []
  let count = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const one = { notice: JSON.parse(body) as Notice, signature: String(request.headers['x-tos-signature']), body }
      received.push(one)
      const fault = faults[count++]
      if (fault) return fault(response)
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

const isAllTold = (record: Record<string, unknown>): boolean =>
  JSON.stringify(record['queue']) === '[]' && JSON.stringify(record['memory']).includes('"isRunOpen":false')

const secretPath = '/hooks/T0123456789/abcdefghijklmnopqrstuvwx'
const environment = { HOOK_KEY: 'a-key-that-signs-notices' }

test('every notice arrives through a server that fails, closes, hangs and is slow, signed, and holds up no run', async (t) => {
  const { address, received } = await sink(t, [
    () => undefined,
    (response) => response.writeHead(500).end(),
    (response) => response.destroy(),
    (response) => response.writeHead(429).end(),
    (response) => void setImmediate(() => response.end('slow')),
  ])
  const webhook = { webhook: '${HOOK}', secret_env: 'HOOK_KEY', timeout_sec: 2, on: ['deny', 'end'] }
  const project = makeProject(t, {
    config: { execution_policy: { deny_if_contains: ['rm -rf'], stop_on_deny: false } },
    tos: { notify: { targets: [webhook], retry_sec: 0.01 } },
    steps: [{ commands: ['rm -rf /'] }, { commands: [writeResult] }],
  })
  project.write('config/.env', `HOOK=${address}${secretPath}\n`)
  const ran = await project.tos(['run'], { environment, isProcess: true })
  assert.equal(ran.code, 0, ran.err)
  // The first request hangs until its own limit: the run did not wait for it.
  await until(() => existsSync(project.path('logs/notify.json')) && isAllTold(project.json('logs/notify.json')))
  await until(() => !existsSync(project.path('logs/notify.lock')))
  assert.deepEqual([...new Set(received.map(({ notice }) => notice.event))].toSorted(), ['deny', 'end'])
  const ids = new Set(received.map(({ notice }) => notice.id))
  assert.equal(ids.size, 2)
  for (const { body, signature } of received)
    assert.equal(signature, `sha256=${createHmac('sha256', environment.HOOK_KEY).update(body).digest('hex')}`)
  for (const name of ['logs/journal.ndjson', 'logs/notify.json'])
    assert.ok(!project.text(name).includes(secretPath), name)
  const again = await project.tos(['watchdog'], { environment })
  assert.match(again.out, /^0 told$/m)
  assert.equal(ids.size, new Set(received.map(({ notice }) => notice.id)).size)
})

test('a run that died is told by the next look, once; what could not be told is told later under the same id', async (t) => {
  const { address, received } = await sink(t, [(response) => response.writeHead(500).end()])
  // Nobody may tell of it beside the run: the settings come when it is dead.
  const project = makeProject(t, { steps: [{ commands: ['kill -9 $PPID; sleep 5'] }] })
  await project.tos(['run'], { isProcess: true })
  const settings = project.json('config/tos.json')
  const targets = [
    { webhook: `${address}${secretPath}`, on: ['died'] },
    { command: 'env > told.env; cat > told.json', on: ['died'], env: ['SHOWN'] },
  ]
  project.write('config/tos.json', JSON.stringify({ ...settings, notify: { targets, retry_sec: 0.01 } }))
  const first = await project.tos(['watchdog'], { environment: { SHOWN: '1', HIDDEN: '1' } })
  assert.equal(first.code, 0, first.err)
  assert.match(first.out, /1 told, others wait/)
  const notice = JSON.parse(readFileSync(project.path('told.json'), 'utf8')) as Notice
  assert.deepEqual([notice.event, notice.run], ['died', 1])
  assert.match(project.text('told.env'), /^SHOWN=1$/m)
  assert.doesNotMatch(project.text('told.env'), /HIDDEN/)
  assert.match((await project.tos(['watchdog'])).out, /1 told\n/)
  assert.deepEqual(
    received.map(({ notice: { id } }) => id),
    [notice.id, notice.id],
  )
  assert.match((await project.tos(['watchdog'])).out, /0 told\n/)
  assert.doesNotMatch((await project.tos(['config', 'show'])).out, new RegExp(secretPath))
})
