// Quoted texts, here-strings, variables and what is expanded inside of texts.
import { escaped, isDoubleQuote, isNameCharacter, isNewline, isSingleQuote } from './characters.ts'
import { deeper, isAtEnd, peek, startsWith, wrong, type Reader } from './reader.ts'
import type { Expression, Text, Variable } from './syntax.ts'

type Parts = (string | Expression)[]

export function addText(parts: Parts, text: string): void {
  const last = parts.at(-1)
  if (typeof last === 'string') parts[parts.length - 1] = last + text
  else parts.push(text)
}
export const textOf = (parts: Parts | string, isBare = false): Text => ({
  kind: 'text',
  parts: typeof parts === 'string' ? [parts] : parts,
  isBare,
})

/** Behind a backtick: the character it means. */
export function readEscape(reader: Reader): string {
  const code = /^u\{([0-9a-f]{1,6})\}/i.exec(reader.text.slice(reader.at, reader.at + 9))
  const point = Number.parseInt(code?.[1] ?? '', 16)
  if (code !== null && point <= 0x10ffff) {
    reader.at += code[0].length
    return String.fromCodePoint(point)
  }
  const c = peek(reader)
  reader.at += 1
  return escaped(c)
}

const specialVariables = new Set(['$', '?', '^'])

/** At `$` or `@`: a variable, null when none begins here. */
export function readVariable(reader: Reader, isSplat = false): Variable | null {
  const variable = (name: string, length: number): Variable => {
    reader.at += length
    return { kind: 'variable', name: name.toLowerCase(), isSplat }
  }
  if (peek(reader, 1) === '{' && !isSplat) return readBraced(reader)
  if (specialVariables.has(peek(reader, 1)) && !isSplat) return variable(peek(reader, 1), 2)
  let end = reader.at + 1
  while (isNameCharacter(reader.text[end] ?? '') || (reader.text[end] === '?' && end > reader.at + 1)) end += 1
  const isScoped = reader.text[end] === ':' && end > reader.at + 1 && isNameCharacter(reader.text[end + 1] ?? '')
  if (isScoped) {
    end += 1
    while (isNameCharacter(reader.text[end] ?? '')) end += 1
  }
  return end === reader.at + 1 ? null : variable(reader.text.slice(reader.at + 1, end), end - reader.at)
}

function readBraced(reader: Reader): Variable {
  let name = ''
  reader.at += 2
  while (peek(reader) !== '}') {
    if (isAtEnd(reader)) throw wrong(reader, 'variable without end')
    if (peek(reader) === '`') {
      reader.at += 1
      name += readEscape(reader)
    } else name += reader.text[reader.at++] ?? ''
  }
  reader.at += 1
  return { kind: 'variable', name: name.toLowerCase(), isSplat: false }
}

/** At `$` inside a text: `$(…)`, a variable, or the sign itself. */
export function readExpansion(reader: Reader, parts: Parts): void {
  if (peek(reader, 1) === '(') {
    reader.at += 2
    const { statements } = deeper(reader, () => reader.grammar.block(reader, ')'))
    parts.push({ kind: 'group', statements, form: '$(' })
    return
  }
  const variable = readVariable(reader)
  if (variable !== null) parts.push(variable)
  else {
    addText(parts, '$')
    reader.at += 1
  }
}

/** At a quote. Throws SyntaxError when it is not closed. */
export function readQuoted(reader: Reader): Text {
  const isOwn = isSingleQuote(peek(reader)) ? isSingleQuote : isDoubleQuote
  const parts: Parts = []
  reader.at += 1
  for (;;) {
    const c = peek(reader)
    if (isAtEnd(reader)) throw wrong(reader, 'text without end')
    if (isOwn(c)) {
      if (!isOwn(peek(reader, 1))) break
      addText(parts, c)
      reader.at += 2
    } else if (isOwn === isDoubleQuote && c === '$') readExpansion(reader, parts)
    else if (isOwn === isDoubleQuote && c === '`') {
      reader.at += 1
      addText(parts, readEscape(reader))
    } else addText(parts, readRun(reader))
  }
  reader.at += 1
  return textOf(parts)
}

/** Plain characters up to one that may mean something. */
function readRun(reader: Reader): string {
  const start = reader.at
  do reader.at += 1
  while (!isAtEnd(reader) && !/[$`"'\u2018-\u201E\r\n]/.test(peek(reader)))
  return reader.text.slice(start, reader.at)
}

/** At `@'` or `@"`: null when no here-string begins (the line must end behind the quote). */
export function readHereString(reader: Reader): Text | null {
  const isOwn = isSingleQuote(peek(reader, 1)) ? isSingleQuote : isDoubleQuote
  let start = reader.at + 2
  while (/[^\S\r\n]/.test(reader.text[start] ?? '')) start += 1
  if (!isOwn(peek(reader, 1)) || !isNewline(reader.text[start] ?? '')) return null
  reader.at = start + (reader.text.startsWith('\r\n', start) ? 2 : 1)
  const parts: Parts = []
  const isEnd = () => isOwn(peek(reader)) && peek(reader, 1) === '@'
  for (let isLineStart = true; !(isLineStart && isEnd());) {
    const c = peek(reader)
    if (isAtEnd(reader)) throw wrong(reader, 'here-string without end')
    isLineStart = false
    if (isNewline(c)) {
      const end = startsWith(reader, '\r\n') ? 2 : 1
      reader.at += end
      isLineStart = true
      if (!isEnd()) addText(parts, end === 2 ? '\r\n' : c)
    } else if (isOwn === isDoubleQuote && c === '$') readExpansion(reader, parts)
    else if (isOwn === isDoubleQuote && c === '`') {
      reader.at += 1
      addText(parts, readEscape(reader))
    } else addText(parts, readRun(reader))
  }
  reader.at += 2
  return textOf(parts)
}
