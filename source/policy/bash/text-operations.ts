// Removing, replacing and changing case on texts, as parameter expansion does it.
import type { Word } from 'unbash'
import { concat, contains, textValue, unknown, type Value } from '../model/value.ts'
import { compilePattern, isPlainPattern } from './patterns.ts'
import { limits } from '../limits.ts'

/** In a pattern, quotes take stars their meaning; the plain text of a word keeps them. */
export function patternText(word: Word, operand: (word: Word) => Value): Value {
  if (!word.parts) return textValue(/^['"]|\\/.test(word.text) ? word.value.replace(/[*?[\\]/g, '\\$&') : word.value)
  const simple = word.parts.every(isPlainPattern)
  return simple ? textValue(word.value) : operand(word)
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

export function replace(text: string, operator: string, pattern: string | null, replacement: string | null): Value {
  if (pattern === null || replacement === null) return unknown
  const matcher = compilePattern(pattern)?.matcher(text)
  if (!matcher) return unknown
  let made = ''
  let at = 0
  while (matcher.find()) {
    const start = matcher.start()
    const end = matcher.end()
    const isHere = operator === '/#' ? start === 0 : operator === '/%' ? end === text.length : true
    if (start === end) break
    if (!isHere) continue
    made += text.slice(at, start) + replacement
    at = end
    if (operator !== '//') break
  }
  return textValue(made + text.slice(at))
}

export function changeCase(text: string, operator: string): string {
  if (operator === '^^') return text.toUpperCase()
  if (operator === ',,') return text.toLowerCase()
  const first = text.slice(0, 1)
  return (operator === '^' ? first.toUpperCase() : first.toLowerCase()) + text.slice(1)
}
