// The library's contract: published as it stands as types/index.d.ts, so it may import nothing but Event and the part beside it.
import type { Event } from '../core/event.ts'
import type { Checkpoints } from './checkpoints-api.ts'

export type * from './checkpoints-api.ts'
export type { Event }
export type EventType = Event['type']
export type EventOf<T extends EventType> = Extract<Event, { type: T }>

export interface Command {
  readonly type: string
  readonly code: string
}

export interface Judgement {
  readonly verdict: 'allow' | 'ask' | 'deny'
  readonly reason: string
  /** Name of the rule that decided; '' when none did. */
  readonly rule: string
  /** `file:line` of the rule. */
  readonly place: string
  /** The part of the command it hit. */
  readonly part: string
}

/** What an operator can ask of a running loop. `by` is shown to everybody. */
export type Request =
  | { readonly kind: 'pause'; readonly by: string }
  | { readonly kind: 'resume'; readonly by: string }
  | { readonly kind: 'stop'; readonly by: string; readonly when: 'step' | 'now' }
  | {
      readonly kind: 'approve'
      readonly by: string
      /** Number of the question; null: whichever is open. */
      readonly question: number | null
      readonly scope: 'once' | 'run'
      /** Bounds an allow for the run; null: to the end of the run. */
      readonly minutes: number | null
    }
  | { readonly kind: 'deny'; readonly by: string; readonly question: number | null; readonly reason: string }
  /** Without a question: rules that may let commands through. `program` null: for all programs. */
  | {
      readonly kind: 'grant'
      readonly by: string
      readonly rules: readonly string[]
      readonly program: string | null
      readonly minutes: number | null
    }
  /** No rules: all that was granted in this run. */
  | { readonly kind: 'revoke'; readonly by: string; readonly rules: readonly string[] }
  | { readonly kind: 'checkpoint'; readonly by: string; readonly name: string }
  /** A sentence for the next draft; `isKept`: for every one until they are cleared. */
  | { readonly kind: 'note'; readonly by: string; readonly text: string; readonly isKept: boolean }
  | { readonly kind: 'clearNotes'; readonly by: string }
  | { readonly kind: 'raise'; readonly by: string; readonly limit: Raisable; readonly value: number }

/** The answer to a question. */
export type Answer = Extract<Request, { kind: 'approve' | 'deny' }>

/** How a question was closed. */
export interface Answered {
  readonly question: number
  /** Null: nothing answered it before its run ended or its process was gone. */
  readonly answer: EventOf<'approval.answered' | 'approval.expired'> | null
  /** The end of the run, when it came first. */
  readonly ended: EventOf<'run.ended'> | null
  /** That answer is this one: of several that come at once the first counts. */
  readonly isOurs: boolean
}

/** Limits that a loop can be let go on beyond. */
export type Raisable = 'max_cost_usd' | 'max_tokens' | 'max_minutes' | 'no_progress_steps' | 'max_steps' | 'max_jobs'

/** Where a loop stands. */
export interface Standing {
  /** Of the last event; 0 before the first. */
  readonly seq: number
  readonly loop: string | null
  readonly run: {
    readonly run: number
    readonly mode: 'run' | 'test' | 'cleanrun'
    readonly pid: number
    readonly isPaused: boolean
    /** Commands of ended steps that were refused, by the policy or by a person. */
    readonly denied: number
    /** Null while it goes on, and behind a crash. */
    readonly ended: { readonly why: string; readonly endReason: string; readonly exitCode: number } | null
  } | null
  readonly job: { readonly job: number; readonly name: string; readonly isDone: boolean } | null
  /** `phase` is null while the step is under way. */
  readonly step: { readonly step: number; readonly attempt: number; readonly phase: string | null } | null
  /** Number of the question that waits for a person. */
  readonly question: number | null
}

export interface Runner {
  readonly pid: number
  readonly host: string
  readonly user: string
  /** UTC. */
  readonly startedAt: string
}

export interface RunOptions {
  /** `cleanrun` archives the loop and begins a new one; `test` is a run whose files are verified afterwards. */
  readonly mode?: 'run' | 'test' | 'cleanrun'
  /** One job, or the whole loop. */
  readonly until?: 'job' | 'loop'
  /** What to do about a command that had started when the run before died; `stop` unless told otherwise. */
  readonly inDoubt?: 'stop' | 'skip' | 'rerun'
  /** Limits raised for the rest of the loop, in their own units. */
  readonly raise?: Readonly<Partial<Record<Raisable, number>>>
  /** Stops the run as `tos stop --now` does. */
  readonly signal?: AbortSignal
}

export interface RunEnd {
  readonly standing: Standing
  /** As `tos run` would exit. */
  readonly exitCode: number
  readonly endReason: string
}

/** Iterated it gives the run's events, from its first to its last; who iterates slowly never holds it up. */
export interface Run extends AsyncIterable<Event> {
  /** Asks the run for something; its answer is an event. Asked before the run has begun it waits until then. */
  readonly send: (request: Request) => void
  /** Resolves when the run has ended, whether it is iterated or not. Rejects with `Failed` when it could not begin. */
  readonly done: Promise<RunEnd>
}

export interface OpenOptions {
  /** What commands and models get from; the process's own unless told otherwise. */
  readonly environment?: Readonly<Record<string, string | undefined>>
  /** Hears sentences for people: what was interrupted and is finished now, what was found on the way. */
  readonly tell?: (sentence: string) => void
}

export interface WatchOptions {
  /** Number of the first event wanted; 1, the loop's first, unless told otherwise. */
  readonly from?: number
  /** Goes on over the end of a run, until the signal. */
  readonly isEndless?: boolean
  readonly signal?: AbortSignal
}

/** Everything here throws `Failed` where something expected goes wrong. */
export interface Project {
  /** Absolute, links resolved. */
  readonly root: string
  /** The fold of the journal as it is now. */
  readonly state: () => Standing
  /** The living process that runs the loop or holds the project; null when none does. */
  readonly runner: () => Runner | null
  /** Drives a run in this process. */
  readonly run: (options?: RunOptions) => Run
  /** The events of a loop, whoever runs it: those there are, then those to come, until nobody runs any more. */
  readonly watch: (options?: WatchOptions) => AsyncIterable<Event>
  /** Asks whoever runs the loop for something; its answer is an event. Fails when nobody does. */
  readonly send: (request: Request) => Promise<void>
  /** Answers the open question of a run in another process (`Run.send` does for this one), and waits until it is closed. */
  readonly answer: (answer: Answer) => Promise<Answered>
  /** The policy's verdict on a command, as a step would have it judged. */
  readonly judge: (command: Command) => Promise<Judgement>
  readonly checkpoints: Checkpoints
}

export type PackName =
  | 'git-protected'
  | 'guarded'
  | 'no-delete-outside'
  | 'no-network'
  | 'no-priv-change'
  | 'no-secret-read'
  | 'read-only'
  | 'strict'
  | 'tos-default'

export interface CheckOptions {
  readonly type?: 'bash' | 'powershell'
  /** `guarded` unless told otherwise; the strictest of several wins. */
  readonly packs?: readonly PackName[]
  /** The folder the command would run in, which it may change; the current one unless told otherwise. */
  readonly root?: string
  /** What counts as the user's home. */
  readonly home?: string
}

/** What one call of a command would do; what a wrapper or a shell runs in its turn is a call of its own. */
export interface ExplainedCall {
  /** Null: the text does not tell; '': assignments and redirections alone. */
  readonly program: string | null
  /** What is not known stands between ‹ and ›. */
  readonly args: readonly string[]
  /** Its text. */
  readonly source: string
  readonly effects: readonly Effect[]
}

export interface Effect {
  /** `read`, `overwrite`, `delete` …, `network`, `secret`, `privilege` …; `unknown`: a doubt. */
  readonly kind: string
  /** Of a change or a reading of files, as written. */
  readonly path: string | null
  /** The path and everything below it. */
  readonly isTree: boolean
  /** Why it is not known. */
  readonly doubt: string | null
  readonly detail: string | null
  /** The text does not settle whether it happens. */
  readonly isUnsure: boolean
}

export interface Explained {
  readonly judgement: Judgement
  readonly calls: readonly ExplainedCall[]
}

export interface Failure {
  /** What went wrong and which thing it is, one sentence without a full stop. */
  readonly what: string
  /** `file:line` or a path, when there is one. */
  readonly where?: string
  /** The next thing to do, an imperative. */
  readonly remedy: string
  readonly exitCode: number
}

/** Opens the project in `folder` or above it. Writes nothing, takes no lock. @throws Failed when there is none */
export type OpenProject = (folder: string, options?: OpenOptions) => Project
/** Judges by packs alone. Runs nothing, reads no project. @throws Failed when a pack is not known */
export type CheckCommand = (code: string, options?: CheckOptions) => Judgement
/** The same, and what the command would do, call by call. @throws Failed when a pack is not known */
export type ExplainCommand = (code: string, options?: CheckOptions) => Explained
