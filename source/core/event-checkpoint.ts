// Facts about checkpoints, snapshots, rollbacks and undos. Every one names ids, so that the history hangs together.
import * as z from 'zod'

const text = z.string()
const count = z.int().min(0)
const by = { by: text }

/** Where the loop stood; null when nothing had begun. */
const stood = { job: z.int().min(1).nullable(), step: z.int().min(1).nullable() }

/** Files that a snapshot does not hold, and why: too big, not readable, not a file. */
const leftOut = z.array(z.object({ path: text, why: text }))
export type LeftOut = { path: string; why: string }

/** What a snapshot holds; `files` and `bytes` are what changed since the one before. */
export const snapshotFields = {
  commit: text.optional(),
  tree: text.optional(),
  files: count.optional(),
  bytes: count.optional(),
  leftOut: leftOut.optional(),
  /** Folders it does not hold because a tool makes them again. */
  remade: z.array(z.object({ path: text, by: text })).optional(),
  /** What happened to the store: taken over, moved, copied. */
  note: text.optional(),
} as const

/** `saved` is the snapshot of everything the restoring touches; `target` is what was asked for. */
const restoring = {
  ...stood,
  ...by,
  saved: text,
  target: text,
  scope: z.enum(['all', 'files']),
  commit: text,
  /** Stands in the environment of every git process of it. */
  marker: text,
  /** Of the store: what holds `saved`. */
  savedObject: text.optional(),
  /** The files and folders that were asked for, from the top of the repository; without it, everything. */
  only: z.array(text).optional(),
  /** The step whose snapshot it goes to; without it, `target` is another one or a commit. */
  before: z.object({ job: z.int().min(1), step: z.int().min(1) }).optional(),
  /** Contents of the files of the job's checks that it had written. */
  written: z.record(text, text).optional(),
}
/** The files of the job's checks as they are now, where the job did not write what they say. */
const unproved = { evidence: z.record(text, text).optional() }
/** `found` is what was there when the next command finished it after a crash. */
const restored = {
  ...stood,
  saved: text,
  commit: text,
  files: count,
  ...unproved,
  found: text.optional(),
  savedObject: text.optional(),
  foundObject: text.optional(),
}
const notRestored = { ...stood, saved: text, reason: text, ...unproved }

export const checkpointEvents = {
  /** An operator asks the running loop for a checkpoint; it is taken before the next step. */
  'checkpoint.requested': () => z.object({ ...by, name: text }),
  /** `id` counts checkpoints of the project, `commit` is what HEAD is now, `object` what the store keeps it by. */
  'checkpoint.made': () =>
    z.object({ ...stood, ...by, id: text, name: text, commit: text, files: count, object: text.optional() }),
  'checkpoint.failed': () => z.object({ ...stood, ...by, name: text, reason: text }),
  /** Snapshots that were too many or too old; their content stays until git collects it. */
  'snapshot.pruned': () => z.object({ ids: z.array(text) }),

  /** Everything is saved and nothing touched yet. */
  'rollback.started': () => z.object(restoring),
  'rollback.finished': () => z.object(restored),
  /** It could not be finished; everything is as it was before. */
  'rollback.takenBack': () => z.object(notRestored),
  'undo.started': () => z.object(restoring),
  'undo.finished': () => z.object(restored),
  'undo.takenBack': () => z.object(notRestored),
} as const
