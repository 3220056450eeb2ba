// What echo and printf print.
import { alike } from '../among.ts'
import type { Hole, Part, Value } from '../model/value.ts'
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

/** The text a program prints, as far as it is known. */
export type Printer = (call: Call) => Value

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', '0': '\0' }

/** Escapes that texts need; null: others, with which a text is only disguised. */
function unescaped(text: string): string | null {
  const plain = /\\([nt\\"']|0(?![0-7]))/g
  if (text.replaceAll(plain, '').includes('\\')) return null
  return text.replaceAll(plain, (_, c: string) => escapes[c] ?? c)
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
  const made: Part[] = []
  for (const part of spaced(rest)) {
    const printed = isHole(part) ? told(part) : isPlain ? part : unescaped(part)
    if (printed === null) return unknown
    made.push(printed)
  }
  return concat(made, textValue(ends))
}
const told = (part: Hole): Hole => (/^(?:digits|pid|name|path)$/.test(part.hole) ? part : { hole: 'any' })

const printf: Printer = ({ args }) => {
  let rest = args
  if (literal(rest[0] ?? []) === '-v') return []
  if (literal(rest[0] ?? []) === '--') rest = rest.slice(1)
  const format = literal(rest[0] ?? [])
  if (format === null) return unknown
  const pieces = format.split(/(%[%sd])/)
  // Other conversions change how a word looks.
  if (pieces.some((piece) => !/^%[%sd]$/.test(piece) && (piece.includes('%') || unescaped(piece) === null)))
    return unknown
  let left = rest.slice(1)
  let made: Value = []
  const once = () => {
    for (const piece of pieces) {
      if (piece === '%s' || piece === '%d') {
        const [value = [], ...others] = left
        left = others
        made = concat(made, piece === '%s' || /^-?\d+$/.test(literal(value) ?? '') ? value : hole('digits'))
      } else made = concat(made, textValue(piece === '%%' ? '%' : (unescaped(piece) ?? '')))
    }
  }
  once()
  for (let i = 0; left.length > 0 && left.length < rest.length - 1 && i < 256; i += 1) once()
  return made
}

// What filters print of what comes in: lines that are chosen or ordered stay names; what changes them is not followed.

const inputOf = ({ args, stdin }: Call): Value | null => {
  const files = args.filter((arg) => !/^-./.test(knownStart(arg)) && literal(arg) !== '-')
  if (files.length === 0) return stdin
  return files.every((file) => literal(file) === '/dev/null') ? [] : null
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

const first: Printer = (call) => {
  const text = literal(call.stdin)
  return text !== null && call.args.length === 0 ? textValue(text.split('\n').slice(0, 10).join('\n')) : chosen(call)
}

export const textPrinters: Readonly<Record<string, Printer>> = {
  echo,
  printf,
  cat: (call) => inputOf(call) ?? unknown,
  head: first,
  ...alike('tail sort uniq shuf', chosen),
  ...alike('grep egrep', searched),
  fgrep: chosen,
}
