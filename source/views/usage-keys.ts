// Tokens and money as they stand in the runbook's files, behind its own keys.
import type { Usage } from '../core/usage.ts'

export interface UsageKeys {
  readonly calls: number
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cached_tokens: number
  readonly cost_usd: number
  /** Calls whose cost is in no sum: the model has no price. */
  readonly unpriced_calls: number
  /** Calls counted by their worst case: the server told no tokens. */
  readonly estimated_calls: number
}

export const usageKeys = ({ calls, input, output, cached, costUsd, unpriced, estimated }: Usage): UsageKeys => ({
  calls,
  input_tokens: input,
  output_tokens: output,
  cached_tokens: cached,
  // A ten-thousandth of a cent: sums of floating point would show their noise.
  cost_usd: Number(costUsd.toFixed(6)),
  unpriced_calls: unpriced,
  estimated_calls: estimated,
})

/** The same in one line. */
export function usageText({ calls, input, output, costUsd, unpriced, estimated }: Usage): string {
  const most = estimated > 0 ? 'at most ' : ''
  return [
    `${calls} ${calls === 1 ? 'call' : 'calls'}`,
    `${most}${input} + ${output} tokens`,
    ...(costUsd > 0 ? [`${most}$${costUsd.toFixed(4)}`] : []),
    ...(unpriced > 0 ? [`${unpriced} calls without a price`] : []),
    ...(estimated > 0
      ? [`${estimated} ${estimated === 1 ? 'call by its' : 'calls by their'} worst case: the server told no tokens`]
      : []),
  ].join(', ')
}
