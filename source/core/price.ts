// What a call costs, from a dated table that settings may override. A model without a price has tokens only.
import prices from '../../config/prices.json' with { type: 'json' }
import type { Role } from './event-place.ts'
import { modelName, type Settings } from './settings.ts'

/** USD per 1,000,000 tokens; without `cached` cached tokens cost like others. */
export interface Price {
  readonly input: number
  readonly output: number
  readonly cached?: number | undefined
}

export interface TokenCount {
  readonly input: number
  readonly output: number
  readonly cached: number
}

/** Day the shipped prices were looked up. */
export const priceDate: string = prices.date

const perTokens = 1_000_000

/** The price of a model: the longest beginning of its name in the settings, else in the shipped table. */
export function priceOf(settings: Settings, model: string): Price | null {
  return longestBeginning(settings.tos.models.prices, model) ?? longestBeginning(prices.models, model)
}

function longestBeginning(table: Readonly<Record<string, Price>>, model: string): Price | null {
  const names = Object.keys(table).filter((name) => model.startsWith(name))
  const [best] = names.toSorted((a, b) => b.length - a.length)
  return best === undefined ? null : (table[best] ?? null)
}

/** USD of a call; null without a price. */
export function costOf(settings: Settings, model: string, usage: TokenCount): number | null {
  const price = priceOf(settings, model)
  if (!price) return null
  const uncached = Math.max(0, usage.input - usage.cached)
  const cost = uncached * price.input + usage.cached * (price.cached ?? price.input) + usage.output * price.output
  return cost / perTokens
}

/** The most a call can use: a token is at least one byte of the prompt, and the answer has its limit. */
export function worstCase(settings: Settings, role: Role, prompt: string): { tokens: number; costUsd: number | null } {
  const input = new TextEncoder().encode(prompt).length
  const output = settings.tos.models[role].max_tokens
  const costUsd = costOf(settings, modelName(settings, role), { input, output, cached: 0 })
  return { tokens: input + output, costUsd }
}
