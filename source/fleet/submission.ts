// A loop to be run by a worker, and what has become of it.
import * as z from 'zod'
import { isSafeName } from '../checkpoints/names.ts'
import { processFields } from '../files/process-identity.ts'
import { standingSchema } from './standing.ts'

/** Where another host gets the project from. */
const originSchema = z.object({
  /** The git remote; it is no option, and carries no password. */
  remote: z
    .string()
    .max(2000)
    .regex(/^[^-\x00-\x1f][^\x00-\x1f]*$/),
  /** What the remote has. */
  commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  /** The project below the top of its repository: '' or 'a/b/'. */
  prefix: z.string().refine((name) => name === '' || (name.endsWith('/') && isSafeName(name.slice(0, -1)))),
})
export type Origin = z.infer<typeof originSchema>

export const submissionSchema = z.object({
  /** Unique in its queue: `l-0001`. */
  name: z.string(),
  /** The project, absolute, links resolved. */
  root: z.string(),
  /** What it is called everywhere; a project is queued once. */
  project: z.string().max(200).default(''),
  /** Whose limits count for it; '' for nobody's. */
  team: z.string().max(200).default(''),
  /** Null: it runs in `root`, and nowhere else. */
  origin: originSchema.nullable().default(null),
  /** Higher ones are taken first. */
  priority: z.int(),
  /** Not taken before, UTC; null: at once. */
  notBefore: z.string().nullable(),
  by: z.string(),
  /** UTC. */
  submittedAt: z.string(),
})
export type Submission = z.infer<typeof submissionSchema>

/** What is asked for; name and time are the engine's to give. */
export const wishSchema = submissionSchema.omit({ name: true, submittedAt: true })
export type Wish = z.infer<typeof wishSchema>

/**
 * `queued`: waits for a worker. `running`: a worker has its lease. `lost`: its worker ended without a word; taken before all
 * queued ones. `asks`: it waits for a person, without a worker. `ended`: its run ended, with whatever exit code. `poisoned`: it cost too many workers without progress.
 */
export const loopStates = ['queued', 'running', 'lost', 'asks', 'ended', 'poisoned'] as const
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
  /** Where its run stands, as the engine knows; null where the journal is asked. */
  standing: standingSchema.nullable().default(null),
  /** The last change, UTC. */
  at: z.string(),
})
export type QueuedLoop = z.infer<typeof queuedLoopSchema>

/** Workers a loop may cost without a command finished in between. */
export const maxFruitless = 5
