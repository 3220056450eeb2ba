// Checkpoints in the library's contract: published as it stands as types/checkpoints.d.ts, so it may import nothing but Event.
import type { Event } from '../core/event.ts'

export interface HistoryEntry {
  /** `c-NNN`, `s-NNN` or `u-NNN`. */
  readonly id: string
  readonly kind: 'checkpoint' | 'snapshot' | 'before rollback' | 'before undo' | 'found'
  /** UTC. */
  readonly ts: string
  /** Of a checkpoint its name; of what was saved before a restoring its target. */
  readonly name: string
  readonly job: number | null
  readonly step: number | null
  /** Of a checkpoint its commit; of the others the object of the store that holds it. */
  readonly commit: string | null
  /** Files that changed since the one before, and their bytes; null where nobody counted. */
  readonly files: number | null
  readonly bytes: number | null
  readonly isPinned: boolean
  readonly loop: string | null
  /** The object of the store that holds it. */
  readonly object: string
}

/** One of them, and what its record says. */
export interface HistoryDetails extends HistoryEntry {
  readonly branch: string | null
  /** Object of the files as they lay on disk. */
  readonly tree: string
  /** Where the restoring went that it was made for. */
  readonly target: string | null
  /** The commit git stood on. */
  readonly head: string | null
  readonly leftOut: readonly { readonly path: string; readonly why: string }[]
}

export interface Difference {
  readonly path: string
  readonly change: 'created' | 'changed' | 'deleted'
}

export interface RestorePreview {
  readonly target: { readonly id: string | null; readonly name: string; readonly commit: string }
  /** all: HEAD, index and files; files: only files come back. */
  readonly scope: 'all' | 'files'
  /**
   * created: it comes back; deleted: it goes. `isByPerson`: it was changed outside the commands of any loop; `archivedLoop`: by
   * those of that one.
   */
  readonly paths: readonly (Difference & { readonly isByPerson: boolean; readonly archivedLoop?: string | undefined })[]
  /** Folders without files that go. */
  readonly emptyFolders: readonly string[]
  readonly branch: string | null
  /** Commits the branch loses and gains. */
  readonly commits: { readonly dropped: number; readonly gained: number }
  /** What cannot be brought back, or stays as it is. */
  readonly notes: readonly string[]
  readonly leftOut: readonly { readonly path: string; readonly why: string }[]
  /** Of single files: what changes in them, as a patch. */
  readonly patch?: readonly string[] | undefined
}

export interface RestoreOptions {
  /** Called when nobody else can write here any more. */
  readonly onOpen?: () => void
  /** Shown what would change, before anything does; without a true from it nothing is touched. */
  readonly confirm?: (preview: RestorePreview) => boolean | Promise<boolean>
  /** Each event, when it stands in the journal. */
  readonly onEvent?: (event: Event) => void
  /** What git says on the way, a line each. */
  readonly onLine?: (line: string) => void
}

export interface RollbackOptions extends RestoreOptions {
  /** Fails where something is not committed, as `tos rollback` does without `--save`. */
  readonly onlyClean?: boolean
  /**
   * These files and folders alone, from a snapshot or a checkpoint: paths from the project's root; `:/` counts from the top of
   * the repository.
   */
  readonly only?: readonly string[]
}

/** How it ended. `saved` is the snapshot that undo brings back. */
export type Restored = Extract<Event, { type: 'rollback.finished' | 'undo.finished' }>

export type CheckpointMade = Extract<Event, { type: 'checkpoint.made' }>

export interface Checkpoints {
  /** Checkpoints and snapshots, newest first. */
  readonly list: () => Promise<readonly HistoryEntry[]>
  /** `called`: its id, or the name of a checkpoint. */
  readonly show: (called: string) => Promise<HistoryDetails>
  /** Commits everything, as `tos checkpoint` does; a loop that runs makes it before its next step. `include` names files that are committed although they look like secrets. */
  readonly make: (name: string, options?: { readonly include?: readonly string[] }) => Promise<CheckpointMade>
  /** What a rollback to `target` (checkpoint, hash, s-NNN, u-NNN), or of some files of it, would change. Changes nothing. */
  readonly preview: (target: string, options?: Pick<RollbackOptions, 'only'>) => Promise<RestorePreview>
  /** What an undo would change. Changes nothing. */
  readonly previewUndo: () => Promise<RestorePreview>
  /** Saves everything first; `undo` brings it back. No test follows. Null: it was not confirmed. */
  readonly rollback: (target: string, options?: RollbackOptions) => Promise<Restored | null>
  /** As it was before the last rollback, undo or step that changed something. Null: it was not confirmed. */
  readonly undo: (options?: RestoreOptions) => Promise<Restored | null>
  /** What differs from one (id, or name of a checkpoint) to another, or to the files as they are. */
  readonly compare: (from: string, to?: string) => Promise<readonly Difference[]>
  /** The same as git shows it: a table of files, then the lines of a patch. */
  readonly patch: (from: string, to?: string) => Promise<readonly string[]>
  /** Keeps one for ever, or lets it go with the others again. */
  readonly pin: (id: string, isPinned: boolean) => Promise<void>
  /** Writes all it holds to a new folder, or to a `.tar`; resolves to the number of files. */
  readonly export: (id: string, path: string) => Promise<number>
}
