// Shell patterns against known texts, for `${x#p}`, `${x/p/r}` and `case`.
import type { Word, WordPart } from 'unbash'
import { RE2JS } from 're2js'
import { concat, contains, literal, textValue, unknown, type Value } from '../model/value.ts'
import { limits } from '../limits.ts'

/** Has a pattern parts that are expanded before it means anything? */
export const hasExpansion = (part: WordPart): boolean =>
  'parts' in part && part.parts !== undefined && part.parts.some(({ type }) => type !== 'Literal')

/** A regular expression for a shell pattern; null: one that is not read here (extended globs, classes by name). */
function patternSource(pattern: string): string | null {
  let made = ''
  for (let i = 0; i < pattern.length; i += 1) {
    const c = pattern[i] ?? ''
    if (c === '\\') made += escape(pattern[(i += 1)] ?? '')
    else if (c === '*') made += '[\\s\\S]*'
    else if (c === '?') made += '[\\s\\S]'
    else if (c === '[') {
      const end = pattern.indexOf(']', i + (/[!^]/.test(pattern[i + 1] ?? '') ? 3 : 2))
      if (end < 0) made += '\\['
      else {
        const inner = pattern.slice(i + 1, end)
        if (inner.includes('[:')) return null
        made += `[${inner.replace(/^!/, '^').replaceAll('\\', '\\\\')}]`
        i = end
      }
    } else if (/[@!+]/.test(c) && pattern[i + 1] === '(') return null
    else made += escape(c)
  }
  return made
}

const escape = (c: string): string => c.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** The shell's patterns are run by RE2, so that none of them takes long. Null: not read here. */
function compilePattern(pattern: string, isCaseless = false): RE2JS | null {
  const source = patternSource(pattern)
  try {
    return source === null ? null : RE2JS.compile(source, isCaseless ? RE2JS.CASE_INSENSITIVE : 0)
  } catch {
    return null
  }
}

/** @param mayBeCaseless - the shell may look at no case: both are tried */
export function matchesPattern(pattern: string, text: string, mayBeCaseless = false): boolean | null {
  const matches = compilePattern(pattern)?.matches(text) ?? null
  if (!mayBeCaseless || matches === true) return matches
  return compilePattern(pattern, true)?.matches(text) === false ? matches : null
}

/** Plain text and patterns in which nothing is expanded. */
export const isPlainPattern = (part: WordPart): boolean =>
  part.type === 'Literal' || (part.type === 'Glob' && !hasExpansion(part))

// Beginnings and endings taken off, as parameter expansion does it.

/** In a pattern, quotes take stars their meaning; the plain text of a word keeps them. */
export function patternText(word: Word, operand: (word: Word) => Value): Value {
  if (!word.parts) return textValue(/^['"]|\\/.test(word.text) ? word.value.replace(/[*?[\\]/g, '\\$&') : word.value)
  if (word.parts.every(isPlainPattern)) return textValue(word.value)
  const value = operand(word)
  // Which of its signs stood in quotes is not told any more.
  return /["'\\]/.test(word.text) && /[*?[\]\\]/.test(literal(value) ?? '') ? unknown : value
}

/** An ending or the folders taken from a value with unknown parts, where its known end or start decides. */
export function removeAround(held: Value, operator: string, pattern: string | null): Value {
  const last = held.at(-1)
  if (pattern === null || contains(held, 'any')) return unknown
  if (operator.startsWith('%') && typeof last === 'string' && !/[*?[\\]/.test(pattern) && last.endsWith(pattern)) {
    return concat(held.slice(0, -1), textValue(last.slice(0, -pattern.length)))
  }
  if (operator === '##' && pattern === '*/' && !contains(held, 'path')) {
    const at = held.findLastIndex((part) => typeof part === 'string' && part.includes('/'))
    const slash = held[at]
    return typeof slash === 'string'
      ? concat(textValue(slash.slice(slash.lastIndexOf('/') + 1)), held.slice(at + 1))
      : held
  }
  return unknown
}

export function remove(text: string, operator: string, pattern: string | null): Value {
  if (pattern === null || text.length > limits.cutText) return unknown
  const matcher = compilePattern(pattern)
  if (!matcher) return unknown
  const isFront = operator.startsWith('#')
  const isLongest = operator.length === 2
  const lengths = Array.from({ length: text.length + 1 }, (_, i) => i)
  for (const length of isLongest ? lengths.toReversed() : lengths) {
    const piece = isFront ? text.slice(0, length) : text.slice(text.length - length)
    if (matcher.matches(piece)) return textValue(isFront ? text.slice(length) : text.slice(0, text.length - length))
  }
  return textValue(text)
}
