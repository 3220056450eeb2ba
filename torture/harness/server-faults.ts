// What model servers do on bad days, each as a script of the test server; and what the program may make of it.
import { gzipSync } from 'node:zlib'
import type { Reply } from '../../test/helpers/model-server.ts'

/** Gets what a good answer would be. */
export type ServerFault = (reply: Reply, text: string) => void

const status =
  (code: number, body: unknown, headers: Record<string, string> = {}): ServerFault =>
  (reply) =>
    reply.json(code, body, headers)
const error = (message: string): object => ({ error: { message, type: 'error', code: null } })

export const serverFaults: Readonly<Record<string, ServerFault>> = {
  'no key (401)': status(401, error('invalid api key')),
  'forbidden (403)': status(403, error('not allowed')),
  'unknown model (404)': status(404, error('model not found')),
  'bad request (400)': status(400, error('bad request')),
  'prompt too long (400)': status(400, error("This model's maximum context length is 4096 tokens")),
  'rate limit (429)': status(429, error('slow down'), { 'retry-after': '0' }),
  'nothing left (429)': status(429, {
    error: { message: 'You exceeded your current quota', code: 'insufficient_quota' },
  }),
  'internal (500)': status(500, error('internal')),
  'overloaded (529)': status(529, { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }),
  'a page of a proxy (502)': status(502, '<html><body><h1>502 Bad Gateway</h1></body></html>', {
    'content-type': 'text/html',
  }),
  'a page with 200': status(200, '<html>log in</html>', { 'content-type': 'text/html' }),
  'empty (200)': status(200, ''),
  'null (200)': status(200, 'null'),
  'a list (200)': status(200, '[]'),
  'half of a JSON (200)': status(200, '{"choices":[{"mess'),
  'an error with 200': status(200, error('the server is busy')),
  'a redirect to itself': (reply) => {
    reply.response.writeHead(302, { location: '/v1/chat/completions' })
    reply.response.end()
  },
  'the connection is reset before the head': (reply) => void reply.response.socket?.destroy(),
  'the connection is reset in the middle': (reply, text) => {
    reply.begin()
    reply.send(...reply.events(text).slice(0, 5))
    setImmediate(() => reply.response.socket?.destroy())
  },
  'the stream ends in the middle': (reply, text) => {
    reply.begin()
    reply.send(...reply.events(text).slice(0, 5))
    reply.response.end()
  },
  'the stream has no end mark': (reply, text) => {
    reply.begin()
    reply.send(...reply.events(text, { finish: null }))
    reply.response.end()
  },
  'cut at its limit': (reply, text) => {
    const finish = reply.call.vendor === 'openai' ? 'length' : 'max_tokens'
    reply.begin()
    reply.send(...reply.events(text.slice(0, -5), { finish }))
    reply.response.end()
  },
  'refused by a filter': (reply, text) => {
    const finish = reply.call.vendor === 'openai' ? 'content_filter' : 'refusal'
    reply.begin()
    reply.send(...reply.events(text.slice(0, 10), { finish }))
    reply.response.end()
  },
  'garbage between the events': (reply, text) => {
    reply.begin()
    const events = reply.events(text)
    reply.send(...events.slice(0, 3), 'data: {"choi\n\n', ...events.slice(3))
    reply.response.end()
  },
  'bytes that are no UTF-8': (reply) => {
    reply.begin()
    reply.response.write(Buffer.from([0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0xfe, 0x0a, 0x0a]))
    reply.response.end()
  },
  'broken compression': (reply, text) => {
    reply.begin({ 'content-encoding': 'gzip' })
    reply.response.end(gzipSync(reply.events(text).join('')).subarray(0, 60))
  },
  'an answer in words': (reply) => {
    reply.begin()
    reply.send(...reply.events('I am sorry, I cannot do that.'))
    reply.response.end()
  },
  'an answer of another shape': (reply) => {
    reply.begin()
    reply.send(...reply.events('{"commands": 5, "approval": "maybe"}'))
    reply.response.end()
  },
  'never a head': () => undefined,
  'a head, then nothing': (reply) => {
    reply.begin()
    reply.response.flushHeaders()
  },
  'the beginning, then nothing': (reply, text) => {
    reply.begin()
    reply.send(...reply.events(text).slice(0, 4))
  },
  'comments for ever': (reply) => {
    reply.begin()
    const timer = setInterval(() => reply.response.write(': still here\n\n'), 100)
    reply.response.on('close', () => clearInterval(timer))
  },
  'not streamed though asked for': (reply, text) => {
    const { vendor, body } = reply.call
    const usage =
      vendor === 'openai'
        ? { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
        : { input_tokens: 1, output_tokens: 1 }
    reply.json(
      200,
      vendor === 'openai'
        ? {
            id: 'c',
            object: 'chat.completion',
            created: 0,
            model: body['model'],
            choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: 'stop' }],
            usage,
          }
        : {
            id: 'm',
            type: 'message',
            role: 'assistant',
            model: body['model'],
            content: [{ type: 'text', text }],
            stop_reason: 'end_turn',
            stop_sequence: null,
            usage,
          },
    )
  },
  '30 MB': (reply) => {
    reply.begin()
    const piece = ''.padEnd(65_536, 'x')
    for (let n = 0; n < 480; n++) reply.send(...reply.events(piece, { finish: null }).slice(-1))
    reply.response.end()
  },
}
