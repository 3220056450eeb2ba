// Tokens and money, summed per step, job and loop.

export interface Usage {
  readonly calls: number
  readonly input: number
  readonly output: number
  readonly cached: number
  /** Of the calls whose model has a price. */
  readonly costUsd: number
  /** Calls without a price: their cost is in no sum. */
  readonly unpriced: number
  /** Calls whose tokens the server did not tell: they are in the sums by their worst case. */
  readonly estimated: number
}

export const noUsage: Usage = { calls: 0, input: 0, output: 0, cached: 0, costUsd: 0, unpriced: 0, estimated: 0 }

interface Tokens {
  readonly input: number
  readonly output: number
  readonly cached: number
}

export interface CallUsage {
  readonly usage: Tokens | null
  /** Counted instead of `usage`. */
  readonly charged?: Tokens | undefined
  readonly costUsd: number | null
}

export function addCall(sum: Usage, { usage, charged, costUsd }: CallUsage): Usage {
  const counted = charged ?? usage
  return {
    calls: sum.calls + 1,
    input: sum.input + (counted?.input ?? 0),
    output: sum.output + (counted?.output ?? 0),
    cached: sum.cached + (counted?.cached ?? 0),
    costUsd: sum.costUsd + (costUsd ?? 0),
    unpriced: sum.unpriced + (costUsd === null ? 1 : 0),
    estimated: sum.estimated + (charged ? 1 : 0),
  }
}
