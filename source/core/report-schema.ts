// What `tos report --json` prints, as a schema: version 1. Fields may be added. Times are UTC, money US dollars.
import * as z from 'zod'

const text = z.string()
const textOrNone = text.nullable()
const count = z.int().min(0)
const number = z.int().nullable()
const money = z.number().nullable()
const place = { job: number, step: number }

const usage = z.object({
  calls: count,
  input_tokens: count,
  output_tokens: count,
  cost_usd: z.number(),
  unpriced: count,
  /** Calls counted by their worst case. */
  estimated: count,
})

const run = z.object({
  run: z.int(),
  mode: text,
  until: text,
  started_at: text,
  /** The last thing heard of it, where it died without a word. */
  ended_at: text,
  /** Null: it goes on, or died without a word. */
  end: textOrNone,
  end_reason: textOrNone,
  exit_code: number,
  host: text,
  user: text,
  pid: z.int(),
  version: text,
  sandbox: text,
  /** The run before it had died; what was in doubt then. */
  recovered: textOrNone,
})

const change = z.object({
  path: text,
  change: z.enum(['created', 'changed', 'deleted']),
  /** Lines; null where none are compared. */
  added: number,
  removed: number,
  patch: z.array(text),
})

const job = z.object({
  job: z.int(),
  index: number,
  name: text,
  started_at: text,
  ended_at: textOrNone,
  mark: z.enum(['done', 'deny', 'ask', 'failed', 'rejected', 'limit', 'open']),
  phase: textOrNone,
  steps: count,
  work_ms: count,
  tokens: count,
  cost_usd: z.number(),
  denied: count,
  asked: count,
  failed: count,
  rejected: count,
  files: count,
  /** The snapshots around it; null where none tells. */
  from: textOrNone,
  to: textOrNone,
  changes: z.array(change),
})

const step = z.object({
  job: z.int(),
  step: z.int(),
  attempt: z.int(),
  started_at: text,
  /** Null while it is under way, and where its run died. */
  ended_at: textOrNone,
  phase: textOrNone,
  reason: text,
  error: textOrNone,
  tokens: count,
  cost_usd: z.number(),
  /** Where its time went: part, and milliseconds from its beginning to where the part began and ended. */
  parts: z.array(z.tuple([z.enum(['draft', 'review', 'final', 'waiting', 'executing']), count, count])),
})

const decision = z.object({
  ts: text,
  job: z.int(),
  step: z.int(),
  index: count,
  verdict: z.enum(['allow', 'ask', 'deny']),
  code: text,
  reason: text,
  rule: text,
  /** file:line of the rule. */
  place: text,
  part: text,
  answer: z.object({ answer: z.enum(['allow', 'deny']), by: text, reason: text }).nullable(),
})

const command = z.object({
  ts: text,
  job: number,
  step: number,
  index: number,
  code: text,
  outcome: text,
  exit_code: number,
  duration_ms: count,
  /** The end of what it said, where it failed. */
  output: text,
})

const exchange = z.object({
  job: z.int(),
  step: z.int(),
  role: text,
  round: z.int(),
  attempt: z.int(),
  ts: text,
  provider: text,
  model: text,
  outcome: text,
  latency_ms: number,
  input_tokens: number,
  output_tokens: number,
  cost_usd: money,
  prompt: text,
  reply: textOrNone,
})

export const reportSchema = () =>
  z.object({
    v: z.literal(1),
    made_at: text,
    version: text,
    root: text,
    zone: text,
    scope: z.object({ kind: z.enum(['loop', 'run', 'job']), loop: text, run: number, job: number }),
    /** What the report was made from. */
    journal: z.object({
      is_whole: z.boolean(),
      /** Where it is not what was written, and how; the first ones of many. */
      findings: z.array(z.object({ where: text, what: text })),
      more: count,
      /** Lines of it that are not in this report. */
      lost: count,
    }),
    outcome: z.object({
      end: text,
      is_well: z.boolean(),
      end_reason: textOrNone,
      exit_code: number,
      phase: textOrNone,
      started_at: text,
      ended_at: text,
      /** What most likely is to be called next. */
      next: text,
    }),
    /** The items the runbook's failure report wants, for a failure or none. */
    failure_report: z.object({
      time: text,
      commit: textOrNone,
      mode: text,
      phase: textOrNone,
      job_index: number,
      job_name: textOrNone,
      end_reason: textOrNone,
      error: textOrNone,
      run_summary: textOrNone,
      last_steps: z.array(text),
      input: z.object({ path: text, bytes: count, text: textOrNone }).nullable(),
      order_of_calls: z.array(text),
      git_status: z.array(text),
      git_log: z.array(text),
    }),
    totals: z.object({
      jobs: count,
      jobs_done: count,
      max_jobs: number,
      steps: count,
      commands: count,
      commands_failed: count,
      allowed: count,
      asked: count,
      denied: count,
      rejected: count,
    }),
    usage,
    runs: z.array(run),
    jobs: z.array(job),
    steps: z.array(step),
    incidents: z.array(z.object({ kind: text, ts: text, ...place, text, why: text })),
    decisions: z.array(decision),
    commands: z.array(command),
    exchanges: z.array(exchange),
    /** What people asked of the loop. */
    requests: z.array(z.object({ ts: text, what: text, by: text })),
    environment: z.record(text, text),
    /** As the run had it. */
    configuration: z.object({ config: z.record(text, z.unknown()), tos: z.record(text, z.unknown()) }),
    /** Of long loops the report holds what went wrong and what was last; the journal has all. */
    left_out: z.object({
      decisions: count,
      commands: count,
      exchanges: count,
      /** Jobs whose patches, or some of whose files, are not in it. */
      patches: count,
      incidents: count,
      requests: count,
      /** Where the rest is to be seen. */
      why: text,
    }),
  })

export type Report = z.infer<ReturnType<typeof reportSchema>>

/** JSON Schema as published in config/schema/report.v1.json. */
export const reportJsonSchema = (): object => ({
  title: 'tos-tui: what `tos report --json` prints, version 1',
  ...z.toJSONSchema(reportSchema(), { io: 'input' }),
})
