// A small model server that does what real ones do on bad days. Both vendors' paths, one script for each call.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Scope } from './scope.ts'

export interface SeenCall {
  readonly vendor: 'openai' | 'anthropic'
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
  /** Resolves when the other side is gone. */
  readonly closed: Promise<void>
}

/** What to do with a call; the answer's text for the plain case. */
export type Script = string | ((reply: Reply) => unknown)

export interface Reply {
  readonly call: SeenCall
  readonly response: ServerResponse
  /** Begins the event stream. */
  readonly begin: (headers?: Record<string, string>) => void
  /** The vendor's events of a whole answer; `parts` says how much of it. */
  readonly events: (text: string, more?: EventOptions) => string[]
  readonly send: (...events: string[]) => void
  readonly json: (status: number, body: unknown, headers?: Record<string, string>) => void
}

export interface EventOptions {
  /** finish_reason or stop_reason; null leaves it out with everything behind. */
  readonly finish?: string | null
  readonly model?: string
  readonly input?: number
  readonly output?: number
}

export interface ModelServer {
  readonly url: string
  readonly openAiUrl: string
  readonly calls: readonly SeenCall[]
  /** Scripts in the order of the calls; the last one stays. */
  readonly next: (...scripts: Script[]) => void
  readonly openSockets: () => number
}

export async function modelServer(t: Scope, ...first: Script[]): Promise<ModelServer> {
  const calls: SeenCall[] = []
  let scripts = [...first]
  let sockets = 0
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      // Whoever follows a redirect asks anew, without a body, and finds the same.
      if (request.method !== 'POST') return void response.writeHead(302, { location: request.url }).end()
      const vendor = request.url?.includes('/messages') ? 'anthropic' : 'openai'
      const closed = new Promise<void>((resolve) => response.on('close', resolve))
      const call: SeenCall = { vendor, headers: request.headers, body: JSON.parse(text), closed }
      calls.push(call)
      const script = scripts.length > 1 ? scripts.shift() : scripts[0]
      const reply = replyOf(call, response)
      if (typeof script === 'function') void script(reply)
      else answer(reply, script ?? 'nothing was scripted')
    })
  })
  server.on('connection', (socket) => {
    sockets++
    socket.on('close', () => sockets--)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    openAiUrl: `${url}/v1`,
    calls,
    next: (...more) => (scripts = [...more]),
    openSockets: () => sockets,
  }
}

/** The plain case: the whole text, streamed. */
export function answer(reply: Reply, text: string, more?: EventOptions): void {
  reply.begin()
  reply.send(...reply.events(text, more))
  reply.response.end()
}

function replyOf(call: SeenCall, response: ServerResponse): Reply {
  return {
    call,
    response,
    begin: (headers = {}) =>
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'x-request-id': 'req-o',
        'request-id': 'req-a',
        ...headers,
      }),
    events: (text, more) =>
      call.vendor === 'openai' ? openAiEvents(call, text, more) : anthropicEvents(call, text, more),
    send: (...events) => events.forEach((event) => response.write(event)),
    json(status, body, headers = {}) {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    },
  }
}

const pieces = (text: string): string[] => text.match(/[\s\S]{1,7}/gu) ?? []

function openAiEvents({ body }: SeenCall, text: string, more: EventOptions = {}): string[] {
  const { finish = 'stop', model = body['model'], input = 11, output = 7 } = more
  const chunk = (choices: object[], extra: object = {}) =>
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model, choices, ...extra })}\n\n`
  const deltas = pieces(text).map((content) => chunk([{ index: 0, delta: { content }, finish_reason: null }]))
  if (finish === null) return deltas
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 3 },
  }
  return [...deltas, chunk([{ index: 0, delta: {}, finish_reason: finish }]), chunk([], { usage }), 'data: [DONE]\n\n']
}

function anthropicEvents({ body }: SeenCall, text: string, more: EventOptions = {}): string[] {
  const { finish = 'end_turn', model = body['model'], input = 11, output = 7 } = more
  const event = (data: { type: string } & Record<string, unknown>) =>
    `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`
  const message = {
    id: 'm',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
  }
  const usage = { input_tokens: input, output_tokens: 1, cache_read_input_tokens: 3 }
  const begin = [event({ type: 'message_start', message: { ...message, usage } }), event({ type: 'ping' })]
  const block = [
    event({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    ...pieces(text).map((part) =>
      event({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: part } }),
    ),
  ]
  if (finish === null) return [...begin, ...block]
  return [
    ...begin,
    ...block,
    event({ type: 'content_block_stop', index: 0 }),
    event({
      type: 'message_delta',
      delta: { stop_reason: finish, stop_sequence: null },
      usage: { output_tokens: output },
    }),
    event({ type: 'message_stop' }),
  ]
}

/** The whole answer as one compressed body of events. */
export function gzipped(reply: Reply, text: string): void {
  reply.begin({ 'content-encoding': 'gzip' })
  reply.response.end(gzipSync(reply.events(text).join('')))
}
