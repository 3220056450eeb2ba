// What a promise of the suite is: injections, judged by witnesses outside of the program, and stand-ins that must be caught.
import type { Random } from './harness/random.ts'
import type { Scope } from '../test/helpers/scope.ts'

/** Where one injection happens. */
export interface World extends Scope {
  readonly random: Random
  /** Breaks the program when a mutant stands in; else empty. */
  readonly environment: Readonly<Record<string, string>>
}

export interface Injected {
  /** How many faults it was; a project may meet several. */
  readonly faults: number
  /** What of the promise did not hold, with what was done; empty: it held. */
  readonly broken: readonly string[]
  /** Added up over all injections, printed by name. */
  readonly figures?: Readonly<Record<string, number>>
  /** The largest over all injections is printed. */
  readonly peaks?: Readonly<Record<string, number>>
}

export interface Promised {
  readonly name: string
  /** One clause, as it is printed. */
  readonly says: string
  /** Faults of a full run. */
  readonly full: number
  /** Why it cannot be tried here; null where it can. */
  readonly missing: () => string | null
  /** The n-th injection, from 0; the same for the same seed. */
  readonly inject: (world: World, n: number) => Promise<Injected>
  /** Files in mutants/, each loaded into the program before it starts; each must be caught. The i-th try is that injection. */
  readonly mutants: Readonly<Record<string, (i: number) => number>>
}
