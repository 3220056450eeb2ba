// The port to what keeps the queue: a folder on one machine. Its contract: test/fleet/engine-contract.ts.
import type { Result } from '../core/failure.ts'
import type { ReplicaAnswer } from '../files/replica.ts'
import type { QueuedLoop, Submission } from './submission.ts'

/** The right of one worker to run one loop; gone when another took it, so every call under it may be refused. */
export interface Lease {
  readonly submission: Submission
  /** 1 for the first. A later one goes on with what an earlier one left. */
  readonly attempt: number
}

export interface Engine {
  /** Queues a loop; resolves to its name. Fails when the project is queued already. */
  readonly submit: (wish: Omit<Submission, 'name' | 'submittedAt'>) => Promise<Result<string>>
  /** At most `most` leases: lost loops first, then by priority, then in the order of submission. */
  readonly take: (most: number) => Promise<readonly Lease[]>
  /** Journal lines, whole, written under the lease. */
  readonly append: (lease: Lease, lines: Buffer) => Promise<ReplicaAnswer>
  /** The run of the lease ended; null: without a word, and it is to be taken again. */
  readonly end: (lease: Lease, exitCode: number | null) => Promise<void>
  /** Every loop it knows, in the order of submission. */
  readonly list: () => Promise<readonly QueuedLoop[]>
  /** Calls back when something may have changed. Returns the way to stop. */
  readonly watch: (changed: () => void) => () => void
}
