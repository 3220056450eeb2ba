// What echo and printf print.
import { alike } from '../among.ts'
import type { Part, Value } from '../model/value.ts'
import {
  concat,
  contains,
  fits,
  hole,
  isHole,
  knownStart,
  literal,
  spaced,
  textValue,
  unknown,
} from '../model/value.ts'
import type { Call } from '../grammar/analysis.ts'
import { limits } from '../limits.ts'

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
function unescapeText(text: string, hasPlainOctal: boolean): string {
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

const echo: Printer = ({ args }) => {
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
  // What stands behind it is not printed.
  if (!isPlain && text.some((part) => typeof part === 'string' && part.includes('\\c'))) return unknown
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

const printf: Printer = ({ args }) => {
  let rest = args
  if (literal(rest[0] ?? []) === '-v') return []
  if (literal(rest[0] ?? []) === '--') rest = rest.slice(1)
  const format = literal(rest[0] ?? [])
  // Widths that are given as words take these away from what is printed.
  if (format === null || /%[^%a-zA-Z]*[*$]|\\c/.test(format)) return unknown
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

// What filters print of a text that is known: base64, rev, tr, sort and their kin.

const inputOf = ({ args, stdin }: Call): Value | null => {
  const files = args.filter((arg) => !/^-./.test(knownStart(arg)) && literal(arg) !== '-')
  if (files.length === 0) return stdin
  return files.every((file) => literal(file) === '/dev/null') ? [] : null
}

const throughText =
  (change: (text: string) => string | null): Printer =>
  (call) => {
    const input = inputOf(call)
    const text = input === null ? null : literal(input)
    const made = text === null || text.length > limits.commandText ? null : change(text)
    return made === null ? unknown : textValue(made)
  }

/** What comes out may be no text. */
const decoding = (encoding: 'base64' | 'hex'): Printer =>
  throughText((text) => {
    const read = Buffer.from(text.replace(/\s/g, ''), encoding).toString('utf8')
    return read.includes('\ufffd') || read.includes('\0') ? null : read
  })

const base64: Printer = (call) =>
  call.args.some(fits(/^(?:-(?=\w+$)[^dD]*[dD].*|--d(?:e\w*)?)$/))
    ? decoding('base64')(call)
    : throughText((text) => `${Buffer.from(text).toString('base64')}\n`)(call)

const reversed: Printer = throughText((text) =>
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

const tr: Printer = (call) => {
  const words = call.args.map(literal)
  const flags = words.filter((word) => word?.startsWith('-') && word.length > 1).join('')
  const [first, second] = words.filter((word) => word === '-' || !word?.startsWith('-'))
  const text = literal(call.stdin)
  if (text === null || first === null || first === undefined || /[cCst]/.test(flags)) return unknown
  const from = characters(first)
  if (from === null) return unknown
  if (flags.includes('d')) return textValue(Array.from(text, (c) => (from.includes(c) ? '' : c)).join(''))
  const to = typeof second === 'string' ? characters(second) : null
  if (to === null || to.length === 0) return unknown
  const map = new Map(from.map((c, i) => [c, to[Math.min(i, to.length - 1)] ?? c]))
  return textValue(Array.from(text, (c) => map.get(c) ?? c).join(''))
}

/** Lines that are chosen or ordered, not changed: names from a list stay names. */
const chosen: Printer = (call) => {
  const input = inputOf(call)
  const isNames = input !== null && input.length > 0 && literal(input) === null && !contains(input, 'any')
  return isNames ? input : unknown
}

/** Of names in a list those that fit stay names; where it is their end that is looked for (`grep '\\.py$'`), it is known. */
const searched: Printer = (call) => {
  const [pattern, ...files] = call.args.filter((arg) => !/^-./.test(knownStart(arg)))
  const isPlain = call.args.every((arg) => arg === pattern || fits(/^-(?:[EPiv]+|-color=never)$/)(arg))
  if (pattern === undefined || files.length > 0 || !isPlain) return unknown
  const names = chosen({ ...call, args: [] })
  const end = /^(?:\\|\[)\.\]?(\w+)\$$/.exec(literal(pattern) ?? '')?.[1]
  const parts = names.at(-1) === '\n' ? names.slice(0, -1) : names
  const last = parts.at(-1)
  const isOne = isHole(last) && /^(?:path|tracked|name)$/.test(last.hole) && parts.slice(0, -1).every(isOneLine)
  return end !== undefined && isOne && !call.args.some(fits(/^-.*[iv]/)) ? [...parts, `.${end}`] : names
}

const isOneLine = (part: Part): boolean => typeof part === 'string' && !part.includes('\n')

const first: Printer = (call) =>
  literal(call.stdin) !== null && call.args.length === 0
    ? throughText((text) => text.split('\n').slice(0, 10).join('\n'))(call)
    : chosen(call)

const openssl: Printer = (call) => {
  const words = call.args.map(literal)
  const isBase64 = words[0] === 'base64' || (words[0] === 'enc' && words.includes('-base64')) || words.includes('-a')
  return isBase64 && words.includes('-d') ? decoding('base64')({ ...call, args: [] }) : unknown
}

const hexdump: Printer = (call) => {
  const flags = call.args.map((arg) => literal(arg) ?? '').join('')
  return flags.includes('r') && flags.includes('p') ? decoding('hex')({ ...call, args: [] }) : unknown
}

export const textPrinters: Readonly<Record<string, Printer>> = {
  echo,
  printf,
  cat: (call) => inputOf(call) ?? unknown,
  base64,
  rev: reversed,
  tac: throughText((text) => {
    const lines = text.split('\n').filter(Boolean)
    return lines
      .toReversed()
      .map((each) => `${each}\n`)
      .join('')
  }),
  tr,
  head: first,
  ...alike('tail sort uniq shuf', chosen),
  ...alike('grep egrep', searched),
  fgrep: chosen,
  openssl,
  xxd: hexdump,
}
