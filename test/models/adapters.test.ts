import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { anthropicModel } from '../../source/models/anthropic.ts'
import type { Clock } from '../../source/models/clock.ts'
import type { Model, ModelOutcome, ModelRequest } from '../../source/models/model.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { plainOptions as options } from '../helpers/model-options.ts'
import { answer, gzipped, modelServer, type ModelServer, type Reply, type Script } from '../helpers/model-server.ts'
import { TestClock } from '../helpers/test-clock.ts'

const vendors = ['openai', 'anthropic'] as const
type Vendor = (typeof vendors)[number]

const modelOf = (
  vendor: Vendor,
  server: Pick<ModelServer, 'url' | 'openAiUrl'>,
  clock: Clock = new TestClock(),
): Model =>
  vendor === 'openai'
    ? openAiModel({ apiKey: 'sk-test-openai-key', baseUrl: server.openAiUrl, clock })
    : anthropicModel({ apiKey: 'sk-ant-test-key', baseUrl: server.url, clock })

const requestOf = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  role: 'draft',
  model: 'the-model',
  prompt: 'ask 何か',
  place: { job: 1, step: 1, call: 0 },
  ordinal: 0,
  timeoutMs: 60_000,
  options,
  onDelta: () => undefined,
  ...more,
})

async function ask(
  t: TestContext,
  vendor: Vendor,
  script: Script,
  more: Partial<ModelRequest> = {},
  stop?: AbortSignal,
): Promise<ModelOutcome> {
  const server = await modelServer(t, script)
  return modelOf(vendor, server).ask(requestOf(more), stop ?? new AbortController().signal)
}

/** A failure's kind, whether it is final, and the rest that a test names. */
const failed = (outcome: ModelOutcome) => {
  assert.ok(!outcome.ok, JSON.stringify(outcome))
  return outcome.failure
}

for (const vendor of vendors)
  describe(`${vendor}: a call`, () => {
    test('asks with the model, the prompt and the limits, and streams the answer in pieces', async (t) => {
      const server = await modelServer(t, 'こんにちは {"a": 1}')
      const deltas: string[] = []
      const outcome = await modelOf(vendor, server).ask(
        requestOf({ onDelta: (text) => deltas.push(text) }),
        new AbortController().signal,
      )
      assert.deepEqual(outcome, {
        ok: true,
        text: 'こんにちは {"a": 1}',
        model: 'the-model',
        requestId: vendor === 'openai' ? 'req-o' : 'req-a',
        usage: { input: vendor === 'openai' ? 11 : 14, output: 7, cached: 3 },
      })
      assert.equal(deltas.join(''), 'こんにちは {"a": 1}')
      assert.ok(deltas.length > 1)
      const [call] = server.calls
      assert.partialDeepStrictEqual(call?.body, {
        model: 'the-model',
        max_tokens: 2000,
        temperature: 0.7,
        stream: true,
      })
      assert.deepEqual(call?.body['messages'], [{ role: 'user', content: 'ask 何か' }])
    })

    if (vendor === 'anthropic')
      test('counts the usage of its last event: many servers tell what was read only there', async (t) => {
        const late = (reply: Reply) => {
          const told = reply.events('x').map((event) => event.replace('"input_tokens":11', '"input_tokens":0'))
          reply.begin()
          reply.send(
            ...told.map((event) =>
              event.replace('"usage":{"output_tokens":7}', '"usage":{"input_tokens":40,"output_tokens":9}'),
            ),
          )
          reply.response.end()
        }
        assert.partialDeepStrictEqual(await ask(t, vendor, late), { usage: { input: 40, output: 9 } })
      })
    test('asks for the answer in one piece where none can be streamed', async (t) => {
      const server = await modelServer(t, ({ json }) =>
        json(
          200,
          vendor === 'openai'
            ? {
                model: 'm',
                choices: [{ message: { role: 'assistant', content: 'whole' }, finish_reason: 'stop' }],
                usage: { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 },
              }
            : {
                type: 'message',
                model: 'm',
                content: [{ type: 'text', text: 'whole' }],
                stop_reason: 'end_turn',
                usage: { input_tokens: 11, output_tokens: 7 },
              },
        ),
      )
      const request = requestOf({ options: { ...options, stream: false } })
      const outcome = await modelOf(vendor, server).ask(request, new AbortController().signal)
      assert.partialDeepStrictEqual(outcome, { ok: true, text: 'whole', usage: { input: 11, output: 7 } })
      const { body = {} } = server.calls[0] ?? {}
      assert.equal(body['stream'] ?? false, false)
      assert.equal('stream_options' in body, false)
    })
    test('leaves out a temperature that is null', async (t) => {
      const server = await modelServer(t, 'x')
      await modelOf(vendor, server).ask(
        requestOf({ options: { ...options, temperature: null } }),
        new AbortController().signal,
      )
      assert.equal('temperature' in (server.calls[0]?.body ?? {}), false)
    })

    test('asks for JSON by the role’s schema where that is set', async (t) => {
      const server = await modelServer(t, 'x')
      await modelOf(vendor, server).ask(
        requestOf({ role: 'review', options: { ...options, json: 'schema' } }),
        new AbortController().signal,
      )
      assert.match(
        JSON.stringify(server.calls[0]?.body),
        /"improved_commands".*"required":\["review","improved_commands","approval"\]/,
      )
    })

    test('reads a compressed answer', async (t) => {
      const outcome = await ask(t, vendor, (reply) => gzipped(reply, 'zipped'))
      assert.ok(outcome.ok && outcome.text === 'zipped')
    })

    test('reads an answer that drips in', async (t) => {
      const outcome = await ask(t, vendor, async (reply) => {
        reply.begin()
        for (const event of reply.events('slowly but surely')) {
          for (const character of event) reply.response.write(character)
          await new Promise((resolve) => setImmediate(resolve))
        }
        reply.response.end()
      })
      assert.ok(outcome.ok && outcome.text === 'slowly but surely')
    })

    test('reads an answer in one piece from a server that does not stream', async (t) => {
      const bodies = {
        openai: {
          model: 'm',
          choices: [
            {
              message: {
                content: [
                  { type: 'text', text: 'a' },
                  { type: 'text', text: 'b' },
                ],
              },
              finish_reason: 'stop',
            },
          ],
        },
        anthropic: {
          model: 'm',
          content: [
            { type: 'thinking', thinking: 't' },
            { type: 'text', text: 'ab' },
          ],
          stop_reason: 'end_turn',
        },
      }
      const outcome = await ask(t, vendor, (reply) => reply.json(200, bodies[vendor]))
      assert.ok(outcome.ok && outcome.text === 'ab')
    })
  })

describe('a status', () => {
  const rows: [status: number, body: unknown, kind: string, isPermanent: boolean][] = [
    [400, { error: { message: 'bad', type: 'invalid_request_error' } }, 'invalid request', true],
    [401, { error: { message: 'no key', type: 'authentication_error' } }, 'auth', true],
    [403, { error: { message: 'not yours' } }, 'auth', true],
    [404, { error: { message: 'no such model' } }, 'invalid request', true],
    [408, { error: { message: 'slow' } }, 'timeout', false],
    [409, { error: { message: 'again' } }, 'overloaded', false],
    [413, { error: { message: 'large' } }, 'prompt too long', true],
    [422, { error: { message: 'what' } }, 'invalid request', true],
    [429, { error: { message: 'slow down', type: 'rate_limit_error' } }, 'rate limit', false],
    [500, { error: { message: 'boom' } }, 'overloaded', false],
    [503, '<html>unavailable</html>', 'overloaded', false],
    [529, { error: { message: 'busy', type: 'overloaded_error' } }, 'overloaded', false],
  ]
  for (const vendor of vendors)
    for (const [status, body, kind, isPermanent] of rows)
      test(`${vendor}: ${status} is ${kind}${isPermanent ? ', final' : ''}`, async (t) => {
        const failure = failed(await ask(t, vendor, (reply) => reply.json(status, body)))
        assert.partialDeepStrictEqual(failure, { kind, status, isPermanent })
      })
  test('openai: a used-up quota is no rate limit: waiting does not end it', async (t) => {
    const failure = failed(
      await ask(t, 'openai', (reply) => reply.json(429, { error: { message: 'quota', code: 'insufficient_quota' } })),
    )
    assert.partialDeepStrictEqual(failure, { kind: 'quota', isPermanent: true })
  })
  test('openai: a prompt beyond the context is a prompt too long, final', async (t) => {
    const failure = failed(
      await ask(t, 'openai', (reply) => reply.json(400, { error: { message: 'x', code: 'context_length_exceeded' } })),
    )
    assert.partialDeepStrictEqual(failure, { kind: 'prompt too long', isPermanent: true })
  })
  test('a rejected parameter is told with its setting', async (t) => {
    const message = "Unsupported parameter: 'max_tokens' is not supported with this model."
    const failure = failed(await ask(t, 'openai', (reply) => reply.json(400, { error: { message } })))
    assert.match(failure.message, /max_tokens.*config\/tos\.json: 'models\.<role>\.max_tokens_name'/)
  })
  for (const vendor of vendors)
    test(`${vendor}: retry-after is read as seconds, as milliseconds and as a date`, async (t) => {
      const waits: (number | null)[] = []
      for (const headers of [
        { 'retry-after': '90' },
        { 'retry-after-ms': '1500' },
        { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() },
      ])
        waits.push(
          failed(await ask(t, vendor, (reply) => reply.json(429, { error: { message: 'x' } }, headers))).retryAfterMs,
        )
      assert.deepEqual(waits.slice(0, 2), [90_000, 1500])
      assert.ok((waits[2] ?? 0) > 3_500_000 && (waits[2] ?? 0) <= 3_600_000)
    })
})

/** A stream that goes wrong -> kind. */
const streams: [title: string, script: (reply: Reply) => unknown, kind: string, more?: Partial<ModelRequest>][] = [
  ['that ends before the answer does is cut', (reply) => answer(reply, 'half an ans', { finish: null }), 'cut'],
  ['that is empty is cut', (reply) => (reply.begin(), reply.response.end()), 'cut'],
  [
    'that breaks in the middle is cut',
    (reply) => {
      reply.begin()
      reply.send(...reply.events('half an answer', { finish: null }))
      setImmediate(() => reply.response.destroy())
    },
    'cut',
  ],
  [
    'with a broken event is malformed',
    (reply) => (reply.begin(), reply.send('event: message_start\ndata: {"type": "mess\n\n'), reply.response.end()),
    'malformed',
  ],
  [
    'that was never one but an error page is malformed',
    (reply) => (reply.response.writeHead(200, { 'content-type': 'text/html' }), reply.response.end('<html>')),
    'malformed',
  ],
  ['with an empty body is malformed', (reply) => reply.json(200, ''), 'malformed'],
  ['with an object that is no answer is malformed', (reply) => reply.json(200, { hello: 1 }), 'malformed'],
]

for (const vendor of vendors)
  describe(`${vendor}: a stream`, () => {
    for (const [title, script, kind, more] of streams)
      test(title, async (t) => {
        const failure = failed(await ask(t, vendor, script, more))
        assert.partialDeepStrictEqual(failure, { kind, isPermanent: false })
      })
    test('that falls silent is stalled', async (t) => {
      const clock = new TestClock()
      const server = await modelServer(t, (reply) => {
        reply.begin()
        reply.send(...reply.events('half', { finish: null }))
      })
      const onDelta = () => clock.advance(60_000)
      const outcome = await modelOf(vendor, server, clock).ask(requestOf({ onDelta }), new AbortController().signal)
      assert.partialDeepStrictEqual(failed(outcome), { kind: 'stalled', isPermanent: false })
    })
    test('whose headers never come is a time-out', async (t) => {
      const clock = new TestClock()
      const server = await modelServer(t, () => clock.advance(60_000))
      const outcome = await modelOf(vendor, server, clock).ask(requestOf(), new AbortController().signal)
      assert.partialDeepStrictEqual(failed(outcome), { kind: 'timeout', isPermanent: false })
    })
    test('whose headers come alone is stalled', async (t) => {
      const clock = new TestClock()
      const server = await modelServer(t, async (reply) => {
        const seen = clock.armed(clock.armings + 1)
        reply.begin()
        reply.response.flushHeaders()
        await seen
        clock.advance(60_000)
      })
      const outcome = await modelOf(vendor, server, clock).ask(requestOf(), new AbortController().signal)
      assert.partialDeepStrictEqual(failed(outcome), { kind: 'stalled', isPermanent: false })
    })
    test('with an error event is what the error says', async (t) => {
      const error = { type: 'error', error: { type: 'overloaded_error', message: 'busy' } }
      const event =
        vendor === 'openai'
          ? `data: ${JSON.stringify({ error: error.error })}\n\n`
          : `event: error\ndata: ${JSON.stringify(error)}\n\n`
      const failure = failed(await ask(t, vendor, (reply) => (reply.begin(), reply.send(event), reply.response.end())))
      assert.partialDeepStrictEqual(failure, { kind: 'overloaded', message: 'busy' })
    })
    test('that was cut at max_tokens never counts as complete', async (t) => {
      const finish = vendor === 'openai' ? 'length' : 'max_tokens'
      const failure = failed(await ask(t, vendor, (reply) => answer(reply, '{"commands": []}', { finish })))
      assert.equal(failure.kind, 'too long')
      assert.match(failure.message, /models\.<role>\.max_tokens/)
    })
    test('that was refused never counts as complete', async (t) => {
      const finish = vendor === 'openai' ? 'content_filter' : 'refusal'
      assert.equal(failed(await ask(t, vendor, (reply) => answer(reply, 'partial', { finish }))).kind, 'refused')
    })
    test('that ends in a tool call is a wrong shape', async (t) => {
      const finish = vendor === 'openai' ? 'tool_calls' : 'tool_use'
      assert.equal(failed(await ask(t, vendor, (reply) => answer(reply, '', { finish }))).kind, 'wrong shape')
    })
    test('is given up at once when the operator stops, and the connection is closed', async (t) => {
      const controller = new AbortController()
      const server = await modelServer(t, (reply) => {
        reply.begin()
        reply.send(...reply.events('half', { finish: null }))
        setImmediate(() => controller.abort())
      })
      const outcome = await modelOf(vendor, server).ask(requestOf({ timeoutMs: 60_000 }), controller.signal)
      assert.equal(failed(outcome).kind, 'cancelled')
      await server.calls[0]?.closed
    })
  })

describe('no connection', () => {
  for (const vendor of vendors) {
    test(`${vendor}: refused`, async () => {
      const closed = createServer().listen(0, '127.0.0.1')
      await once(closed, 'listening')
      const { port } = closed.address() as { port: number }
      closed.close()
      await once(closed, 'close')
      const url = `http://127.0.0.1:${port}`
      const failure = failed(
        await modelOf(vendor, { url, openAiUrl: `${url}/v1` }).ask(requestOf(), new AbortController().signal),
      )
      assert.partialDeepStrictEqual(failure, { kind: 'connection', isPermanent: false })
      assert.match(failure.message, /no connection .*ECONNREFUSED/)
      assert.equal(failure.mayBeBilled, undefined)
    })
    test(`${vendor}: closed without an answer, behind a request that was sent whole`, async (t) => {
      const failure = failed(await ask(t, vendor, (reply) => void reply.response.socket?.destroy()))
      assert.partialDeepStrictEqual(failure, { kind: 'connection', isPermanent: false, mayBeBilled: true })
      assert.match(failure.message, /before an answer came/)
    })
    test(`${vendor}: broken before there was a connection to send it by`, async (t) => {
      const server = createServer().on('connection', (socket) => void socket.destroy())
      await once(server.listen(0, '127.0.0.1'), 'listening')
      t.after(() => void server.close())
      const { port } = server.address() as { port: number }
      const url = `https://127.0.0.1:${port}`
      const failure = failed(
        await modelOf(vendor, { url, openAiUrl: `${url}/v1` }).ask(requestOf(), new AbortController().signal),
      )
      assert.equal(failure.kind, 'connection')
      assert.match(failure.message, /no connection \(.*(?:RESET|disconnected)/)
      assert.equal(failure.mayBeBilled, undefined)
    })
  }
})
