// A loop to be run by a worker, and what has become of it.
import * as z from 'zod'
import { processFields } from '../files/process-identity.ts'

export const submissionSchema = z.object({
  /** Unique in its queue: `l-0001`. */
  name: z.string(),
  /** The project, absolute, links resolved. */
  root: z.string(),
  /** Higher ones are taken first. */
  priority: z.int(),
  /** Not taken before, UTC; null: at once. */
  notBefore: z.string().nullable(),
  by: z.string(),
  /** UTC. */
  submittedAt: z.string(),
})
export type Submission = z.infer<typeof submissionSchema>

/**
 * `queued`: waits for a worker. `running`: a worker has its lease. `lost`: its worker ended without a word; taken before all
 * queued ones. `ended`: its run ended, with whatever exit code. `poisoned`: it cost too many workers without progress.
 */
export const loopStates = ['queued', 'running', 'lost', 'ended', 'poisoned'] as const
export type LoopState = (typeof loopStates)[number]

export const queuedLoopSchema = z.object({
  v: z.literal(1),
  ...submissionSchema.shape,
  state: z.enum(loopStates),
  /** Leases given so far; the number of the present one is what its holder may write under. */
  attempt: z.int(),
  /** Leases since the last finished command. */
  fruitless: z.int(),
  /** Who has the lease; null when nobody has. */
  worker: z.object(processFields).nullable(),
  /** How the run ended; null before. */
  exitCode: z.int().nullable(),
  /** The last change, UTC. */
  at: z.string(),
})
export type QueuedLoop = z.infer<typeof queuedLoopSchema>

/** Workers a loop may cost without a command finished in between. */
export const maxFruitless = 5
