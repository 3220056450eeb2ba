// What a model is to the rest: a question in, an answer or a failure out; both are values.
import type { FailureKind } from '../core/event-model.ts'
import type { Role } from '../core/event-place.ts'

export interface ModelRequest {
  readonly role: Role
  readonly model: string
  readonly prompt: string
  /** `call` counts the role's earlier calls in this step, `ordinal` those in this loop. */
  readonly place: { readonly job: number; readonly step: number; readonly call: number }
  readonly ordinal: number
  readonly timeoutMs: number
  readonly options: ModelOptions
  /** Called with each piece of a streamed answer. */
  readonly onDelta: (text: string) => void
}

/** How an answer is asked for; adapters use what their vendor knows. */
export interface ModelOptions {
  /** Null leaves it out of the request. */
  readonly temperature: number | null
  readonly maxTokens: number
  readonly maxTokensName: 'max_tokens' | 'max_completion_tokens'
  readonly json: 'prompt' | 'object' | 'schema'
  /** False: the answer comes in one piece. */
  readonly stream: boolean
  readonly streamUsage: boolean
}

/** Tokens; `cached` is the part of `input` that was read from the provider's cache. */
export interface ModelUsage {
  readonly input: number
  readonly output: number
  readonly cached: number
  /** USD, where the server tells what it asks for the call. */
  readonly costUsd?: number
}

export interface ModelFailure {
  readonly kind: FailureKind
  readonly message: string
  readonly status: number | null
  readonly requestId: string | null
  /** Asking again would fail again. */
  readonly isPermanent: boolean
  readonly retryAfterMs: number | null
  /** What the server told of an answer that is of no use. */
  readonly usage?: ModelUsage
  /** Parts of an answer had come, or one may have been made for a request that was sent whole: whatever the error says. */
  readonly mayBeBilled?: true
}

export type ModelOutcome =
  | {
      readonly ok: true
      readonly text: string
      readonly model: string
      readonly requestId: string | null
      readonly usage: ModelUsage | null
    }
  | { readonly ok: false; readonly failure: ModelFailure }

export interface Model {
  readonly provider: string
  /** Never rejects. Aborting `signal` ends the call at once with kind `cancelled`. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome>
}

/** A failure with the usual blanks filled in. */
export function modelFailure(
  kind: ModelFailure['kind'],
  message: string,
  more: Partial<ModelFailure> = {},
): ModelOutcome {
  const failure = { kind, message, status: null, requestId: null, isPermanent: false, retryAfterMs: null, ...more }
  return { ok: false, failure }
}
