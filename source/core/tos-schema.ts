// config/tos.json: everything that TOS v0.3 did not have. Kept apart from what uses the settings: to build this schema
// takes longer than to draw a screen that needs none of it.
import * as z from 'zod'
import { configSchema } from './config-schema.ts'
import { execSchema } from './exec-settings.ts'
import { modelsSchema } from './model-settings.ts'
import { notifySchema } from './notify-settings.ts'
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

export const tosSchema = z.strictObject({
  $schema: text.optional().describe('for editors; the program does not read it'),
  models: modelsSchema,
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
      max_ignored_mb: z
        .number()
        .min(0)
        .default(500)
        .describe('ignored files that snapshots hold at most, in all; the workspace is always held'),
      remade: z
        .array(text)
        .default([])
        .describe('more folders that something makes again, which no snapshot holds: names, or paths from the top'),
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
  notify: notifySchema,
  fleet: z
    .strictObject({
      project: text.max(200).default('').describe("what the project is called in a fleet; '': its folder's name"),
      team: text.max(200).default('').describe('whose limits count for its loops'),
      carry: z
        .array(text.regex(/^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$)).+$/, 'is no folder of the project'))
        .default(['workspace'])
        .describe('folders that travel to another host though git ignores them'),
      max_carry_mb: z.number().positive().max(1000).default(64).describe('a bigger tree goes by the git remote'),
      in_doubt: z
        .enum(['rerun_if_local', 'ask', 'rerun'])
        .default('rerun_if_local')
        .describe('what becomes of a command that was under way when its host died'),
      park_after_sec: seconds.default(300).describe('seconds without an answer after which the slot is given back'),
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
