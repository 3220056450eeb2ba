// What a rollback or undo will change, before it does: plain data for people and programs.
import type { LeftOut } from './event-checkpoint.ts'

export interface ChangedPath {
  readonly path: string
  /** created: it comes back; changed: its content or mode; deleted: it goes (and stays in the `u-` snapshot). */
  readonly change: 'created' | 'changed' | 'deleted'
  /** It was changed outside the commands of the loop, so somebody else's work is in it. */
  readonly isByPerson: boolean
  /** The archived loop whose command changed it last. */
  readonly archivedLoop?: string | undefined
}

export interface RestorePreview {
  /** What was asked for, resolved: id of a snapshot or checkpoint when it has one. */
  readonly target: { readonly id: string | null; readonly name: string; readonly commit: string }
  /** all: HEAD, index and files; files: only files come back. */
  readonly scope: 'all' | 'files'
  readonly paths: readonly ChangedPath[]
  /** Folders without files that go. */
  readonly emptyFolders: readonly string[]
  readonly branch: string | null
  /** Commits the branch loses and gains; they stay in the `u-` snapshot. */
  readonly commits: { readonly dropped: number; readonly gained: number }
  /** What cannot be brought back, or stays as it is. */
  readonly notes: readonly string[]
  readonly leftOut: readonly LeftOut[]
  /** Of single files: what changes in them, as a patch. */
  readonly patch?: readonly string[] | undefined
}
