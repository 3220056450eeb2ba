// A small proxy as companies have them: forwards what is handed to it, tunnels where it is asked to, wants a password if told.
import { createServer, request as ask, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import type { TestContext } from 'node:test'

export interface Proxy {
  /** `host:port` to put behind a scheme. */
  readonly host: string
  /** `GET http://…` or `CONNECT host:port`, in order. */
  readonly seen: readonly string[]
}

export interface ProxyOptions {
  /** Every name leads to this port of this machine. */
  readonly port: number
  /** `user:password` it insists on. */
  readonly credentials?: string
}

export async function proxyServer(t: TestContext, { port, credentials }: ProxyOptions): Promise<Proxy> {
  const seen: string[] = []
  const sockets = new Set<Socket>()
  const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`
  const isWelcome = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === wanted
  const server = createServer((incoming, response) => {
    seen.push(`${incoming.method} ${incoming.url}`)
    if (!isWelcome(incoming) || !incoming.url?.startsWith('http://')) {
      response.writeHead(wanted === undefined ? 400 : 407).end()
      return
    }
    const { pathname } = new URL(incoming.url)
    const { method, headers } = incoming
    const onward = ask({ host: '127.0.0.1', port, method, path: pathname, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.on('error', () => response.destroy())
    incoming.pipe(onward)
  })
  server.on('connect', (incoming: IncomingMessage, socket: Socket) => {
    seen.push(`CONNECT ${incoming.url}`)
    sockets.add(socket)
    socket.on('error', () => undefined)
    if (!isWelcome(incoming)) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const target = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(target).pipe(socket)
    })
    target.on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.closeAllConnections()
    server.close()
  })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}
