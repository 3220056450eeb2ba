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
  /** Paths of what somebody changed outside the loop. */
  readonly own: readonly string[]
  /** HEAD, index and branches stay as they are. */
  readonly isFilesOnly: boolean
  /** Commits the branch loses; null for its name: HEAD stands on none. */
  readonly drops: { readonly branch: string | null; readonly commits: number }
  readonly leftOut: readonly { readonly path: string; readonly why: string }[]
  /** What the program says besides, a sentence each. */
  readonly notes: readonly string[]
  /** The call that does the same. */
  readonly sameAs: string
}

/** What a single file will become: as the snapshot holds it. */
export interface FilePreview {
  readonly id: string
  readonly path: string
  /** It was changed outside the loop. */
  readonly isByPerson: boolean
  /** From the file as it is; empty where nothing differs. */
  readonly patch: readonly string[]
  readonly sameAs: string
}

/** `saved`: the snapshot of what was there before. */
export interface Restored {
  readonly saved: string
  readonly files: number
}

/** Told when all is saved in that snapshot and nothing touched yet. */
export type Progress = (saved: string) => void

export interface Checkpoints {
  /** Newest first. */
  readonly list: () => Promise<Result<readonly CheckpointEntry[]>>
  readonly preview: (id: string) => Promise<Result<RollbackPreview>>
  /** Of the last rollback, undo or step that changed something. */
  readonly previewUndo: () => Promise<Result<RollbackPreview>>
  /** What differs, from the one to the other or, with null, to now: a table of files, then the lines of a patch. */
  readonly diff: (id: string, to: string | null) => Promise<Result<readonly string[]>>
  readonly previewFile: (id: string, path: string) => Promise<Result<FilePreview>>
  /** `path`: that file alone, counted from the top of the repository; null: everything. */
  readonly rollBack: (id: string, path: string | null, progress: Progress) => Promise<Result<Restored>>
  readonly undo: (progress: Progress) => Promise<Result<Restored>>
  readonly pin: (id: string, isPinned: boolean) => Promise<Result<null>>
  /** While a run holds the project the checkpoint is asked for and made between two steps. */
  readonly make: (name: string) => Promise<Result<{ readonly id: string; readonly files: number }>>
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
