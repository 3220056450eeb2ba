// What became of a loop whose runner is gone: it ended, it waits for a person or another day, or it is to be taken again.
import { exitCodes } from '../core/failure.ts'

export interface Gone {
  /** Null: without one. */
  readonly code: number | null
  /** Its lines were refused, or nobody was there to take them: then its exit code says nothing about the loop. */
  readonly wasCut: boolean
  /** This host has no room left: why the run failed is no word about the loop. */
  readonly isFull: boolean
  /** It was about to spend money that its team or project does not have. */
  readonly isSpent: boolean
  /** It was asked to stop because nobody answered. */
  readonly isParking: boolean
  readonly hasQuestion: boolean
}

export type Outcome = 'ended' | 'parked' | 'postponed' | 'cut off'

export function outcomeOf({ code, wasCut, isFull, isSpent, isParking, hasQuestion }: Gone): Outcome {
  if (isSpent) return 'postponed'
  if (wasCut || code === null || (isFull && code === exitCodes.failed)) return 'cut off'
  if (code === exitCodes.unanswered || (isParking && hasQuestion)) return 'parked'
  // The answer came as it was being stopped: it goes on at once.
  return isParking ? 'cut off' : 'ended'
}
