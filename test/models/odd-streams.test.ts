// Streams as servers and gateways were seen to send them, away from the vendor's own: what they mean is told all the same.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askModel, faultOf, textOf } from '../helpers/ask-model.ts'
import type { Reply } from '../helpers/model-server.ts'
import { TestClock } from '../helpers/test-clock.ts'

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const chunk = (delta: object, finish: unknown = null, more: object = {}) =>
  event({ choices: [{ index: 0, delta, finish_reason: finish, ...more }] })
const ends = (text: string) => (reply: Reply) => (reply.begin(), reply.response.end(text))
const done = 'data: [DONE]\n\n'

describe('the answer of a stream', () => {
  test('has the first index that comes, whatever its number', async (t) => {
    const at = (index: number, delta: object, finish: string | null) => ({ index, delta, finish_reason: finish })
    const one = event({ choices: [at(1, { content: 'ab' }, null)] }) + event({ choices: [at(1, {}, 'stop')] })
    assert.equal(textOf(await askModel(t, 'openai', ends(one + done))), 'ab')
    const two = event({ choices: [at(1, { content: 'x' }, null), at(0, { content: 'ab' }, null)] })
    const last = event({ choices: [at(1, {}, 'length')] }) + event({ choices: [at(0, {}, 'stop')] })
    assert.equal(textOf(await askModel(t, 'openai', ends(two + last + done))), 'ab')
  })
  const [thought, x, a] = [{ reasoning_content: 'hm' }, { content: 'x' }, { content: 'a' }]
  for (const parts of [[thought], [thought, a], [x, a]])
    test(`does not end where every part is called its end: ${JSON.stringify(parts)}`, async (t) => {
      const clock = new TestClock()
      const script = async ({ response }: Reply) => {
        const begun = clock.armed(clock.armings + 1)
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        await begun
        // A text begins two limits: that of a silence, and the grace behind an end.
        for (const delta of parts) {
          const seen = clock.armed(clock.armings + ('content' in delta ? 2 : 1))
          response.write(chunk(delta, 'stop'))
          await seen
        }
        await new Promise(setImmediate)
        clock.advance(6000)
        response.end(chunk({ content: 'b' }, 'stop') + done)
      }
      assert.match(textOf(await askModel(t, 'openai', script, { clock })), /^(?:xa|a)?b$/)
    })
  const tools = { tool_calls: [{ index: 0, function: { name: 'f', arguments: '{}' } }] }
  for (const [said, kind] of [
    [tools, 'wrong shape'],
    [{ refusal: 'no' }, 'refused'],
  ] as const)
    test(`is over when more than thoughts came before the end: ${kind}`, async (t) => {
      const clock = new TestClock()
      const script = async ({ response }: Reply) => {
        const begun = clock.armed(clock.armings + 1)
        response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
        await begun
        const seen = clock.armed(clock.armings + 1)
        response.write(chunk({ reasoning_content: 'hm', ...said }, 'stop'))
        await seen
        // The grace, and without one the silence that ends every call.
        for (const ms of [2500, 60_000]) {
          await new Promise(setImmediate)
          clock.advance(ms)
        }
      }
      assert.equal(faultOf(await askModel(t, 'openai', script, { clock })).kind, kind)
    })
  for (const [reason, kind] of [
    [{ type: 'length', length: 2000 }, 'too long'],
    [{ type: 'abort', message: 'out of memory' }, 'overloaded'],
  ] as const)
    test(`is none when the object ${JSON.stringify(reason)} says why it ended`, async (t) => {
      const stream = chunk({ content: 'ab' }) + chunk({}, reason) + done
      assert.equal(faultOf(await askModel(t, 'openai', ends(stream))).kind, kind)
    })
  test('is whole when the object says so', async (t) => {
    const stream = chunk({ content: 'ab' }) + chunk({}, { type: 'stop', matched: 7 }) + done
    assert.equal(textOf(await askModel(t, 'openai', ends(stream))), 'ab')
  })
})

describe('an error of a stream', () => {
  const begun = chunk({ content: '{"' })
  const told: [what: string, stream: string, kind: string, words: string][] = [
    [
      'within the choice',
      chunk({ content: '' }, 'error', { error: { code: 401, message: 'User not found' } }),
      'auth',
      'User not found',
    ],
    [
      'within the choice, with a time',
      begun + chunk({}, 'error', { error: { code: 429, message: 'Please retry in 2s' } }),
      'rate limit',
      'Please retry in 2s',
    ],
    [
      'in a field of its own',
      `${begun}error: {"code":500,"message":"Context size has been exceeded.","type":"server_error"}\n\n`,
      'prompt too long',
      'Context size has been exceeded.',
    ],
    [
      'under the name of its exception',
      event({ throttlingException: { message: 'Please wait.' } }),
      'rate limit',
      'Please wait.',
    ],
  ]
  for (const [what, stream, kind, words] of told)
    test(what, async (t) => {
      const failure = faultOf(await askModel(t, 'openai', ends(stream + done)))
      assert.equal(failure.kind, kind)
      assert.ok(failure.message.startsWith(words), failure.message)
    })
  test('is none of the filter that could not look at an answer', async (t) => {
    const filter = { content_filter_results: { error: { code: 'content_filter_error', message: 'not filtered' } } }
    const stream = chunk({ content: 'ab' }) + event({ choices: [{ index: 0, ...filter }] }) + chunk({}, 'stop') + done
    assert.equal(textOf(await askModel(t, 'openai', ends(stream))), 'ab')
  })
})

test('why an answer was refused is told in the words of the server', async (t) => {
  const delta = { stop_reason: 'refusal', stop_details: { type: 'refusal', explanation: 'It could do harm.' } }
  const said = [{ type: 'message_delta', delta, usage: { output_tokens: 1 } }, { type: 'message_stop' }]
  const stream = said.map((one) => `event: ${one.type}\n${event(one)}`).join('')
  const failure = faultOf(await askModel(t, 'anthropic', ends(stream)))
  assert.partialDeepStrictEqual(failure, { kind: 'refused', message: 'It could do harm.' })
  const whole = { type: 'message', content: [], ...delta }
  const json = faultOf(await askModel(t, 'anthropic', (reply) => reply.json(200, whole)))
  assert.equal(json.message, 'It could do harm.')
})

test('a call of a tool that a filter for calls found wrong is no refusal of the answer', async (t) => {
  const stream = chunk({ content: '' }, 'function_call_filter: MALFORMED_FUNCTION_CALL') + done
  assert.equal(faultOf(await askModel(t, 'openai', ends(stream))).kind, 'wrong shape')
})

test('an answer of thoughts alone says so, streamed or in one piece', async (t) => {
  const thought = { reasoning_content: '{"commands":[]}' }
  const streams = ends(chunk(thought) + chunk({ content: '' }, 'stop') + done)
  const whole = { choices: [{ message: { role: 'assistant', content: null, ...thought }, finish_reason: 'stop' }] }
  for (const script of [streams, (reply: Reply) => reply.json(200, whole)]) {
    const failure = faultOf(await askModel(t, 'openai', script))
    assert.partialDeepStrictEqual(failure, { kind: 'wrong shape', isPermanent: false })
    assert.match(failure.message, /nothing but thoughts/)
  }
})

test('thoughts that come as parts of the content are what the limit was spent on', async (t) => {
  const thought = { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] }
  const outcome = await askModel(t, 'openai', ends(chunk(thought) + chunk({ content: '' }, 'length') + done))
  assert.match(faultOf(outcome).message, /spent on thinking/)
})
