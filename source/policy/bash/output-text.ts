// What echo and printf print.
import { concat, hole, isHole, literal, spaced, textValue, unknown, type Value } from '../model/value.ts'
import type { Call } from '../grammar/analysis.ts'

/** The text a program prints, as far as it is known. */
export type Printer = (call: Call) => Value

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
}

/** `\n`, `\x41`, `\101`, `\0101`, `\u0041`. */
export function unescapeText(text: string, hasPlainOctal: boolean): string {
  return text.replace(
    /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|0([0-7]{0,3})|([1-7][0-7]{0,2})|(.))/gs,
    (whole, hex?: string, short?: string, long?: string, zero?: string, octal?: string, c?: string) => {
      const code = hex ?? short ?? long
      if (code !== undefined) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)))
      if (zero !== undefined) return String.fromCharCode(Number.parseInt(zero || '0', 8) & 255)
      if (octal !== undefined) return hasPlainOctal ? String.fromCharCode(Number.parseInt(octal, 8) & 255) : whole
      return escapes[c ?? ''] ?? whole
    },
  )
}

export const echo: Printer = ({ args }) => {
  let rest = args
  let isPlain = true
  let ends = '\n'
  for (;;) {
    const flag = literal(rest[0] ?? [])
    if (flag === null || !/^-[neE]+$/.test(flag)) break
    if (flag.includes('n')) ends = ''
    if (flag.includes('e')) isPlain = false
    rest = rest.slice(1)
  }
  const text = spaced(rest)
  const escaped = isPlain ? text : text.map((part) => (typeof part === 'string' ? unescapeText(part, false) : part))
  return concat(
    escaped.map((part) =>
      isHole(part) && part.hole !== 'digits' && part.hole !== 'pid' && part.hole !== 'name' && part.hole !== 'path'
        ? { hole: 'any' }
        : part,
    ),
    textValue(ends),
  )
}

export const printf: Printer = ({ args }) => {
  let rest = args
  if (literal(rest[0] ?? []) === '-v') return []
  if (literal(rest[0] ?? []) === '--') rest = rest.slice(1)
  const format = literal(rest[0] ?? [])
  if (format === null) return unknown
  const pieces = format.split(/(%(?:%|[-+ #0]*(?:[1-9]\d*|\*)?(?:\.(?:\d+|\*))?[a-zA-Z]))/)
  let left = rest.slice(1)
  let made: Value = []
  const once = () => {
    for (const piece of pieces) {
      if (piece === '%%') made = concat(made, ['%'])
      else if (/^%.*[a-zA-Z]$/.test(piece)) {
        const [value = [], ...others] = left
        left = others
        made = concat(made, converted(piece, value))
      } else made = concat(made, textValue(unescapeText(piece, true)))
    }
  }
  once()
  for (let i = 0; left.length > 0 && left.length < rest.length - 1 && i < 256; i += 1) once()
  return made
}

function converted(piece: string, value: Value): Value {
  const kind = piece.at(-1) ?? ''
  const text = literal(value)
  if (text === null) return kind === 's' && piece === '%s' ? value : unknown
  if (kind === 'b') return textValue(unescapeText(text, true))
  if (kind === 'c') return textValue(text.slice(0, 1))
  if (kind === 's') {
    const precision = /\.(\d+)/.exec(piece)?.[1]
    const width = /^%(-?)0?(\d+)/.exec(piece)
    const cut = precision === undefined ? text : text.slice(0, Number(precision))
    const size = Math.min(1000, Number(width?.[2] ?? 0))
    return textValue(width?.[1] === '-' ? cut.padEnd(size) : cut.padStart(size))
  }
  if (/[diu]/.test(kind)) return /^-?\d+$/.test(text) && piece.length === 2 ? textValue(text) : hole('digits')
  if (/[xXo]/.test(kind) && /^\d+$/.test(text) && piece.length === 2)
    return textValue(Number(text).toString(kind === 'o' ? 8 : 16))
  return unknown
}
