// Where a project's loop stands, also when it goes on elsewhere while its menu is open.
import { foldJournal } from '../../files/journal-fold.ts'
import { openTail } from '../../files/journal-tail.ts'
import { currentHolder } from '../../files/lock.ts'
import type { Project } from '../app/session-ports.ts'
import type { Overview } from '../../views/overview.ts'

/** Where a project's loop stands. */
export interface Standing {
  /** Null when the journal cannot be read. */
  readonly overview: Overview | null
  readonly isRunning: boolean
}

/** Milliseconds between looks at the lock. */
const lookMs = 1000

export const nowhere: Standing = { overview: null, isRunning: false }

export function standingOf({ layout, foldOf }: Project): Standing {
  const folded = foldJournal(layout, foldOf)
  return { overview: folded.ok ? folded.value.fold : null, isRunning: currentHolder(layout.lock) !== null }
}

/** Tells of every change until it is closed. */
export function followStanding({ layout, foldOf }: Project, first: Standing, tell: (standing: Standing) => void) {
  const tail = openTail(layout, foldOf)
  let known = first
  const look = (): void => {
    tail.read()
    const next = { overview: tail.failure ? null : tail.fold, isRunning: currentHolder(layout.lock) !== null }
    if (known.overview === next.overview && known.isRunning === next.isRunning) return
    known = next
    tell(next)
  }
  const unfollow = tail.follow(look)
  const ticker = setInterval(look, lookMs)
  return () => {
    unfollow()
    clearInterval(ticker)
  }
}
