import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { test } from 'node:test'
import { failureKinds } from '../../source/core/event-model.ts'
import { anthropicModel } from '../../source/models/anthropic.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { plainOptions } from '../helpers/model-options.ts'
import { answer, gzipped, modelServer, type Reply, type Script } from '../helpers/model-server.ts'
import { TestClock } from '../helpers/test-clock.ts'
import { until } from '../helpers/until.ts'

/** Everything that goes wrong, and what goes well. */
const faults: ((reply: Reply) => unknown)[] = [
  (reply) => answer(reply, 'well'),
  (reply) => gzipped(reply, 'well'),
  (reply) => answer(reply, 'half', { finish: null }),
  (reply) => answer(reply, 'long', { finish: reply.call.vendor === 'openai' ? 'length' : 'max_tokens' }),
  (reply) => reply.json(429, { error: { message: 'x' } }),
  (reply) => reply.json(500, 'boom'),
  (reply) => reply.json(401, { error: { message: 'x' } }),
  (reply) => reply.json(200, '{"choices": ['),
  (reply) => reply.json(200, {}),
  (reply) => reply.response.socket?.destroy(),
  (reply) => (reply.begin(), reply.send('data: {broken\n\n'), reply.response.end()),
  (reply) => {
    reply.begin()
    reply.send(...reply.events('half', { finish: null }))
    setImmediate(() => reply.response.destroy())
  },
  // Never a word, and a word and then silence.
  () => undefined,
  (reply) => (reply.begin(), reply.send(...reply.events('quiet', { finish: null }))),
]

test('a hundred calls at once with every fault: each outcome has a name, nothing is left behind', async (t) => {
  const rejections: unknown[] = []
  const onRejection = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', onRejection)
  t.after(() => process.off('unhandledRejection', onRejection))

  const count = 100
  const scripts: Script[] = Array.from(
    { length: count },
    (_, i) => (reply: Reply) => faults[i % faults.length]?.(reply),
  )
  const server = await modelServer(t, ...scripts)
  const clock = new TestClock()
  const models = [
    openAiModel({ apiKey: 'k', baseUrl: server.openAiUrl, clock }),
    anthropicModel({ apiKey: 'k', baseUrl: server.url, clock }),
  ] as const
  const controller = new AbortController()
  const place = { job: 1, step: 1, call: 0 }
  let settled = 0
  let silent = 0
  const calls = Array.from({ length: count }, async (_, i) => {
    let text = ''
    const onDelta = (part: string): void => {
      text += part
      if (text === 'quiet') silent++
    }
    const rest = { ordinal: 0, timeoutMs: 20_000, options: plainOptions, onDelta }
    const request = { role: 'draft', model: 'm', prompt: 'p', place, ...rest } as const
    const outcome = await models[i % 2 === 0 ? 0 : 1].ask(request, controller.signal)
    settled++
    return outcome
  })
  // Which call meets which script is chance; how many hang is not.
  const hanging = (script: number): number => Math.ceil((count - script) / faults.length)
  const never = hanging(faults.length - 2)
  const quiet = hanging(faults.length - 1)
  await until(
    () => settled === count - never - quiet && silent === quiet && server.calls.length === count,
    () => `${settled} settled, ${silent} silent, ${server.calls.length} asked`,
  )
  clock.advance(20_000)
  const outcomes = await Promise.all(calls)

  const kinds = new Set(outcomes.map((outcome) => (outcome.ok ? 'ok' : outcome.failure.kind)))
  assert.ok([...kinds].every((kind) => kind === 'ok' || failureKinds.includes(kind)))
  for (const expected of [
    'ok',
    'cut',
    'too long',
    'rate limit',
    'overloaded',
    'auth',
    'malformed',
    'connection',
    'timeout',
    'stalled',
  ] as const)
    assert.ok(kinds.has(expected), expected)
  assert.ok(outcomes.every((outcome) => !outcome.ok || outcome.text === 'well'))
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0)
  // Idle connections are the client's own to keep; those of broken calls are gone.
  await until(
    () => server.openSockets() < count / 4,
    () => `${server.openSockets()} sockets`,
  )
  assert.deepEqual(rejections, [])
})
