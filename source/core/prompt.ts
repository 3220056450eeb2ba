// Prompts from the configured templates, replaced in one pass: text that came in is never expanded again.
import type { Role } from './event-place.ts'
import { inlineJson, indentedJson } from './json-text.ts'

export interface PromptParts {
  readonly stepNum: number
  readonly history: readonly unknown[]
  /** Inline JSON of the job input, spelled as in the file; null without one. */
  readonly payload: string | null
  readonly observations: readonly unknown[]
  readonly draft?: unknown
  readonly review?: unknown
}

const sources: Record<string, (parts: PromptParts) => string> = {
  step_num: (parts) => String(parts.stepNum),
  history_json: (parts) => inlineJson(parts.history),
  job_payload_json: (parts) => parts.payload ?? 'null',
  observations_json: (parts) => inlineJson(parts.observations),
  draft_json: (parts) => indentedJson(parts.draft),
  review_json: (parts) => indentedJson(parts.review),
}

/** The names a role's template may use; others stay as they stand. */
export const placeholders: Record<Role, readonly string[]> = {
  draft: ['step_num', 'history_json', 'job_payload_json', 'observations_json'],
  review: ['step_num', 'draft_json', 'observations_json'],
  final: ['step_num', 'draft_json', 'review_json', 'observations_json'],
}

export function makePrompt(role: Role, template: string, parts: PromptParts): string {
  return template.replaceAll(/\{([a-z_]+)\}/g, (whole, name: string) =>
    placeholders[role].includes(name) ? (sources[name]?.(parts) ?? whole) : whole,
  )
}

/** The prompt of a re-ask: the prefix once, however often it was asked before. */
export const retryPrompt = (prefix: string, prompt: string): string => `${prefix}\n\n${prompt}`
