import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { chatNames, chatRow, type ChatName } from '../../source/core/chats.ts'
import type { Notice } from '../../source/core/notice.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

interface Received {
  readonly notice: Notice
  readonly signature: string
  readonly body: string
  readonly authorization: string | undefined
}

/** A server that does with its n-th request what `faults` say, and takes every later one. */
async function sink(t: TestContext, faults: readonly ((response: ServerResponse) => void)[] = []) {
  const received: Received[] = []
  let count = 0
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => (body += text))
    request.on('end', () => {
      const one = {
        notice: JSON.parse(body) as Notice,
        signature: String(request.headers['x-tos-signature']),
        body,
        authorization: request.headers.authorization,
      }
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

test('a notifier killed before sending, or between sending and noting, loses nothing; what comes twice has one id', async (t) => {
  // The first answer never comes: it was sent, and nobody noted it.
  const { address, received } = await sink(t, [() => undefined])
  const project = makeProject(t, { steps: [{ commands: ['kill -9 $PPID; sleep 5'] }] })
  await project.tos(['run'], { isProcess: true })
  const settings = project.json('config/tos.json')
  const targets = ['first', 'second'].map((name) => ({ webhook: `${address}/${name}`, on: ['died'] }))
  project.write('config/tos.json', JSON.stringify({ ...settings, notify: { targets } }))
  const killed: ChildProcess[] = []
  const first = project.tos(['watchdog'], { onStart: (child) => killed.push(child) })
  await until(() => received.length === 1)
  // Both stand on disk: the one that is under way, and the one that waits behind it.
  assert.equal((project.json('logs/notify.json')['queue'] as unknown[]).length, 2)
  // One at a time: another one leaves the work to it.
  assert.match((await project.tos(['watchdog'])).err, /another one tells people already/)
  killed[0]?.kill('SIGKILL')
  await first
  assert.match((await project.tos(['watchdog'])).out, /2 told\n/)
  assert.deepEqual([received.length, new Set(received.map(({ notice: { id } }) => id)).size], [3, 1])
  assert.match((await project.tos(['watchdog'])).out, /0 told\n/)
})

test('a target that cannot work is told with its cause and without its secrets, and holds up no other', async (t) => {
  const loud = Buffer.alloc(1 << 20, 'x')
  const { address, received } = await sink(t, [
    (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/planted-elsewhere' }).end(),
    (response) => void response.writeHead(200).write(loud),
    (response) => response.end(),
  ])
  const withUser = address.replace('//', '//user:planted%20word@')
  const project = makeProject(t)
  const targets = [
    { webhook: '${NOT_SET_ANYWHERE}' },
    { webhook: '${OTHER_SCHEME}' },
    { webhook: 'http://127.0.0.1:10/planted' },
    { webhook: `${address}/planted` },
    { webhook: `${address}/planted` },
    { webhook: withUser },
    { webhook: address, secret_env: 'EMPTY_KEY' },
    { command: 'planted \u0000' },
    { command: 'exec sleep 600', timeout_sec: 1 },
    { command: 'sleep 2 & exit 0' },
    { command: 'exec 0<&-; exit 0' },
    { command: `planted-${'x'.repeat(200_000)}` },
    { command: 'cat > told.json' },
  ]
  project.write('config/tos.json', JSON.stringify({ ...project.json('config/tos.json'), notify: { targets } }))
  const { code, out, err } = await project.tos(['notify', 'test'], {
    environment: { EMPTY_KEY: '', OTHER_SCHEME: 'ftp://planted-host/planted' },
  })
  assert.equal(code, 1, err)
  const told = out.split('\n').map((line) => line.replace(/^.*?\): /, ''))
  assert.deepEqual(told, [
    'NOT_SET_ANYWHERE is not set',
    'the address is no http or https one',
    'ECONNREFUSED',
    'it answered 302, another address',
    'told',
    'told',
    'EMPTY_KEY is not set',
    'it cannot be tried (ERR_INVALID_ARG_VALUE)',
    'it did not end within 1 s',
    'told',
    'told',
    'it cannot be tried (E2BIG)',
    'told',
    '',
  ])
  assert.doesNotMatch(out + err, /planted/)
  assert.equal(received.length, 3)
  assert.match(received[2]?.authorization ?? '', /^Basic dXNlcjpwbGFudGVkIHdvcmQ=$/)
  assert.equal(project.json('told.json')['event'], 'test')
})

test('what a model chose to say calls nobody and links nowhere in a chat', () => {
  const text = '<!channel> @all [go](http://e.example) <https://e.example|here>'
  const notice: Notice = {
    v: 1,
    id: 'i',
    event: 'deny',
    ts: '',
    root: '/r',
    host: 'h',
    loop: 'l',
    run: 1,
    job: 1,
    step: 1,
    text,
    exit_code: null,
  }
  const marks: Partial<Record<ChatName, RegExp>> = {
    slack: /<[!@h]/,
    mattermost: /@all/,
    rocketchat: /@all/,
    'google-chat': /<https?:/,
    teams: /[^\\]\[go[^\\]?\]/,
  }
  for (const name of chatNames) {
    const mark = marks[name]
    if (mark) assert.doesNotMatch(JSON.stringify(chatRow(name).body(notice)).replaceAll('\\\\', '\\'), mark, name)
  }
  assert.deepEqual((chatRow('discord').body(notice) as { allowed_mentions: unknown }).allowed_mentions, { parse: [] })
})
