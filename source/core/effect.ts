// What decide can ask for. perform does it and answers with facts.
import type { Command, Fact } from './event.ts'
import type { Role } from './event-place.ts'
import type { AskReason } from './question.ts'

export interface Place {
  readonly job: number
  readonly step: number
}

export interface ModelCall extends Place {
  readonly role: Role
  readonly round: number
  readonly attempt: number
  readonly prompt: string
  /** A call of this place was made before a crash and its answer is unknown: it may be billed twice. */
  readonly askedBefore: boolean
  /** Milliseconds to wait before the call. */
  readonly waitMs: number
}

export type Effect =
  /** Nothing to do in the world: these facts follow from the state. */
  | { readonly kind: 'record'; readonly facts: readonly Fact[] }
  | { readonly kind: 'readPayload' }
  | { readonly kind: 'beginJob'; readonly job: number; readonly index: number | null; readonly firstStep: number }
  | ({ readonly kind: 'checkDone' } & Place)
  | ({ readonly kind: 'askModel' } & ModelCall)
  | ({ readonly kind: 'judge'; readonly commands: readonly { index: number; command: Command }[] } & Place)
  | ({ readonly kind: 'askPerson'; readonly question: number; readonly reasons: AskReason[] } & Place)
  /** For an answer to the open question, until `expiresAt` (UTC; null: for ever). */
  | ({ readonly kind: 'waitForAnswer'; readonly question: number; readonly expiresAt: string | null } & Place)
  | ({ readonly kind: 'takeSnapshot' } & Place)
  | ({ readonly kind: 'runCommand'; readonly index: number; readonly command: Command } & Place)
  | { readonly kind: 'makeCheckpoint'; readonly name: string; readonly by: string }
  | { readonly kind: 'waitForRequest' }
  | { readonly kind: 'finish' }

export type EffectOf<K extends Effect['kind']> = Extract<Effect, { kind: K }>
