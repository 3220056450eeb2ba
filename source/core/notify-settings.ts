// `notify` in config/tos.json: who is told of what, and how.
import * as z from 'zod'
import { noticeEvents } from './notice.ts'
import { chatNames } from './chats.ts'

const text = z.string()

/** An address as it stands, or with `${NAME}` from the environment or .env in it. */
const address = text.refine(
  (value) => /\$\{[A-Za-z_]\w*\}/.test(value) || (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)),
  'is neither an http(s) address nor a ${NAME} of the environment',
)

const shared = {
  on: z
    .array(z.enum(noticeEvents))
    .min(1)
    .default([...noticeEvents])
    .describe('what is told'),
  timeout_sec: z.number().positive().max(600).default(30).describe('seconds one attempt may take'),
  retries: z.int().min(0).max(100).default(8).describe('further attempts before a notice is given up'),
}

const command = z.strictObject({
  command: text.min(1).describe('shell code; the notice is JSON on its standard input'),
  env: z.array(text).default([]).describe('variables it gets besides PATH, HOME, LANG, TMPDIR and USER'),
  ...shared,
})
const webhook = z.strictObject({
  webhook: address.describe('where the notice is POSTed; ${NAME} comes from the environment or .env'),
  chat: z.enum(chatNames).default('json').describe('the form of a chat service'),
  secret_env: text.nullable().default(null).describe('variable with the key that signs the body (HMAC-SHA256)'),
  ...shared,
})

export const notifySchema = z
  .strictObject({
    targets: z
      .array(z.union([command, webhook]))
      .max(20)
      .default([])
      .describe('commands and webhooks'),
    stalled_min: z.number().positive().nullable().default(30).describe('minutes without an event; null: never told'),
    retry_sec: z
      .number()
      .min(0.01)
      .default(2)
      .describe('seconds before the second attempt; each one later waits twice as long'),
  })
  .prefault({})

export type NotifySettings = z.infer<typeof notifySchema>
export type NotifyTarget = NotifySettings['targets'][number]
export type WebhookTarget = z.infer<typeof webhook>
export type CommandTarget = z.infer<typeof command>
