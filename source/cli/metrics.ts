// metrics: what Prometheus reads of a loop: printed, written to a file, or served on a port. Looks only.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { causeOf, exitCodes, type Result } from '../core/failure.ts'
import { namedPath } from '../files/project-root.ts'
import { writeAtomic } from '../files/write-atomic.ts'
import { metricsContentType, metricsText } from '../views/metrics.ts'
import { usageFailure } from './arguments.ts'
import { report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'

export const metrics: Command = {
  async run(invocation, terminal) {
    const first = openProject(invocation, terminal)
    if (!first.ok) return report(first.failure, terminal)
    const now = (): Result<string> => {
      const opened = openProject(invocation, terminal)
      return opened.ok ? { ok: true, value: metricsText(opened.value.overview, opened.value.holder !== null) } : opened
    }
    const port = text(invocation, 'port')
    if (port !== null) return serve(now, port, invocation, terminal)
    const made = now()
    if (!made.ok) return report(made.failure, terminal)
    const file = text(invocation, 'textfile')
    if (file === null) terminal.out(made.value)
    else writeAtomic(namedPath(first.value.layout.root, resolve(terminal.folder, file)), made.value)
    return exitCodes.well
  },
}

async function serve(now: () => Result<string>, port: string, invocation: Invocation, terminal: Terminal) {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  if (!(number <= 65_535)) return report(usageFailure(`--port takes a port, not '${port}'`, 'correct it'), terminal)
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => answer(now, request, response))
  const host = text(invocation, 'host') ?? '127.0.0.1'
  server.listen(number, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const what = `nothing can be served there (${causeOf(error)})`
    return report({ what, where: `${host}:${port}`, remedy: 'name another port', exitCode: exitCodes.failed }, terminal)
  }
  const { port: taken } = server.address() as AddressInfo
  terminal.error(`tos: http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics\n`)
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  server.closeAllConnections()
  server.close()
  return exitCodes.well
}

function answer(now: () => Result<string>, { url = '', method }: IncomingMessage, response: ServerResponse): void {
  const isAsked = method === 'GET' && /^\/(?:metrics)?(?:\?|$)/.test(url)
  const made = isAsked ? now() : null
  const status = made === null ? 404 : made.ok ? 200 : 500
  response.writeHead(status, { 'content-type': metricsContentType })
  response.end(made === null ? 'ask for /metrics\n' : made.ok ? made.value : `${made.failure.what}\n`)
}
