// What a call costs, from a dated table that settings may override. A model without a price has tokens only.
import prices from '../../config/prices.json' with { type: 'json' }
import type { Role } from './event-place.ts'
import { maxTokens, modelName, type Settings } from './settings.ts'

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

/** Day on which the oldest of the shipped prices was looked up. */
export const priceDate: string = prices.date

/** A shipped list that is older than this is told to be old. */
export const maxPriceDays = 180

const perTokens = 1_000_000
const perDay = 86_400_000

/** Whole days from the shipped list's date to `now`. */
export const priceAgeDays = (now: Date): number => Math.floor((now.getTime() - Date.parse(priceDate)) / perDay)

/** The price of a model by its name, with or without a date behind it: in the settings, else in the shipped table. */
export function priceOf(settings: Settings, model: string): Price | null {
  return ownPriceOf(settings, model) ?? named(prices.models, model)
}

/** The one that the settings give it. */
export const ownPriceOf = (settings: Settings, model: string): Price | null => named(settings.tos.models.prices, model)

/** `-20250514`, `-2025-05-14`, `@20250514`: the same model at a day. Anything else behind a name is another model. */
const dateBehind = /[-@]20\d\d(-?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])$/

function named(table: Readonly<Record<string, Price>>, model: string): Price | null {
  const name = [model, model.replace(dateBehind, '')].find((name) => Object.hasOwn(table, name))
  return name === undefined ? null : (table[name] ?? null)
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
  const most = mostTokens(settings, role, prompt)
  return { tokens: most.input + most.output, costUsd: costOf(settings, modelName(settings, role), most) }
}

/** The same as a count. */
export const mostTokens = (settings: Settings, role: Role, prompt: string): TokenCount => ({
  input: new TextEncoder().encode(prompt).length,
  output: maxTokens(settings, role),
  cached: 0,
})
