// Facts about loops, runs, jobs and what operators ask of them.
import * as z from 'zod'
import { jobPlace } from './event-place.ts'
import { sandboxSchema } from './sandbox.ts'

const text = z.string()
const count = z.int().min(0)
const by = { by: text }

const stepRow = z.object({
  job: z.int().min(1),
  step: z.int().min(1),
  phase: text,
  isDone: z.boolean(),
  reason: text.nullable(),
  ts: text,
  error: text.nullable(),
  message: text.nullable(),
  isStopped: z.boolean(),
})
/** One row of phase_summary.steps; `ts` is UTC, or the local time text an old program wrote. */
export type StepRow = {
  job: number
  step: number
  phase: string
  isDone: boolean
  reason: string | null
  ts: string
  error: string | null
  message: string | null
  isStopped: boolean
}

/** Tokens and money of a step, a job or the loop. */
export const usageField = {
  usage: z
    .object({
      calls: count,
      input: count,
      output: count,
      cached: count,
      costUsd: z.number().min(0),
      unpriced: count,
      /** Calls counted by their worst case: the server told no tokens. */
      estimated: count.optional(),
    })
    .optional(),
}
const limit = z.enum(['max_cost_usd', 'max_tokens', 'max_minutes', 'no_progress_steps'])
const raisable = z.enum([...limit.options, 'max_jobs', 'max_steps'])

export const loopEvents = {
  /** A journal begins. `takeover` is what a root without a journal said of itself. */
  'loop.started': () =>
    z.object({
      loop: text,
      version: text,
      origin: z.enum(['new', 'clean', 'takeover']),
      takeover: z
        .looseObject({
          phase: text,
          step: z.int().min(1),
          isDone: z.boolean(),
          reason: text,
          index: z.int().nullable(),
          rows: z.array(stepRow),
        })
        .nullable(),
    }),
  /** The last line of a journal: the loop's files are being moved to the folder `to`. */
  'loop.archived': () => z.object({ to: text, ...by }),
  /** max_jobs jobs are done; `step` is the number the closing step log takes. */
  'loop.completed': () => z.object({ maxJobs: z.int(), jobsExecuted: count, job: count, step: z.int().min(1) }),

  /** A process begins to drive the loop. `settings` is all it decides by. */
  'run.started': () =>
    z.object({
      run: z.int().min(1),
      mode: z.enum(['run', 'test', 'cleanrun']),
      until: z.enum(['job', 'loop']),
      version: text,
      host: text,
      user: text,
      pid: z.int().min(0),
      root: text,
      zone: text,
      settings: z.object({ config: z.record(text, z.unknown()), tos: z.record(text, z.unknown()) }),
      /** What its commands run in. */
      sandbox: sandboxSchema.optional(),
    }),
  /** The run before ended without a word (kill -9, power cut); what is doubtful is named. */
  'run.recovered': () =>
    z.object({
      pid: z.int().min(0),
      tornBytes: count,
      tornText: text,
      /** `runningPid`: the command's process still lives. */
      inDoubt: z.object({ step: z.int(), index: count, code: text, runningPid: z.int().nullable() }).nullable(),
    }),
  'run.ended': () =>
    z.object({
      run: z.int().min(1),
      why: z.enum([
        'done',
        'loop_complete',
        'deny',
        'fatal_error',
        'max_steps',
        'stopped',
        'limit',
        'unanswered',
        'in_doubt',
        'failed',
      ]),
      endReason: text,
      exitCode: z.int().min(0),
      ...usageField,
    }),
  'run.pauseRequested': () => z.object({ ...by }),
  'run.paused': () => z.object({ run: z.int().min(1) }),
  'run.resumeRequested': () => z.object({ ...by }),
  'run.stopRequested': () => z.object({ ...by, when: z.enum(['step', 'now']) }),
  /** A limit would be passed by the next thing to do; `used` and `needed` are in the limit's unit. */
  'limit.reached': () => z.object({ limit, allowed: z.number(), used: z.number(), needed: z.number() }),
  'limit.raised': () => z.object({ limit: raisable, value: z.number().min(0), ...by }),
  /** A sentence for the next draft; `isKept`: for every one until it is taken back. */
  'note.added': () => z.object({ text, isKept: z.boolean(), ...by }),
  /** All notes are taken back. */
  'note.cleared': () => z.object({ ...by }),
  /** A lock left by a dead process was taken over. */
  'lock.takenOver': () => z.object({ host: text, user: text, pid: z.int(), startedAt: text }),
  /** A runbook file differed from what the journal says; the found one was kept in `kept`. */
  'file.restored': () => z.object({ path: text, kept: text.nullable() }),

  /** The job input as it was read; `text` is its inline JSON, `name` its job_name. */
  'payload.read': () =>
    z.object({
      path: text,
      isThere: z.boolean(),
      bytes: count,
      text: text.nullable(),
      name: text.nullable(),
    }),
  /** `index` is the runbook's job_index (null with job_loop off); `evidence` the files' state before the job. */
  'job.started': () =>
    z.object({
      ...jobPlace,
      index: z.int().nullable(),
      firstStep: z.int().min(1),
      name: text,
      evidence: z.record(text, text.nullable()),
    }),
  /** A later run goes on with a job: `evidence` are files that prove nothing as they are now, and those of new checks. */
  'job.resumed': () => z.object({ ...jobPlace, evidence: z.record(text, text.nullable()) }),
  'job.finished': () => z.object({ ...jobPlace, index: z.int().nullable(), step: z.int().min(1), ...usageField }),
} as const

/** What a root without a journal said of itself. */
export type Takeover = {
  phase: string
  step: number
  isDone: boolean
  reason: string
  index: number | null
  rows: StepRow[]
}
