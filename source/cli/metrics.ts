// metrics: what Prometheus reads of a loop, printed, written to a file, or served on a port; and its spans for OTLP.
import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { causeOf, exitCodes, type Result } from '../core/failure.ts'
import { namedPath } from '../files/project-root.ts'
import { writeOutput } from '../files/write-output.ts'
import { metricsContentType, metricsText } from '../views/metrics.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject } from './project.ts'

export const metrics: Command = {
  async run(invocation, terminal) {
    const first = openProject(invocation, terminal)
    if (!first.ok) return report(first.failure, terminal)
    const now = (): Result<string> => {
      const opened = openProject(invocation, terminal)
      return opened.ok ? { ok: true, value: metricsText(opened.value.overview, opened.value.holder !== null) } : opened
    }
    const { layout } = first.value
    const [otlp, port, file] = [text(invocation, 'otlp'), text(invocation, 'port'), text(invocation, 'textfile')]
    const isFollowing = flag(invocation, 'follow')
    if (isFollowing && otlp === null)
      return report(usageFailure('--follow is for --otlp', 'name a collector with it'), terminal)
    const stop = port !== null || isFollowing ? stopBySignal() : null
    const under: Promise<number>[] = []
    if (otlp !== null) {
      const { collectorUrl, sendTraces } = await import('./traces.ts')
      const url = collectorUrl(otlp)
      if (!url.ok) return report(url.failure, terminal)
      under.push(sendTraces(layout, url.value, terminal, stop?.signal ?? null))
    }
    if (stop && port !== null) under.push(serve(now, port, invocation, terminal, stop))
    else if (otlp === null || file !== null) {
      const made = now()
      if (!made.ok) return report(made.failure, terminal)
      if (file === null) terminal.out(made.value)
      else writeOutput(namedPath(layout.root, resolve(terminal.folder, file)), made.value)
    }
    return Math.max(exitCodes.well, ...(await Promise.all(under)))
  },
}

function stopBySignal(): AbortController {
  const stop = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
  return stop
}

async function serve(
  now: () => Result<string>,
  port: string,
  invocation: Invocation,
  terminal: Terminal,
  stop: AbortController,
): Promise<number> {
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  if (!(number <= 65_535)) {
    stop.abort()
    return report(usageFailure(`--port takes a port, not '${port}'`, 'correct it'), terminal)
  }
  const { createServer } = await import('node:http')
  const server = createServer((request, response) => answer(now, request, response))
  const host = text(invocation, 'host') ?? '127.0.0.1'
  server.listen(number, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    stop.abort()
    const what = `nothing can be served there (${causeOf(error)})`
    return report({ what, where: `${host}:${port}`, remedy: 'name another port', exitCode: exitCodes.failed }, terminal)
  }
  const { port: taken } = server.address() as AddressInfo
  terminal.error(`tos: http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics\n`)
  if (!stop.signal.aborted) await once(stop.signal, 'abort')
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
