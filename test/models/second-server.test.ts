// A second, independent counterpart: what one server's authors forgot, the other's may have thought of.
import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { LLMock } from '@copilotkit/aimock'
import { anthropicModel } from '../../source/models/anthropic.ts'
import type { Model, ModelOutcome } from '../../source/models/model.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { plainOptions } from '../helpers/model-options.ts'

const reply = '{"final_commands": [], "summary": "日本語の要約"}'

async function mocked(t: TestContext): Promise<LLMock> {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  await mock.start()
  t.after(() => mock.stop())
  return mock
}

const vendors: Record<string, (url: string) => Model> = {
  openai: (url) => openAiModel({ apiKey: 'mock', baseUrl: `${url}/v1` }),
  anthropic: (url) => anthropicModel({ apiKey: 'mock', baseUrl: url }),
}

function ask(model: Model, prompt: string, deltas: string[] = []): Promise<ModelOutcome> {
  const place = { job: 1, step: 1, call: 0 }
  const onDelta = (text: string) => void deltas.push(text)
  const more = { ordinal: 0, timeoutMs: 120_000, options: plainOptions, onDelta }
  return model.ask({ role: 'final', model: 'some-model', prompt, place, ...more }, new AbortController().signal)
}

for (const [vendor, connect] of Object.entries(vendors))
  describe(`${vendor} against a second server`, () => {
    test('a streamed answer arrives whole, in pieces, with its tokens', async (t) => {
      const mock = await mocked(t)
      mock.onMessage('whole', { content: reply }, { chunkSize: 5 })
      const deltas: string[] = []
      const outcome = await ask(connect(mock.url), 'whole', deltas)
      assert.ok(outcome.ok, JSON.stringify(outcome))
      assert.equal(outcome.text, reply)
      assert.equal(deltas.join(''), reply)
      assert.ok(deltas.length > 3 && outcome.usage !== null)
    })
    test('a stream that is cut off is no answer', async (t) => {
      const mock = await mocked(t)
      mock.onMessage('cut', { content: reply }, { chunkSize: 5, latency: 5, truncateAfterChunks: 3 })
      const outcome = await ask(connect(mock.url), 'cut')
      assert.ok(!outcome.ok && outcome.failure.kind === 'cut', JSON.stringify(outcome))
    })
    test('an answer cut at its limit is no answer', async (t) => {
      const mock = await mocked(t)
      mock.onMessage('limit', { content: reply, finishReason: vendor === 'openai' ? 'length' : 'max_tokens' })
      const outcome = await ask(connect(mock.url), 'limit')
      assert.ok(!outcome.ok && outcome.failure.kind === 'too long', JSON.stringify(outcome))
    })
    for (const [status, kind] of [
      [429, 'rate limit'],
      [500, 'overloaded'],
      [401, 'auth'],
    ] as const)
      test(`${status} is ${kind}`, async (t) => {
        const mock = await mocked(t)
        mock.onMessage('x', { content: reply })
        mock.nextRequestError(status, { message: 'as told' })
        const outcome = await ask(connect(mock.url), 'x')
        assert.ok(!outcome.ok, JSON.stringify(outcome))
        assert.partialDeepStrictEqual(outcome.failure, { kind, status })
        const again = await ask(connect(mock.url), 'x')
        assert.ok(again.ok)
      })
  })
