// What a secret looks like: its own value in every common spelling, and the shapes of tokens whoever owns them.
import { tokenShapes } from './token-shapes.ts'

/** Values shorter than this are not masked: they would hide ordinary words. */
export const minSecret = 8
/** A beginning of this length gives a long secret away. */
const tellingPrefix = 12

const shapes = tokenShapes.map(({ pattern }) => pattern)

/** One expression for everything that must be masked; longer secrets are tried before the ones they begin with. */
export function secretPattern(secrets: readonly string[]): RegExp {
  const known = secrets.filter((secret) => secret.length >= minSecret).flatMap(spellings)
  const longestFirst = [...new Set(known)].toSorted((a, b) => b.length - a.length)
  return new RegExp([...longestFirst.map(escapeRegExp), ...secrets.flatMap(beginnings), ...shapes].join('|'), 'g')
}

/** As it is, encoded, reversed. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const hex = bytes.toString('hex')
  const texts = [
    secret,
    encodeURIComponent(secret),
    encodeURIComponent(secret).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    Array.from(secret).toReversed().join(''),
    hex,
    hex.toUpperCase(),
    ...[0, 1, 2].flatMap((shift) => base64Inside(bytes, shift)),
    JSON.stringify(secret).slice(1, -1),
  ]
  return texts.filter((text) => text.length >= minSecret)
}

/** Base64 of the secret behind `shift` unknown bytes, without the characters that depend on its neighbours. */
function base64Inside(bytes: Buffer, shift: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
  const first = [0, 2, 3][shift]
  const last = [undefined, -3, -2][(shift + bytes.length) % 3]
  const inside = encoded.slice(first, last)
  return [inside, inside.replaceAll('+', '-').replaceAll('/', '_')]
}

/** A telling beginning with as much of the rest as follows: `abc(?:d(?:e)?)?`. */
function beginnings(secret: string): string[] {
  if (secret.length <= tellingPrefix) return []
  const rest = Array.from(secret.slice(tellingPrefix)).slice(0, 500)
  const tail = rest.reduceRight((inner, character) => `(?:${escapeRegExp(character)}${inner})?`, '')
  return [escapeRegExp(secret.slice(0, tellingPrefix)) + tail]
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
