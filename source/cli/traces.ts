// What `tos metrics --otlp` does: sends the spans of a loop, once or as they end.
import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import type { Layout } from '../files/layout.ts'
import { acquireLock, currentHolder } from '../files/lock.ts'
import { makeFolder } from '../files/open-regular.ts'
import { collectorAt } from '../traces/collector.ts'
import { traceReader } from '../traces/reader.ts'
import { usageFailure } from './arguments.ts'
import { report, type Terminal } from './command.ts'

/** Between looks of one that follows. */
const lookMs = 1000
/** Behind a failure; each time twice as long. */
const firstWaitMs = 2000
const longestWaitMs = 60_000
/** As OTLP has it. */
const defaultTimeoutMs = 10_000

/** Where a collector takes spans: `/v1/traces`, unless the address has a path. */
export function collectorUrl(given: string): Result<URL> {
  const url = URL.canParse(given) ? new URL(given) : null
  if (!url || !/^https?:$/.test(url.protocol))
    return fail(usageFailure('--otlp takes an http or https address', "write it like 'http://127.0.0.1:4318'"))
  if (url.pathname === '/') url.pathname = '/v1/traces'
  return succeed(url)
}

/** `stop`: follows until it is aborted; null: once. Resolves to the exit code. */
export async function sendTraces(layout: Layout, url: URL, terminal: Terminal, stop: AbortSignal | null) {
  makeFolder(layout.logs)
  const lock = await acquireLock(join(layout.logs, 'traces.lock'), layout.logs, 'traces')
  if (!lock.ok) return report(lock.failure, terminal)
  try {
    const address = createHash('sha256').update(url.href).digest('hex').slice(0, 16)
    const collector = collectorAt(url.href, timeoutOf(process.env))
    const reader = traceReader(layout, join(layout.logs, 'traces.json'), address, collector)
    for (let waitMs = firstWaitMs; ;) {
      const before = standOf(layout)
      const passed = await untilStopped(reader.pass(), stop)
      if (passed === null) return exitCodes.well
      for (const warning of collector.warnings()) terminal.error(`tos: the collector: ${warning}\n`)
      if (!passed.ok) report({ where: url.origin, ...passed.failure }, terminal)
      if (!stop) {
        if (passed.ok) terminal.out(`${counted(passed.value, 'span')} sent\n`)
        return passed.ok ? exitCodes.well : passed.failure.exitCode
      }
      await pause(passed.ok ? lookMs : waitMs, stop)
      waitMs = passed.ok ? firstWaitMs : Math.min(longestWaitMs, 2 * waitMs)
      while (passed.ok && standOf(layout) === before && !stop.aborted) await pause(lookMs, stop)
    }
  } finally {
    lock.value.release()
  }
}

/** What a look costs that finds nothing new: two calls of the system. */
const standOf = ({ journal, lock }: Layout): string =>
  `${statSync(journal, { throwIfNoEntry: false })?.size ?? 0} ${currentHolder(lock) === null}`

function timeoutOf(environment: NodeJS.ProcessEnv): number {
  const given = environment['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT'] ?? environment['OTEL_EXPORTER_OTLP_TIMEOUT']
  const number = Number(given)
  return number > 0 && number < 2 ** 30 ? number : defaultTimeoutMs
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  delay(ms, undefined, { signal }).catch(() => undefined)

/** Null: it was stopped before. */
function untilStopped<T>(work: Promise<T>, stop: AbortSignal | null): Promise<T | null> {
  if (!stop) return work
  const stopped = new Promise<null>((resolve) => {
    if (stop.aborted) resolve(null)
    else stop.addEventListener('abort', () => resolve(null), { once: true })
  })
  return Promise.race([work, stopped])
}
