// What filters print of a text that is known: base64, rev, tr, sort and their kin.
import type { Call } from '../grammar/analysis.ts'
import { contains, knownStart, literal, textValue, unknown, type Value } from '../model/value.ts'
import { unescapeText } from './output-text.ts'
import type { Printer } from './output-text.ts'
import { limits } from '../limits.ts'

export const inputOf = ({ args, stdin }: Call): Value | null => {
  const files = args.filter((arg) => !/^-./.test(knownStart(arg)) && literal(arg) !== '-')
  if (files.length === 0) return stdin
  return files.every((file) => literal(file) === '/dev/null') ? [] : null
}

export const throughText =
  (change: (text: string) => string | null): Printer =>
  (call) => {
    const input = inputOf(call)
    const text = input === null ? null : literal(input)
    const made = text === null || text.length > limits.commandText ? null : change(text)
    return made === null ? unknown : textValue(made)
  }

const isDecoding = ({ args }: Call): boolean =>
  args.some((arg) => /^(?:-(?=\w+$)[^dD]*[dD].*|--d(?:e\w*)?)$/.test(literal(arg) ?? ''))

export const base64: Printer = (call) =>
  isDecoding(call)
    ? throughText((text) => decoded(text, 'base64'))(call)
    : throughText((text) => `${Buffer.from(text).toString('base64')}\n`)(call)

/** Null: what comes out is no text. */
function decoded(text: string, encoding: 'base64' | 'hex'): string | null {
  const made = Buffer.from(text.replace(/\s/g, ''), encoding)
  const read = made.toString('utf8')
  return read.includes('\ufffd') || read.includes('\0') ? null : read
}

export const reversed: Printer = throughText((text) =>
  text
    .split('\n')
    .map((each) => Array.from(each).toReversed().join(''))
    .join('\n'),
)

/** Characters of a `tr` set; null: classes and repeats are not read. */
function characters(set: string): string[] | null {
  const text = unescapeText(set, true)
  const classes: Record<string, string> = { '[:upper:]': 'A-Z', '[:lower:]': 'a-z', '[:digit:]': '0-9' }
  const plain = (Object.hasOwn(classes, text) ? classes[text] : undefined) ?? text.replace(/^\[(.-.)\]$/, '$1')
  if (/\[[:=.]/.test(plain)) return null
  const made: string[] = []
  for (let i = 0; i < plain.length; i += 1) {
    if (plain[i + 1] === '-' && i + 2 < plain.length) {
      for (let c = plain.charCodeAt(i); c <= plain.charCodeAt(i + 2); c += 1) made.push(String.fromCharCode(c))
      i += 2
    } else made.push(plain[i] ?? '')
  }
  return made
}

export const tr: Printer = (call) => {
  const words = call.args.map(literal)
  const flags = words.filter((word) => word?.startsWith('-') && word.length > 1).join('')
  const [first, second] = words.filter((word) => word === '-' || !word?.startsWith('-'))
  const text = literal(call.stdin)
  if (text === null || first === null || first === undefined || /[cCst]/.test(flags)) return unknown
  const from = characters(first)
  if (from === null) return unknown
  if (flags.includes('d'))
    return textValue(
      Array.from(text)
        .filter((c) => !from.includes(c))
        .join(''),
    )
  const to = second === null || second === undefined ? null : characters(second)
  if (to === null || to.length === 0) return unknown
  const map = new Map(from.map((c, i) => [c, to[Math.min(i, to.length - 1)] ?? c]))
  return textValue(Array.from(text, (c) => map.get(c) ?? c).join(''))
}

/** Lines that are chosen or ordered, not changed: names from a list stay names. */
export const chosen: Printer = (call) => {
  const input = inputOf(call)
  const isNames = input !== null && input.length > 0 && literal(input) === null && !contains(input, 'any')
  return isNames ? input : unknown
}

export const first: Printer = (call) =>
  literal(call.stdin) !== null && call.args.length === 0
    ? throughText((text) => text.split('\n').slice(0, 10).join('\n'))(call)
    : chosen(call)

export const openssl: Printer = (call) => {
  const words = call.args.map(literal)
  const isBase64 = words[0] === 'base64' || (words[0] === 'enc' && words.includes('-base64')) || words.includes('-a')
  return isBase64 && words.includes('-d')
    ? throughText((text) => decoded(text, 'base64'))({ ...call, args: [] })
    : unknown
}

export const hexdump: Printer = (call) => {
  const flags = call.args.map((arg) => literal(arg) ?? '').join('')
  return flags.includes('r') && flags.includes('p')
    ? throughText((text) => decoded(text, 'hex'))({ ...call, args: [] })
    : unknown
}
