// Follows a journal that another process writes: folds what is new, notices when the journal was replaced.
import { lstatSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Failure } from '../core/failure.ts'
import { journalStart, readJournal, type JournalPosition } from './journal-reader.ts'
import { watchFolder } from './watch-folder.ts'
import { foldJournal, type Fold, type JournalFiles } from './journal-fold.ts'

/** Milliseconds between looks where watching is not to be relied on. */
const pollMs = 500

export interface JournalTail<S> {
  /** The fold as of the last look. */
  readonly fold: S
  /** Folds what has been written since; true when there was something. */
  read(): boolean
  /** Calls `changed` whenever there may be something to read. Returns the way to stop. */
  follow(changed: () => void): () => void
  /** Why nothing more can be read; null while all is well. */
  readonly failure: Failure | null
}

export function openTail<S>(files: JournalFiles, foldOf: Fold<S>): JournalTail<S> {
  let fold = foldOf.initial
  let position: JournalPosition = journalStart
  let identity: string | null = null
  let failure: Failure | null = null
  let failedAt = ''

  const open = (): void => {
    identity = identityOf(files.journal)
    const folded = foldJournal(files, foldOf)
    failure = folded.ok ? null : folded.failure
    if (failure) failedAt = changeOf(files.journal)
    if (!folded.ok) return
    fold = folded.value.fold
    position = folded.value.position
  }
  const read = (): boolean => {
    const now = identityOf(files.journal)
    if (now !== identity || (now !== null && sizeOf(files.journal) < position.offset)) {
      // Archived and begun anew (or gone): start over with what is there.
      fold = foldOf.initial
      position = journalStart
      open()
      return true
    }
    if (failure && changeOf(files.journal) !== failedAt) {
      // Mended in place, perhaps.
      open()
      return true
    }
    if (now === null || failure || sizeOf(files.journal) === position.offset) return false
    const before = position.offset
    const more = readJournal(files.journal, position, (event) => {
      fold = foldOf.evolve(fold, event)
    })
    failure = more.ok ? null : more.failure
    if (failure) failedAt = changeOf(files.journal)
    if (more.ok) position = more.value.end
    return position.offset !== before || failure !== null
  }
  open()
  return {
    get fold() {
      return fold
    },
    get failure() {
      return failure
    },
    read,
    follow: (changed) => followJournal(files.journal, changed),
  }
}

/** Calls `changed` whenever there may be something to read. Returns the way to stop. */
export const followJournal = (journal: string, changed: () => void): (() => void) =>
  watchFolder(dirname(journal), changed, pollMs)

const lookAt = (path: string) => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })
  } catch {
    // Not to be looked at now; why is told by who opens it.
    return undefined
  }
}

const identityOf = (path: string): string | null => {
  const stat = lookAt(path)
  return stat ? `${stat.dev}:${stat.ino}` : null
}

const sizeOf = (path: string): number => lookAt(path)?.size ?? 0

/** Differs when the file was written. */
const changeOf = (path: string): string => {
  const stat = lookAt(path)
  return stat ? `${stat.size}:${stat.mtimeMs}` : ''
}
