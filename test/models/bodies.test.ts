import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { realClock } from '../../source/models/clock.ts'
import { askModel, faultOf, textOf } from '../helpers/ask-model.ts'
import { answer, type Reply } from '../helpers/model-server.ts'
import { TestClock } from '../helpers/test-clock.ts'

const text = 'こんにちは {"a": 1}'
const json = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const delta = (said: object, finish: unknown = null, more: object = {}) => ({
  choices: [{ index: 0, delta: said, finish_reason: finish }],
  ...more,
})
const usage = { usage: { prompt_tokens: 5, completion_tokens: 3 } }
const whole = [delta({ content: 'a' }), delta({ content: 'b' }, 'stop'), { choices: [], ...usage }]
const stream = whole.map(json).join('')
const body = {
  model: 'm',
  choices: [{ message: { role: 'assistant', content: 'ab' }, finish_reason: 'stop' }],
  ...usage,
}
const ends =
  (bytes: string | Buffer, type = 'text/event-stream') =>
  ({ response }: Reply) => {
    response.writeHead(200, { 'content-type': type })
    response.end(bytes)
  }
/** Sends these parts, each when the one before has gone out, and leaves the connection open. */
const staysOpen =
  (...parts: (string | Buffer)[]) =>
  async ({ response }: Reply) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    for (const part of parts) await new Promise((sent) => response.write(part, sent))
  }

/** Bodies that all say "ab". */
const same: Record<string, string | Buffer> = {
  'with [DONE]': `${stream}data: [DONE]\n\n`,
  'with CRLF': stream.replaceAll('\n', '\r\n'),
  'with returns alone': stream.replaceAll('\n', '\r'),
  'with a byte order mark': `\uFEFF${stream}`,
  'without a blank behind the colon': stream.replaceAll('data: ', 'data:'),
  'without empty lines between events': stream.replaceAll('\n\n', '\n'),
  'without a last line feed': stream.trimEnd(),
  'with comments, ids, retries and empty events': `: OPENROUTER PROCESSING\n\nid: 1\nretry: 10\nevent: message\n${stream}: bye\n\ndata:\n\n`,
  'with pings that are no JSON': `data: ping\n\nevent: ping\ndata: {}\n\n${stream}`,
  'with data over several lines': stream.replaceAll('"choices":', '\ndata: "choices":\ndata: '),
  'with data over several lines of which the first says so': stream.replaceAll('"choices":', '\n  "choices":\n  '),
  'with two values in one event': `data: ${JSON.stringify(whole[0])}\ndata: ${JSON.stringify(whole[1])}\n\n`,
  'with a message in place of the delta': [
    { choices: [{ message: { content: 'a' } }] },
    { choices: [{ message: { content: 'b' }, finish_reason: 'stop' }] },
  ]
    .map(json)
    .join(''),
  'that says null and nothing where others are silent': [
    delta({ role: 'assistant', content: null, refusal: null, tool_calls: null, reasoning: null }, null, {
      error: null,
      usage: null,
    }),
    ...whole,
  ]
    .map(json)
    .join(''),
  'whose fields for errors say that there is none': [
    { error: null },
    { error: {} },
    { error: { code: null, message: null } },
    { error: { code: 0, message: '', details: [] } },
    { error: { code: 0, message: 'success' }, code: 0, msg: 'ok' },
    { code: '200', message: 'success', error_msg: '', errors: [] },
    { base_resp: { status_code: 0, status_msg: 'success' } },
  ]
    .map((said) => json({ ...delta({}), ...said }))
    .concat(stream)
    .join(''),
  'that is one body of JSON': JSON.stringify(body),
  'that is JSON written large, white space before it': `\n \n\n${JSON.stringify(body, null, 2)}\n`,
  'that is one event with the whole body': json(body),
  'that is lines of JSON': whole.map((one) => JSON.stringify(one)).join('\n'),
  'that is a list of chunks': JSON.stringify(whole, null, 1),
}

describe('an answer is read by what it is, whatever its content type says', () => {
  for (const [what, bytes] of Object.entries(same))
    for (const type of ['text/event-stream', 'application/json', 'text/plain; charset=utf-8'])
      test(`a body ${what}, as ${type}`, async (t) => {
        assert.equal(textOf(await askModel(t, 'openai', ends(bytes, type))), 'ab')
      })
  for (const vendor of ['openai', 'anthropic'] as const) {
    test(`${vendor}: a stream under another type`, async (t) => {
      const script = (reply: Reply) => ends(reply.events(text).join(''), 'application/octet-stream')(reply)
      assert.equal(textOf(await askModel(t, vendor, script)), text)
    })
    test(`${vendor}: split between any two bytes`, async (t) => {
      const script = (reply: Reply) =>
        staysOpen(...[...Buffer.from(reply.events(text).join(''))].map((byte) => Buffer.of(byte)))(reply)
      assert.equal(textOf(await askModel(t, vendor, script)), text)
    })
    test(`${vendor}: compressed under another type`, async (t) => {
      const script = (reply: Reply) => {
        reply.response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        reply.response.end(gzipSync(reply.events(text).join('')))
      }
      assert.equal(textOf(await askModel(t, vendor, script)), text)
    })
  }
  test('anthropic: events without their event lines', async (t) => {
    const script = (reply: Reply) =>
      ends(
        reply
          .events(text)
          .join('')
          .replaceAll(/^event: .*\n/gmu, ''),
      )(reply)
    assert.equal(textOf(await askModel(t, 'anthropic', script)), text)
  })
  test('anthropic: the whole message as one event', async (t) => {
    const message = {
      type: 'message',
      content: [
        { type: 'thinking', thinking: 't' },
        { type: 'text', text },
      ],
      stop_reason: 'end_turn',
    }
    assert.equal(textOf(await askModel(t, 'anthropic', ends(json(message)))), text)
  })
  test('a last chunk that repeats the whole adds nothing', async (t) => {
    const long = 'a sentence that is long enough to be known again'
    const chunks = [
      delta({ content: long }),
      { object: 'chat.completion', choices: [{ message: { content: long }, finish_reason: 'stop' }] },
    ]
    assert.equal(textOf(await askModel(t, 'openai', ends(chunks.map(json).join('')))), long)
  })
})

describe('signs of life are bytes: a call outlasts its time limit while anything comes', () => {
  const timeoutMs = 3000
  /** Sends a sign, and lets most of the time limit pass behind it; `times` over. */
  const drip =
    (clock: TestClock, sign: string, times: number, then: (reply: Reply) => void) => async (reply: Reply) => {
      reply.response.writeHead(200, { 'content-type': 'text/event-stream' })
      for (let i = 0; i < times; i++) {
        const seen = clock.armed(clock.armings + 1)
        reply.response.write(sign)
        await seen
        clock.advance(timeoutMs * 0.9)
      }
      then(reply)
    }
  const signs: Record<string, string> = {
    comments: ': PROCESSING\n\n',
    'blank lines': '\n',
    pings: 'event: ping\ndata: {"type": "ping"}\n\n',
  }
  for (const vendor of ['openai', 'anthropic'] as const)
    for (const [what, sign] of Object.entries(signs))
      test(`${vendor}: ${what}`, async (t) => {
        const clock = new TestClock()
        const script = drip(clock, sign, 8, (reply) => reply.response.end(reply.events(text).join('')))
        assert.equal(textOf(await askModel(t, vendor, script, { timeoutMs, clock })), text)
      })
  test('white space before a plain body', async (t) => {
    const clock = new TestClock()
    const script = drip(clock, ' ', 8, ({ response }) => response.end(JSON.stringify(body)))
    assert.equal(textOf(await askModel(t, 'openai', script, { timeoutMs, clock })), 'ab')
  })
  test('but not longer than ten times its limit in all', async (t) => {
    const clock = new TestClock()
    const script = drip(clock, ': still here\n\n', 12, () => undefined)
    const failure = faultOf(await askModel(t, 'openai', script, { timeoutMs, clock }))
    assert.partialDeepStrictEqual(failure, { kind: 'timeout', message: 'the answer was not complete after 30 s' })
  })
})

describe('a whole answer is kept, whatever the connection does behind it', () => {
  const finish = json(delta({ content: 'ab' }, 'stop'))
  test('finish reason and usage, then nothing and no end', async (t) => {
    const outcome = await askModel(t, 'openai', staysOpen(finish, json({ choices: [], ...usage })))
    assert.ok(outcome.ok && outcome.text === 'ab' && outcome.usage?.input === 5)
  })
  test('finish reason, then nothing and no end: after a short grace', async (t) => {
    assert.equal(textOf(await askModel(t, 'openai', staysOpen(finish), { clock: realClock })), 'ab')
  })
  for (const ping of ['data: {}\n\n', json(delta({ content: '' }, ''))])
    test(`finish reason, then for ever ${ping.trim()}: the grace is no longer for it`, async (t) => {
      const clock = new TestClock()
      const script = async ({ response }: Reply) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        // The limit of a silence and the grace begin with it.
        for (const [part, timers] of [[finish, 2], ...[1, 2, 3].map(() => [ping, 1] as const)] as const) {
          const seen = clock.armed(clock.armings + timers)
          response.write(part)
          await seen
          clock.advance(900)
        }
      }
      assert.equal(textOf(await askModel(t, 'openai', script, { clock })), 'ab')
    })
  test('[DONE] without a finish reason, then nothing and no end', async (t) => {
    assert.equal(
      textOf(await askModel(t, 'openai', staysOpen(json(delta({ content: 'ab' })), 'data: [DONE]\n\n'))),
      'ab',
    )
  })
  test('a plain body, then nothing and no end', async (t) => {
    assert.equal(textOf(await askModel(t, 'openai', staysOpen(JSON.stringify(body)))), 'ab')
  })
  test('anthropic: stop reason without message_stop, then nothing and no end', async (t) => {
    const script = (reply: Reply) => staysOpen(...reply.events(text).slice(0, -1))(reply)
    assert.equal(textOf(await askModel(t, 'anthropic', script, { clock: realClock })), text)
  })
  for (const vendor of ['openai', 'anthropic'] as const)
    test(`${vendor}: the end, then a reset`, async (t) => {
      const script = async (reply: Reply) => {
        await staysOpen(...reply.events(text).slice(0, -1))(reply)
        setImmediate(() => reply.response.socket?.resetAndDestroy())
      }
      assert.equal(textOf(await askModel(t, vendor, script)), text)
    })
  test('the end, then garbage or an error', async (t) => {
    for (const rest of ['data: {broken\n\n', json({ error: { message: 'x', code: 500 } })])
      assert.equal(textOf(await askModel(t, 'openai', ends(finish + rest))), 'ab')
  })
  test('and its connection is closed by us', async (t) => {
    let closed: Promise<void> | undefined
    const script = (reply: Reply) => (
      (closed = reply.call.closed),
      staysOpen(finish, json({ choices: [], ...usage }))(reply)
    )
    textOf(await askModel(t, 'openai', script))
    await closed
  })
})

describe('a gateway calls an answer ended, and tells what the server behind it said', () => {
  const withNative = (content: string, native: unknown, finish = 'stop') => {
    const last = {
      choices: [{ index: 0, delta: { content: '' }, finish_reason: finish, native_finish_reason: native }],
    }
    return ends(json(delta({ content })) + json(last) + 'data: [DONE]\n\n')
  }
  for (const [native, kind] of [
    ['network_error', 'overloaded'],
    ['error', 'overloaded'],
    ['MAX_TOKENS', 'too long'],
    ['SAFETY', 'refused'],
  ])
    test(`no text and '${native}'`, async (t) => {
      assert.equal(faultOf(await askModel(t, 'openai', withNative('', native))).kind, kind)
    })
  test('a text that broke off is no answer', async (t) => {
    assert.equal(faultOf(await askModel(t, 'openai', withNative('a', 'network_error'))).kind, 'overloaded')
  })
  for (const native of ['completed', 'STOP', 'end_turn', null, 'tool_use', 'whatever'])
    test(`a text and '${native}' is an answer`, async (t) => {
      assert.equal(textOf(await askModel(t, 'openai', withNative('ab', native))), 'ab')
    })
})

describe('finish words mean what they say', () => {
  const withFinish = (finish: unknown) => ends(json(delta({ content: 'ab' }, finish)) + 'data: [DONE]\n\n')
  for (const word of [
    'stop',
    'STOP',
    'eos',
    'eos_token',
    'end_turn',
    'COMPLETE',
    'complete',
    'stop_sequence',
    '',
    null,
    'FINISH_REASON_STOP',
  ])
    test(`${JSON.stringify(word)} is a whole answer`, async (t) => {
      assert.equal(textOf(await askModel(t, 'openai', withFinish(word))), 'ab')
    })
  const others: Record<string, string[]> = {
    'too long': [
      'length',
      'MAX_TOKENS',
      'max_tokens',
      'model_length',
      'max_output_tokens',
      'token_limit',
      'model_context_window_exceeded',
    ],
    refused: [
      'content_filter',
      'SAFETY',
      'refusal',
      'RECITATION',
      'PROHIBITED_CONTENT',
      'sensitive',
      'guardrail_intervened',
    ],
    'wrong shape': ['tool_calls', 'function_call', 'tool_use', 'MALFORMED_FUNCTION_CALL', 'something new'],
    overloaded: ['error', 'abort', 'insufficient_system_resource', 'network_error', 'OTHER'],
  }
  for (const [kind, words] of Object.entries(others))
    for (const word of words)
      test(`${word} is ${kind}`, async (t) => {
        assert.equal(faultOf(await askModel(t, 'openai', withFinish(word))).kind, kind)
      })
  test('"" behind the one that says stop takes nothing back', async (t) => {
    const chunks = [delta({ content: 'a' }, ''), delta({ content: 'b' }, 'stop'), delta({ content: '' }, '', usage)]
    assert.equal(textOf(await askModel(t, 'openai', ends(chunks.map(json).join('')))), 'ab')
  })
  test('a stream that ends without any is cut', async (t) => {
    assert.equal(faultOf(await askModel(t, 'openai', ends(json(delta({ content: 'ab' }))))).kind, 'cut')
    assert.equal(faultOf(await askModel(t, 'openai', ends(stream.slice(0, 60)))).kind, 'cut')
  })
  for (const word of ['end_turn', 'stop_sequence', 'stop'])
    test(`anthropic: ${word} is a whole answer`, async (t) => {
      assert.equal(textOf(await askModel(t, 'anthropic', (reply) => answer(reply, 'ab', { finish: word }))), 'ab')
    })
})

describe('what is only thought is never part of the answer', () => {
  const thoughts: Record<string, object> = {
    reasoning_content: { reasoning_content: 'hm' },
    reasoning: { reasoning: 'hm', content: '' },
    reasoning_details: { reasoning_details: [{ type: 'reasoning.text', text: 'hm' }], content: null },
    'thinking parts': { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] },
    'reasoning parts': { content: [{ type: 'reasoning', text: 'hm' }] },
    'a flag of the vendor': { content: '<thought>hm', extra_content: { google: { thought: true } } },
  }
  for (const [what, said] of Object.entries(thoughts))
    test(what, async (t) => {
      assert.equal(textOf(await askModel(t, 'openai', ends([delta(said), ...whole].map(json).join('')))), 'ab')
    })
  test('an answer whose tokens were all thought says so', async (t) => {
    const failure = faultOf(
      await askModel(t, 'openai', ends(json(delta({ reasoning: 'hm' })) + json(delta({}, 'length')))),
    )
    assert.match(failure.message, /all of it spent on thinking; raise 'models.<role>.max_tokens'/)
  })
  test('anthropic: thinking and its signature', async (t) => {
    const script = (reply: Reply) => {
      const [start = '', ...rest] = reply.events(text)
      const block = (value: object) => `data: ${JSON.stringify(value)}\n\n`
      const thought =
        block({ type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: 'hm' } }) +
        block({ type: 'content_block_delta', index: 0, delta: { type: 'thinking_delta', thinking: 'hm' } }) +
        block({ type: 'content_block_delta', index: 0, delta: { type: 'signature_delta', signature: 'x' } })
      ends(start + thought + rest.join(''))(reply)
    }
    assert.equal(textOf(await askModel(t, 'anthropic', script)), text)
  })
  test('a call of a tool is no answer', async (t) => {
    const call = delta({ content: null, tool_calls: [{ index: 0, function: { name: 'f', arguments: '{}' } }] }, 'stop')
    assert.equal(faultOf(await askModel(t, 'openai', ends(json(call)))).kind, 'wrong shape')
  })
})
