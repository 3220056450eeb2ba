import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer as createHttp, request, type IncomingMessage } from 'node:http'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { existsSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { connect as connectTls } from 'node:tls'
import { isPrivate } from '../../source/executor/egress-address.ts'
import { openEgress, type Egress, type EgressTools } from '../../source/executor/egress.ts'
import { textOf } from '../helpers/streams.ts'

/** Every name leads to this machine, whose addresses are not forbidden here. */
const tools: EgressTools = { resolve: () => Promise.resolve(['127.0.0.1']), isForbidden: () => false }

function opened(t: TestContext, hosts: readonly string[], own = tools): Egress {
  const egress = openEgress(hosts, own)
  t.after(egress.close)
  return egress
}

async function listening(t: TestContext, server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return (server.address() as AddressInfo).port
}

async function get(egress: Egress, url: string): Promise<{ status: number; text: string }> {
  const asked = request({ socketPath: egress.socket, path: url, headers: { host: 'x' }, agent: false }).end()
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  return { status: response.statusCode ?? 0, text: await textOf(response) }
}

async function tunnel(egress: Egress, target: string): Promise<{ head: string; socket: Socket }> {
  const socket = connect(egress.socket)
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`)
  const [data] = (await once(socket, 'data')) as [Buffer]
  return { head: data.toString('latin1').split('\r\n')[0] ?? '', socket }
}

describe('the way out', () => {
  test('leads to the hosts of the list, and answers with their words', async (t) => {
    const port = await listening(
      t,
      createHttp((from, to) => void to.end(`${from.method} ${from.url} ${from.headers.host}`)),
    )
    const egress = opened(t, ['listed.example'])
    const { status, text } = await get(egress, `http://listed.example:${port}/a?b`)
    assert.deepEqual([status, text], [200, `GET /a?b listed.example:${port}`])
    assert.deepEqual(egress.refused(), [])
  })
  test('is closed for every other host, which is told once with its count', async (t) => {
    const egress = opened(t, ['listed.example'])
    assert.partialDeepStrictEqual(await get(egress, 'http://other.example/'), { status: 403 })
    assert.match((await tunnel(egress, 'other.example:443')).head, /403/)
    assert.match((await tunnel(egress, 'other.example:443')).head, /403/)
    assert.deepEqual(egress.refused(), [
      { host: 'other.example', port: 80, reason: 'not listed', count: 1 },
      { host: 'other.example', port: 443, reason: 'not listed', count: 2 },
    ])
  })
  test('is closed for a listed name that leads to an address of this machine or its network', async (t) => {
    const egress = opened(t, ['rebound.example', '169.254.169.254'], { ...tools, isForbidden: isPrivate })
    assert.equal((await get(egress, 'http://rebound.example/')).status, 403)
    const metadata = opened(t, ['169.254.169.254'], {
      resolve: (host) => Promise.resolve([host]),
      isForbidden: isPrivate,
    })
    assert.equal((await get(metadata, 'http://169.254.169.254/latest/')).status, 403)
    assert.partialDeepStrictEqual(metadata.refused(), [{ reason: 'private address' }])
  })
  test('passes TLS on unopened, when the name inside is the name asked for', async (t) => {
    const origin = createServer()
    const port = await listening(t, origin)
    const egress = opened(t, ['listed.example'])
    const { head, socket } = await tunnel(egress, `listed.example:${port}`)
    assert.match(head, /200/)
    const arrived = once(origin, 'connection') as Promise<[Socket]>
    const secure = connectTls({ socket, servername: 'listed.example' })
    secure.on('error', () => undefined)
    const [server] = await arrived
    const [hello] = (await once(server, 'data')) as [Buffer]
    assert.ok(hello.includes('listed.example'))
    server.destroy()
  })
  test('is closed for another name inside, and for what is neither TLS nor HTTP', async (t) => {
    const egress = opened(t, ['listed.example'])
    const fronted = await tunnel(egress, 'listed.example:443')
    connectTls({ socket: fronted.socket, servername: 'hidden.example' }).on('error', () => undefined)
    await once(fronted.socket, 'close')
    const plain = await tunnel(egress, 'listed.example:443')
    plain.socket.on('error', () => undefined).write('SSH-2.0-x\r\n')
    await once(plain.socket, 'close')
    assert.deepEqual(
      egress.refused().map(({ host, reason }) => `${host} ${reason}`),
      ['hidden.example another name inside', 'listed.example neither TLS nor HTTP'],
    )
  })
  test('leads on with plain HTTP in a tunnel, when the host inside is the host asked for', async (t) => {
    const port = await listening(
      t,
      createHttp((_from, to) => void to.end('well')),
    )
    const egress = opened(t, ['listed.example'])
    const { socket } = await tunnel(egress, `listed.example:${port}`)
    socket.write(`GET / HTTP/1.1\r\nHost: listed.example:${port}\r\nConnection: close\r\n\r\n`)
    assert.match(await textOf(socket), /200 OK[^]*well/)
    const other = await tunnel(egress, `listed.example:${port}`)
    other.socket.write('GET / HTTP/1.1\r\nHost: hidden.example\r\n\r\n')
    assert.equal(await textOf(other.socket.on('error', () => undefined)), '')
  })
  test('is gone with its connections when it is closed', async (t) => {
    const egress = opened(t, ['listed.example'])
    const socket = connect(egress.socket)
    await once(socket, 'connect')
    egress.close()
    await once(
      socket.on('error', () => undefined),
      'close',
    )
    assert.equal(existsSync(egress.socket), false)
  })
})

describe('addresses', () => {
  test('of this machine, its networks and a cloud are private, in every spelling', () => {
    const own =
      '127.0.0.1 10.1.2.3 192.168.0.9 172.20.0.1 169.254.169.254 100.100.100.200 0.0.0.0 ::1 :: fe80::1 fd00:ec2::254 ::ffff:127.0.0.1 ::ffff:7f00:1 64:ff9b::7f00:1 224.0.0.1'
    for (const address of [...own.split(' '), 'no address']) assert.ok(isPrivate(address), address)
    for (const address of ['1.1.1.1', '151.101.0.223', '2606:4700::1111']) assert.ok(!isPrivate(address), address)
  })
})
