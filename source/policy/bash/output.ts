// What simple programs print, where their arguments and standard input are known: names built that way stay readable.
import { below, type Call } from '../programs/analysis.ts'
import { concat, contains, hole, isHole, knownStart, literal, textValue, unknown, type Value } from '../value.ts'

const maximumLength = 65_536

type Printer = (call: Call) => Value

const line = (value: Value): Value => concat(value, textValue('\n'))

/** The printed text, `[{hole: 'any'}]` when it is not known. */
export function printed(call: Call): Value {
  const printer = Object.hasOwn(printers, call.name) ? printers[call.name] : undefined
  const value = printer?.(call) ?? unknown
  return (literal(value)?.length ?? 0) > maximumLength ? unknown : value
}

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
  const text = concat(...rest.flatMap((arg, i) => (i === 0 ? [arg] : [textValue(' '), arg])))
  const escaped = isPlain ? text : text.map((part) => (typeof part === 'string' ? unescapeText(part, false) : part))
  return concat(
    escaped.map((part) =>
      isHole(part) && part.hole !== 'digits' && part.hole !== 'name' && part.hole !== 'path' ? { hole: 'any' } : part,
    ),
    textValue(ends),
  )
}

const printf: Printer = ({ args }) => {
  let rest = args
  if (literal(rest[0] ?? []) === '-v') return []
  if (literal(rest[0] ?? []) === '--') rest = rest.slice(1)
  const format = literal(rest[0] ?? [])
  if (format === null) return unknown
  const pieces = format.split(/(%(?:%|[-+ #0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?[a-zA-Z]))/)
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
    const made = text === null || text.length > maximumLength ? null : change(text)
    return made === null ? unknown : textValue(made)
  }

const isDecoding = ({ args }: Call): boolean =>
  args.some((arg) => /^(?:-\w*[dD]\w*|--d(?:e\w*)?)$/.test(literal(arg) ?? ''))

const base64: Printer = (call) =>
  isDecoding(call)
    ? throughText((text) => decoded(text, 'base64'))(call)
    : throughText((text) => `${Buffer.from(text).toString('base64')}\n`)(call)

/** Null: what comes out is no text. */
function decoded(text: string, encoding: 'base64' | 'hex'): string | null {
  const made = Buffer.from(text.replace(/\s/g, ''), encoding)
  const read = made.toString('utf8')
  return read.includes('\ufffd') || read.includes('\0') ? null : read
}

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
  const plain = classes[text] ?? text.replace(/^\[(.-.)\]$/, '$1')
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

/** Where a program lies is not looked up; its name is what matters. */
const located: Printer = ({ args }) => {
  const names = args.filter((arg) => !knownStart(arg).startsWith('-'))
  return concat(...names.map((name) => line(knownStart(name).startsWith('/') ? name : concat(['/usr/bin/'], name))))
}

const basename: Printer = ({ args }) => {
  const [path, suffix] = args.filter((arg) => !/^-[az]$/.test(literal(arg) ?? '')).map(literal)
  if (path === null || path === undefined || suffix === null) return hole('name')
  const name = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  return line(
    textValue(suffix !== undefined && name !== suffix && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name),
  )
}
const dirname: Printer = ({ args }) => {
  const path = literal(args.find((arg) => !knownStart(arg).startsWith('-')) ?? unknown)
  if (path === null) return unknown
  const at = path.replace(/\/+$/, '').lastIndexOf('/')
  return line(textValue(at < 0 ? '.' : path.slice(0, at) || '/'))
}

const sequence: Printer = ({ args }) => {
  const numbers = args.map((arg) => Number(literal(arg) ?? 'x'))
  const [first = 1, last = first] = numbers.length === 1 ? [1, numbers[0]] : [numbers[0], numbers.at(-1)]
  if (!numbers.every(Number.isInteger) || numbers.length > 2 || last - first > 64) return hole('digits')
  return textValue(Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => `${first + i}\n`).join(''))
}

const absolute: Printer = ({ args, folder }) => {
  const path = args.find((arg) => !knownStart(arg).startsWith('-'))
  return path && !contains(path, 'any') ? line(below(folder, path)) : unknown
}

/** Lines that are chosen or ordered, not changed: names from a list stay names. */
const chosen: Printer = (call) => {
  const input = inputOf(call)
  const isNames = input !== null && input.length > 0 && literal(input) === null && !contains(input, 'any')
  return isNames ? input : unknown
}
const first: Printer = (call) =>
  literal(call.stdin) !== null && call.args.length === 0
    ? throughText((text) => text.split('\n').slice(0, 10).join('\n'))(call)
    : chosen(call)

const digits: Printer = () => hole('digits')
const name: Printer = () => hole('name')
const silent: Printer = () => []

const git: Printer = ({ args, folder }) => {
  const words = args.map(literal)
  if (words[0] === 'rev-parse' && words.includes('--show-toplevel')) return line(folder)
  if (words[0] === 'rev-parse' || (words[0] === 'branch' && words.includes('--show-current'))) return hole('name')
  return words[0] === 'rev-list' && words.includes('--count') ? hole('digits') : unknown
}

const openssl: Printer = (call) => {
  const words = call.args.map(literal)
  const isBase64 = words[0] === 'base64' || (words[0] === 'enc' && words.includes('-base64')) || words.includes('-a')
  return isBase64 && words.includes('-d')
    ? throughText((text) => decoded(text, 'base64'))({ ...call, args: [] })
    : unknown
}

const hexdump: Printer = (call) => {
  const flags = call.args.map((arg) => literal(arg) ?? '').join('')
  return flags.includes('r') && flags.includes('p')
    ? throughText((text) => decoded(text, 'hex'))({ ...call, args: [] })
    : unknown
}

const printers: Readonly<Record<string, Printer>> = {
  echo,
  printf,
  cat: (call) => inputOf(call) ?? unknown,
  base64,
  rev: reversed,
  tac: throughText((text) =>
    text
      .split('\n')
      .filter(Boolean)
      .toReversed()
      .map((each) => `${each}\n`)
      .join(''),
  ),
  tr,
  which: located,
  'command -v': located,
  'type -P': located,
  basename,
  dirname,
  seq: sequence,
  realpath: absolute,
  readlink: (call) => (call.args.some((arg) => /^-\w*[fem]/.test(literal(arg) ?? '')) ? absolute(call) : unknown),
  head: first,
  tail: chosen,
  sort: chosen,
  uniq: chosen,
  grep: chosen,
  egrep: chosen,
  fgrep: chosen,
  shuf: chosen,
  date: ({ args }) =>
    args.every((arg) => /^(?:-u|\+[%A-Za-z0-9:_.TZ-]*|--utc)$/.test(literal(arg) ?? '')) && args.length > 0
      ? hole('name')
      : unknown,
  wc: ({ args }) => (args.every((arg) => /^-[clmwL]$/.test(literal(arg) ?? '')) ? hole('digits') : unknown),
  nproc: digits,
  id: ({ args }) =>
    args.some((arg) => /^-\w*[ug]/.test(literal(arg) ?? '')) && !args.some((arg) => /n/.test(literal(arg) ?? ''))
      ? hole('digits')
      : unknown,
  whoami: name,
  hostname: name,
  uname: name,
  arch: name,
  logname: name,
  git,
  openssl,
  xxd: hexdump,
  ...Object.fromEntries(
    [
      'mkdir',
      'touch',
      'cp',
      'mv',
      'ln',
      'rm',
      'rmdir',
      'chmod',
      'sleep',
      'true',
      'false',
      ':',
      'test',
      '[',
      'kill',
      'unlink',
      'install',
      'truncate',
      'wait',
    ].map((each) => [each, silent]),
  ),
}
