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
const mayHoldEscapes = /[\u001B\u009B]|\\u00[19]b/i
const escapes =
  /(?:\u001B\[|\u009B|\\u001b\[|\\u009b)[0-?]*[ -/]*[@-~]|(?:\u001B|\\u001b)\][^\u0007\u001B\\]*(?:\u0007|\\u0007|\u001B\\|\\u001b\\{2})|(?:\u001B|\\u001b)[@-Z\\-_]/gi

/** Finds secrets that colour codes cut into pieces, by looking at the text without them. */
function maskThroughEscapes(text: string, pattern: RegExp, placeholderOf: (secret: string) => string): string {
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
  let masked = ''
  let done = 0
  for (const match of bare.matchAll(pattern)) {
    const start = origin[match.index] ?? 0
    masked += text.slice(done, start) + placeholderOf(match[0])
    done = (origin[match.index + match[0].length - 1] ?? start) + 1
  }
  return masked + text.slice(done)
}
