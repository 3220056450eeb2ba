// config/tos.json: everything that TOS v0.3 did not have. Kept apart from what uses the settings: to build this schema
// takes longer than to draw a screen that needs none of it.
import * as z from 'zod'
import { configSchema } from './config-schema.ts'
import { execSchema } from './exec-settings.ts'
import { policySchema } from './policy-settings.ts'
import { maxApprovalMinutes } from './settings.ts'

const text = z.string()
const count = z.int().min(0)
const seconds = z.number().positive().max(2_000_000)

const fileCheck = z.strictObject({
  kind: z.literal('file'),
  path: text.min(1).describe('relative to the project root'),
  contains: z.array(text).default([]).describe('words that must all occur'),
})
const commandCheck = z.strictObject({
  kind: z.literal('command'),
  type: z.enum(['bash', 'powershell']).default('bash'),
  code: text.min(1),
  exit_code: z.int().default(0),
})
export type DoneCheck = z.infer<typeof fileCheck> | z.infer<typeof commandCheck>

const modelOf = (provider: 'openai' | 'anthropic') =>
  z
    .strictObject({
      provider: z.enum(['openai', 'anthropic', 'replay']).default(provider),
      model: text.min(1).nullable().default(null).describe('null: openai_model or anthropic_model of config_v0_3.json'),
      temperature: z.number().min(0).max(2).nullable().default(0.7).describe('null leaves it out of the request'),
      max_tokens: z.int().min(1).default(2000).describe('tokens of one answer'),
      max_tokens_name: z
        .enum(['max_tokens', 'max_completion_tokens'])
        .default('max_tokens')
        .describe('the parameter that carries max_tokens to an OpenAI model'),
      timeout_sec: seconds.nullable().default(null).describe('null: timeout_sec of config_v0_3.json'),
      json: z
        .enum(['prompt', 'object', 'schema'])
        .default('prompt')
        .describe('how JSON is asked for: by the prompt alone, or by the request where the server supports it'),
      stream_usage: z.boolean().default(true).describe('ask an OpenAI model for token counts in the stream'),
      base_url: z.url().nullable().default(null).describe('null: OPENAI_BASE_URL, ANTHROPIC_BASE_URL or the vendor'),
      api_key_env: text
        .min(1)
        .nullable()
        .default(null)
        .describe(
          "variable that holds the key; null: OPENAI_API_KEY or ANTHROPIC_API_KEY; 'none': the server wants no key",
        ),
    })
    .prefault({})

const price = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cached: z.number().min(0).optional(),
})

export const tosSchema = z.strictObject({
  models: z
    .strictObject({
      draft: modelOf('openai'),
      review: modelOf('anthropic'),
      final: modelOf('openai'),
      replay: text.nullable().default(null).describe('file of recorded answers, relative to the project root'),
      max_wait_min: z.number().min(0).default(60).describe('minutes a rate limit may make the loop wait'),
      prices: z.record(text, price).default({}).describe('USD per 1,000,000 tokens, by the beginning of a model name'),
    })
    .prefault({}),
  done: z
    .strictObject({
      accept_existing: z.boolean().default(false).describe('true: evidence older than the job counts'),
      checks: z
        .array(z.discriminatedUnion('kind', [fileCheck, commandCheck]))
        .min(1)
        .nullable()
        .default(null)
        .describe('null: the result file of the runbook'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      max_cost_usd: z.number().min(0).nullable().default(null).describe('of the whole loop'),
      max_tokens: count.nullable().default(null).describe('in and out, of the whole loop'),
      max_minutes: z.number().positive().nullable().default(null).describe('of one run'),
      no_progress_steps: z.int().min(1).nullable().default(null).describe('steps in a row that change nothing'),
    })
    .prefault({}),
  review: z
    .strictObject({ gate: z.boolean().default(true).describe('false: approval=false is advice only') })
    .prefault({}),
  checkpoints: z
    .strictObject({
      snapshots: z.boolean().default(true).describe('save the working tree before each executing step'),
      keep: z.int().min(1).default(200).describe('automatic snapshots kept at most'),
      max_age_days: z.number().positive().default(30).describe('older automatic snapshots are given up'),
      max_file_mb: z
        .number()
        .positive()
        .default(100)
        .describe('bigger files are left out of the snapshots before steps'),
      store: text
        .regex(/^(?:\/|~\/)/, 'is neither absolute nor below ~/')
        .nullable()
        .default(null)
        .describe(
          'folder for the stores of snapshots, /… or ~/…; null: $XDG_STATE_HOME/tos/stores or ~/.local/state/…',
        ),
      git_timeout_sec: seconds.default(600).describe('seconds a git process may be silent'),
      fetch_timeout_sec: seconds.default(20).describe("seconds a rollback's fetch may be silent"),
    })
    .prefault({}),
  approval: z
    .strictObject({
      timeout_min: z
        .number()
        .min(0)
        .max(maxApprovalMinutes)
        .default(0)
        .describe('minutes the run waits for an answer before it ends with exit code 5; 0: for ever'),
    })
    .prefault({}),
  policy: policySchema,
  exec: execSchema,
})
export type TosSettings = z.infer<typeof tosSchema>

/** The settings without a config/tos.json. */
export const defaultTos = (): TosSettings => tosSchema.parse({}, { jitless: true })

/** JSON Schemas as published in config/schema/. */
export function settingsJsonSchemas(): { config: object; tos: object } {
  return {
    config: { title: 'TOS v0.3 configuration', ...z.toJSONSchema(configSchema, { io: 'input' }) },
    tos: { title: 'tos-tui settings', ...z.toJSONSchema(tosSchema, { io: 'input' }) },
  }
}
