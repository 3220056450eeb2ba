// Code inside strings of Python (`f"{…}"`), and the brackets and quotes that end it.
import { limits } from '../../limits.ts'

/** Of code that cannot be taken apart: why. */
export class Unclear extends Error {}

export function unclear(why: string): never {
  throw new Unclear(why)
}

/** The codes in the raw text of a string. Throws Unclear where one may end here or there. */
export function codesIn(raw: string): string[] {
  const codes: string[] = []
  for (let i = 0; i < raw.length; i += 1) {
    // Python knows no `\{`: what follows is code.
    if (raw[i] === '\\') i += raw[i + 1] === '{' ? 0 : 1
    else if (raw.startsWith('{{', i) || raw.startsWith('}}', i)) i += 1
    else if (raw[i] === '}') unclear('code in a string')
    else if (raw[i] === '{') {
      const body = bodyAt(raw, i + 1)
      const { expression, format } = formatted(body)
      codes.push(expression, ...codesIn(format))
      i += body.length + 1
    }
  }
  return codes
}

/** The codes in a template of JavaScript; a comment may hide where one ends. */
export function codesInTemplate(raw: string): string[] {
  const codes: string[] = []
  for (let i = 0; i < raw.length; i += 1) {
    if (raw[i] === '\\') i += 1
    else if (raw.startsWith('${', i)) {
      const body = bodyAt(raw, i + 2)
      if (/\/[/*]/.test(body)) unclear('code in a string')
      codes.push(body)
      i += body.length + 2
    }
  }
  return codes
}

/** The text up to the closing bracket, when reading it with and without strings gives the same. */
function bodyAt(raw: string, at: number): string {
  const end = closeOf(raw, at, '{')
  if (end < 0 || end !== closeOf(raw, at, '{', 0)) unclear('code in a string')
  return raw.slice(at, end)
}

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

// Finds the bracket that closes another one in source code, and says when that cannot be told.

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

export const closing = (open: string): string => pairs[open] ?? open

/**
 * Index of the bracket that closes the one at `at - 1`; -1: none. Quotes count as letters; of code, which nests so deep, brackets in
 * strings do not count.
 */
export function closeOf(source: string, at: number, open: string, nesting?: number): number {
  const close = closing(open)
  let depth = 1
  for (let i = at; i < source.length; i += 1) {
    const c = source[i] ?? ''
    if (c === '\\') i += 1
    else if (nesting !== undefined && /["'`]/.test(c)) {
      i = endOfText(source, i + 1, c, c === "'" ? undefined : nesting + 1)
      if (i < 0) return -1
    } else if (c === close && (depth -= 1) === 0) return i
    else if (c === open && close !== open) depth += 1
  }
  return -1
}

/** Index of the quote that ends a string; code in it, in braces, may hold quotes itself. -1: none. */
export function endOfText(source: string, from: number, quote: string, nesting?: number): number {
  if ((nesting ?? 0) > limits.codeBrackets) return -1
  for (let i = from; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source.startsWith(quote, i)) return i
    else if (nesting !== undefined && source[i] === '{') {
      i = closeOf(source, i + 1, '{', nesting)
      if (i < 0) return -1
    }
  }
  return -1
}
