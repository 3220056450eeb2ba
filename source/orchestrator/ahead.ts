// Whether phase_state.json knows of more than the journal: then whole lines were cut off its end, and commands of them ran.
import { statSync } from 'node:fs'
import * as z from 'zod'
import type { State } from '../core/state.ts'
import { indentedJson } from '../core/json-text.ts'
import { exitCodes, type Failure } from '../core/failure.ts'
import { linesMissing } from '../files/journal-chain.ts'
import { readJsonFile } from '../files/json-file.ts'
import type { Layout } from '../files/layout.ts'
import { readMarks } from '../files/stored-fold.ts'
import { localTime } from '../views/local-time.ts'
import { phaseState } from '../views/phase-files.ts'

const maxBytes = 1024 * 1024

const schema = z.object({
  updated_at: z.string(),
  job_index: z.int().nullable(),
  current_step: z.int(),
  last_done: z.boolean(),
})

/** The first number that differs decides. */
const isBehind = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((number, i) => number !== other[i])
  return at >= 0 && (one[at] ?? 0) < (other[at] ?? 0)
}

/** Milliseconds between an event and the time of the file that tells it, at most; file systems keep a coarse clock. */
const [coarse, writtenWithin] = [1000, 60_000]

/**
 * The UTC time (milliseconds) of the event that the file tells, where it was written there and then. Null of one that a clone,
 * a copy or another host's tree brought: its clock and its zone are not the journal's.
 */
function toldAt(path: string, updatedAt: string, zone: string): number | null {
  const written = Math.floor(statSync(path).mtimeMs)
  const ahead = Date.parse(`${localTime(new Date(written).toISOString(), zone)}Z`) - written
  const at = Date.parse(`${updatedAt}Z`) - ahead
  return written - at >= -coarse && written - at <= writtenWithin ? at : null
}

/**
 * Looked at only where the stored fold, which knows better, is gone. phase_state.json is written behind the journal with
 * the time of its event, so it is never newer than the journal's last line. Null when nothing speaks against the journal.
 */
export function cutBehind(layout: Layout, state: State): Failure | null {
  if (!state.run || readMarks(layout.storedFold).length > 0) return null
  const read = readJsonFile(layout.phaseState, { maxBytes })
  if (!read.ok || read.value.text === indentedJson(phaseState(state) ?? {})) return null
  const parsed = schema.safeParse(read.value.value)
  if (!parsed.success) return null
  const { updated_at: updatedAt, job_index: index, current_step: step, last_done: isDone } = parsed.data
  const [at, end] = [toldAt(layout.phaseState, updatedAt, state.run.zone), Date.parse(state.ts)]
  if (at === null) return null
  const known = state.loop?.phase
  const isFurther = !known || isBehind([known.index ?? 0, known.step, +known.isDone], [index ?? 0, step, +isDone])
  if (at < end || (at === end && !isFurther)) return null
  return {
    what: linesMissing(`phase_state.json tells of step ${step} (${updatedAt}), the journal does not`),
    where: layout.journal,
    remedy: `put them back from a copy, or 'tos cleanrun' archives everything and begins anew; to go on with the journal as it is, remove ${layout.phaseState}`,
    exitCode: exitCodes.unanswered,
  }
}
