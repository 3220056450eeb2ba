// The only way out of a sandbox whose network is a list of hosts: a forwarding proxy on a socket file, one per command.
import { mkdtempSync, rmSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { matchesHost } from '../core/containment.ts'
import { serverNameOf } from './client-hello.ts'
import { isPrivate, resolveHere, type Resolve } from './egress-address.ts'
import { privateFolder } from './private-folder.ts'
import { refusals } from './refusals.ts'

export interface RefusedHost {
  readonly host: string
  readonly port: number
  readonly reason: 'not listed' | 'private address' | 'not found' | 'another name inside' | 'neither TLS nor HTTP'
  /** How often it was tried. */
  readonly count: number
}

export interface Egress {
  /** Path of the socket, in a folder of its own. */
  readonly socket: string
  /** In the order they were first tried, at most `maxRefused` of them. */
  readonly refused: () => readonly RefusedHost[]
  /** Ends every connection. */
  readonly close: () => void
}

export interface EgressTools {
  readonly resolve: Resolve
  readonly isForbidden: (address: string) => boolean
}

/** Loaded when it is wanted: an import of it loads a whole client for `fetch`, in every start of the program. */
const http = () => process.getBuiltinModule('node:http')

const [maxConnections, maxRefused, helloBytes] = [128, 50, 16_640]
/** Milliseconds a connection may be silent, and take to come about. */
const [silenceMs, connectMs] = [300_000, 20_000]

/**
 * Listens at once. It runs in the runner's process: what comes from the command is HTTP heads, read by Node's own parser,
 * and bytes that are passed on; nothing is ever read from here but addresses, and no credential is added.
 */
export function openEgress(
  hosts: readonly string[],
  { resolve, isForbidden }: EgressTools = { resolve: resolveHere, isForbidden: isPrivate },
): Egress {
  const folder = mkdtempSync(join(privateFolder(), 'egress-'))
  const socket = join(folder, 'proxy')
  const refused = new Map<string, RefusedHost>()
  const open = new Set<Duplex>()
  const refuse = (host: string, port: number, reason: RefusedHost['reason']): null => {
    const key = `${host}:${port} ${reason}`
    const known = refused.get(key)
    if (known || refused.size < maxRefused) refused.set(key, { host, port, reason, count: (known?.count ?? 0) + 1 })
    return null
  }
  /** The address to go to, or null after telling why not. */
  const addressOf = async (host: string, port: number): Promise<string | null> => {
    if (!matchesHost(host, hosts)) return refuse(host, port, 'not listed')
    try {
      const found = await resolve(host)
      const address = found.find((each) => !isForbidden(each))
      return address ?? refuse(host, port, 'private address')
    } catch {
      return refuse(host, port, 'not found')
    }
  }
  const keep = <T extends Duplex>(stream: T): T => {
    open.add(stream)
    return stream.once('close', () => open.delete(stream)).on('error', () => stream.destroy())
  }

  const forward = async (from: IncomingMessage, to: ServerResponse): Promise<void> => {
    const target = targetOf(from.url ?? '')
    if (target === null) return answer(to, 400, 'this is a proxy: write the whole address')
    const { host, port, path } = target
    const address = await addressOf(host, port)
    if (address === null) return answer(to, 403, sentence(host))
    const passed = Object.entries(from.headers).filter(([name]) => !hopByHop.has(name))
    const headers = { ...Object.fromEntries(passed), host: port === 80 ? host : `${host}:${port}` }
    const onward = http().request({
      host: address,
      port,
      path,
      method: from.method,
      headers,
      timeout: silenceMs,
      agent: false,
    })
    onward.on('socket', keep)
    onward.once('timeout', () => onward.destroy())
    onward.once('error', () => (to.headersSent ? to.destroy() : answer(to, 502, `${host} does not answer`)))
    onward.once('response', (response) => {
      to.writeHead(response.statusCode ?? 502, response.rawHeaders)
      response.pipe(to)
    })
    from.pipe(onward)
  }

  const tunnel = async (from: IncomingMessage, client: Duplex, head: Buffer): Promise<void> => {
    const [, name = '', digits = ''] = /^(.*):(\d{1,5})$/.exec(from.url ?? '') ?? []
    const [host, port] = [name.replaceAll(/[[\]]/g, '').toLowerCase(), Number(digits)]
    const address = await addressOf(host, port)
    if (address === null) return void client.end(head403(sentence(host)))
    client.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const first = await helloOf(client, head)
    const inside = nameInside(first)
    if (inside === 'unknown' || (inside !== null && inside !== host)) {
      if (inside === 'unknown') refuse(host, port, 'neither TLS nor HTTP')
      else refuse(inside, port, 'another name inside')
      return void client.destroy()
    }
    const server = keep(connect({ host: address, port }))
    limited(server)
    server.write(first)
    client.pipe(server).pipe(client)
    server.once('close', () => client.destroy())
    client.once('close', () => server.destroy())
  }

  const server = http().createServer(
    { maxHeaderSize: 32 * 1024 },
    (from, to) => void forward(from, to).catch(() => to.destroy()),
  )
  server.maxConnections = maxConnections
  server.on('connection', (client: Socket) => keep(client).setTimeout(silenceMs, () => client.destroy()))
  server.on('connect', (from, client, head) => void tunnel(from, client, head).catch(() => client.destroy()))
  server.on('upgrade', (_from, client) => client.destroy())
  server.on('clientError', (_error, client) => client.destroy())
  server.on('error', () => undefined)
  server.listen(socket).unref()
  return {
    socket,
    refused: () => [...refused.values()],
    close() {
      server.close()
      for (const stream of open) stream.destroy()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The name that the client speaks to, in TLS or plain HTTP; null: it says none. */
function nameInside(first: Buffer): string | null {
  const hello = serverNameOf(first)
  if (hello === 'more') return 'unknown'
  if (hello !== 'none') return hello.name?.toLowerCase() ?? null
  const text = first.toString('latin1')
  if (!/^[A-Z]{3,10} [^ ]+ HTTP\/1\.[01]\r\n/.test(text)) return 'unknown'
  const [, host = 'unknown'] = /\r\nhost: *(\[[0-9a-f:]+\]|[^:\r\n ]+)/i.exec(text) ?? []
  return host.replaceAll(/[[\]]/g, '').toLowerCase()
}

const sentence = (host: string): string => refusals.hostRefused(host)

const hopByHop = new Set(
  'connection proxy-connection proxy-authorization proxy-authenticate keep-alive te trailer upgrade'.split(' '),
)

function targetOf(url: string): { host: string; port: number; path: string } | null {
  const parsed = URL.parse(url)
  if (parsed?.protocol !== 'http:') return null
  const host = parsed.hostname.replaceAll(/[[\]]/g, '').toLowerCase()
  return { host, port: Number(parsed.port || 80), path: `${parsed.pathname}${parsed.search}` }
}

function answer(to: ServerResponse, code: number, text: string): void {
  to.writeHead(code, { 'content-type': 'text/plain', connection: 'close' })
  to.end(`${text}\n`)
}

const head403 = (text: string): string =>
  `HTTP/1.1 403 ${text.replaceAll(/[^ -~]/g, '?')}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`

function limited(server: Socket): void {
  server.setTimeout(connectMs, () => server.destroy())
  server.once('connect', () => server.setTimeout(silenceMs))
}

/** What the client says first, until its TLS greeting is whole or it cannot become one. */
async function helloOf(client: Duplex, head: Buffer): Promise<Buffer> {
  let first = head
  while (first.length < helloBytes && serverNameOf(first) === 'more') {
    const chunk = await nextChunk(client)
    if (chunk === null) break
    first = Buffer.concat([first, chunk])
  }
  return first
}

function nextChunk(client: Duplex): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const done = (chunk: Buffer | null) => {
      client.off('data', done).off('close', ended).off('end', ended)
      client.pause()
      resolve(chunk)
    }
    const ended = () => done(null)
    client.once('data', done).once('close', ended).once('end', ended)
    client.resume()
  })
}
