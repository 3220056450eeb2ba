// Folds a journal without writing to it: from its stored fold where that can be trusted, else from its beginning.
import type { Event } from '../core/event.ts'
import { fail, succeed, type Result } from '../core/failure.ts'
import { journalStart, readJournal, type JournalPosition, type TornLine } from './journal-reader.ts'
import { failureIn, isThere } from './open-regular.ts'
import { readStoredFold } from './stored-fold.ts'

export interface Fold<S> {
  readonly initial: S
  readonly evolve: (before: S, event: Event) => S
  /** Changes when the meaning of the fold changes; a stored fold of another version is not used. */
  readonly version: string
}

export interface JournalFiles {
  readonly journal: string
  readonly storedFold: string
}

export interface FoldedJournal<S> {
  readonly position: JournalPosition
  readonly fold: S
  readonly torn: TornLine | null
}

/** A missing journal gives the initial fold. */
export function foldJournal<S>(files: JournalFiles, foldOf: Fold<S>): Result<FoldedJournal<S>> {
  try {
    if (!isThere(files.journal)) return succeed({ position: journalStart, fold: foldOf.initial, torn: null })
  } catch (error) {
    return fail(failureIn(error))
  }
  const stored = readStoredFold<S>(files.storedFold, files.journal, foldOf.version)
  let fold = stored?.fold ?? foldOf.initial
  const read = readJournal(files.journal, stored?.position ?? journalStart, (event) => {
    fold = foldOf.evolve(fold, event)
  })
  return read.ok ? succeed({ position: read.value.end, fold, torn: read.value.torn }) : read
}
