// Masks secrets before anything is written: an append-only file cannot forget.
import { randomBytes } from 'node:crypto'
import { secretPattern } from './mask-patterns.ts'
import { maskStream, type MaskStream } from './mask-stream.ts'

export type { MaskStream }

export interface Masker {
  /** The value with every secret in its strings replaced by `[masked:…]`; the same object when there was none. */
  readonly mask: <T>(value: T) => T
  /** The text with this process's own placeholders turned back; null when one is unknown (masked by another run). */
  readonly unmask: (text: string) => string | null
  /** For text that arrives in pieces: what could be the beginning of a secret is held back until more is known. */
  readonly stream: () => MaskStream
}

const placeholderPattern = /\[masked:[0-9a-f]{6}-\d+\]/g
/** Secrets inside secrets: a key inside a masked block. */
const maxNesting = 5
/** Names of fields that are known to hold no secret. */
const mostCleanKeys = 1000

/** `secrets` are values known to be secret, such as the API keys. */
export function createMasker(secrets: readonly string[]): Masker {
  const pattern = secretPattern(secrets)
  const session = randomBytes(3).toString('hex')
  const placeholders = new Map<string, string>()
  const originals = new Map<string, string>()

  const placeholderOf = (secret: string): string => {
    let placeholder = placeholders.get(secret)
    if (placeholder === undefined) {
      placeholder = `[masked:${session}-${placeholders.size + 1}]`
      placeholders.set(secret, placeholder)
      originals.set(placeholder, secret)
    }
    return placeholder
  }
  const maskText = (text: string): string =>
    mayHoldEscapes.test(text) ? maskThroughEscapes(text, pattern, placeholderOf) : text.replace(pattern, placeholderOf)

  // The same few names stand in every row.
  const cleanKeys = new Set<string>()
  const maskKey = (key: string): string => {
    if (cleanKeys.has(key)) return key
    const masked = maskText(key)
    if (masked === key && cleanKeys.size < mostCleanKeys) cleanKeys.add(key)
    return masked
  }

  return {
    mask: <T>(value: T): T => maskValue(value, maskText, maskKey) as T,
    unmask(text) {
      let raw = text
      for (let depth = 0; depth < maxNesting; depth++) {
        const found = raw.match(placeholderPattern) ?? []
        if (found.some((placeholder) => !originals.has(placeholder))) return null
        if (found.length === 0) break
        raw = raw.replaceAll(placeholderPattern, (placeholder) => originals.get(placeholder) ?? placeholder)
      }
      return raw
    },
    stream: () => maskStream(maskText, secrets),
  }
}

/** Makes no copy of what holds no secret: a report is a hundred thousand small rows. */
function maskValue(value: unknown, maskText: (text: string) => string, maskKey: (key: string) => string): unknown {
  if (typeof value === 'string') return maskText(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    let items: unknown[] | null = null
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i]
      const masked = maskValue(item, maskText, maskKey)
      if (masked !== item) (items ??= [...value])[i] = masked
    }
    return items ?? value
  }
  const before = Object.entries(value)
  let isSame = true
  const after = before.map(([key, member]) => {
    const masked = [maskKey(key), maskValue(member, maskText, maskKey)] as const
    isSame &&= masked[0] === key && masked[1] === member
    return masked
  })
  return isSame ? value : Object.fromEntries(after)
}

/** Also as JSON spells them: a reply that is still on its way is read out of its JSON behind this. */
const mayHoldEscapes = /[\u001B\u009B]|\\u00[19][bB]/
const escapes = new RegExp(
  [
    /(?:\u001B\[|\u009B|\\u001[bB]\[|\\u009[bB])[0-?]*[ -/]*[@-~]/,
    /\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)/,
    /\\u001[bB]\][^\u0007\u001B\\]*(?:\\u0007|\\u001[bB]\\\\)/,
    /(?:\u001B|\\u001[bB])[@-Z\\-_]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

interface Found {
  readonly start: number
  readonly end: number
  readonly secret: string
}

/**
 * Finds secrets that colour codes cut into pieces, by looking at the text without them, and those that stand in it as they are:
 * what looks like the end of a code may be the beginning of a secret.
 */
function maskThroughEscapes(text: string, pattern: RegExp, placeholderOf: (secret: string) => string): string {
  let masked = ''
  let done = 0
  for (const { start, end, secret } of united([...inside(text, pattern), ...across(text, pattern)])) {
    masked += text.slice(done, start) + placeholderOf(secret)
    done = end
  }
  return masked + text.slice(done)
}

const inside = (text: string, pattern: RegExp): Found[] =>
  Array.from(text.matchAll(pattern), ({ 0: secret, index }) => ({ start: index, end: index + secret.length, secret }))

function across(text: string, pattern: RegExp): Found[] {
  let bare = ''
  const origin: number[] = []
  let at = 0
  const take = (end: number) => {
    for (; at < end; at++) {
      bare += text[at]
      origin.push(at)
    }
  }
  for (const match of text.matchAll(escapes)) {
    take(match.index)
    at = match.index + match[0].length
  }
  take(text.length)
  return inside(bare, pattern).map(({ start, end, secret }) => ({
    start: origin[start] ?? 0,
    end: (origin[end - 1] ?? 0) + 1,
    secret,
  }))
}

/** In order, what overlaps as one: by its longest. */
function united(all: readonly Found[]): Found[] {
  const found: Found[] = []
  for (const each of all.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = found.at(-1)
    if (!last || each.start >= last.end) found.push(each)
    else
      found[found.length - 1] = {
        start: last.start,
        end: Math.max(last.end, each.end),
        secret: last.secret.length >= each.secret.length ? last.secret : each.secret,
      }
  }
  return found
}
