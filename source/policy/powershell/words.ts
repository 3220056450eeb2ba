// Command mode: bare words, parameters, redirections and the stages of a pipeline.
import { endsWord, isBlank, isDash, isDoubleQuote, isLetter, isNewline, isSingleQuote } from './characters.ts'
import { isExpressionStart, readExpression } from './expressions.ts'
import { isNumber, scanNumber } from './numbers.ts'
import { readPrimary } from './primaries.ts'
import { isAtEnd, peek, skipBlanks, skipLines, startsWith, take, wrong, type Reader } from './reader.ts'
import { addText, readEscape, readExpansion, readQuoted, readVariable, textOf } from './strings.ts'
import type { Expression, FileRedirection, Stage, Word } from './syntax.ts'

/** A bare word; quotes inside of it join its pieces. */
function readBareWord(reader: Reader): Expression {
  const parts: (string | Expression)[] = []
  const start = reader.at
  while (!endsWord(peek(reader))) {
    const c = peek(reader)
    if (c === '`') {
      if (isNewline(peek(reader, 1))) break
      reader.at += 1
      addText(parts, readEscape(reader))
    } else if (c === '$') readExpansion(reader, parts)
    else if (isSingleQuote(c) || isDoubleQuote(c)) {
      for (const part of readQuoted(reader).parts) {
        if (typeof part === 'string') addText(parts, part)
        else parts.push(part)
      }
    } else {
      addText(parts, c)
      reader.at += 1
    }
  }
  if (reader.at === start) throw wrong(reader, 'word expected')
  return textOf(parts, true)
}

/** `$x`, `$x.y`, `$x[0]` are values; `$x/y` is a word. */
function readVariableWord(reader: Reader): Expression {
  const start = reader.at
  const variable = readVariable(reader)
  const next = peek(reader)
  reader.at = start
  const isValue = variable !== null && (endsWord(next) || next === '[' || next === '.' || startsWith(reader, '::'))
  return isValue ? readPrimary(reader) : readBareWord(reader)
}

function readItem(reader: Reader): Expression {
  const c = peek(reader)
  if (c === '$' && peek(reader, 1) !== '(') return readVariableWord(reader)
  if (isSingleQuote(c) || isDoubleQuote(c) || c === '$' || c === '(' || c === '{') return readPrimary(reader)
  if (c === '@' && /[({'"\w\u2018-\u201E]/.test(peek(reader, 1))) return readPrimary(reader)
  if (isNumber(reader)) {
    const number = scanNumber(reader)
    const end = peek(reader, number?.length ?? 0)
    if (number !== null && endsWord(end)) {
      const text = reader.text.slice(reader.at, reader.at + number.length)
      reader.at += number.length
      return textOf(text, true)
    }
  }
  return readBareWord(reader)
}

/** A value of a command: one item, or several between commas. */
export function readValue(reader: Reader): Expression {
  const items = [readItem(reader)]
  for (;;) {
    skipBlanks(reader)
    if (!take(reader, ',')) break
    skipLines(reader)
    items.push(readItem(reader))
  }
  const [first] = items
  return items.length === 1 && first !== undefined ? first : { kind: 'array', items }
}

function readParameter(reader: Reader): Word | null {
  if (!isDash(peek(reader)) || !(isLetter(peek(reader, 1)) || peek(reader, 1) === '?')) return null
  let end = reader.at + 1
  let name = ''
  for (; ; end += 1) {
    const c = reader.text[end] ?? ''
    if (isSingleQuote(c) || isDoubleQuote(c) || c === '$') return null
    if (endsWord(c) || c === '.' || c === '[' || c === ':') break
    if (c !== '`') name += c
  }
  reader.at = end
  if (!take(reader, ':')) return { parameter: name, value: null }
  skipBlanks(reader)
  return { parameter: `${name}:`, value: isStageEnd(reader) ? null : readValue(reader) }
}

function readRedirection(reader: Reader): FileRedirection | null {
  const operator = /^(?:[1-6*]?(?:>>|>&[12]|>)|<)/.exec(reader.text.slice(reader.at, reader.at + 4))?.[0]
  if (operator === undefined) return null
  if (operator === '<') throw wrong(reader, "'<' is reserved")
  reader.at += operator.length
  if (operator.includes('&')) return { operator, target: null }
  skipBlanks(reader)
  return { operator, target: readItem(reader) }
}

const isStageEnd = (reader: Reader): boolean => isAtEnd(reader) || /[\r\n;|&)}]/.test(peek(reader))

/** Behind `--%`: the rest of the line as it stands. */
function readVerbatim(reader: Reader): Word[] {
  const rest = /^[^\r\n|]*/.exec(reader.text.slice(reader.at))?.[0] ?? ''
  reader.at += rest.length
  return (rest.match(/(?:"[^"]*"?|[^\s"])+/g) ?? []).map((word) => ({
    parameter: null,
    value: textOf(word.replaceAll('"', '')),
  }))
}

/** `read`: an expression that stands at `start` and was read already. */
export function readStage(reader: Reader, read: Expression | null, start: number): Stage {
  const redirections: FileRedirection[] = []
  const stage = (head: Expression, words: Word[] | null, invocation: Stage['invocation']): Stage => ({
    start,
    end: start + reader.text.slice(start, reader.at).trimEnd().length,
    head,
    words,
    invocation,
    redirections,
  })
  const invocation = read === null ? takeInvocation(reader) : ''
  if (read !== null || (invocation === '' && isExpressionStart(reader))) {
    const head = read ?? readExpression(reader)
    for (;;) {
      skipBlanks(reader)
      const redirection = readRedirection(reader)
      if (redirection === null) return stage(head, null, '')
      redirections.push(redirection)
    }
  }
  const head = invocation === '' ? readBareWord(reader) : readItem(reader)
  return stage(head, readWords(reader, redirections), invocation)
}

function readWords(reader: Reader, redirections: FileRedirection[]): Word[] {
  const words: Word[] = []
  for (let isOptionPart = true; ;) {
    skipBlanks(reader)
    if (isStageEnd(reader)) return words
    const redirection = readRedirection(reader)
    if (redirection !== null) {
      redirections.push(redirection)
      continue
    }
    if (/^--%(?=\s|$)/.test(reader.text.slice(reader.at, reader.at + 4))) {
      reader.at += 3
      return [...words, ...readVerbatim(reader)]
    }
    const parameter = isOptionPart ? readParameter(reader) : null
    if (/^--(?=\s)/.test(reader.text.slice(reader.at, reader.at + 3))) isOptionPart = false
    words.push(parameter ?? { parameter: null, value: readValue(reader) })
  }
}

/** `&` and `.` in front of a command. */
function takeInvocation(reader: Reader): Stage['invocation'] {
  const c = peek(reader)
  const next = peek(reader, 1)
  const isDot = c === '.' && (isBlank(next) || /[$('"{\u2018-\u201E]/.test(next))
  if ((c !== '&' || next === '&') && !isDot) return ''
  reader.at += 1
  skipLines(reader)
  return c === '&' ? '&' : '.'
}
