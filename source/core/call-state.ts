// Where the call of one role stands within a step.
import type { FailureKind } from './event-model.ts'
import type { ReplyValue } from './reply/choose.ts'

export interface CallState {
  /** Calls of the role in this step that were answered or failed. */
  readonly made: number
  readonly status: 'idle' | 'asked' | 'failed' | 'answered' | 'refused' | 'accepted'
  readonly round: number
  readonly attempt: number
  /** Of the first round, as it is logged. */
  readonly prompt: string | null
  readonly model: string
  readonly raw: string | null
  readonly extracted: string | null
  readonly value: ReplyValue | null
  readonly failure: CallFailure | null
  readonly retryAt: string | null
  /** Milliseconds that rate limits have made this call wait. */
  readonly waitedMs: number
  /** Attempts of this round that met a rate limit, or were too long and are asked again shorter. */
  readonly limited: number
  /** Characters of the prompt that was asked last. */
  readonly promptLength: number
}

export interface CallFailure {
  readonly kind: FailureKind
  readonly message: string
  readonly status: number | null
  readonly isPermanent: boolean
  readonly retryAfterMs: number | null
}
