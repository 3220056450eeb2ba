// The words of a text by its blanks and quotes, as programs read them that take several words in one.
import { concat, type Part, type Value } from '../model/value.ts'

/**
 * Quotes hold blanks together, a backslash outside of them takes the next character its meaning; what is not known stays in its word.
 * @param isSplitting - false: only what quotes and backslashes make of it
 */
export function splitWords(value: Value, isSplitting = true): Value[] {
  const words: Value[] = []
  let word: Value | null = null
  let quote = ''
  const put = (part: Part): void => {
    word = concat(word ?? [], [part])
  }
  const end = (): void => {
    if (word !== null) words.push(word)
    word = null
  }
  const read = (text: string): void => {
    for (let i = 0; i < text.length; i += 1) {
      const c = text[i] ?? ''
      if (c === quote || (quote === '' && /["']/.test(c))) {
        quote = c === quote ? '' : c
        word ??= []
      } else if (quote === '' && isSplitting && /\s/.test(c)) end()
      else put(quote === '' && c === '\\' ? (text[(i += 1)] ?? '') : c)
    }
  }
  for (const part of value) {
    if (typeof part === 'string') read(part)
    else put(part)
  }
  end()
  return words
}

/** Of `env -S`, to which `\_` is a blank, and `${…}` a variable. */
export const splitString = (value: Value): Value[] =>
  splitWords(
    value.flatMap((part): Part[] =>
      typeof part === 'string'
        ? part
            .replaceAll('\\_', ' ')
            .split(/(\$\{[^}{$]*\})/)
            .map((piece, i) => (i % 2 === 0 ? piece : { hole: 'any' }))
        : [part],
    ),
  )
