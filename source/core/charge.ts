// What a call is counted as: the tokens the server told, or the worst case where it told none.
import type { Role } from './event-place.ts'
import { costOf, mostTokens, ownPriceOf, type TokenCount } from './price.ts'
import { modelName, type Settings } from './settings.ts'

export interface Charge {
  /** As told; null when nothing that can be believed was told. */
  readonly usage: TokenCount | null
  /** What is counted instead, where `usage` is missing or in part; null when all was told. */
  readonly charged: TokenCount | null
  /** USD of what is counted; null when the model has no price. */
  readonly costUsd: number | null
}

interface Call {
  readonly role: Role
  readonly prompt: string
  /** What came of the answer. */
  readonly text: string
}

/** `told` is what stood in the answer: servers leave it out, send zeros, half of it, or no numbers at all. */
export function chargeOf(
  settings: Settings,
  call: Call,
  told: (TokenCount & { readonly costUsd?: number }) | null,
): Charge {
  const usage = told && plausible(told)
  const most = mostTokens(settings, call.role, call.prompt)
  const input = usage?.input || (call.prompt === '' ? 0 : most.input)
  const output = usage?.output || (usage && call.text === '' ? 0 : most.output)
  const isWhole = usage !== null && usage.input === input && usage.output === output
  const counted = { input, output, cached: usage?.cached ?? 0 }
  const costUsd = moneyOf(settings, modelName(settings, call.role), counted, told?.costUsd ?? null)
  return { usage, charged: isWhole ? null : counted, costUsd }
}

/** A price of the operator's own counts first, then what the server asks; one that tells nothing but zero may not know. */
function moneyOf(settings: Settings, model: string, counted: TokenCount, told: number | null): number | null {
  const byPrice = costOf(settings, model, counted)
  return told === null || ownPriceOf(settings, model) ? byPrice : told || (byPrice ?? told)
}

/** Null when no count is a number of tokens; a count that is none is not told. */
function plausible({ input, output, cached }: TokenCount): TokenCount | null {
  const count = (value: number): number => (Number.isSafeInteger(value) && value > 0 ? value : 0)
  const sound = { input: count(input), output: count(output), cached: Math.min(count(cached), count(input)) }
  return sound.input + sound.output === 0 ? null : sound
}

/** Failures behind which an answer was, or may have been, made: it is billed though it is of no use. */
const billedKinds = new Set([
  'cut',
  'stalled',
  'malformed',
  'refused',
  'too long',
  'wrong shape',
  'sample failed',
  'timeout',
  'cancelled',
])

/** A gateway gave up waiting for the server behind it, which goes on. */
const gatewayTimeouts = new Set([504, 524])

/** A server that answers with a status made nothing; one that broke off in mid-answer bills what it made. */
export const isBilled = ({ kind, status }: { kind: string; status: number | null }): boolean =>
  status === null ? billedKinds.has(kind) : gatewayTimeouts.has(status)
