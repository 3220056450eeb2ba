// What the runner and the thread that judges say to each other; all of it can be copied between threads.
import type { Command } from '../core/event.ts'
import type { Failure } from '../core/failure.ts'
import type { Effect } from '../core/policy-settings.ts'
import type { Judgement } from '../core/state.ts'
import type { Explanation, PolicyInput } from './policy.ts'

/** A policy without its functions: `file:line` of every value that a verdict can name, by `keyOf`. */
export interface PolicyData extends Omit<PolicyInput, 'placeOf' | 'placeOfRule'> {
  readonly places: Readonly<Record<string, string>>
}

/** A policy is opened under a number, and asked by it. */
export type Asked =
  | { readonly kind: 'open'; readonly policy: number; readonly data: PolicyData }
  | { readonly kind: 'judge'; readonly policy: number; readonly command: Command; readonly isExplained: boolean }

/** To `open`: `opened` or `refused`; to `judge`: `text`, what the text rules say, and then `judged` or `failed`. */
export type Said =
  | { readonly kind: 'opened'; readonly unclear: Effect | null }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'text'; readonly judgement: Judgement }
  | { readonly kind: 'judged'; readonly judgement: Judgement; readonly explanation: Explanation | null }
  | { readonly kind: 'failed'; readonly cause: string }

export const keyOf = (file: 'text' | 'rule', keys: readonly PropertyKey[]): string =>
  `${file}:${keys.map(String).join('.')}`

export function policyDataOf({ placeOf, placeOfRule, ...data }: PolicyInput): PolicyData {
  const { config, policy } = data
  const text: PropertyKey[][] = [
    ['execution_policy', 'default_action'],
    ['allow_types'],
    ...config.execution_policy.deny_if_contains.map((_, i) => ['execution_policy', 'deny_if_contains', i]),
    ...config.deny_patterns.map((_, i) => ['deny_patterns', i]),
  ]
  const rules: PropertyKey[][] = policy.rules.map((_, i) => ['policy', 'rules', i])
  const places = Object.fromEntries([
    ...text.map((keys) => [keyOf('text', keys), placeOf(keys)]),
    ...rules.map((keys) => [keyOf('rule', keys), placeOfRule(keys)]),
  ])
  return { ...data, places }
}
