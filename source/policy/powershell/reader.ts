// A cursor over PowerShell text: blanks, comments, line ends, and the limits of nesting.
import { isBlank, isNewline } from './characters.ts'
import type { Expression, ScriptBlock, Statement } from './syntax.ts'
import { limits } from '../limits.ts'

/** The parts of the grammar that call each other across files. */
export interface Grammar {
  /** Statements up to `close` (which is taken) or the end of the text. */
  readonly block: (reader: Reader, close: ')' | '}' | '') => ScriptBlock
  readonly statement: (reader: Reader) => Statement
  readonly expression: (reader: Reader) => Expression
  readonly primary: (reader: Reader) => Expression
}
export interface Reader {
  readonly text: string
  at: number
  depth: number
  readonly grammar: Grammar
}

/** Thrown by the grammar; the text is no PowerShell that this grammar knows. */
export const wrong = (reader: Reader, what: string): SyntaxError => new SyntaxError(`${what} at ${reader.at}`)

export const peek = (reader: Reader, ahead = 0): string => reader.text[reader.at + ahead] ?? ''
export const isAtEnd = (reader: Reader): boolean => reader.at >= reader.text.length
export const startsWith = (reader: Reader, text: string): boolean => reader.text.startsWith(text, reader.at)

export function take(reader: Reader, text: string): boolean {
  if (!startsWith(reader, text)) return false
  reader.at += text.length
  return true
}
export function expect(reader: Reader, text: string): void {
  if (!take(reader, text)) throw wrong(reader, `'${text}' expected`)
}

/** Runs `read` one level deeper. Throws RangeError when that is too deep. */
export function deeper<T>(reader: Reader, read: () => T): T {
  if (reader.depth >= limits.powershellGrammar) throw new RangeError('nested too deep')
  reader.depth += 1
  try {
    return read()
  } finally {
    reader.depth -= 1
  }
}

function skipComment(reader: Reader): boolean {
  if (startsWith(reader, '<#')) {
    const end = reader.text.indexOf('#>', reader.at + 2)
    if (end < 0) throw wrong(reader, 'comment without end')
    reader.at = end + 2
    return true
  }
  if (peek(reader) !== '#') return false
  while (!isAtEnd(reader) && !isNewline(peek(reader))) reader.at += 1
  return true
}

function skipContinuation(reader: Reader): boolean {
  if (peek(reader) !== '`' || !isNewline(peek(reader, 1))) return false
  reader.at += startsWith(reader, '`\r\n') ? 3 : 2
  return true
}

export function skipBlanks(reader: Reader): void {
  for (;;) {
    if (isBlank(peek(reader))) reader.at += 1
    else if (!skipContinuation(reader) && !skipComment(reader)) return
  }
}

export function skipLines(reader: Reader): void {
  for (;;) {
    skipBlanks(reader)
    if (!isNewline(peek(reader))) return
    reader.at += 1
  }
}

/** Takes a word of letters when it is one of `words`; gives it in lower case. */
export function takeKeyword(reader: Reader, words: ReadonlySet<string>): string | null {
  const word = /^[a-z]+(?![\w-])/i.exec(reader.text.slice(reader.at, reader.at + 20))?.[0].toLowerCase()
  if (word === undefined || !words.has(word)) return null
  reader.at += word.length
  return word
}
