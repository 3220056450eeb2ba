// Rules on parsed commands, as config/tos.json and the packs hold them.
import * as z from 'zod'
import { doubts, fileActions, otherActions } from './action-kinds.ts'

export type * from './action-kinds.ts'

const text = z.string()
const list = z.array(text.min(1)).min(1)

const example = z.union([text, z.strictObject({ type: z.enum(['bash', 'powershell']), code: text })])

export const ruleSchema = z.strictObject({
  id: text.min(1),
  effect: z.enum(['allow', 'ask', 'deny']),
  type: z.enum(['bash', 'powershell']).optional().describe('commands of this type only'),
  program: z.array(text).min(1).optional().describe('names of programs, without folders'),
  args: z
    .strictObject({
      prefix: list.optional().describe('the first words that are no options'),
      flags: list.optional().describe("any of these: '-f' also in '-rf', '--force' also abbreviated"),
      operands: list.optional().describe('globs; any word that is no option'),
    })
    .optional(),
  action: z
    .array(z.enum([...fileActions, ...otherActions]))
    .min(1)
    .optional()
    .describe('what the command would do'),
  in: list.optional().describe("where: 'project', 'outside', 'scratch', 'git' or globs"),
  not_in: list
    .optional()
    .describe("everywhere but there; of 'network' also 'loopback': what only asks servers of this machine"),
  redirect: list.optional().describe('globs of redirection targets'),
  doubt: z.array(z.enum(doubts)).min(1).optional().describe("why an action is 'unknown'"),
  reason: text.default('').describe('for people and for the model'),
  match: z.array(example).default([]).describe('commands this rule must hit; checked when the file is loaded'),
  not_match: z.array(example).default([]).describe('commands it must not hit'),
})
export type Rule = z.infer<typeof ruleSchema>
export type Effect = Rule['effect']

export const packNames = [
  'tos-default',
  'no-network',
  'no-delete-outside',
  'read-only',
  'no-priv-change',
  'git-protected',
  'no-secret-read',
  'guarded',
  'strict',
] as const
export type PackName = (typeof packNames)[number]

export const packSchema = z.strictObject({
  description: text,
  include: z.array(z.enum(packNames)).default([]),
  default: z.enum(['allow', 'ask', 'deny']).default('allow').describe('for what no rule speaks of'),
  contained: z.enum(['allow', 'ask']).default('allow').describe('for doubts about what the sandbox holds'),
  rules: z.array(ruleSchema).default([]),
})
export type Pack = z.infer<typeof packSchema>
/** As its file has it. */
export type PackFile = z.input<typeof packSchema>

export const policySchema = z
  .strictObject({
    mixed_step: z.enum(['stop', 'run_allowed']).default('stop'),
    packs: z.array(z.enum(packNames)).default([]).describe('shipped rules, see docs/policy.md'),
    rules: z.array(ruleSchema).default([]),
    dynamic: z.enum(['ask', 'deny']).default('ask').describe('for what the text of a command does not tell'),
    contained: z
      .enum(['allow', 'ask'])
      .nullable()
      .default(null)
      .describe(
        'for doubts that the sandbox holds and a snapshot brings back; null: as the packs say (guarded: allow, strict: ask)',
      ),
  })
  .prefault({})
