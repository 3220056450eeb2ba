// Sends spans to a collector by OTLP over HTTP, as protobuf, with the official packages. Source: OTLP 1.10.
import { createHash } from 'node:crypto'
import {
  diag,
  DiagLogLevel,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type HrTime,
  type SpanContext,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import type { TracedRun, TracedSpan } from './span.ts'

export interface Collector {
  /** Null: all arrived. Else why not, without the address. */
  readonly send: (spans: readonly TracedSpan[]) => Promise<string | null>
  /** What the collector said of spans it took and dropped, since the last call. */
  readonly warnings: () => readonly string[]
}

/** `timeoutMs`: of one request with its repetitions. Headers, compression and certificates come from the variables OTEL_*. */
export function collectorAt(url: string, timeoutMs: number): Collector {
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: timeoutMs })
  // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES are the operator's last word.
  const given = detectResources({ detectors: [envDetector] })
  const resourceOf = ({ version, host, pid, user }: TracedRun) =>
    resourceFromAttributes({
      'service.name': 'tos',
      'service.version': version,
      'host.name': host,
      'process.pid': pid,
      'process.owner': user,
    }).merge(given)
  const warnings: string[] = []
  const ignore = (): void => undefined
  const warn = (...parts: unknown[]): void => void warnings.push(parts.map(String).join(' ').slice(0, 1000))
  const logger = { error: ignore, warn, info: ignore, debug: ignore, verbose: ignore }
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
  return {
    send: (spans) => {
      const resources = new Map<TracedRun, ReturnType<typeof resourceOf>>()
      const readable = spans.map((span) => {
        const resource = resources.get(span.run) ?? resourceOf(span.run)
        resources.set(span.run, resource)
        return readableSpan(span, resource)
      })
      return new Promise((resolve) => {
        // The exporter waits as long as bytes come; a collector that sends one now and then would hold it for ever.
        const late = setTimeout(() => resolve(`no answer within ${timeoutMs / 500} s`), 2 * timeoutMs)
        exporter.export(readable, ({ error }) => {
          clearTimeout(late)
          resolve(error ? reasonOf(error) : null)
        })
      })
    },
    warnings: () => warnings.splice(0),
  }
}

/** Its own words may hold the address, or what the collector wrote. */
function reasonOf(error: Error): string {
  const { code } = error as { code?: unknown }
  if (typeof code === 'number') return `it answered ${code}`
  if (typeof code === 'string') return code
  return /timed out/i.test(error.message) ? 'no answer in time' : 'it took nothing, again and again'
}

const scope = { name: 'tos' }

function readableSpan(span: TracedSpan, resource: ReadableSpan['resource']): ReadableSpan {
  const { run, key, parent, kind, name, from, to, attributes, moments, error } = span
  return {
    name,
    kind: kind === 'client' ? SpanKind.CLIENT : SpanKind.INTERNAL,
    spanContext: () => contextOf(run, key),
    ...(parent !== null && { parentSpanContext: contextOf(run, parent) }),
    startTime: timeOf(from),
    endTime: timeOf(to),
    duration: hrTime(Date.parse(to) - Date.parse(from)),
    status: error === null ? { code: SpanStatusCode.UNSET } : { code: SpanStatusCode.ERROR, message: error },
    attributes: { ...attributes },
    links: [],
    events: moments.map((moment) => ({
      time: timeOf(moment.ts),
      name: moment.name,
      attributes: { ...moment.attributes },
    })),
    ended: true,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}

/** Made of the journal alone: a span that is sent twice has the identifiers of the first time. */
function contextOf({ loop, run, host }: TracedRun, key: string): SpanContext {
  const hash = (...parts: (string | number)[]): string =>
    createHash('sha256').update(JSON.stringify(parts)).digest('hex')
  const traceId = hash(loop, host, run).slice(0, 32)
  return { traceId, spanId: hash(loop, host, run, key).slice(0, 16), traceFlags: TraceFlags.SAMPLED }
}

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1000), (ms % 1000) * 1e6]
const timeOf = (ts: string): HrTime => hrTime(Date.parse(ts))
