// What is known at a point of the journal: the fold of its events, and all that decide looks at.
import type { Note } from './notes.ts'
import type { Command, EventOf } from './event.ts'
import type { StepRow } from './event-loop.ts'
import type { Stream } from './event-command.ts'
import type { Role } from './event-place.ts'
import type { Judgement } from './judgement.ts'
import type { Approval, Grant, Question } from './question.ts'
import type { SandboxState } from './sandbox.ts'
import type { CallState } from './call-state.ts'
import type { Outdated, Proof } from './proof.ts'
import type { PromptLimit } from './prompt-limit.ts'
import type { LimitName, RaisableName, Settings } from './settings.ts'
import type { Usage } from './usage.ts'

/** Raised with every change of shape: a stored state of another one is not used. */
export const stateShape = 7

export type { Judgement } from './judgement.ts'

export interface State {
  /** Number and UTC time of the last event; 0 and '' before the first. */
  readonly seq: number
  readonly ts: string
  readonly loop: LoopState | null
  readonly run: RunState | null
  /** The current job, or the last one when `isDone`. */
  readonly job: JobState | null
  /** The current step, or the last one when `finished`. */
  readonly step: StepState | null
}

export interface LoopState {
  readonly id: string
  readonly startedAt: string
  /** The latest attempt of every finished step of the loop, in order. */
  readonly rows: readonly StepRow[]
  readonly lastJob: number
  /** Step the coming job begins with: 1, or where a root that was taken over stood. */
  readonly firstStep: number
  /** job_index of the next job with job_loop on. */
  readonly nextIndex: number
  /** Jobs done with job_loop on, those of a root that was taken over included. */
  readonly jobsDone: number
  readonly runs: number
  /** Questions put to people. */
  readonly questions: number
  /** Calls of each role that were answered or failed. */
  readonly calls: Readonly<Record<Role, number>>
  readonly usage: Usage
  readonly promptLimits: Readonly<Record<string, PromptLimit>>
  /** Limits an operator has raised, in force for the rest of the loop. */
  readonly raised: Readonly<Partial<Record<RaisableName, number>>>
  /** What the operator says to the next drafts. */
  readonly notes: readonly Note[]
  readonly outdated: Outdated
  readonly completion: Completion | null
  /** What phase_state.json says; null before the first step ended. */
  readonly phase: PhaseFacts | null
  /** Folder the loop is being moved to; nothing may follow. */
  readonly archivedTo: string | null
}

export interface Completion {
  readonly maxJobs: number
  readonly jobsExecuted: number
  readonly job: number
  readonly step: number
  readonly at: string
}

export interface PhaseFacts {
  readonly phase: string
  readonly step: number
  readonly isDone: boolean
  readonly reason: string
  readonly index: number | null
  readonly seq: number
  readonly at: string
}

export type RunEnd = EventOf<'run.ended'>['why']

export interface RunState {
  readonly run: number
  readonly mode: 'run' | 'test' | 'cleanrun'
  readonly until: 'job' | 'loop'
  readonly settings: Settings
  /** What commands run in; null in journals of versions that knew no sandbox. */
  readonly sandbox: SandboxState | null
  readonly root: string
  readonly host: string
  readonly user: string
  readonly pid: number
  /** IANA name; the runbook's files hold local times. */
  readonly zone: string
  readonly startedAt: string
  readonly startSeq: number
  /** Of the current job, or of the one before. */
  readonly payload: Payload | null
  /** It has been read for the coming job. */
  readonly isPayloadFresh: boolean
  readonly jobsFinished: number
  readonly counts: ExecutionCounts
  /** Second look at the evidence of a job whose steps are used up; null when not made. */
  readonly recheck: boolean | null
  readonly isPauseRequested: boolean
  readonly isPaused: boolean
  readonly stop: 'step' | 'now' | null
  /** Who asked for the stop last: a user, or a signal. */
  readonly stoppedBy: string | null
  /** The limit that was reached; it ends the run. */
  readonly limit: LimitReached | null
  /** The end_reason of a question nobody answered in time. */
  readonly unanswered: string | null
  /** What a person has allowed for the rest of this run; the last one of a rule counts. */
  readonly grants: readonly Grant[]
  /** What commands of this run were kept from, with their code. */
  readonly refusedHosts?: readonly { readonly host: string; readonly code: string }[]
  /** Checkpoints that were asked for and not yet taken. */
  readonly checkpoints: readonly { readonly name: string; readonly by: string }[]
  readonly ended: {
    readonly why: RunEnd
    readonly endReason: string
    readonly exitCode: number
    readonly at: string
  } | null
}

/** `used` and `needed` (by the next thing to do) are in the limit's unit. */
export interface LimitReached {
  readonly limit: LimitName
  readonly allowed: number
  readonly used: number
  readonly needed: number
}

export interface Payload {
  readonly path: string
  readonly isThere: boolean
  readonly bytes: number
  readonly text: string | null
  readonly name: string | null
}

export interface ExecutionCounts {
  readonly executed: number
  readonly denied: number
  readonly timeout: number
  readonly failed: number
}

export interface HistoryEntry {
  readonly step: number
  readonly summary: unknown
  readonly outcome?: string
  readonly reason?: string
}

export interface JobState {
  readonly job: number
  readonly index: number | null
  readonly name: string
  readonly startedAt: string
  readonly proof: Proof
  readonly firstStep: number
  readonly nextStep: number
  readonly history: readonly HistoryEntry[]
  /** What the last executed commands did, for `{observations_json}`. */
  readonly observations: readonly Observation[]
  readonly usage: Usage
  /** Steps in a row, up to the last one, that changed nothing. */
  readonly stalledSteps: number
  /** What the last step's commands said, until the next look at the tree tells whether it changed anything. */
  readonly lastOutput: string | null
  readonly seen: readonly string[]
  readonly isExhausted: boolean
  readonly isDone: boolean
}

export interface Observation {
  readonly step: number
  readonly code: string
  readonly outcome: string
  readonly exit_code: number | null
  readonly stdout_tail: string
  readonly stderr_tail: string
}

export interface StepState {
  readonly step: number
  readonly attempt: number
  readonly startedAt: string
  readonly done: {
    readonly isDone: boolean
    readonly results: readonly { check: string; holds: boolean; reason: string }[]
  } | null
  readonly calls: Readonly<Record<Role, CallState>>
  /** Of the accepted final reply, blank ones left out. */
  readonly commands: readonly CommandState[]
  readonly usage: Usage
  /** Put to a person and not answered. */
  readonly question: Question | null
  readonly snapshot: 'none' | 'delayed' | 'made' | 'skipped' | 'failed'
  /** Index of a command that had started when the runner died and is not settled. */
  readonly inDoubt: number | null
  readonly finished: StepEnd | null
}

export interface StepEnd {
  readonly phase: string
  readonly reason: string
  readonly error: string | null
  readonly detail: string | null
  readonly isStopped: boolean
  readonly seq: number
  readonly at: string
}

export interface CommandState {
  readonly command: Command
  readonly judged: Judgement | null
  readonly approval: Approval | null
  readonly status: 'waiting' | 'started' | 'finished'
  readonly marker: string | null
  readonly pid: number | null
  readonly startTick: string | null
  readonly result: CommandResult | null
}

export interface CommandResult {
  readonly outcome: 'exited' | 'timed out' | 'stopped' | 'not started' | 'left out'
  readonly exitCode: number | null
  readonly durationMs: number
  readonly stdout: Stream
  readonly stderr: Stream
  readonly error: string | null
}

export const initialState: State = { seq: 0, ts: '', loop: null, run: null, job: null, step: null }

/** Is job_loop on in this run? Every place that asks goes through here. */
export const isLooping = (run: RunState): boolean => run.settings.config.s5_settings.job_loop.enabled
