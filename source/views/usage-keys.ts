// Tokens and money as they stand in the runbook's files, behind its own keys.
import type { Usage } from '../core/usage.ts'

export interface UsageKeys {
  readonly calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cached_tokens: number
  readonly cost_usd: number
  /** Calls whose cost is in no sum: the model has no price, or the provider told no tokens. */
  readonly unpriced_calls: number
}

export const usageKeys = ({ calls, input, output, cached, costUsd, unpriced }: Usage): UsageKeys => ({
  calls,
  input_tokens: input,
  output_tokens: output,
  cached_tokens: cached,
  // A ten-thousandth of a cent: sums of floating point would show their noise.
  cost_usd: Number(costUsd.toFixed(6)),
  unpriced_calls: unpriced,
})
