// What commands print with --json, as schemas: published, and what one process of the program reads of another.
import * as z from 'zod'
import { checkAnswers } from './check-answers.ts'
import { reportSchema } from './report-schema.ts'
import { attempts, hosts, limits, people, salvaged, schedules, submitted } from './answers-fleet.ts'
import type { RestorePreview } from './restore-preview.ts'

const text = z.string()
const count = z.int().min(0)
const number = z.int().nullable()
const change = z.enum(['created', 'changed', 'deleted'])
const leftOut = z.array(z.object({ path: text, why: text }))
const verdict = z.enum(['allow', 'ask', 'deny'])
const loose = z.record(text, z.unknown())

const entry = {
  id: text,
  kind: z.enum(['checkpoint', 'snapshot', 'before rollback', 'before undo', 'found']),
  ts: text,
  name: text,
  job: number,
  step: number,
  commit: text.nullable(),
  files: count.nullable(),
  bytes: z.number().nullable(),
  isPinned: z.boolean(),
  loop: text.nullable(),
  object: text,
}
const difference = { path: text, change }
const usage = {
  calls: count,
  input_tokens: count,
  output_tokens: count,
  cached_tokens: count,
  cost_usd: z.number(),
  unpriced_calls: count,
  estimated_calls: count,
}
const tokens = z.object({ input: count, output: count, cached: count }).nullable()

const preview = (): z.ZodType<RestorePreview> =>
  z.object({
    target: z.object({ id: text.nullable(), name: text, commit: text }),
    scope: z.enum(['all', 'files']),
    paths: z.array(z.object({ ...difference, isByPerson: z.boolean(), archivedLoop: text.optional() })),
    emptyFolders: z.array(text),
    branch: text.nullable(),
    commits: z.object({ dropped: count, gained: count }),
    notes: z.array(text),
    leftOut,
    patch: z.array(text).optional(),
  })

/**
 * Answer -> maker of its schema. Keys of what the library has too are camelCase, as its types and the events; status, runs
 * and calls are the runbook's and have snake_case. Fields may be added.
 */
export const answers = {
  /** tos checkpoints */
  checkpoints: () => z.array(z.object({ ...entry, age: text })),
  /** tos checkpoints show */
  checkpoint: () =>
    z.object({
      ...entry,
      branch: text.nullable(),
      tree: text,
      target: text.nullable(),
      head: text.nullable(),
      leftOut,
      since: text.nullable(),
      changes: z.array(z.object(difference)),
    }),
  /** tos checkpoints diff */
  differences: () => z.array(z.object(difference)),
  /** tos checkpoints diff --patch */
  lines: () => z.array(text),
  /** tos checkpoints pin, unpin */
  pinned: () => z.object({ id: text, isPinned: z.boolean() }),
  /** tos checkpoints export */
  exported: () => z.object({ id: text, path: text, files: count }),
  /** tos diff */
  diff: () =>
    z.object({
      job: z.int(),
      step: number,
      from: text,
      to: text.nullable(),
      changes: z.array(z.object(difference)),
      patch: z.array(text).optional(),
    }),
  /** tos rollback --dry-run, tos undo --dry-run */
  preview,
  /** tos policy check */
  verdict: () => z.looseObject({ verdict, rule: text, place: text, part: text, reason: text }),
  /** tos policy programs */
  programs: () =>
    z.array(
      z.object({
        name: text,
        kind: z.enum(['row', 'reader']),
        about: text.nullable(),
        options: z.array(
          z.object({ names: z.array(text), value: z.enum(['none', 'required', 'optional', 'digits']), role: text }),
        ),
        operands: text.nullable(),
        effects: z.array(text),
        verbs: z.array(text),
        examples: z.object({ allow: z.array(text), ask: z.array(text), deny: z.array(text) }),
      }),
    ),
  /** tos policy coverage */
  coverage: () =>
    z.object({
      commands: count,
      uncovered: z.array(z.object({ program: text, commands: count, example: text })),
    }),
  /** tos status */
  status: () =>
    z.object({
      root: text,
      state: text,
      runner: z.object({ pid: z.int(), host: text, user: text, since: text, seen: z.boolean() }).nullable(),
      loop: text.nullable(),
      phase: text.nullable(),
      job: z.object({ job: z.int(), index: number, name: text, done: z.boolean() }).nullable(),
      max_jobs: number,
      jobs_done: number,
      step: z.object({ step: z.int(), max_steps: z.int(), finished: text.nullable() }).nullable(),
      question: z
        .object({
          question: z.int(),
          step: z.int(),
          asked_at: text,
          expires_at: text.nullable(),
          commands: z.array(
            z.object({
              index: z.int(),
              type: text.optional(),
              code: text.optional(),
              rules: z.array(text),
              reason: text,
              place: text,
              part: text,
            }),
          ),
        })
        .nullable(),
      grants: z.array(loose),
      badges: z.array(loose),
      decisions: z.object({ allow: count, ask: count, deny: count }),
      commands: z.object({ run: count, failed: count }),
      usage: z.object(usage),
      last_event: text.nullable(),
      end_reason: text.nullable(),
      exit_code: number,
    }),
  /** tos runs */
  runs: () =>
    z.array(
      z.object({
        loop: text,
        run: z.int(),
        mode: text,
        started_at: text,
        ended_at: text.nullable(),
        end_reason: text.nullable(),
        exit_code: number,
      }),
    ),
  /** tos runs show */
  calls: () =>
    z.array(
      z.object({
        run: z.int(),
        job: z.int(),
        step: z.int(),
        role: text,
        round: z.int(),
        attempt: z.int(),
        asked_at: text,
        provider: text,
        model: text,
        prompt: text,
        outcome: text,
        latency_ms: z.number().nullable(),
        tokens,
        charged: tokens,
        cost_usd: z.number().nullable(),
        reply: text.nullable(),
      }),
    ),
  /** tos report, with a schema of its own as well: report.v1.json */
  report: reportSchema,
  /** tos config show */
  settings: () => z.array(z.object({ key: text, value: z.unknown(), place: text.nullable() })),
  /** tos fleet */
  fleet: () => z.array(submitted()),
  /** tos fleet show */
  submitted,
  /** tos fleet hosts */
  hosts,
  /** tos fleet limits */
  limits,
  /** tos fleet schedule */
  schedules,
  /** tos fleet role */
  people,
  /** tos fleet salvage */
  attempts,
  /** tos fleet salvage NAME */
  salvaged,
  /** tos keys */
  keys: () => z.array(z.object({ group: text, keys: text, does: text })),
  ...checkAnswers,
} as const

/** Published as config/schema/answers.v1.json: one definition for each answer. */
export function answersJsonSchema(): object {
  const made = Object.entries(answers).map(([name, make]) => {
    const { $schema: _schema, ...schema } = z.toJSONSchema(make(), { io: 'input' })
    return [name, schema] as const
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'tos-tui: what commands print with --json, version 1',
    $defs: Object.fromEntries(made),
  }
}
