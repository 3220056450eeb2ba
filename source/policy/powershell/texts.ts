// Quoted texts, here-strings, variables, numbers, and what is expanded inside of texts; typographic quotes are quotes.
import type { Reader } from './reader.ts'
import type { Expression, Text, Variable } from './syntax.ts'

type Parts = (string | Expression)[]

export const textOf = (text: string): Text => ({ kind: 'text', parts: [text] })

/**
 * What a backtick and the next character mean. An escaped `e` is the letter, as in Windows PowerShell: PowerShell 7 makes it
 * a sign that no command's name has.
 */
const escapes: Record<string, string> = { '0': '\0', a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
/** Behind a backtick. */
function readEscape(reader: Reader): string {
  const code = reader.take(/u\{(?:10|0?[\da-f])?[\da-f]{1,4}\}/iy)
  if (code !== null) return String.fromCodePoint(Number.parseInt(code.slice(2), 16))
  const c = reader.take(/[^]/y) ?? ''
  return escapes[c] ?? c
}

/** A variable, null when none begins here; with `@` all of its values are arguments. */
export function readVariable(reader: Reader): Variable | null {
  const found = reader.take(/(?:\$[$?^]|[$@][\p{L}\p{Nd}_][\p{L}\p{Nd}_?]*(?::[\p{L}\p{Nd}_]+)?)/uy)
  if (found !== null) return { kind: 'variable', name: found.slice(1).toLowerCase(), isSplat: found.startsWith('@') }
  if (reader.take('${') === null) return null
  let name = ''
  while (reader.take('}') === null) {
    if (reader.isAtEnd) throw reader.wrong('variable without end')
    name += reader.take('`') === null ? (reader.take(/[^]/y) ?? '') : readEscape(reader)
  }
  return { kind: 'variable', name: name.toLowerCase(), isSplat: false }
}

/** A piece of a text that may be expanded; `plain`: characters that mean themselves. */
function readPiece(reader: Reader, parts: Parts, isExpanded: boolean, plain: RegExp): void {
  if (isExpanded && reader.take('$(') !== null) {
    const { statements } = reader.deeper(() => reader.grammar.block(reader, ')'))
    parts.push({ kind: 'group', statements, form: '$(' })
  } else if (isExpanded && reader.sees('$')) parts.push(readVariable(reader) ?? reader.take('$') ?? '')
  else if (isExpanded && reader.take('`') !== null) parts.push(readEscape(reader))
  else parts.push(reader.take(plain) ?? '')
}
const inQuotes = /[^][^$`"'\u2018-\u201E\r\n]*/y

export const seesQuote = (reader: Reader): boolean => reader.sees(/['"\u2018-\u201E]/y)
/** At a quote. Throws SyntaxError when it is not closed. */
export function readQuoted(reader: Reader): Text {
  const isExpanded = !reader.sees(/['\u2018-\u201B]/y)
  const own = isExpanded ? /["\u201C-\u201E]/y : /['\u2018-\u201B]/y
  const parts: Parts = []
  reader.at += 1
  for (;;) {
    if (reader.isAtEnd) throw reader.wrong('text without end')
    const quote = reader.take(own)
    if (quote === null) readPiece(reader, parts, isExpanded, inQuotes)
    else if (reader.take(own) === null) return { kind: 'text', parts }
    else parts.push(quote)
  }
}

/** Null when no here-string begins here (the line must end behind the quote). */
export function readHereString(reader: Reader): Text | null {
  const open = reader.take(/@['"\u2018-\u201E][^\S\r\n]*(?:\r\n|[\r\n])/y)
  if (open === null) return null
  const isExpanded = !/^@['\u2018-\u201B]/.test(open)
  const end = isExpanded ? /["\u201C-\u201E]@/y : /['\u2018-\u201B]@/y
  const parts: Parts = []
  for (let isLineStart = true; !isLineStart || reader.take(end) === null;) {
    if (reader.isAtEnd) throw reader.wrong('here-string without end')
    const line = reader.take(/\r\n|[\r\n]/y)
    isLineStart = line !== null
    if (line === null) readPiece(reader, parts, isExpanded, inQuotes)
    else if (!reader.sees(end)) parts.push(line)
  }
  return { kind: 'text', parts }
}

/** What ends a bare word. */
export const wordEnd = /$|[\s\u0085\u180E&(),;{}|<>\0]/y
/** A bare word; quotes inside of it join its pieces. */
export function readBareWord(reader: Reader): Text {
  const parts: Parts = []
  const start = reader.at
  while (!reader.sees(wordEnd) && !reader.sees(/`[\r\n]/y))
    if (seesQuote(reader)) parts.push(...readQuoted(reader).parts)
    else readPiece(reader, parts, true, /[^\s\u0085\u180E&(),;{}|<>\0$`'"\u2018-\u201E]+/y)
  if (reader.at === start) throw reader.wrong('word expected')
  return { kind: 'text', parts, isBare: true }
}

/** A number with its suffixes as it is written, null when none begins here. */
export const takeNumber = (reader: Reader): string | null =>
  reader.take(
    /(?:0x[\da-f]+|0b[01]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:ul|us|uy|[dlusyn])?(?:kb|mb|gb|tb|pb)?/iy,
  )
export function readNumber(reader: Reader): Text | null {
  const text = takeNumber(reader)
  return text === null ? null : textOf(text)
}
