// Finds the bracket that closes another one in source code, and says when that cannot be told.
import { limits } from '../../limits.ts'

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' }

export const closing = (open: string): string => pairs[open] ?? open

/** Index of the bracket that closes the one at `at - 1`; quotes count as letters. -1: none. */
export function closeOf(source: string, at: number, open: string): number {
  const close = closing(open)
  let depth = 1
  for (let i = at; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source[i] === close && (depth -= 1) === 0) return i
    else if (source[i] === open && close !== open) depth += 1
  }
  return -1
}

/** As `closeOf`, but brackets in strings do not count; a template in backticks holds code again. */
export function closeOfCode(source: string, at: number, open: string, opener: string, nesting = 0): number {
  const close = closing(open)
  let depth = 1
  for (let i = at; i < source.length; i += 1) {
    const c = source[i] ?? ''
    if (c === '\\') i += 1
    else if (c === '"' || c === "'" || c === '`') {
      i = endOfText(source, i + 1, c, c === "'" ? null : opener, nesting + 1)
      if (i < 0) return -1
    } else if (c === close && (depth -= 1) === 0) return i
    else if (c === open) depth += 1
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
      i = closeOfCode(source, i + opener.length, opener.startsWith('[') ? '[' : '{', opener, nesting)
      if (i < 0) return -1
    }
  }
  return -1
}
