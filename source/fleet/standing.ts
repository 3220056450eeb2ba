// Where a loop of the queue stands, read from the journal in its folder.
import * as z from 'zod'
import { maxJobs } from '../core/settings.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { overviewFold } from '../views/overview.ts'

export const standingSchema = z.object({
  job: z.int().nullable(),
  maxJobs: z.int(),
  step: z.int().nullable(),
  /** The number of the open question; null when none is open. */
  question: z.int().nullable(),
  /** The first command that it asks about. */
  asks: z.string().nullable(),
  costUsd: z.number(),
})
export type Standing = Readonly<z.infer<typeof standingSchema>>

/** Null where there is nothing to read. `version` is the program's. */
export function standingOf(root: string, version: string): Standing | null {
  const project = findProjectRoot(root, root)
  if (!project.ok) return null
  const loaded = loadSettings(project.value)
  if (!loaded.ok) return null
  const { layout, settings } = loaded.value
  const folded = foldJournal(layout, overviewFold(version))
  if (!folded.ok || !folded.value.fold.state.loop) return null
  const { job, step, loop, run } = folded.value.fold.state
  const question = run?.ended ? null : (step?.question ?? null)
  const [first] = question?.reasons ?? []
  return {
    job: job?.job ?? null,
    maxJobs: settings.config.s5_settings.job_loop.enabled ? maxJobs(settings.config) : 1,
    step: step?.step ?? null,
    question: question?.question ?? null,
    asks: first ? (step?.commands[first.index]?.command.code ?? null) : null,
    costUsd: loop.usage.costUsd,
  }
}
