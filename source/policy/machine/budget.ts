// How far a text is followed: one budget for all of it, whatever shells it goes through. Both bounds throw a RangeError, as a
// stack that overflows does.
import type { Doubt } from '../model/action.ts'
import type { Links } from '../model/path.ts'
import type { Value } from '../model/value.ts'

/** What a program finds that another shell calls. */
export interface Elsewhere {
  /** Where it may be called. */
  readonly folders: readonly Value[]
  /** Made so far, path -> target; those that it makes are noted, too. */
  readonly links: Links
  /** Of the whole text. */
  readonly budget: Budget
  /** What comes through the pipe. */
  readonly stdin: Value
}

export class Budget {
  #left: number
  #depth = 0

  constructor(steps: number) {
    this.#left = steps
  }

  /** Counts statements, calls, and what copying costs. */
  spend(steps = 1): void {
    this.#left -= steps
    if (this.#left < 0) throw new RangeError('too many steps')
  }

  /** Runs `work` one call or text deeper. */
  deeper<T>(limit: number, work: () => T): T {
    if (this.#depth >= limit) throw new RangeError('nested too deep')
    this.#depth += 1
    try {
      return work()
    } finally {
      this.#depth -= 1
    }
  }
}

/** What could not be read, or followed to its end, is a doubt. Throws every other failure again. */
export function doubtOf(error: unknown): Doubt {
  if (error instanceof SyntaxError) return 'syntax'
  if (error instanceof RangeError) return 'too-complex'
  throw error
}
