// Masks secrets before anything is written: an append-only file cannot forget.
import { randomBytes } from 'node:crypto'

/** Shapes of tokens and credentials that are secret whoever owns them. */
const shapes: readonly string[] = [
  String.raw`\bsk-[A-Za-z0-9_-]{20,}`,
  String.raw`\b(?:ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{30,}`,
  String.raw`\bgithub_pat_[A-Za-z0-9_]{40,}`,
  String.raw`\bglpat-[A-Za-z0-9_-]{20,}`,
  String.raw`\bnpm_[A-Za-z0-9]{36}\b`,
  String.raw`\bhf_[A-Za-z0-9]{30,}`,
  String.raw`\b(?:AKIA|ASIA)[0-9A-Z]{16}\b`,
  String.raw`\bAIza[0-9A-Za-z_-]{35}`,
  String.raw`\bxox[abeoprs]-[A-Za-z0-9-]{10,}`,
  String.raw`\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}`,
  String.raw`-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)`,
  String.raw`\b[Bb]earer [A-Za-z0-9._~+/=-]{16,}`,
  String.raw`\b[xX]-[aA][pP][iI]-[kK][eE][yY]: ?[A-Za-z0-9._~+/=-]{12,}`,
  String.raw`//[^\s/:@]{1,100}:[^\s/@]{3,200}@`,
]

/** Values shorter than this are not masked: they would hide ordinary words. */
const minSecret = 8
/** A beginning of this length gives a long secret away. */
const tellingPrefix = 12

export interface Masker {
  /** The value with every secret in its strings replaced by `[masked:…]`; the same object when there was none. */
  readonly mask: <T>(value: T) => T
  /** The text with this process's own placeholders turned back; null when one is unknown (masked by another run). */
  readonly unmask: (text: string) => string | null
  /** A function for text that arrives in pieces: what could be the beginning of a secret is held back until `end`. */
  readonly stream: () => MaskStream
}

export interface MaskStream {
  readonly push: (chunk: string) => string
  readonly end: () => string
}

/** `secrets` are values known to be secret, such as the API keys. */
export function createMasker(secrets: readonly string[]): Masker {
  const known = secrets.filter((secret) => secret.length >= minSecret).flatMap(renderings)
  const pattern = new RegExp([...known, ...shapes].join('|'), 'g')
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
  const maskText = (text: string): string => {
    const plain = text.replace(pattern, placeholderOf)
    return plain.includes('\u001B') ? maskThroughEscapes(plain, pattern, placeholderOf) : plain
  }
  const mask = <T>(value: T): T => maskValue(value, maskText) as T

  return {
    mask,
    unmask(text) {
      let isKnown = true
      const raw = text.replaceAll(/\[masked:[0-9a-f]{6}-\d+\]/g, (placeholder) => {
        const original = originals.get(placeholder)
        if (original === undefined) isKnown = false
        return original ?? placeholder
      })
      return isKnown ? raw : null
    },
    stream: () => maskStream(maskText),
  }
}

function maskValue(value: unknown, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') return maskText(value)
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) {
    const items = value.map((item) => maskValue(item, maskText))
    return items.every((item, i) => item === value[i]) ? value : items
  }
  const before = Object.entries(value)
  const after = before.map(([key, member]) => [maskText(key), maskValue(member, maskText)] as const)
  const isSame = after.every(([key, member], i) => key === before[i]?.[0] && member === before[i]?.[1])
  return isSame ? value : Object.fromEntries(after)
}

/** Regular expressions for the ways a secret may be written: as it is, encoded, reversed, its telling beginning. */
function renderings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const texts = [
    secret,
    encodeURIComponent(secret),
    Array.from(secret).toReversed().join(''),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...[0, 1, 2].flatMap((shift) => base64Inside(bytes, shift)),
    JSON.stringify(secret).slice(1, -1),
  ]
  const patterns = [...new Set(texts)].filter((text) => text.length >= minSecret).map(escapeRegExp)
  const beginning =
    secret.length > tellingPrefix ? [`${escapeRegExp(secret.slice(0, tellingPrefix))}[A-Za-z0-9_-]*`] : []
  return [...patterns, ...beginning]
}

/** Base64 of the secret behind `shift` unknown bytes, without the characters that depend on its neighbours. */
function base64Inside(bytes: Buffer, shift: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const first = [0, 2, 3][shift]
  const last = [undefined, -3, -2][(shift + bytes.length) % 3]
  const inside = encoded.slice(first, last)
  return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')]
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)

/** Finds secrets that colour codes cut into pieces, by looking at the text without them. */
function maskThroughEscapes(text: string, pattern: RegExp, placeholderOf: (secret: string) => string): string {
  const escapes = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)|[@-Z\\-_])/g
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

const longestHeld = 16_384

function maskStream(maskText: (text: string) => string): MaskStream {
  let held = ''
  return {
    push(chunk) {
      held += chunk
      // Everything up to the last white space is complete words, except inside a key block.
      const block = held.lastIndexOf('-----BEGIN')
      const isOpenBlock = block >= 0 && !held.slice(block).includes('-----END')
      let words = held.length
      while (words > 0 && !/\s/.test(held.charAt(words - 1))) words--
      const end = held.length > longestHeld ? held.length : Math.min(words, isOpenBlock ? block : held.length)
      const ready = held.slice(0, end)
      held = held.slice(end)
      return ready === '' ? '' : maskText(ready)
    },
    end() {
      const rest = held
      held = ''
      return maskText(rest)
    },
  }
}
