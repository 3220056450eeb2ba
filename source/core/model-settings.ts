// The settings of config/tos.json that say which models are asked, and how.
import * as z from 'zod'
import { providerNames, type ProviderName } from './providers.ts'

const text = z.string()
const seconds = z.number().positive().max(2_000_000)

/** Smallest budget a prompt can be given: less holds no step. */
const minPromptCharacters = 1000

const roleOf = (provider: ProviderName) =>
  z
    .strictObject({
      provider: z
        .enum([...providerNames, 'replay'])
        .default(provider)
        .describe('a row of the catalogue (docs/models.md), or replay for recorded answers'),
      model: text
        .min(1)
        .nullable()
        .default(null)
        .describe('null: openai_model or anthropic_model of config_v0_3.json, or the one of the catalogue'),
      temperature: z
        .number()
        .min(0)
        .max(2)
        .nullable()
        .optional()
        .describe('null leaves it out of the request; without it 0.7, or none where the model takes none'),
      max_tokens: z
        .int()
        .min(1)
        .optional()
        .describe('tokens of one answer, thinking included; without it what the catalogue says: 2000, 8000 or 16000'),
      max_tokens_name: z
        .enum(['max_tokens', 'max_completion_tokens'])
        .optional()
        .describe('the parameter that carries max_tokens; without it what the catalogue says'),
      timeout_sec: seconds.nullable().default(null).describe('null: timeout_sec of config_v0_3.json'),
      json: z
        .enum(['prompt', 'object', 'schema'])
        .default('prompt')
        .describe('how JSON is asked for: by the prompt alone, or by the request where the server supports it'),
      stream: z
        .boolean()
        .default(true)
        .describe('false: the answer in one piece, where none can be streamed; timeout_sec then bounds all of it'),
      stream_usage: z
        .boolean()
        .optional()
        .describe('ask for token counts in the stream; without it what the catalogue says'),
      base_url: z
        .url()
        .nullable()
        .default(null)
        .describe('null: the variable of the catalogue, such as OPENAI_BASE_URL, else its address'),
      headers: z
        .record(text.regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, 'no name of a header'), text)
        .default({})
        .describe('sent with every call; ${NAME} stands for a variable'),
      api_key_env: text
        .min(1)
        .nullable()
        .default(null)
        .describe("variable that holds the key; null: the catalogue's; 'none': the server wants no key"),
      api_key_command: text
        .min(1)
        .nullable()
        .default(null)
        .describe('shell command that prints the key, asked once at the start of a run instead of a variable'),
    })
    .prefault({})

const price = z.strictObject({
  input: z.number().min(0),
  output: z.number().min(0),
  cached: z.number().min(0).optional(),
})

export const modelsSchema = z
  .strictObject({
    draft: roleOf('openai'),
    review: roleOf('anthropic'),
    final: roleOf('openai'),
    replay: text.nullable().default(null).describe('file of recorded answers, relative to the project root'),
    max_wait_min: z.number().min(0).default(60).describe('minutes a rate limit may make the loop wait'),
    max_prompt_chars: z
      .int()
      .min(minPromptCharacters)
      .default(16_000)
      .describe('characters of a prompt; history, reviews and observations are shortened to it, the oldest first'),
    api_key_timeout_sec: seconds.default(30).describe('seconds an api_key_command may take'),
    prices: z
      .record(text, price)
      .default({})
      .describe('USD per 1,000,000 tokens, by the name of a model; a date behind the name does not matter'),
  })
  .prefault({})
