// The shapes the models must answer in, and how a reply is taken out of the text around it.
import * as z from 'zod'
import { command } from './event-command.ts'
import type { Role } from './event-place.ts'

/** More commands than this in one reply are a wrong shape: a step is one small move. */
export const maxCommands = 100
/** Deeper nesting than this is refused, so that nothing that walks the value can run out of stack. */
const maxDepth = 100
/** Brackets in prose that are tried before giving up: each try reads on to the end. */
const maxOpenings = 200

const commands = z.array(command).max(maxCommands)
export const replySchemas = {
  draft: z.looseObject({ commands }),
  review: z.looseObject({ improved_commands: commands, approval: z.boolean() }),
  final: z.looseObject({ final_commands: commands }),
} satisfies Record<Role, z.ZodType>

const commandSchema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { type: { type: 'string' }, code: { type: 'string' } },
    required: ['type', 'code'],
    additionalProperties: false,
  },
} as const
const objectOf = (properties: Record<string, object>): Record<string, unknown> => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const jsonSchemas: Record<Role, Record<string, unknown>> = {
  draft: objectOf({ thought: { type: 'string' }, commands: commandSchema }),
  review: objectOf({ review: { type: 'string' }, improved_commands: commandSchema, approval: { type: 'boolean' } }),
  final: objectOf({ final_commands: commandSchema, summary: { type: 'string' } }),
}

/** The shape as a server is told it, where JSON is asked for by schema: closed, every key required. */
export const replyJsonSchema = (role: Role): Record<string, unknown> => jsonSchemas[role]

export type ReplyValue = Record<string, unknown>
export type Reply = { ok: true; value: ReplyValue } | { ok: false; reason: string; extracted: string }

/**
 * Takes the role's reply out of a model's text: the first balanced JSON object outside strings, with prose and fences
 * around it allowed. Nothing is ever repaired; what could be read in two ways is refused.
 */
export function readReply(role: Role, text: string): Reply {
  const trimmed = text.trim()
  const whole = parseObject(trimmed)
  if (whole.isJson) return checkShape(role, whole.value, trimmed)
  const found = firstObject(trimmed)
  if (!found.ok) return found
  const reply = checkShape(role, found.value, found.extracted)
  if (!reply.ok) return reply
  const rest = trimmed.slice(found.end)
  if (/^\s*[}\]]/.test(rest)) return refuse('a brace too many behind the object', trimmed)
  if (hasRivalAnswer(role, trimmed, found.end, JSON.stringify(found.value)))
    return refuse('two different answers, each on lines of its own', trimmed)
  return reply
}

function refuse(reason: string, extracted: string): Reply & { ok: false } {
  return { ok: false, reason, extracted }
}

function checkShape(role: Role, value: unknown, extracted: string): Reply {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return refuse(`${Array.isArray(value) ? 'an array' : String(value)} instead of an object`, extracted)
  const parsed = replySchemas[role].safeParse(value)
  // The value as parsed, not zod's copy: a copy could turn a "__proto__" key into a prototype.
  if (parsed.success) return { ok: true, value: value as ReplyValue }
  const [issue] = parsed.error.issues
  return refuse(`${issue?.path.join('.') ?? 'reply'}: ${issue?.message ?? 'wrong shape'}`, extracted)
}

type Parsed = { isJson: true; value: unknown } | { isJson: false }

function parseObject(text: string): Parsed {
  if (depthOf(text) > maxDepth) return { isJson: false }
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch {
    return { isJson: false }
  }
}

function firstObject(
  text: string,
): { ok: true; value: unknown; extracted: string; end: number } | (Reply & { ok: false }) {
  let tried = 0
  for (let at = nextOpening(text, 0); at >= 0; at = nextOpening(text, at + 1)) {
    if (++tried > maxOpenings) return refuse(`no JSON object behind the first ${maxOpenings} brackets`, text)
    const end = balancedEnd(text, at)
    if (end < 0) {
      if (text[at] === '[') continue
      return refuse('the object is cut off', text.slice(at))
    }
    const extracted = text.slice(at, end)
    const parsed = parseObject(extracted)
    if (parsed.isJson) return { ok: true, value: parsed.value, extracted, end }
    if (text[at] === '[') continue
    if (/^\{\s*["'“]/.test(extracted)) return refuse('not valid JSON', extracted)
    at = end - 1
  }
  return refuse('no JSON object in the reply', text)
}

/** Does a different answer of the same role, on a line of its own, stand behind the first one? */
function hasRivalAnswer(role: Role, text: string, from: number, first: string): boolean {
  let tried = 0
  for (let at = nextOpening(text, from); at >= 0 && ++tried <= maxOpenings; at = nextOpening(text, at + 1)) {
    const end = text[at] === '{' ? balancedEnd(text, at) : -1
    if (end < 0) continue
    const parsed = parseObject(text.slice(at, end))
    const isOwnLine = /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, at - 200), at))
    if (parsed.isJson && isOwnLine && checkShape(role, parsed.value, '').ok && JSON.stringify(parsed.value) !== first)
      return true
    at = end - 1
  }
  return false
}

function nextOpening(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i
  return -1
}

/** The index behind the bracket that closes the one at `at`, or -1 when the text ends before. */
function balancedEnd(text: string, at: number): number {
  let depth = 0
  let inString = false
  for (let i = at; i < text.length; i++) {
    const character = text[i]
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return i + 1
  }
  return -1
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  let inString = false
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth--
  }
  return deepest
}
