// The port to what keeps the queue: a folder on one machine, or a database. Its contract: test/fleet/engine-contract.ts.
import { Failed, type Result } from '../core/failure.ts'
import type { Request } from '../core/request.ts'
import type { ReplicaAnswer } from '../files/replica.ts'
import type { Standing } from './standing.ts'
import type { Rhythm, Schedule } from './schedule.ts'
import type { QueuedLoop, Submission, Wish } from './submission.ts'

/** The right of one worker to run one loop; gone when another took it, so every call under it may be refused. */
export interface Lease {
  readonly submission: Submission
  /** 1 for the first. A later one goes on with what an earlier one left. */
  readonly attempt: number
}

/** The working tree that a command left, as `checkpoints/carry.ts` has it. `pack` null: as the one before. */
export interface Tree {
  readonly commit: string
  readonly pack: Buffer | null
}

/** What goes with journal lines. */
export interface Beside {
  /** Of a finished command; where trees travel, such a line is refused without one. */
  readonly tree?: Tree
  /** Where the loop stands behind them. */
  readonly standing?: Standing
}

/**
 * Not taken, though the lease holds: `wait`, a model is asked too often in this minute; `spent`, the money of the day is, of the
 * team or the project.
 */
export type AppendAnswer = ReplicaAnswer | 'wait' | 'spent'

/** Of a loop that could not begin on a host; where loops stay on one machine it is not heeded. */
export interface GivenBack {
  /** Seconds in which nobody takes it. */
  readonly afterSec: number
  /** What was missing is the host's and says nothing about the loop: the attempt does not count. */
  readonly isFree: boolean
}

/** The engine does not answer, and may do so again. */
export class Away extends Failed {}

export interface Engine {
  /** Queues a loop; resolves to its name. Fails when the project is queued already. `tree`: what lies in it now. */
  readonly submit: (wish: Wish, tree?: Tree) => Promise<Result<string>>
  /** At most `most` leases: lost loops first, then by priority, then in the order of submission. */
  readonly take: (most: number) => Promise<readonly Lease[]>
  /** Journal lines, whole, written under the lease, and what goes with them: all of it, or nothing. */
  readonly append: (lease: Lease, lines: Buffer, beside?: Beside) => Promise<AppendAnswer>
  /** The run of the lease ended; null: without a word, and it is to be taken again. */
  readonly end: (lease: Lease, exitCode: number | null, given?: GivenBack) => Promise<void>
  /** Every loop it knows, in the order of submission. */
  readonly list: () => Promise<readonly QueuedLoop[]>
  /** Calls back when something may have changed. Returns the way to stop. */
  readonly watch: (changed: () => void) => () => void
  /** What goes from host to host; null where a loop stays in the folder it was submitted from. */
  readonly travel: Travel | null
  readonly close: () => Promise<void>
}

/** For loops that any host may run. */
export interface Travel extends Timetable {
  /** Seconds that a lease holds without being renewed. */
  readonly leaseSec: number
  /** Those of the leases that still hold, for their whole time again. @throws when the engine is away */
  readonly renew: (leases: readonly Lease[]) => Promise<readonly Lease[]>
  /** How one loop stands; null: there is none of that name. */
  readonly loop: (name: string) => Promise<QueuedLoop | null>
  /**
   * Loops that changed since a moment the engine told before, or a little earlier; of an empty moment all that wait or run, and the
   * latest that ended.
   */
  readonly changed: (since: string) => Promise<{ readonly loops: readonly QueuedLoop[]; readonly at: string }>
  /** The journal of a loop from a line on, 1 for the first: whole lines, `most` of them. */
  readonly journal: (name: string, from: number, most?: number) => Promise<Buffer>
  /** What was carried, the oldest first, and the commit of the last. */
  readonly trees: (name: string) => Promise<{ readonly commit: string | null; readonly packs: readonly Buffer[] }>
  /** Nobody answers: the slot is given back, and the loop waits without a process until somebody does. */
  readonly park: (lease: Lease) => Promise<void>
  /** For whoever runs the loop, now or later; what ends a wait queues it again. */
  readonly ask: (name: string, request: Request) => Promise<Result<void>>
  /** What was asked of a loop and not taken yet, the oldest first; each is handed out once for an attempt. */
  readonly requests: (lease: Lease) => Promise<readonly Request[]>
  /** This host lives, and runs so many loops. */
  readonly report: (host: Pick<Host, 'slots' | 'running' | 'version'>) => Promise<void>
  readonly hosts: () => Promise<readonly Host[]>
  readonly limits: () => Promise<readonly Limit[]>
  /** What is null is not bounded. */
  readonly limit: (limit: Bounds) => Promise<void>
  /** Who has a role or is bound to a team. */
  readonly people: () => Promise<readonly Person[]>
  /** Exactly that from now on. Fails when the database does not know the name. */
  readonly person: (person: Person) => Promise<Result<void>>
  /** The money of the day is spent: the slot is given back, and the loop waits for the next day. Resolves to that moment, UTC. */
  readonly postpone: (lease: Lease) => Promise<string>
}

/** Loops that come again by themselves. */
export interface Timetable {
  /** From its next moment on, with what lies in the project now. Fails when the project has a schedule. */
  readonly every: (wish: Wish, rhythm: Rhythm, tree?: Tree) => Promise<Result<Schedule>>
  readonly schedules: () => Promise<readonly Schedule[]>
  /** False: there is none of that name. What it submitted stays. */
  readonly unschedule: (name: string) => Promise<boolean>
}

/** A machine with a worker. */
export interface Host {
  readonly name: string
  readonly version: string
  readonly slots: number
  readonly running: number
  /** Since it was last heard, by the clock of the engine. */
  readonly silentSec: number
  /** Its own clock before that of the engine; no decision uses it. */
  readonly aheadSec: number
}

/** What the database lets somebody do. Names of roles without their prefix. */
export const roleNames = ['watch', 'submit', 'answer', 'worker'] as const
export type RoleName = (typeof roleNames)[number]

export interface Person {
  readonly name: string
  readonly roles: readonly RoleName[]
  /** Whose loops alone are seen; none: all. */
  readonly teams: readonly string[]
}

/** Of a team, or of a project: the other is ''. Kept whoever asks at once. */
export interface Bounds {
  readonly team: string
  readonly project: string
  /** Loops at a time. */
  readonly maxRunning: number | null
  /** Of a day in UTC. */
  readonly usdPerDay: number | null
  /** Of models, in any 60 seconds. */
  readonly requestsPerMin: number | null
}

export interface Limit extends Bounds {
  readonly spentToday: number
}
