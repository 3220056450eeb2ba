// A way to a server that can be closed and opened again, or held up without a word as a broken net does: a relay on loopback.
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import type { Scope } from './scope.ts'

export interface Way {
  /** The server's address, by this way. */
  readonly url: string
  readonly close: () => void
  readonly open: () => Promise<void>
  /** Nothing goes through any more, and nobody is told. */
  readonly hold: () => void
  /** What waited goes on its way. */
  readonly release: () => void
}

export async function openWay(t: Scope, to: string): Promise<Way> {
  const { hostname, port } = new URL(to)
  const sockets = new Set<Socket>()
  let isHeld = false
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      // An end of either is an end of both.
      socket.on('error', () => undefined).on('close', () => void [near, far].map((each) => each.destroy()))
    }
    for (const [from, onto] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes) => void onto.write(bytes))
      if (isHeld) from.pause()
    }
  })
  const listen = async (at: number): Promise<void> => void (await once(server.listen(at, '127.0.0.1'), 'listening'))
  await listen(0)
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  const close = (): void => {
    server.close()
    for (const socket of sockets) socket.destroy()
    sockets.clear()
  }
  t.after(close)
  const url = new URL(to)
  url.port = String(own)
  return {
    url: url.href,
    close,
    open: () => listen(own),
    hold() {
      isHeld = true
      for (const socket of sockets) socket.pause()
    },
    release() {
      isHeld = false
      for (const socket of sockets) socket.resume()
    },
  }
}
