// What stands in the tables, read by the parsers that read files: rows are other people's data.
import * as z from 'zod'
import { standingSchema } from '../standing.ts'
import { submissionSchema, queuedLoopSchema, type QueuedLoop, type Submission } from '../submission.ts'

const moment = z.date().transform((date) => date.toISOString())

export const loopRow = z.object({
  name: z.string(),
  submission: submissionSchema.omit({ name: true, submittedAt: true }),
  submitted_by: z.string(),
  state: z.enum(['queued', 'running', 'lost', 'asks', 'ended', 'poisoned']),
  attempt: z.int(),
  fruitless: z.int(),
  host: z.string().nullable(),
  pid: z.int().nullable(),
  exit_code: z.int().nullable(),
  overview: standingSchema.nullable().catch(null),
  at: moment,
  submitted_at: moment,
})
export type LoopRow = z.infer<typeof loopRow>

/** `by` is who the database knows, not who the submission says. */
export const submissionOf = (row: LoopRow): Submission => ({
  ...row.submission,
  name: row.name,
  by: row.submitted_by,
  submittedAt: row.submitted_at,
})

export const queuedOf = (row: LoopRow): QueuedLoop =>
  queuedLoopSchema.parse({
    v: 1,
    ...submissionOf(row),
    state: row.state,
    attempt: row.attempt,
    fruitless: row.fruitless,
    worker:
      row.state === 'running' && row.host !== null
        ? { host: row.host, pid: row.pid ?? 0, startTick: null, bootId: null }
        : null,
    exitCode: row.exit_code,
    standing: row.overview,
    at: row.at,
  })

/** Columns of `loopRow`; `l` is the loop. */
export const loopColumns =
  'l.name, l.submission, l.submitted_by, l.attempt, l.fruitless, l.host, l.pid, l.exit_code, l.overview, l.at, l.submitted_at'
