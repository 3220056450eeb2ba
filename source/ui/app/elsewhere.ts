// A loop that another host runs: what its folder would tell and take, if it were here.
import type { Result } from '../../core/failure.ts'
import type { Request } from '../../core/request.ts'
import type { Overview } from '../../views/overview.ts'
import { remembered } from '../panels/remembered.ts'

/**
 * `queued`: no host has it yet. `lost`: its host died, another goes on. `parked`: it waits for a person, without a host.
 * `silent`: the queue does not answer. Null: a host runs it, or it has ended.
 */
export type FarNote = 'queued' | 'lost' | 'parked' | 'silent' | null

export interface FarState {
  readonly isRunning: boolean
  /** It waits for a person, and nobody runs it. */
  readonly isParked: boolean
  readonly isOver: boolean
  readonly note: FarNote
  /** When this was so; milliseconds since the epoch. */
  readonly at: number
  /** Why nothing newer is known; null while all is well, and while the queue is only silent. */
  readonly trouble: string | null
}

export interface Elsewhere {
  /** Its name, project and host. */
  readonly title: () => string
  readonly state: () => FarState
  readonly ask: (request: Request) => Promise<Result<unknown>>
  /** Calls back when something may have changed. Returns the way to stop. */
  readonly follow: (changed: () => void) => () => void
}

/** Nobody runs it, and its question is as open as it was: it goes on with the answer. */
export const asWaiting = remembered((overview: Overview): Overview => {
  const { run, step } = overview.state
  const waits = run?.ended && step?.question
  return waits ? { ...overview, state: { ...overview.state, run: { ...run, ended: null, stop: null } } } : overview
})
