// What the fleet's screen looks at: the last picture, and since when it is old. The program hands it in.
import type { FleetPicture } from '../../views/fleet.ts'

export interface FleetSnapshot {
  /** Null before the first answer. */
  readonly picture: FleetPicture | null
  /** When that was so; milliseconds since the epoch. */
  readonly at: number
  /** Why nothing newer is known. `isAway`: the queue does not answer, and may do so again. */
  readonly trouble: { readonly isAway: boolean; readonly text: string } | null
}

export interface FleetFeed {
  readonly getSnapshot: () => FleetSnapshot
  /** Asks at once. */
  readonly look: () => void
  /** While nobody listens nothing is asked. */
  readonly subscribe: (listener: () => void) => () => void
}
