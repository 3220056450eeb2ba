import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ModelRequest } from '../../source/models/model.ts'
import { recordingSchema, replayModel } from '../../source/models/replay.ts'
import { plainOptions } from '../helpers/model-options.ts'

const never = new AbortController().signal
type Asked = Partial<Omit<ModelRequest, 'place'>> & Partial<ModelRequest['place']>

/** A model that answers from these, asked with everything that does not matter filled in. */
function recorded(...answers: object[]) {
  const model = replayModel(recordingSchema.parse({ v: 1, answers }))
  return ({ job = 1, step = 1, call = 0, ...more }: Asked = {}, signal = never) =>
    model.ask(
      {
        role: 'draft',
        model: 'm',
        prompt: 'p',
        ordinal: 0,
        timeoutMs: 1000,
        options: plainOptions,
        onDelta: () => undefined,
        ...more,
        place: { job, step, call },
      },
      signal,
    )
}
const textOf = (outcome: Awaited<ReturnType<ReturnType<typeof recorded>>>) =>
  outcome.ok ? outcome.text : `${outcome.failure.kind}: ${outcome.failure.message}`

describe('answers without conditions', () => {
  test('are taken in order, each role by its own count', async () => {
    const ask = recorded(
      { role: 'draft', text: 'd1' },
      { role: 'review', text: 'r1' },
      { role: 'draft', text: 'd2' },
      { role: 'final', text: 'f1' },
    )
    const questions: Asked[] = [
      { role: 'draft', ordinal: 1, step: 9 },
      { role: 'final', ordinal: 0 },
      { role: 'draft', ordinal: 0 },
      { role: 'review', ordinal: 0 },
    ]
    assert.deepEqual((await Promise.all(questions.map((asked) => ask(asked)))).map(textOf), ['d2', 'f1', 'd1', 'r1'])
  })
  test('the same question has the same answer, however often it is asked', async () => {
    const ask = recorded({ role: 'draft', text: 'a' }, { role: 'draft', text: 'b' })
    assert.deepEqual([textOf(await ask({ ordinal: 1 })), textOf(await ask({ ordinal: 1 }))], ['b', 'b'])
  })
  test('an answer tells model and usage', async () => {
    const usage = { input: 10, output: 2, cached: 3 }
    const outcome = await recorded({ role: 'draft', text: 'a', usage })({ model: 'gpt-x' })
    assert.deepEqual(outcome, { ok: true, text: 'a', model: 'gpt-x', requestId: null, usage })
    assert.partialDeepStrictEqual(await recorded({ role: 'draft' })(), { ok: true, text: '', usage: null })
  })
})

describe('answers with conditions', () => {
  const ask = recorded(
    { role: 'draft', text: 'in order' },
    { role: 'draft', text: 'job 2', job: 2 },
    { role: 'draft', text: 'step 3', step: 3 },
    { role: 'draft', text: 'job 4 step 4', job: 4, step: 4 },
    { role: 'draft', text: 'matched', match: '合計(x' },
    { role: 'review', text: 'review of step 3', step: 3 },
  )
  test('go before those in order when all that are given hold', async () => {
    assert.equal(textOf(await ask({ job: 2 })), 'job 2')
    assert.equal(textOf(await ask({ step: 3 })), 'step 3')
    assert.equal(textOf(await ask({ job: 4, step: 4 })), 'job 4 step 4')
    assert.equal(textOf(await ask({ role: 'review', step: 3 })), 'review of step 3')
  })
  test('do not stand in the way when one does not hold', async () => {
    assert.equal(textOf(await ask({ job: 4, step: 5 })), 'in order')
    assert.equal(textOf(await ask({ job: 5, step: 4 })), 'in order')
  })
  test('match is plain text of the prompt, no expression', async () => {
    assert.equal(textOf(await ask({ prompt: 'say 合計(x now' })), 'matched')
    assert.equal(textOf(await ask({ prompt: '合計x' })), 'in order')
  })
  test('several of one place are for its first call, its second, …; the last one stays', async () => {
    const ask = recorded(...['one', 'two', 'three'].map((text) => ({ role: 'draft', step: 1, text })))
    assert.equal(textOf(await ask()), 'one')
    assert.equal(textOf(await ask({ call: 1 })), 'two')
    assert.equal(textOf(await ask({ call: 2 })), 'three')
    assert.equal(textOf(await ask({ call: 9 })), 'three')
  })
  test('a failed call and a refused reply of one place each take an answer', async () => {
    const failure = { kind: 'overloaded' }
    const ask = recorded(
      { role: 'draft', step: 1, failure },
      { role: 'draft', step: 1, text: 'no JSON' },
      { role: 'draft', step: 1, text: '{}' },
    )
    // Asked three times: it failed, then it answered prose, then it is asked again in a new round.
    const calls = [{}, { call: 1, ordinal: 1 }, { call: 2, ordinal: 2 }]
    const told = (await Promise.all(calls.map((asked) => ask(asked)))).map(textOf)
    assert.deepEqual(told, ['overloaded: recorded failure', 'no JSON', '{}'])
  })
})

describe('no answer left', () => {
  test('is a permanent failure that names role, job and step', async () => {
    const outcome = await recorded({ role: 'draft', text: 'a' })({ role: 'final', job: 2, step: 3, ordinal: 4 })
    assert.ok(!outcome.ok)
    assert.deepEqual(outcome.failure, {
      kind: 'invalid request',
      message: 'the recording holds no answer for final call 5 (job 2, step 3)',
      status: null,
      requestId: null,
      isPermanent: true,
      retryAfterMs: null,
    })
  })
})

describe('streaming', () => {
  const deltas = async (answer: object) => {
    const got: string[] = []
    const outcome = await recorded({ role: 'draft', ...answer })({ onDelta: (text) => got.push(text) })
    return { got, outcome }
  }
  test('one piece when nothing else is said, none for an empty answer', async () => {
    assert.deepEqual((await deltas({ text: 'hello' })).got, ['hello'])
    assert.deepEqual((await deltas({ text: '' })).got, [])
  })
  test('the pieces put together are the answer, never more pieces than asked for, none empty', async () => {
    for (const [text, pieces] of [
      ['0123456789', 3],
      ['0123456789', 10],
      ['0123', 9],
      ['日本語の返事', 4],
    ] as const) {
      const { got } = await deltas({ text, pieces, latency_ms: 1 })
      assert.equal(got.join(''), text)
      assert.ok(got.length <= pieces && got.length > 1 && !got.includes(''), JSON.stringify(got))
    }
  })
  test('a cut stream has sent its beginning, and is a failure worth another try', async () => {
    const { got, outcome } = await deltas({ text: '0123456789', cut_after: 4, pieces: 2 })
    assert.equal(got.join(''), '0123')
    assert.partialDeepStrictEqual(outcome, { ok: false, failure: { kind: 'cut', isPermanent: false } })
    assert.equal(textOf(outcome), 'cut: the stream broke after 4 characters')
  })
  test('a stream may be cut before its first character', async () => {
    const { got, outcome } = await deltas({ text: '0123456789', cut_after: 0 })
    assert.deepEqual([got, outcome.ok], [[], false])
  })
})

describe('recorded failures', () => {
  test('keep kind, message, status, permanence and wait', async () => {
    const failure = { kind: 'rate limit', message: 'slow down', status: 429, retry_after_ms: 9000 }
    assert.deepEqual(await recorded({ role: 'draft', failure })(), {
      ok: false,
      failure: {
        kind: 'rate limit',
        message: 'slow down',
        status: 429,
        requestId: null,
        isPermanent: false,
        retryAfterMs: 9000,
      },
    })
    const permanent = { kind: 'auth', status: 401, permanent: true }
    assert.partialDeepStrictEqual(await recorded({ role: 'draft', failure: permanent })(), {
      failure: { kind: 'auth', isPermanent: true, retryAfterMs: null },
    })
  })
  test('come behind what was streamed before', async () => {
    const got: string[] = []
    const ask = recorded({ role: 'draft', text: 'half', failure: { kind: 'stalled' } })
    assert.equal((await ask({ onDelta: (text) => got.push(text) })).ok, false)
    assert.deepEqual(got, ['half'])
  })
})

describe('a stop', () => {
  const cancelled = { ok: false, failure: { kind: 'cancelled', isPermanent: false } }
  test('ends a slow answer at once', { timeout: 10_000 }, async () => {
    const stop = new AbortController()
    const outcome = recorded({ role: 'draft', text: 'late', latency_ms: 60_000 })({}, stop.signal)
    stop.abort()
    assert.partialDeepStrictEqual(await outcome, cancelled)
  })
  test('between two pieces ends the stream there', { timeout: 10_000 }, async () => {
    const stop = new AbortController()
    const got: string[] = []
    const onDelta = (text: string) => {
      got.push(text)
      stop.abort()
    }
    const ask = recorded({ role: 'draft', text: 'abcd', pieces: 4, latency_ms: 4 })
    assert.partialDeepStrictEqual(await ask({ onDelta }, stop.signal), cancelled)
    assert.deepEqual(got, ['a'])
  })
  test('from before the question is no answer either', async () => {
    assert.partialDeepStrictEqual(await recorded({ role: 'draft', text: 'a' })({}, AbortSignal.abort()), cancelled)
  })
})
