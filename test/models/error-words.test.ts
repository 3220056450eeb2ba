// What servers were reported to say when they refuse a call, and what it means for a loop: goes on, waits, shortens, or ends.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { errorIn } from '../../source/models/error-body.ts'
import { serverFailure } from '../../source/models/failure-of.ts'
import type { ModelFailure } from '../../source/models/model.ts'

function failureOf(status: number, body: unknown, headers: Record<string, string> = {}): ModelFailure {
  const error = errorIn(body, status >= 400)
  assert.ok(error, JSON.stringify(body))
  const outcome = serverFailure(error, {
    url: 'http://h/v1/chat/completions',
    status,
    requestId: null,
    header: (name) => headers[name] ?? null,
  })
  assert.ok(!outcome.ok)
  return outcome.failure
}

type Row = readonly [status: number, body: unknown]
const error = (message: string, more: object = {}) => ({ error: { message, ...more } })
const kinds: Record<string, readonly Row[]> = {
  // The server's own trouble, behind a status that blames the request.
  'overloaded, passing': [
    [400, { error: 'The model has crashed without additional information. (Exit code: null)' }],
    [400, { error: 'Model is unloaded.' }],
    [400, { error: 'Error: Channel Error' }],
    [424, { error: 'Request failed during generation: CUDA out of memory', error_type: 'generation' }],
    [498, error('Flex tier capacity exceeded', { code: 'capacity_exceeded' })],
    [400, { title: 'Bad Request', status: 400, detail: "Function id 'x': DEGRADED function cannot be invoked" }],
  ],
  'rate limit, passing': [
    [429, error('You exceeded your current quota. See error-code#token-limit', { code: 'insufficient_quota' })],
    [429, { code: 'Throttling.AllocationQuota', message: 'Allocated quota exceeded, please increase it.' }],
    [403, { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 00:12:40.' }],
  ],
  'quota, permanent': [
    [429, error('You exceeded your current quota', { code: 'insufficient_quota' })],
    [429, error('Your account o is suspended, please check it', { type: 'exceeded_current_quota_error' })],
    [429, error('Your account has reached the set inference limit', { code: 'SetLimitExceeded' })],
    [429, { type: 'error', error: { type: 'rate_limit_error', message: 'Extra usage is required for long context.' } }],
    [403, { code: 30001, message: 'Sorry, your account balance is insufficient' }],
    [403, { code: 403, reason: 'NOT_ENOUGH_BALANCE', message: 'not enough balance' }],
    [403, error('Your account has an overdue balance.', { code: 'AccountOverdueError', type: 'Forbidden' })],
    [403, error('The free tier of the model has been exhausted.', { code: 'AllocationQuota.FreeTierOnly' })],
    [403, { code: 'The caller does not have permission', error: "Your team doesn't have any credits yet." }],
    [403, error('Quota exceeded. Please upgrade to a higher pricing tier.', { code: '403' })],
  ],
  'refused, permanent': [
    [400, error('Content Exists Risk', { code: 'invalid_request_error' })],
    [403, error('m requires moderation. Your input was flagged for "x".', { code: 403 })],
    [400, error('Violated guardrail policy')],
    [446, error('The guardrail checks defined in the config failed.', { type: 'hooks_failed' })],
    // Firewalls before a server, which read commands in a prompt as an attack.
    [403, { error: 'Sorry, you have been blocked. You are unable to access api.example.com' }],
    [403, 'ERROR: The request could not be satisfied. Request blocked.'],
    [400, error('sensitive words detected', { code: 'sensitive_words_detected' })],
    [400, error('Your request was rejected as a result of our safety system.')],
    [400, error('This request has been flagged under our policy', { code: 'cyber_policy_violation' })],
  ],
  'auth, permanent': [
    [400, [{ error: { code: 400, message: 'API key expired. Please renew it.', status: 'INVALID_ARGUMENT' } }]],
    [400, error('Bad key', { details: [{ reason: 'API_KEY_INVALID' }] })],
    [400, error('Authentication Error - Expired Key.', { type: 'expired_key', code: '400' })],
    [403, error('This key may not use the model', { type: 'permission_error' })],
    [200, { base_resp: { status_code: 2049, status_msg: 'invalid api key' } }],
  ],
  'prompt too long, permanent': [
    [400, { error: 'Reached context length of 4096 tokens with this model' }],
    [400, { code: 20015, message: 'length of prompt_tokens (140000) must be less than max_seq_len (131072).' }],
    [400, error('the max input characters is 20000', { code: 'invalid_argument' })],
    [400, error('Total tokens of image and text exceed max message tokens.', { code: 'InvalidParameter' })],
    [400, { status: { code: '40003', message: 'Text too long' }, result: null }],
    [400, error('入力トークン数が上限を超えています')],
    [200, { error_code: 336007, error_msg: 'the max input characters is 4800' }],
  ],
  'invalid request, permanent': [
    [400, error('Invalid max_tokens value, the valid range of max_tokens is [1, 8192]')],
    [400, error('max_tokens must be less than or equal to 8192')],
    [400, error('The model m has been decommissioned and is no longer supported', { code: 'model_decommissioned' })],
    [400, { object: 'error', message: 'Invalid model: m', type: 'invalid_model', code: '1500' }],
  ],
}

describe('an error of a server means', () => {
  for (const [meaning, rows] of Object.entries(kinds))
    for (const [status, body] of rows)
      test(`${meaning}: ${status} ${JSON.stringify(body)}`, () => {
        const { kind, isPermanent } = failureOf(status, body)
        assert.equal(`${kind}, ${isPermanent ? 'permanent' : 'passing'}`, meaning)
      })
})

describe('the words of gateways are told, whatever they call them', () => {
  const told: [words: string, status: number, body: unknown][] = [
    ['User is not authorized', 403, { Message: 'User is not authorized' }],
    ['Quota limit exceeded', 429, { fault: { faultstring: 'Quota limit exceeded', detail: { errorcode: 'x.Quota' } } }],
    ['Text too long', 400, { status: { code: '40003', message: 'Text too long' }, result: null }],
    ['an error without words', 429, {}],
    ['an error without words', 500, [{}]],
  ]
  for (const [words, status, body] of told)
    test(JSON.stringify(body), () => assert.equal(failureOf(status, body).message, words))
})

describe('a server that says whether to ask again', () => {
  const fault = error('The server had an error', { type: 'server_error' })
  const rows: [what: string, status: number, body: unknown, headers: Record<string, string>, isPermanent: boolean][] = [
    ['is believed in its no', 500, fault, { 'x-should-retry': 'false' }, true],
    ['is believed in its yes', 400, error('odd'), { 'x-should-retry': 'true' }, false],
    ['is waited for when it tells a time, too', 503, fault, { 'x-should-retry': 'false', 'retry-after': '9' }, false],
    ['has a limit that ends, whatever it says', 429, error('slow down'), { 'x-should-retry': 'false' }, false],
    ['gets no prompt again that is too long', 413, error('too large'), { 'x-should-retry': 'true' }, true],
    ['says nothing in other words', 500, fault, { 'x-should-retry': '' }, false],
  ]
  for (const [what, status, body, headers, isPermanent] of rows)
    test(what, () => assert.equal(failureOf(status, body, headers).isPermanent, isPermanent))
})

describe('the setting that helps is told', () => {
  const told: [setting: string, status: number, body: unknown][] = [
    [
      "'models.<role>.max_tokens'",
      400,
      error('max_tokens is too large: 8000. The maximum context length is 8192 tokens'),
    ],
    ["'models.<role>.max_tokens'", 402, error('This request requires more credits, or fewer max_tokens.')],
    [
      "'models.<role>.stream_usage'",
      422,
      { message: { detail: [{ loc: ['body', 'stream_options'], msg: 'Extra inputs are not permitted' }] } },
    ],
    ...[
      'Your organization must be verified to stream this model. Please go to https://x.test and click on Verify.',
      "Unsupported value: 'stream' does not support true with this model. Only the default (false) value is supported.",
      'This model does not support streaming.',
      'Streaming is not supported by this deployment',
      'The model is unsupported for streaming.',
      'stream mode is not enabled for your account',
      'stream=true is not allowed',
    ].map((words): [string, number, unknown] => ["'models.<role>.stream'", 400, error(words)]),
    ["'models.<role>.stream'", 403, error('This key may not stream answers.')],
    ["'models.<role>.model'", 404, { type: 'error', error: { type: 'not_found_error', message: 'model: claude-x' } }],
    ["'models.<role>.model'", 400, error('foo is not a valid model ID')],
    ["'models.<role>.model'", 400, error('/chat/completions: Invalid model name passed in model=xx.')],
    ["'models.<role>.model'", 400, error('The requested model is not supported.')],
    [
      "'models.<role>.temperature'",
      400,
      error("'temperature' does not support 0.7 with this model. Only 1 is supported."),
    ],
  ]
  for (const [setting, status, body] of told)
    test(`${status} ${JSON.stringify(body)}`, () => {
      assert.ok(failureOf(status, body).message.includes(setting), failureOf(status, body).message)
    })
})
