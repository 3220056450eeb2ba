// config_v0_3.json: the runbook's frozen schema.
import * as z from 'zod'

const text = z.string()
const count = z.int().min(0)
// The system takes no other name for a file.
const path = text.refine(
  (name) => !name.includes('\0') && name.isWellFormed(),
  'no name of a file can hold that character',
)
const seconds = z.number().positive().max(2_000_000)

const defaultRetryPrefix =
  '前回の応答がJSON形式ではありませんでした。必ず以下の形式で、JSONのみを返してください。説明文は不要です。'

const jobLoop = z.strictObject({
  enabled: z.boolean().default(false),
  max_jobs: count.optional().describe('jobs of a loop, default 1'),
  job_name: text.optional().describe("default 'default'"),
  job_input: z.strictObject({ path: path.default(''), required: z.boolean().default(false) }).prefault({}),
  job_result: z.strictObject({ path: path.min(1).default('workspace/artifacts/job_result.json') }).prefault({}),
})

export const configSchema = z.strictObject({
  config_version: text.default('v0.3'),
  sprint: text.default('S-5'),
  s5_settings: z
    .strictObject({
      enabled: z.boolean().default(false),
      description: text.default(''),
      experimental_warning: z.boolean().default(true),
      job_loop: jobLoop.prefault({}),
    })
    .prefault({}),
  openai_model: text.min(1).default('gpt-4o-mini'),
  anthropic_model: text.min(1).default('claude-3-5-sonnet-20241022'),
  max_steps: count.default(8).describe('steps of one job'),
  api_retry: count.default(2).describe('calls again after the first one failed'),
  json_retry: count.default(2).describe('re-prompts after a reply of a wrong form'),
  json_retry_prefix: text.default(defaultRetryPrefix),
  timeout_sec: seconds.default(120).describe('seconds, of a model call and of a command'),
  workspace_dir: path.min(1),
  logs_dir: path.min(1),
  draft_prompt_template: text.default(''),
  review_prompt_template: text.default(''),
  final_prompt_template: text.default(''),
  allow_types: z.array(z.enum(['powershell', 'bash'])).default(['powershell']),
  deny_patterns: z.array(text).default([]).describe('RE2 expressions, case ignored, `.` matches no line feed'),
  execution_policy: z
    .strictObject({
      default_action: z.enum(['allow', 'deny']).default('allow'),
      deny_if_contains: z.array(text).default([]).describe('words, case-sensitive'),
      stop_on_deny: z.boolean().default(true),
    })
    .prefault({}),
})
export type Config = z.infer<typeof configSchema>
