// What the screen needs of checkpoints. The program hands in an implementation; answers are plain data.
import type { Result } from '../../core/failure.ts'
import type { HistoryRow } from '../../views/history.ts'

export interface CheckpointEntry {
  /** `s-012`, `u-003`, or the short hash of a checkpoint. */
  readonly id: string
  readonly kind: 'checkpoint' | 'snapshot' | 'saving' | 'undoing'
  /** The operator's name of a checkpoint; empty for the others. */
  readonly name: string
  /** UTC. */
  readonly ts: string
  readonly job: number | null
  readonly step: number | null
  /** Files that changed since the one before; null where nobody counted. */
  readonly files: number | null
  /** Never given up as too old. */
  readonly isPinned: boolean
}

/** Whatever the filter shows, the time tells which of two is the older. */
export type Mark = Pick<CheckpointEntry, 'id' | 'ts'>

export interface FileChange {
  readonly path: string
  readonly change: 'restored' | 'removed' | 'kept'
}

export interface RollbackPreview {
  readonly id: string
  readonly changes: readonly FileChange[]
  /** What else a person should know before going on, a sentence each. */
  readonly notes: readonly string[]
  /** The call that does the same. */
  readonly sameAs: string
}

/** Tells how far a rollback or an undo is, a sentence at a time. */
export type Progress = (what: string) => void

export interface Checkpoints {
  /** Newest first. */
  readonly list: () => Promise<Result<readonly CheckpointEntry[]>>
  readonly preview: (id: string) => Promise<Result<RollbackPreview>>
  /** What differs, from the one to the other or, with null, to now: a table of files, then the lines of a patch. */
  readonly diff: (id: string, to: string | null) => Promise<Result<readonly string[]>>
  /** What was done, a sentence each. */
  readonly rollBack: (id: string, progress: Progress) => Promise<Result<readonly string[]>>
  readonly undo: (progress: Progress) => Promise<Result<readonly string[]>>
  readonly pin: (id: string, isPinned: boolean) => Promise<Result<readonly string[]>>
  /** While a run holds the project the checkpoint is asked for and made between two steps. */
  readonly make: (name: string) => Promise<Result<readonly string[]>>
}

/** `saving`: before a rollback; `undoing`: before an undo. */
export function kindOf(kind: HistoryRow['kind']): CheckpointEntry['kind'] {
  if (kind === 'checkpoint' || kind === 'snapshot') return kind
  return kind === 'before undo' ? 'undoing' : 'saving'
}

/** What the journal alone tells. */
export const entryOf = ({ id, ts, kind, job, step, name, files }: HistoryRow): CheckpointEntry => ({
  id,
  ts,
  kind: kindOf(kind),
  job,
  step,
  name,
  files,
  isPinned: false,
})
