// Where a project's loop stands, also when it goes on elsewhere while its menu is open.
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

export interface StandingWatch {
  readonly now: () => Standing
  /** Tells of every change since `first`, until it is ended by the function that comes back. */
  readonly follow: (first: Standing, tell: (standing: Standing) => void) => () => void
}

/** Reads the journal once; from then on what is new. */
export function watchStanding({ layout, foldOf }: Project): StandingWatch {
  const tail = openTail(layout, foldOf)
  const now = (): Standing => {
    tail.read()
    return { overview: tail.failure ? null : tail.fold, isRunning: currentHolder(layout.lock) !== null }
  }
  return {
    now,
    follow(first, tell) {
      let known = first
      const look = (): void => {
        const next = now()
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
    },
  }
}
