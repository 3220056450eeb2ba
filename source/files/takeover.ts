// A root written by the old program: phase_state.json and step files, but no journal.
import { basename } from 'node:path'
import * as z from 'zod'
import type { StepRow, Takeover } from '../core/event-loop.ts'
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { stepOfFileName } from '../core/step-name.ts'
import { stepFiles } from './archive.ts'
import { readJsonFile } from './json-file.ts'
import type { Layout } from './layout.ts'
import { isThere } from './open-regular.ts'

const maxBytes = 16 * 1024 * 1024
const text = z.string().nullable().default(null)

const phaseStateSchema = z.object({
  current_phase: z.string(),
  current_step: z.int().min(1).default(1),
  last_done: z.boolean().default(false),
  last_done_reason: text,
  job_index: z.int().nullable().default(null),
})
const stepSchema = z.object({
  phase: z.string().default(''),
  step_num: z.int().optional(),
  timestamp: z.string().default(''),
  done: z.boolean().default(false),
  done_reason: text,
  error: text,
  message: text,
  stopped: z.boolean().default(false),
})

export interface OldRoot {
  readonly takeover: Takeover | null
  /** Step files that no state vouches for: they go to the archive. */
  readonly strays: readonly string[]
}

/** What a root without a journal says of itself. A damaged file is refused: nobody can know what it meant. */
export function readOldRoot(layout: Layout): Result<OldRoot> {
  const files = stepFiles(layout)
  if (!isThere(layout.phaseState)) return succeed({ takeover: null, strays: files })
  const state = read(layout.phaseState, phaseStateSchema, 'phase_state.json')
  if (!state.ok) return state
  const { current_phase: phase, current_step: step, last_done: isDone, job_index: index } = state.value
  const job = isDone ? Math.max(1, (index ?? 2) - 1) : Math.max(1, index ?? 1)
  const rows: StepRow[] = []
  for (const path of files) {
    const log = read(path, stepSchema, basename(path))
    if (!log.ok) return log
    rows.push(toRow(log.value, job, stepOfFileName(basename(path)) ?? 1))
  }
  return succeed({
    takeover: { phase, step, isDone, reason: state.value.last_done_reason ?? '', index, rows },
    strays: [],
  })
}

function toRow(log: z.infer<typeof stepSchema>, job: number, step: number): StepRow {
  return {
    job,
    step,
    phase: log.phase,
    isDone: log.done,
    reason: log.done_reason,
    ts: log.timestamp,
    error: log.error,
    message: log.message,
    isStopped: log.stopped,
  }
}

function read<S extends z.ZodType>(path: string, schema: S, name: string): Result<z.infer<S>> {
  const file = readJsonFile(path, { maxBytes })
  if (!file.ok) return fail(damaged(file.failure, name))
  const parsed = schema.safeParse(file.value.value)
  if (parsed.success) return succeed(parsed.data)
  const [issue] = parsed.error.issues
  const where = file.value.place(issue?.path ?? [])
  return fail(
    damaged(
      { what: `'${issue?.path.join('.') ?? ''}': ${issue?.message ?? ''}`, where, remedy: '', exitCode: 2 },
      name,
    ),
  )
}

const damaged = (cause: Failure, name: string): Failure => ({
  ...cause,
  what: `${name} of the program before is damaged (${cause.what})`,
  remedy: "correct it, or 'tos cleanrun' archives everything and begins anew",
  exitCode: 2,
})
