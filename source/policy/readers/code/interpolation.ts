// Code inside strings: `f"{…}"`, `${…}`, `"$name{…}"`.
import { limits } from '../../limits.ts'

/** Of code that cannot be taken apart: why. */
export class Unclear extends Error {}

export function unclear(why: string): never {
  throw new Unclear(why)
}

/** How a language writes code into strings; `any`: one that is not read, where a sign of code makes all of the string code. */
export type Interpolation = 'python' | 'javascript' | 'perl' | 'any'

/** The codes in the raw text of a string. Throws Unclear where one may end here or there. */
export const codesIn = (kind: Interpolation, raw: string): string[] => readers[kind](raw)

/** What begins code that may hold the string's own quotes. */
export const openers: Readonly<Partial<Record<Interpolation, string>>> = { javascript: '${' }

type Reader = (raw: string) => string[]

/** The text up to the closing bracket, when reading it with and without strings gives the same. */
function bodyAt(raw: string, at: number, open: string, opener: string): string {
  const end = closeOf(raw, at, open)
  if (end < 0 || end !== closeOf(raw, at, open, { opener, nesting: 0 })) unclear('code in a string')
  return raw.slice(at, end)
}

/** Walks over a string; `take` answers how many characters it used up, 0 for none. */
function walk(raw: string, take: (at: number, codes: string[]) => number): string[] {
  const codes: string[] = []
  for (let i = 0; i < raw.length; i += 1) {
    // Python knows no `\{`: what follows is code.
    if (raw[i] === '\\') {
      i += raw[i + 1] === '{' ? 0 : 1
      continue
    }
    i += Math.max(0, take(i, codes) - 1)
  }
  return codes
}

const javascript: Reader = (raw) =>
  walk(raw, (at, codes) => {
    if (!raw.startsWith('${', at)) return 0
    const body = bodyAt(raw, at + 2, '{', '${')
    if (hidesBrackets(body)) unclear('code in a string')
    codes.push(body)
    return body.length + 3
  })

/** Comments and regular expressions may hold brackets that do not count. */
const hidesBrackets = (body: string): boolean => {
  const slash = body.indexOf('/')
  const behind = slash < 0 ? '' : body.slice(slash + 1)
  return /["'`{}]/.test(behind) || /\/[/*]|(?<![&"'])#(?!\{)/.test(body)
}

const python: Reader = (raw) =>
  walk(raw, (at, codes) => {
    if (raw.startsWith('{{', at) || raw.startsWith('}}', at)) return 2
    if (raw[at] === '}') unclear('code in a string')
    if (raw[at] !== '{') return 0
    const body = bodyAt(raw, at + 1, '{', '{')
    const { expression, format } = formatted(body)
    codes.push(expression, ...python(format))
    return body.length + 2
  })

/** `value!r:>{width}` */
function formatted(body: string): { expression: string; format: string } {
  let depth = 0
  for (let i = 0; i < body.length; i += 1) {
    const c = body[i] ?? ''
    if (/["']/.test(c)) {
      const end = body.indexOf(c, i + 1)
      if (end > 0) i = end
    } else if ('([{'.includes(c)) depth += 1
    else if (')]}'.includes(c)) depth -= 1
    else if (depth === 0 && (c === ':' || (c === '!' && body[i + 1] !== '=')))
      return { expression: body.slice(0, i).replace(/=\s*$/, ''), format: body.slice(i + 1) }
  }
  return { expression: body.replace(/=\s*$/, ''), format: '' }
}

/** `$name` and the subscripts behind it. */
function subscripts(raw: string, from: number, brackets: string): string {
  let at = from
  for (;;) {
    const arrow = raw.startsWith('->', at) && brackets.includes(raw[at + 2] ?? ' ') ? 2 : 0
    const open = raw[at + arrow] ?? ' '
    if (!brackets.includes(open)) return raw.slice(from, at)
    at += arrow + bodyAt(raw, at + arrow + 1, open, open).length + 2
  }
}

const perl: Reader = (raw) =>
  walk(raw, (at, codes) => {
    const sigil = raw[at]
    if (sigil !== '$' && sigil !== '@') return 0
    const name = /^[$@](?:#?\$*(?:::)?\w+(?:::\w+)*|#?\$*(?=\{))/.exec(raw.slice(at))?.[0]
    if (name === undefined) return 0
    let used = name.length
    let code = name
    if (raw[at + used] === '{' && !/\w/.test(name)) {
      const body = bodyAt(raw, at + used + 1, '{', '{')
      used += body.length + 2
      code = /^\s*\w+\s*$/.test(body) ? `${sigil}${body.trim()}` : `${name}{${body}}`
    }
    const rest = subscripts(raw, at + used, '[{')
    codes.push(code + rest)
    return used + rest.length
  })

const any: Reader = (raw) => (/[#$@[{]/.test(raw) ? [raw] : [])

const readers: Readonly<Record<Interpolation, Reader>> = { python, javascript, perl, any }

// Finds the bracket that closes another one in source code, and says when that cannot be told.

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

export const closing = (open: string): string => pairs[open] ?? open

/**
 * Index of the bracket that closes the one at `at - 1`; -1: none. Quotes count as letters; but in `code` brackets in strings do not
 * count, and a template in backticks holds code again.
 */
export function closeOf(source: string, at: number, open: string, code?: { opener: string; nesting: number }): number {
  const close = closing(open)
  let depth = 1
  for (let i = at; i < source.length; i += 1) {
    const c = source[i] ?? ''
    if (c === '\\') i += 1
    else if (code && /["'`]/.test(c)) {
      i = endOfText(source, i + 1, c, c === "'" ? null : code.opener, code.nesting + 1)
      if (i < 0) return -1
    } else if (c === close && (depth -= 1) === 0) return i
    else if (c === open && close !== open) depth += 1
  }
  return -1
}

/** Index of the quote that ends a string; code after `opener` (`${`, `#{`) may hold quotes itself. -1: none. */
export function endOfText(source: string, from: number, quote: string, opener: string | null, nesting = 0): number {
  if (nesting > limits.codeBrackets) return -1
  for (let i = from; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source.startsWith(quote, i)) return i
    else if (opener !== null && source.startsWith(opener, i)) {
      i = closeOf(source, i + opener.length, '{', { opener, nesting })
      if (i < 0) return -1
    }
  }
  return -1
}
