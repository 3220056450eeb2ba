// Classes of characters as PowerShell's tokenizer sees them, typographic ones included.

const codes = (text: string): Set<string> => new Set(text)

const singleQuotes = codes("'\u2018\u2019\u201A\u201B")
const doubleQuotes = codes('"\u201C\u201D\u201E')
const dashes = codes('-\u2013\u2014\u2015')
/** What ends a bare word besides blanks. */
const wordEnds = codes('&(),;{}|<>\0')

export const isSingleQuote = (c: string): boolean => singleQuotes.has(c)
export const isDoubleQuote = (c: string): boolean => doubleQuotes.has(c)
export const isDash = (c: string): boolean => dashes.has(c)
const isAscii = (c: string): boolean => c <= '\u007F'
export const isNewline = (c: string): boolean => c === '\n' || c === '\r'
export const isBlank = (c: string): boolean =>
  c === ' ' || c === '\t' || (!isAscii(c) && !isNewline(c) && /^[\s\u0085\u180E]$/.test(c)) || c === '\v' || c === '\f'
export const isLetter = (c: string): boolean => /^[\p{L}_]$/u.test(c)
export const isDigit = (c: string): boolean => c >= '0' && c <= '9' && c.length === 1
export const isNameCharacter = (c: string): boolean => (isAscii(c) ? /^\w$/.test(c) : /^[\p{L}\p{Nd}]$/u.test(c))
export const endsWord = (c: string): boolean => c === '' || isNewline(c) || wordEnds.has(c) || isBlank(c)

/**
 * What a backtick and the next character mean; a `u{…}` is read by the caller. An escaped `e` is the letter, as in Windows
 * PowerShell: PowerShell 7 makes it a sign that no command's name has.
 */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}
export const escaped = (c: string): string => escapes[c] ?? c
