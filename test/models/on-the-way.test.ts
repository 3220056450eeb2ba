// What stands between a call and its server: redirects, pages of proxies, an environment that speaks to somebody else.
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { configSchema } from '../../source/core/config-schema.ts'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { anthropicModel } from '../../source/models/anthropic.ts'
import { connectionOf } from '../../source/models/keys.ts'
import type { ModelRequest } from '../../source/models/model.ts'
import { openAiModel } from '../../source/models/openai.ts'
import { askModel, faultOf, textOf } from '../helpers/ask-model.ts'
import { plainOptions as options } from '../helpers/model-options.ts'
import { answer, modelServer, type Reply } from '../helpers/model-server.ts'
import { TestClock } from '../helpers/test-clock.ts'

const place = { job: 1, step: 1, call: 0 }
const rest = { ordinal: 0, timeoutMs: 60_000, options, onDelta: () => undefined }
const request: ModelRequest = { role: 'draft', model: 'claude-sonnet-4-5', prompt: 'p', place, ...rest }
const clock = new TestClock()

describe('a call that is redirected', () => {
  /** A server that leads elsewhere from its first path, and answers there as it was told. */
  async function leading(t: TestContext, by: number, status: number, body: string): Promise<string> {
    const server = createServer((asked, response) => {
      if (asked.url?.startsWith('/v1/')) response.writeHead(by, { location: '/there' }).end()
      else response.writeHead(status, { 'content-type': 'text/html' }).end(body)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    t.after(() => (server.closeAllConnections(), server.close()))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  for (const [by, status, body] of [
    [301, 405, 'Method Not Allowed'],
    [302, 200, '<title>Sign in</title>'],
    [308, 401, 'no key'],
  ] as const)
    test(`by ${by} to a ${status} says so, with both addresses`, async (t) => {
      const url = await leading(t, by, status, body)
      const model = openAiModel({ apiKey: 'k', baseUrl: `${url}/v1`, clock })
      const { message } = faultOf(await model.ask(request, new AbortController().signal))
      assert.ok(message.includes(`redirected from POST ${url}/v1/chat/completions`), message)
    })
})

test('the query of an address stands behind the path', async (t) => {
  const asked: (string | undefined)[] = []
  const server = createServer(({ url }, response) => (asked.push(url), response.writeHead(404).end()))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  t.after(() => (server.closeAllConnections(), server.close()))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x?version=2`
  for (const model of [openAiModel({ apiKey: 'k', baseUrl, clock }), anthropicModel({ apiKey: 'k', baseUrl, clock })])
    await model.ask(request, new AbortController().signal)
  assert.deepEqual(asked, ['/x/chat/completions?version=2', '/x/v1/messages?version=2'])
})

test('an answer behind a heap of headers is read', async (t) => {
  const cookies = Array.from({ length: 10 }, (_, i) => `c${i}=${'x'.repeat(4000)}`)
  const script = (reply: Reply) => {
    reply.response.writeHead(200, { 'content-type': 'text/event-stream', 'set-cookie': cookies })
    reply.response.end(reply.events('ab').join(''))
  }
  assert.equal(textOf(await askModel(t, 'openai', script)), 'ab')
})

describe('a page of a proxy', () => {
  const page = (type: string, status: number) => (reply: Reply) => {
    reply.response.writeHead(status, { 'content-type': type })
    // "アクセスは拒否" in Shift_JIS.
    reply.response.end(Buffer.from('3c703e834183 4e835a8358 82cd 8b919 4db'.replaceAll(' ', ''), 'hex'))
  }
  test('is read in the character set of its header', async (t) => {
    const said = async (type: string, status = 403) => faultOf(await askModel(t, 'openai', page(type, status))).message
    assert.equal(await said('text/html; charset=Shift_JIS'), 'アクセスは拒否')
    assert.equal(await said('text/html;charset="shift_jis"'), 'アクセスは拒否')
    assert.doesNotMatch(await said('text/html; charset=unheard-of'), /アクセス/)
  })
  test('but an answer is UTF-8, whatever is said of it', async (t) => {
    const script = (reply: Reply) => {
      reply.response.writeHead(200, { 'content-type': 'text/html; charset=ISO-8859-1' })
      reply.response.end(reply.events('何か').join(''))
    }
    assert.equal(textOf(await askModel(t, 'openai', script)), '何か')
  })
})

describe('what the environment says to a vendor', () => {
  const settings = (draft: object) => ({
    config: configSchema.parse({ workspace_dir: 'w', logs_dir: 'l' }),
    tos: tosSchema.parse({ models: { draft } }),
  })
  test('is for the vendor’s own row of the catalogue', () => {
    const isVendor = (provider: string) => connectionOf('draft', settings({ provider }), {}, {}).isVendor
    assert.deepEqual(['openai', 'anthropic', 'groq', 'ollama'].map(isVendor), [true, true, false, false])
  })
  test('is sent to no other, and takes no key’s place there', async (t) => {
    const said = {
      OPENAI_ORG_ID: 'org-x',
      OPENAI_PROJECT_ID: 'proj-x',
      OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer own\nX-Team: t',
      ANTHROPIC_CUSTOM_HEADERS: 'Authorization: Bearer own\nX-Team: t',
    }
    t.after(() => Object.keys(said).forEach((name) => delete process.env[name]))
    Object.assign(process.env, said)
    const server = await modelServer(t, 'a')
    const { signal } = new AbortController()
    for (const isVendor of [true, false]) {
      const options = { apiKey: 'k', clock, isVendor }
      await openAiModel({ ...options, baseUrl: server.openAiUrl }).ask(request, signal)
      await anthropicModel({ ...options, baseUrl: server.url }).ask(request, signal)
    }
    const sent = server.calls.map(({ headers }) =>
      ['openai-organization', 'openai-project', 'x-team', 'authorization'].map((name) => headers[name]),
    )
    assert.deepEqual(sent, [
      ['org-x', 'proj-x', 't', 'Bearer own'],
      [undefined, undefined, 't', 'Bearer own'],
      [undefined, undefined, undefined, 'Bearer k'],
      [undefined, undefined, undefined, 'Bearer k'],
    ])
    assert.partialDeepStrictEqual(process.env, said)
  })
})

test('nothing is written past the screen of a model that will be gone', async (t) => {
  const warned = t.mock.method(console, 'warn', () => undefined)
  const server = await modelServer(t, (reply) => answer(reply, 'ab'))
  const model = anthropicModel({ apiKey: 'k', baseUrl: server.url, clock })
  assert.equal(textOf(await model.ask(request, new AbortController().signal)), 'ab')
  assert.equal(warned.mock.callCount(), 0)
  assert.match(String(server.calls[0]?.headers['anthropic-version']), /^\d{4}-\d\d-\d\d$/)
})
