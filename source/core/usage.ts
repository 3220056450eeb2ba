// Tokens and money, summed per step, job and loop.

export interface Usage {
  readonly calls: number
  readonly input: number
  readonly output: number
  readonly cached: number
  /** Of the calls whose model has a price. */
  readonly costUsd: number
  /** Answered calls without a price or without token counts: their cost is in no sum. */
  readonly unpriced: number
}

export const noUsage: Usage = { calls: 0, input: 0, output: 0, cached: 0, costUsd: 0, unpriced: 0 }

export interface CallUsage {
  readonly usage: { readonly input: number; readonly output: number; readonly cached: number } | null
  readonly costUsd: number | null
}

export const addCall = (sum: Usage, { usage, costUsd }: CallUsage): Usage => ({
  calls: sum.calls + 1,
  input: sum.input + (usage?.input ?? 0),
  output: sum.output + (usage?.output ?? 0),
  cached: sum.cached + (usage?.cached ?? 0),
  costUsd: sum.costUsd + (costUsd ?? 0),
  unpriced: sum.unpriced + (costUsd === null ? 1 : 0),
})
