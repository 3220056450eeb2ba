// What is known of asking a person: the open question, what became of its commands, what was granted for the run.
import type { AskReason } from './event-approval.ts'

export type { AskReason }

export interface Question {
  /** Counts in the loop from 1. */
  readonly question: number
  /** Indexes of the commands that wait. */
  readonly commands: readonly number[]
  readonly reasons: readonly AskReason[]
  readonly askedAt: string
  /** UTC; null: the run waits for ever. */
  readonly expiresAt: string | null
}

/** What a person made of a command that was asked about. */
export interface Approval {
  readonly answer: 'allow' | 'deny'
  readonly scope: 'once' | 'run'
  /** `grant`: of an earlier question of the run; nobody was asked about this command. */
  readonly via: 'answer' | 'grant'
  readonly question: number
  /** The rules that asked when the answer was given. */
  readonly rules: readonly string[]
  readonly reason: string
  readonly by: string
}

/** Commands that only this rule asks about run without a question while the grant holds. */
export interface Grant {
  readonly rule: string
  /** UTC; null: to the end of the run. */
  readonly until: string | null
  /** The question whose answer it was; 0: it was given without one. */
  readonly question: number
  readonly by: string
  /** Only for commands that ask because of this program. */
  readonly program?: string
}
