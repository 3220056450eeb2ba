// Every field of an answer with every kind of value that JSON has: whatever it is, the outcome is one the journal can hold.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askModel, textOf } from '../helpers/ask-model.ts'
import type { Reply } from '../helpers/model-server.ts'

type Path = readonly (string | number)[]
const odd = [null, 0, -1, 1.5, 1e300, '', '7', 'x', true, false, {}, { a: 1 }, [], ['a'], [null], [{}]]

/** All places of a value, those of its lists and objects among them. */
const pathsIn = (value: unknown, at: Path = []): Path[] =>
  value !== null && typeof value === 'object'
    ? Object.entries(value).flatMap(([key, inner]) => {
        const path: Path = [...at, Array.isArray(value) ? Number(key) : key]
        return [path].concat(pathsIn(inner, path))
      })
    : []

function withValue(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put
  if (Array.isArray(value)) return value.map((one, i) => (i === key ? withValue(one, rest, put) : one))
  const fields = value as Record<string, unknown>
  return { ...fields, [key]: withValue(fields[key], rest, put) }
}

const openai = [
  {
    model: 'm',
    choices: [
      {
        index: 0,
        delta: { role: 'assistant', content: 'a', refusal: null, tool_calls: null, reasoning_content: null },
        finish_reason: null,
      },
    ],
    usage: null,
    error: null,
  },
  {
    model: 'm',
    choices: [{ index: 0, delta: { content: 'b' }, text: null, finish_reason: 'stop', native_finish_reason: 'stop' }],
    usage: { prompt_tokens: 1, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 0 } },
  },
]
const anthropic = [
  {
    type: 'message_start',
    message: { model: 'm', content: [], usage: { input_tokens: 1, output_tokens: 1, cache_read_input_tokens: 0 } },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'a' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'b' } },
  { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 2 } },
  { type: 'message_stop' },
]

describe('a value of another kind than expected', () => {
  for (const [vendor, events] of Object.entries({ openai, anthropic }))
    for (const path of pathsIn(events).filter(({ length }) => length > 1))
      test(`${vendor}: ${path.join('.')}`, async (t) => {
        for (const value of odd) {
          const said = withValue(events, path, value) as unknown[]
          const script = ({ response }: Reply) => {
            response.writeHead(200, { 'content-type': 'text/event-stream' })
            response.end(said.map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''))
          }
          const outcome = await askModel(t, vendor as 'openai' | 'anthropic', script)
          const told = outcome.ok ? [outcome.text, outcome.model] : [outcome.failure.message]
          const isText = told.every((text) => typeof text === 'string' && !text.includes('[object'))
          assert.ok(isText, `${JSON.stringify(value)}: ${JSON.stringify(outcome)}`)
        }
      })
  test('a content that is one object in place of a list', async (t) => {
    const script = ({ response }: Reply) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const delta = { content: { type: 'text', text: 'ab' } }
      response.end(`data: ${JSON.stringify({ choices: [{ delta, finish_reason: 'stop' }] })}\n\n`)
    }
    assert.equal(textOf(await askModel(t, 'openai', script)), 'ab')
  })
})
