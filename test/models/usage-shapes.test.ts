// Where servers put their token counts, and what they leave out of them: limits of tokens and money rest on these numbers.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askModel } from '../helpers/ask-model.ts'
import type { Reply } from '../helpers/model-server.ts'

const counts = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 }
const event = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`
const said = event({ choices: [{ index: 0, delta: { content: 'ab' } }] })
const end = (more: object = {}) => event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop', ...more }] })
const withUsage = (usage: unknown) => said + end() + event({ choices: [], usage })

const shapes: [what: string, stream: string, input: number, output: number, cached: number][] = [
  ['as the vendor does', withUsage(counts), 11, 7, 0],
  [
    'thinking in the total alone',
    withUsage({ ...counts, total_tokens: 518, completion_tokens_details: { reasoning_tokens: 500 } }),
    11,
    507,
    0,
  ],
  [
    'all of it thinking, and no tokens of an answer',
    withUsage({ prompt_tokens: 21, completion_tokens: 0, total_tokens: 81 }),
    21,
    60,
    0,
  ],
  ['thinking in both: it counts once', withUsage({ ...counts, completion_tokens: 507, total_tokens: 518 }), 11, 507, 0],
  ['a total that is less than its parts', withUsage({ ...counts, total_tokens: 1 }), 11, 7, 0],
  ['a total that is no number', withUsage({ ...counts, total_tokens: '518' }), 11, 7, 0],
  ['in the choice', said + end({ usage: { ...counts, cached_tokens: 4 } }), 11, 7, 4],
  ['under other names', withUsage({ input_tokens: 11, output_tokens: 7 }), 11, 7, 0],
  [
    'under other names, with zeros under the usual ones',
    withUsage({ prompt_tokens: 0, completion_tokens: 0, input_tokens: 11, output_tokens: 7 }),
    11,
    7,
    0,
  ],
  ['cached under another name', withUsage({ ...counts, prompt_cache_hit_tokens: 5 }), 11, 7, 5],
  [
    'zeros behind counts',
    said +
      event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }], usage: counts }) +
      event({ choices: [], usage: { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 } }),
    11,
    7,
    0,
  ],
]

describe('tokens are counted wherever they are told', () => {
  for (const [what, stream, input, output, cached] of shapes)
    test(what, async (t) => {
      const script = (reply: Reply) => (reply.begin(), reply.response.end(`${stream}data: [DONE]\n\n`))
      const outcome = await askModel(t, 'openai', script)
      assert.ok(outcome.ok)
      assert.deepEqual(outcome.usage, { input, output, cached })
    })
})

describe('what a gateway asks for a call is told with its tokens', () => {
  const rows: [what: string, usage: object, costUsd: number | undefined][] = [
    ['as a number', { cost: 0.25, cost_details: { upstream_inference_cost: 0.25 } }, 0.25],
    [
      "with a key of one's own: its fee and what the server behind it asks",
      { cost: 0.25, is_byok: true, cost_details: { upstream_inference_cost: 5 } },
      5.25,
    ],
    ['for nothing', { cost: 0 }, 0],
    ['not at all', {}, undefined],
    ['as what is no amount', { cost: '0.25' }, undefined],
    ['as less than nothing', { cost: -1 }, undefined],
  ]
  for (const [what, more, costUsd] of rows)
    test(what, async (t) => {
      const stream = withUsage({ ...counts, ...more })
      const outcome = await askModel(t, 'openai', (reply) => (reply.begin(), reply.response.end(stream)))
      assert.ok(outcome.ok)
      assert.equal(outcome.usage?.costUsd, costUsd)
    })
})
