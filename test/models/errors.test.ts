import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { meaningOf } from '../../source/models/failure-table.ts'
import { wayCure } from '../../source/models/cure.ts'
import { failureOf } from '../../source/models/failure-of.ts'
import { errorIn } from '../../source/models/error-body.ts'
import { waitHint } from '../../source/models/wait-hint.ts'
import { askModel, faultOf } from '../helpers/ask-model.ts'
import type { Reply } from '../helpers/model-server.ts'

const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const streamed = (value: unknown) => (reply: Reply) => (reply.begin(), reply.response.end(event(value)))

/** What servers were seen to say, and what it means: status, body, kind, whether asking again is of no use. */
const rows: [what: string, status: number, body: unknown, kind: string, isPermanent: boolean][] = [
  ['OpenRouter, a number as code', 200, { error: { code: 401, message: 'User not found' } }, 'auth', true],
  [
    'a gateway, a number as text',
    200,
    { error: { code: '502', message: 'Provider returned error' } },
    'overloaded',
    false,
  ],
  [
    'vLLM, an object of its own',
    200,
    {
      object: 'error',
      message: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens",
      type: 'BadRequestError',
      code: 400,
    },
    'prompt too long',
    true,
  ],
  ['code and msg', 200, { code: 429, msg: 'slow down' }, 'rate limit', false],
  [
    'Gemini, a list around it',
    429,
    [{ error: { code: 429, message: 'Resource has been exhausted', status: 'RESOURCE_EXHAUSTED' } }],
    'rate limit',
    false,
  ],
  [
    'Gemini, a bad key',
    400,
    [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.', status: 'INVALID_ARGUMENT' } }],
    'auth',
    true,
  ],
  ['Ollama, a text', 404, { error: "model 'x' not found" }, 'invalid request', true],
  [
    'LM Studio, an unknown path',
    200,
    { error: 'Unexpected endpoint or method. (POST /chat/completions)' },
    'invalid request',
    true,
  ],
  ['FastAPI, a detail', 401, { detail: 'Not authenticated' }, 'auth', true],
  [
    'DeepSeek, nothing left',
    402,
    { error: { message: 'Insufficient Balance', type: 'unknown_error', code: 'invalid_request_error' } },
    'quota',
    true,
  ],
  [
    'OpenAI, nothing left',
    429,
    { error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' } },
    'quota',
    true,
  ],
  [
    'Anthropic, nothing left',
    400,
    {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'Your credit balance is too low to access the Anthropic API.' },
    },
    'quota',
    true,
  ],
  [
    'Gemini, a quota that comes back',
    429,
    {
      error: {
        code: 429,
        message: 'You exceeded your current quota, please check your plan and billing details. Please retry in 34.07s.',
        status: 'RESOURCE_EXHAUSTED',
      },
    },
    'rate limit',
    false,
  ],
  [
    'Anthropic, too long',
    400,
    {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'prompt is too long: 210000 tokens > 200000 maximum' },
    },
    'prompt too long',
    true,
  ],
  [
    'llama.cpp, too long',
    400,
    {
      error: {
        code: 400,
        message: 'the request exceeds the available context size, try increasing it',
        type: 'exceed_context_size_error',
      },
    },
    'prompt too long',
    true,
  ],
  [
    'Gemini, too long',
    400,
    { error: { message: 'The input token count (40000) exceeds the maximum number of tokens allowed (32768).' } },
    'prompt too long',
    true,
  ],
  [
    'Groq, more than a minute allows',
    413,
    {
      error: {
        message: 'Request too large for model `x` on tokens per minute (TPM): Limit 6000, Requested 9000',
        code: 'rate_limit_exceeded',
      },
    },
    'prompt too long',
    true,
  ],
  [
    'Groq, a sample that failed',
    400,
    {
      error: {
        message: 'Failed to generate JSON. Please adjust your prompt.',
        type: 'invalid_request_error',
        code: 'json_validate_failed',
      },
    },
    'sample failed',
    false,
  ],
  [
    'OpenAI, an answer cut',
    400,
    {
      error: {
        message: 'Could not finish the message because max_tokens or model output limit was reached.',
        type: 'invalid_request_error',
      },
    },
    'too long',
    false,
  ],
  [
    'Azure, a prompt filtered',
    400,
    {
      error: {
        message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
        code: 'content_filter',
      },
    },
    'refused',
    true,
  ],
  ['Bedrock, throttled', 400, { __type: 'ThrottlingException', message: 'Too many requests' }, 'rate limit', false],
  [
    'LiteLLM, a limit within a 500',
    500,
    { error: { message: 'litellm.RateLimitError: rate limit reached', type: 'None', code: '500' } },
    'rate limit',
    false,
  ],
  [
    'OpenRouter, raw words within',
    400,
    {
      error: {
        code: 400,
        message: 'Provider returned error',
        metadata: { raw: '{"error":{"message":"prompt is too long"}}' },
      },
    },
    'prompt too long',
    true,
  ],
  [
    'Anthropic, overloaded',
    529,
    { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
    'overloaded',
    false,
  ],
  [
    'llama.cpp, loading',
    503,
    { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
    'overloaded',
    false,
  ],
  [
    'a proxy’s page',
    502,
    '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
    'overloaded',
    false,
  ],
  ['Bedrock, tokens', 429, { message: 'Too many tokens, please wait before trying again.' }, 'rate limit', false],
  [
    'a gateway, tokens of Bedrock',
    400,
    { error: { message: 'BedrockException - {"message":"Too many tokens, please wait before trying again."}' } },
    'rate limit',
    false,
  ],
  [
    'Cerebras, tokens',
    429,
    { message: 'Too many tokens processed.', code: 'token_quota_exceeded' },
    'rate limit',
    false,
  ],
  [
    'TGI, too long',
    422,
    { error: '`inputs` + `max_new_tokens` must be <= 8193. Given: 9000' },
    'prompt too long',
    true,
  ],
  [
    'Qwen, too long',
    400,
    { error: { message: 'Range of input length should be [1, 30720]' } },
    'prompt too long',
    true,
  ],
  [
    'Moonshot, too long',
    400,
    { error: { message: 'Your request exceeded model token limit: 8192 (requested: 10000)' } },
    'prompt too long',
    true,
  ],
  [
    'LM Studio, too long',
    200,
    { error: { message: 'The model is loaded with context length of only 4096 tokens, which is not enough.' } },
    'prompt too long',
    true,
  ],
  [
    'LiteLLM, a budget',
    400,
    { error: { message: 'Budget has been exceeded!', type: 'budget_exceeded' } },
    'quota',
    true,
  ],
  [
    'Anthropic, a limit of its own',
    400,
    {
      type: 'error',
      error: { type: 'invalid_request_error', message: 'You have reached your specified API usage limits.' },
    },
    'quota',
    true,
  ],
  ['nothing', 500, '', 'overloaded', false],
  ['nothing', 403, '', 'auth', true],
]

describe('an error means the same wherever it stands, and its words are told', () => {
  for (const [what, status, body, kind, isPermanent] of rows)
    for (const vendor of ['openai', 'anthropic'] as const)
      test(`${vendor}: ${what}: ${status} is ${kind}`, async (t) => {
        const failure = faultOf(await askModel(t, vendor, (reply) => reply.json(status, body)))
        assert.partialDeepStrictEqual(failure, { kind, isPermanent })
        const [error] = Array.isArray(body) ? body : [body]
        const said = error?.error?.message ?? error?.error ?? error?.message ?? error?.msg ?? error?.detail ?? ''
        if (error?.error?.metadata === undefined) assert.ok(failure.message.startsWith(String(said)), failure.message)
        if (typeof body !== 'object' || status !== 200) return
        const inStream = faultOf(await askModel(t, vendor, streamed(body)))
        assert.equal(inStream.kind, kind)
        assert.ok(inStream.message.startsWith(String(said)), inStream.message)
      })
  test('the words of a page are told without its marks', async (t) => {
    const page = '<html><style>a{}</style><title>502 Bad Gateway</title><body><h1>nginx</h1></body></html>'
    assert.equal(
      faultOf(await askModel(t, 'openai', (reply) => reply.json(502, page))).message,
      '502 Bad Gateway nginx',
    )
  })
  test('an error behind the beginning of an answer, with choices beside it, is the error', async (t) => {
    const begun = event({ choices: [{ index: 0, delta: { content: '{"' } }] })
    const broken = event({
      error: { code: 401, message: 'User not found' },
      choices: [{ delta: { content: '' }, finish_reason: 'error' }],
    })
    const failure = faultOf(await askModel(t, 'openai', (reply) => (reply.begin(), reply.response.end(begun + broken))))
    assert.partialDeepStrictEqual(failure, { kind: 'auth', isPermanent: true, status: 401, message: 'User not found' })
  })
  test('an event named error is one, also when it holds plain words', async (t) => {
    const script = (reply: Reply) => (reply.begin(), reply.response.end('event: error\ndata: Too many requests\n\n'))
    assert.equal(faultOf(await askModel(t, 'openai', script)).kind, 'rate limit')
  })
  test('an error outside of any event of the stream is one', async (t) => {
    const script = (reply: Reply) => (
      reply.begin(),
      reply.response.end('data: {"choices": []}\n\n{"error": {"message": "no key", "code": "invalid_api_key"}}')
    )
    assert.equal(faultOf(await askModel(t, 'openai', script)).kind, 'auth')
  })
  test('what is no error is none: null, empty, an answer that speaks of errors', () => {
    for (const value of [
      { error: null, choices: [] },
      { error: {}, choices: [] },
      { error: '', choices: [] },
      { type: 'ping' },
      { type: 'message_start', message: { content: [] } },
      { message: { role: 'assistant', content: 'a' }, done: false },
      { choices: [{ message: { content: 'error 401' } }] },
    ])
      assert.equal(errorIn(value), null)
  })
  test('without a status, a code or a word that is known it passes', () => {
    assert.deepEqual(meaningOf({ statuses: [], codes: [], words: 'what?', tellsTime: false }), {
      kind: 'overloaded',
      isPermanent: false,
    })
  })
})

describe('a 404 tells the address and the likely cure', () => {
  const page = (reply: Reply) => reply.json(404, '404 page not found')
  const cures: [path: string, cure: RegExp][] = [
    [
      '',
      /404 page not found \(POST http:\/\/127\.0\.0\.1:\d+\/chat\/completions\); '\/v1' may be missing at the end of base_url/,
    ],
    ['/v1/v1', /'\/v1' stands twice/],
    ['/v1/chat/completions', /base_url ends too late/],
  ]
  for (const [path, cure] of cures)
    test(`base_url ends in '${path}'`, async (t) => {
      assert.match(faultOf(await askModel(t, 'openai', page, { path })).message, cure)
    })
  test('anthropic: base_url ends in /v1', async (t) => {
    assert.match(faultOf(await askModel(t, 'anthropic', page, { path: '/v1' })).message, /'\/v1' stands twice/)
  })
  const said = async (t: TestContext, message: string) =>
    faultOf(await askModel(t, 'openai', (reply) => reply.json(404, { error: { message } }))).message
  for (const message of [
    'The model `x` does not exist',
    'The API deployment for this resource does not exist.',
    'No endpoints found for a/b:free.',
    'No allowed providers are available for the selected model.',
  ])
    test(`a model that is not there is told as that: ${message}`, async (t) => {
      assert.match(await said(t, message), /is the model's name right/)
    })
  test('a refusal by a policy asks for neither address nor name', async (t) => {
    const message = 'No endpoints found matching your data policy.'
    assert.match(await said(t, message), /data policy\. \(POST [^ ]+\)$/)
  })
})

describe('a rate limit is timed by whatever tells the time', () => {
  const now = Date.parse('2026-11-28T12:00:00Z')
  const hint = (headers: Record<string, string>, words = '', details: string[] = []) =>
    waitHint((name) => headers[name] ?? null, details, words, now)
  const headers: [Record<string, string>, number | null][] = [
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '1m30s' }, 90_000],
    [{ 'retry-after': 'Sat, 28 Nov 2026 12:00:20 GMT' }, 20_000],
    [{ 'retry-after-ms': '1500', 'retry-after': '2' }, 1500],
    [
      {
        'x-ratelimit-reset-tokens': '12.5s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-requests': '8.64s',
      },
      12_500,
    ],
    [
      {
        'x-ratelimit-reset-requests': '6m0s',
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-tokens': '20ms',
      },
      360_000,
    ],
    [{ 'x-ratelimit-reset-requests': '1s' }, 1000],
    [
      {
        'x-ratelimit-reset-requests-day': '33011.38',
        'x-ratelimit-remaining-requests-day': '100',
        'x-ratelimit-reset-tokens-minute': '3.38',
        'x-ratelimit-remaining-tokens-minute': '0',
      },
      3380,
    ],
    [{ ratelimit: 'limit=100, remaining=0, reset=50' }, 50_000],
    [{ ratelimit: '"default";r=0;t=50', 'ratelimit-reset': '7' }, 50_000],
    // The same header of two servers on the way.
    [{ 'retry-after': '3, 3' }, 3000],
    [{ 'retry-after': '2, 30' }, 30_000],
    [{ 'x-ratelimit-reset': String(now + 9000), 'x-ratelimit-remaining': '0' }, 9000],
    [{ 'x-ratelimit-reset': String(now / 1000 + 9) }, 9000],
    [{ 'ratelimit-reset': '15' }, 15_000],
    // A date is one of the server's clock, which its own header tells.
    [{ 'retry-after': 'Sat, 28 Nov 2026 12:50:20 GMT', date: 'Sat, 28 Nov 2026 12:50:00 GMT' }, 20_000],
    [{ 'retry-after': 'Sat, 28 Nov 2026 11:10:20 GMT', date: 'Sat, 28 Nov 2026 11:10:00 GMT' }, 20_000],
    [{ 'x-ratelimit-reset': String(now + 3_009_000), date: 'Sat, 28 Nov 2026 12:50:00 GMT' }, 9000],
    [{ 'retry-after': 'Sat, 28 Nov 2026 12:00:20 GMT', date: 'Sat, 28 Nov 2026 11:59:58 GMT' }, 20_000],
    [{ 'retry-after': '7', date: 'Sat, 28 Nov 2026 12:50:00 GMT' }, 7000],
    [
      { 'anthropic-ratelimit-tokens-reset': '2026-11-28T12:00:31Z', 'anthropic-ratelimit-tokens-remaining': '0' },
      31_000,
    ],
    [{ 'anthropic-ratelimit-input-tokens-reset': '2026-11-28T12:00:05Z' }, 5000],
    [{}, null],
  ]
  for (const [given, ms] of headers) test(JSON.stringify(given), () => assert.equal(hint(given), ms))
  const words: [string, number | null][] = [
    ['Please try again in 12.1s.', 12_100],
    ['Please try again in 7m12.5s. Need more tokens?', 432_500],
    ['Please try again in 20ms.', 20],
    ['Please retry after 7 seconds.', 7000],
    ['Please retry in 34.074824224s.', 34_075],
    ['Wait 1 minute and 20 seconds', 80_000],
    ['try again in 2 hours', 7_200_000],
    ['Limit 10 per 60 seconds reached. Try again in 5 s', 5000],
    ['resets at 2026-11-28T12:00:30Z', 30_000],
    ['请在 30 秒后重试', 30_000],
    ['Out of call volume quota. Quota will be replenished in 01:12:40.', 4_360_000],
    ['The window began at 18:30:00.', null],
    // Without a zone: Beijing's, where this service stands.
    ['Usage limit reached for 5 hour. Your limit will reset at 2026-11-28 20:00:30', 30_000],
    ['已达到 5 小时的使用上限。您的限额将在 2026-11-28 20:00:30 重置。', 30_000],
    ['Your limit will reset at 2026-11-28T20:00:30Z', 28_830_000],
    ['Your limit did reset at 2026-11-27 20:00:30', 0],
    ['Limit 30000, Used 29500, Requested 900.', null],
    ['slow down', null],
  ]
  for (const [said, ms] of words) test(`"${said}"`, () => assert.equal(hint({}, said), ms))
  test('resets that stand on every answer say nothing of a fault that is no limit', async (t) => {
    const headers = { 'x-ratelimit-remaining-tokens': '199000', 'x-ratelimit-reset-tokens': '6s' }
    const waitOf = async (status: number, more: Record<string, string> = {}) =>
      faultOf(await askModel(t, 'openai', (reply) => reply.json(status, { error: 'x' }, { ...headers, ...more })))
        .retryAfterMs
    assert.equal(await waitOf(500), null)
    assert.equal(await waitOf(503), null)
    assert.equal(await waitOf(429), 6000)
    assert.equal(await waitOf(503, { 'x-ratelimit-remaining-tokens': '0' }), 6000)
    assert.equal(await waitOf(503, { 'retry-after': '7' }), 7000)
  })
  test('a field of the error that says when the limit resets', () => {
    const told = (more: object) => errorIn({ error: { message: 'used up', ...more } })?.waits ?? []
    assert.equal(hint({}, 'used up', [...told({ resets_in_seconds: 90 })]), 90_000)
    assert.equal(hint({}, 'used up', [...told({ resets_at: now / 1000 + 1000 })]), 1_000_000)
  })
  test('a delay among the details of the error', async (t) => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34s' }]
    const error = { code: 429, message: 'Resource exhausted', status: 'RESOURCE_EXHAUSTED', details }
    assert.equal(faultOf(await askModel(t, 'openai', (reply) => reply.json(429, [{ error }]))).retryAfterMs, 34_000)
  })
  /** A model that is being loaded takes minutes; asking three times within seconds is of no use. */
  const loading: [what: string, status: number, body: unknown, ms: number | null][] = [
    ['llama.cpp', 503, { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } }, 5000],
    ['an inference service', 503, { error: 'Model a/b is currently loading', estimated_time: 20.5 }, 20_500],
    ['the same without a time', 503, { error: 'Model a/b is currently loading' }, 5000],
    ['a model server', 503, { error: 'Model with name m is not ready.' }, 5000],
    [
      'a host of models',
      503,
      { error: { message: 'Deployment is currently scaled to zero and is scaling up.' } },
      5000,
    ],
    ['its neighbour', 503, { error: 'The endpoint is initializing' }, 5000],
    ['a cloud', 429, { __type: 'ModelNotReadyException', message: 'The model is not ready for inference.' }, 5000],
    ['one that could not', 500, { error: { message: 'error loading model: unable to allocate' } }, null],
    ['another that could not', 503, { error: { message: 'Failed to load model m' } }, null],
  ]
  for (const [what, status, body, ms] of loading)
    test(`a model that is being loaded: ${what}`, async (t) => {
      const failure = faultOf(await askModel(t, 'openai', (reply) => reply.json(status, body)))
      assert.deepEqual([failure.retryAfterMs, failure.isPermanent], [ms, false])
    })
  test('the headers of the server behind a gateway, told in the error', async (t) => {
    const error = { code: 429, message: 'Rate limit exceeded', metadata: { headers: { 'Retry-After': '17' } } }
    assert.equal(faultOf(await askModel(t, 'openai', streamed({ error }))).retryAfterMs, 17_000)
  })
})

describe('a connection that comes to nothing says what helps, and is tried again only where that can help', () => {
  const ways: [words: string, cure: RegExp, isPermanent: boolean][] = [
    ['DEPTH_ZERO_SELF_SIGNED_CERT self-signed certificate', /NODE_EXTRA_CA_CERTS/, true],
    ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/, true],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /NODE_EXTRA_CA_CERTS/, true],
    ['CERT_HAS_EXPIRED certificate has expired', /clock/, true],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /base_url/, true],
    ['EPROTO ssl3_get_record:wrong version number', /http instead of https/, true],
    ['connect ECONNREFUSED 127.0.0.1:1', /server run/, false],
    ['getaddrinfo ENOTFOUND models.invalid', /proxy/, false],
    ['UND_ERR_INVALID_ARG Proxy Authentication Required (407)', /user and password in the proxy/, true],
    ['UND_ERR_ABORTED Proxy response (407) !== 200 when HTTP Tunneling', /user and password in the proxy/, true],
    ['UND_ERR_ABORTED Proxy response (403) !== 200 when HTTP Tunneling', /NO_PROXY/, true],
    ['UND_ERR_ABORTED Proxy response (502) !== 200 when HTTP Tunneling', /^$/, false],
    ['Request cannot be constructed from a URL that includes credentials: x', /headers/, true],
    ['bad port', /listen at another/, true],
    ['read ECONNRESET', /^$/, false],
  ]
  for (const [words, cure, isPermanent] of ways)
    test(words, () => {
      assert.match(wayCure(words).cure, cure)
      assert.equal(wayCure(words).isPermanent, isPermanent)
    })
  test('a time-out of the connection is none of the call: nothing was asked', () => {
    const thrown = (code: string, message: string) => failureOf({ cause: { code, message } }, false)
    assert.partialDeepStrictEqual(thrown('UND_ERR_CONNECT_TIMEOUT', 'Connect Timeout Error'), {
      failure: { kind: 'connection' },
    })
    assert.partialDeepStrictEqual(thrown('ETIMEDOUT', 'connect ETIMEDOUT 10.0.0.1:443'), {
      failure: { kind: 'connection' },
    })
    assert.partialDeepStrictEqual(thrown('ETIMEDOUT', 'read ETIMEDOUT'), { failure: { kind: 'timeout' } })
  })
})
