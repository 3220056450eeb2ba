// A collector of traces that reads what it gets by the protocol's own .proto files, and fails as it is told to.
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import protobuf from 'protobufjs'
import { repository } from './repository.ts'
import type { Scope } from './scope.ts'

export interface ReceivedSpan {
  readonly trace: string
  readonly id: string
  readonly parent: string
  readonly name: string
  readonly kind: string
  /** Milliseconds since the epoch. */
  readonly from: number
  readonly to: number
  readonly status: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly events: readonly string[]
  readonly resource: Readonly<Record<string, unknown>>
}

const folder = join(repository, 'test', 'fixtures', 'otlp')
const root = new protobuf.Root()
root.resolvePath = (_origin, target) => join(folder, target)
root.loadSync('opentelemetry/proto/collector/trace/v1/trace_service.proto')
const request = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest')
const response = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse')

/** What the collector answers when it took some and dropped some. */
export const partialAnswer = (dropped: number, why: string): Uint8Array =>
  response.encode(response.fromObject({ partialSuccess: { rejectedSpans: dropped, errorMessage: why } })).finish()

/** As protobufjs writes a message for JSON. */
interface Wire {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Pair[] }
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly WireSpan[] }[]
  }[]
}
interface Pair {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}
interface WireSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId: string
  readonly name: string
  readonly kind: string
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly status?: { readonly code: string; readonly message: string }
  readonly attributes?: readonly Pair[]
  readonly events?: readonly { readonly name: string }[]
}

function spansIn(body: Buffer): ReceivedSpan[] {
  const message = request.decode(body)
  const wire = request.toObject(message, { longs: String, enums: String, bytes: String, defaults: true }) as Wire
  return wire.resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) => spans.map((span) => received(span, valuesOf(resource.attributes)))),
  )
}

function received(span: WireSpan, resource: ReceivedSpan['resource']): ReceivedSpan {
  const hex = (text: string) => Buffer.from(text, 'base64').toString('hex')
  const ms = (nanos: string) => Number(BigInt(nanos) / 1_000_000n)
  return {
    trace: hex(span.traceId),
    id: hex(span.spanId),
    parent: hex(span.parentSpanId),
    name: span.name,
    kind: span.kind,
    from: ms(span.startTimeUnixNano),
    to: ms(span.endTimeUnixNano),
    status: span.status?.message ? `${span.status.code}: ${span.status.message}` : '',
    attributes: valuesOf(span.attributes ?? []),
    events: (span.events ?? []).map(({ name }) => name),
    resource,
  }
}

const valuesOf = (pairs: readonly Pair[]): Record<string, unknown> =>
  Object.fromEntries(
    pairs.map(({ key, value }) => {
      const [kind = '', held] = Object.entries(value).find(([name]) => name.endsWith('Value')) ?? []
      return [key, kind === 'intValue' ? Number(held) : held]
    }),
  )

type Fault = (response: ServerResponse) => void

/** It does with its n-th request what `faults` say, and takes every later one; what it refuses is listed as well. */
export async function traceCollector(t: Scope, faults: readonly Fault[] = []) {
  const requests: ReceivedSpan[][] = []
  const headers: Record<string, unknown>[] = []
  const left = [...faults]
  const server = createServer((asked, answer) => {
    const chunks: Buffer[] = []
    asked.on('data', (chunk: Buffer) => chunks.push(chunk))
    asked.on('end', () => {
      const body = Buffer.concat(chunks)
      requests.push(spansIn(asked.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body))
      headers.push({ ...asked.headers, url: asked.url })
      const fault = left.shift()
      if (fault) fault(answer)
      else answer.setHeader('content-type', 'application/x-protobuf').end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { address, requests, headers, spans: () => requests.flat(), fail: (...more: Fault[]) => left.push(...more) }
}
