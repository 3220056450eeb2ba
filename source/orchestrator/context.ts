// What effects need from the world; everything is handed in, nothing is global.
import type { Command, Fact, FactOf } from '../core/event.ts'
import type { Role } from '../core/event-place.ts'
import type { Result } from '../core/failure.ts'
import type { Settings } from '../core/settings.ts'
import type { Judgement, State } from '../core/state.ts'
import type { Sandbox } from '../executor/sandbox.ts'
import type { Layout } from '../files/layout.ts'
import type { Masker } from '../files/mask.ts'
import type { Model } from '../models/model.ts'

export interface Context {
  readonly layout: Layout
  readonly settings: Settings
  readonly masker: Masker
  readonly models: Readonly<Record<Role, Model>>
  readonly judge: (command: Command) => Promise<Judgement>
  readonly readPayload: () => Result<FactOf<'payload.read'>>
  /** Saves the working tree before a step executes. */
  /** Does the next snapshot wait for the copy of git's history so long that people want to know? Resolves when that is known. */
  readonly isSnapshotDelayed: () => Promise<boolean>
  /** `signal` ends it: its git goes, and nothing was saved. */
  readonly takeSnapshot: (place: { job: number; step: number }, signal?: AbortSignal) => Promise<Snapshot>
  /** Absolute paths of what the snapshot before this step does not hold: it cannot be brought back. @throws */
  readonly uncovered: () => Promise<readonly string[]>
  readonly makeCheckpoint: (name: string, by: string) => Promise<Fact>
  readonly environment: NodeJS.ProcessEnv
  /** What commands run in. */
  readonly sandbox: Sandbox
  readonly now: () => Date
  /** The state as of the last append. */
  readonly state: () => State
}

export type Snapshot =
  | ({ readonly kind: 'made'; readonly pruned: readonly string[] } & Omit<
      FactOf<'snapshot.made'>,
      'type' | 'job' | 'step'
    >)
  | { readonly kind: 'skipped'; readonly cause: 'off' | 'no repository'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'stopped' }
