// Keeps a prompt within its budget: what was said and seen before is shortened, the oldest first, and says so.
import { codePoints, head, tail } from './text.ts'
import { inlineJson, indentedJson } from './json-text.ts'
import type { PromptParts } from './prompt.ts'

/** Code points that each text of an entry may keep, step by step, until everything fits. */
const levels = [2000, 800, 300, 100, 40] as const
/** Commands are what is decided about: they are never shortened. */
const commandKeys = new Set(['commands', 'improved_commands', 'final_commands'])

/** One thing that can be shortened. */
interface Piece {
  readonly value: unknown
  readonly shorten: (value: unknown, limit: number) => unknown
  readonly size: (value: unknown) => number
}

/**
 * The parts, shortened until `make` gives at most `budget` characters. Templates, job input and commands are left whole,
 * so the prompt may still be longer.
 */
export function boundedParts(parts: PromptParts, budget: number, make: (parts: PromptParts) => string): PromptParts {
  let excess = make(parts).length - budget
  if (excess <= 0) return parts
  const inline = (value: unknown) => inlineJson(value).length
  const indented = (value: unknown) => indentedJson(value).length
  const unused = { ...parts, history: [], observations: [], draft: undefined, review: undefined }
  // A template that does not show a part gains nothing by shortening it.
  const shows = (more: Partial<PromptParts>) => make({ ...unused, ...more }).length > make(unused).length
  const pieces: Piece[] = [
    ...(shows({ history: ['x'.repeat(100)] }) ? parts.history : []).map((value) => ({ value, shorten, size: inline })),
    ...(shows({ observations: ['x'.repeat(100)] }) ? parts.observations : []).map((value) => ({
      value,
      shorten: shortenObservation,
      size: inline,
    })),
    ...(shows({ draft: 'x'.repeat(100) }) ? [{ value: parts.draft, shorten, size: indented }] : []),
    ...(shows({ review: 'x'.repeat(100) }) ? [{ value: parts.review, shorten, size: indented }] : []),
  ]
  const made = new Map<unknown, unknown>()
  for (const limit of levels)
    for (const { value, shorten: cut, size } of pieces) {
      if (excess <= 0) break
      const before = made.get(value) ?? value
      const after = cut(value, limit)
      excess -= size(before) - size(after)
      made.set(value, after)
    }
  const now = (value: unknown) => (made.has(value) ? made.get(value) : value)
  const history = parts.history.map(now)
  const rest = { observations: parts.observations.map(now), draft: now(parts.draft), review: now(parts.review) }
  return { ...parts, ...rest, history: withoutOldest(history, excess) }
}

/** The oldest entries go whole when shortening them was not enough; one note stands for them, the last entry stays. */
function withoutOldest(history: readonly unknown[], excess: number): readonly unknown[] {
  if (excess <= 0 || history.length < 2) return history
  let saved = -inlineJson(noteOf(history)).length - 2
  let gone = 0
  while (gone < history.length - 1 && saved < excess) saved += inlineJson(history[gone++]).length + 2
  return [noteOf(history.slice(0, gone)), ...history.slice(gone)]
}

function noteOf(gone: readonly unknown[]): { step: unknown; summary: string } {
  const last = gone.at(-1) as { step?: unknown } | undefined
  return {
    step: last?.step ?? null,
    summary: `[left out to save room: this step and the ${gone.length - 1} before it]`,
  }
}

/** Every text of an object that is no command, whatever its key. */
function shorten(value: unknown, limit: number): unknown {
  if (typeof value === 'string') return cutHead(value, limit)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return inlineJson(value).length > limit ? cutHead(inlineJson(value), limit) : value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]): [string, unknown] => {
      if (commandKeys.has(key)) return [key, member]
      const isLong = typeof member === 'object' && member !== null && inlineJson(member).length > limit
      return [key, isLong ? cutHead(inlineJson(member), limit) : shorten(member, limit)]
    }),
  )
}

/** Of output the end says most, of code the beginning. */
function shortenObservation(value: unknown, limit: number): unknown {
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]): [string, unknown] => {
      if (typeof member !== 'string') return [key, member]
      return [key, key.endsWith('_tail') ? cutTail(member, limit) : cutHead(member, limit)]
    }),
  )
}

const mark = (left: number): string => `[shortened: ${left} characters left out]`

function cutHead(text: string, limit: number): string {
  const left = text.length > limit ? codePoints(text) - limit : 0
  return left > mark(left).length ? `${head(text, limit)} ${mark(left)}` : text
}

function cutTail(text: string, limit: number): string {
  const end = tail(text, limit)
  const left = codePoints(text) - codePoints(end)
  return left > mark(left).length ? `${mark(left)} ${end}` : text
}
