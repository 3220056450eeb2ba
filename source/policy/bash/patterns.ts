// Shell patterns against known texts, for `${x#p}`, `${x/p/r}` and `case`.
import type { WordPart } from 'unbash'
import { RE2JS } from 're2js'

/** Has a pattern parts that are expanded before it means anything? */
export const hasExpansion = (part: WordPart): boolean =>
  'parts' in part && part.parts !== undefined && part.parts.some(({ type }) => type !== 'Literal')

/** A regular expression for a shell pattern; null: one that is not read here (extended globs, classes by name). */
export function patternSource(pattern: string, isGreedy: boolean): string | null {
  let made = ''
  for (let i = 0; i < pattern.length; i += 1) {
    const c = pattern[i] ?? ''
    if (c === '\\') made += escape(pattern[(i += 1)] ?? '')
    else if (c === '*') made += isGreedy ? '[\\s\\S]*' : '[\\s\\S]*?'
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
export function compilePattern(pattern: string, isGreedy = true): RE2JS | null {
  const source = patternSource(pattern, isGreedy)
  try {
    return source === null ? null : RE2JS.compile(source)
  } catch {
    return null
  }
}

export function matchesPattern(pattern: string, text: string): boolean | null {
  return compilePattern(pattern)?.matches(text) ?? null
}

/** Plain text and patterns in which nothing is expanded. */
export const isPlainPattern = (part: WordPart): boolean =>
  part.type === 'Literal' || (part.type === 'Glob' && !hasExpansion(part))
