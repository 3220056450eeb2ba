// Operands: texts, variables, groups, hashtables, blocks, and the members and indexes behind them.
import { isBlank, isDigit, isDoubleQuote, isNameCharacter, isNewline, isSingleQuote } from './characters.ts'
import { scanNumber } from './numbers.ts'
import { deeper, expect, isAtEnd, peek, skipBlanks, skipLines, startsWith, take, wrong, type Reader } from './reader.ts'
import { readHereString, readQuoted, readVariable, textOf } from './strings.ts'
import type { Expression, ScriptBlock, Statement, TypeName } from './syntax.ts'

/** Throws SyntaxError when no operand begins here. */
export function readPrimary(reader: Reader): Expression {
  return readPostfix(reader, readAtom(reader))
}

function readAtom(reader: Reader): Expression {
  const c = peek(reader)
  if (isSingleQuote(c) || isDoubleQuote(c)) return readQuoted(reader)
  if (c === '@') return readAt(reader)
  if (c === '$' && peek(reader, 1) === '(') return readGroup(reader, '$(')
  if (c === '$') {
    const variable = readVariable(reader)
    if (variable !== null) return variable
  }
  if (c === '(') return readGroup(reader, '(')
  if (c === '{') return readBlock(reader)
  if (c === '[') return { kind: 'type', name: readType(reader).name }
  const number = isDigit(c) || c === '.' ? scanNumber(reader) : null
  if (number === null) throw wrong(reader, 'unexpected character')
  reader.at += number.length
  return { kind: 'number', number: number.value }
}

function readAt(reader: Reader): Expression {
  if (peek(reader, 1) === '(') return readGroup(reader, '@(')
  if (peek(reader, 1) === '{') return readHash(reader)
  const text = readHereString(reader) ?? readVariable(reader, true)
  if (text === null) throw wrong(reader, "unexpected '@'")
  return text
}

function readGroup(reader: Reader, form: '(' | '$(' | '@('): Expression {
  reader.at += form.length
  const { statements } = deeper(reader, () => reader.grammar.block(reader, ')'))
  return { kind: 'group', statements, form }
}

export function readBlock(reader: Reader): ScriptBlock {
  skipLines(reader)
  expect(reader, '{')
  return deeper(reader, () => reader.grammar.block(reader, '}'))
}

function readHash(reader: Reader): Expression {
  reader.at += 2
  const entries: [Expression, Statement][] = []
  return deeper(reader, () => {
    for (;;) {
      skipLines(reader)
      if (take(reader, ';')) continue
      if (take(reader, '}')) return { kind: 'hash', entries }
      const key = readKey(reader)
      skipLines(reader)
      expect(reader, '=')
      skipLines(reader)
      entries.push([key, reader.grammar.statement(reader)])
    }
  })
}

function readKey(reader: Reader): Expression {
  const name = /^[\p{L}_][\p{L}\p{Nd}_-]*/u.exec(reader.text.slice(reader.at, reader.at + 200))?.[0]
  if (name === undefined) return reader.grammar.primary(reader)
  reader.at += name.length
  return textOf(name)
}

/** At `[`: the name between the brackets, with its array and generic marks. */
export function readType(reader: Reader): TypeName {
  const start = reader.at
  const args: Expression[] = []
  let open = 0
  do {
    const c = peek(reader)
    if (isAtEnd(reader)) throw wrong(reader, 'type without end')
    if (c === '(' && open > 0) {
      reader.at += 1
      args.push(...readArguments(reader))
    } else {
      open += c === '[' ? 1 : c === ']' ? -1 : 0
      reader.at += 1
    }
  } while (open > 0)
  return { name: reader.text.slice(start + 1, reader.at - 1).trim(), args }
}

/** Behind `(`: expressions between commas up to `)`; names with `=` as attributes have them. */
function readArguments(reader: Reader): Expression[] {
  const args: Expression[] = []
  return deeper(reader, () => {
    for (;;) {
      skipLines(reader)
      if (take(reader, ')')) return args
      if (take(reader, ',')) continue
      const name = /^\w+\s*(?:=|(?=[,)]))/.exec(reader.text.slice(reader.at, reader.at + 100))?.[0]
      if (name !== undefined && !/^\d/.test(name)) {
        reader.at += name.length
        skipLines(reader)
        if (!name.endsWith('=')) continue
      }
      args.push(...elements(reader.grammar.expression(reader)))
    }
  })
}
/** Commas between arguments make no array. */
const elements = (expression: Expression): readonly Expression[] =>
  expression.kind === 'array' ? expression.items : [expression]

/** Members, calls and indexes that stand directly behind an operand. */
export function readPostfix(reader: Reader, operand: Expression): Expression {
  let target = operand
  for (let count = 0; ; count += 1) {
    if (count > 200) throw new RangeError('too many members')
    const isStatic = startsWith(reader, '::')
    if (isStatic || isMemberDot(reader)) {
      reader.at += isStatic ? 2 : peek(reader) === '?' ? 2 : 1
      skipBlanks(reader)
      const name = readMemberName(reader)
      target = { kind: 'member', target, name, isStatic, args: readCallArguments(reader) }
    } else if (peek(reader) === '[' || startsWith(reader, '?[')) {
      reader.at += peek(reader) === '[' ? 1 : 2
      skipLines(reader)
      const index = reader.grammar.expression(reader)
      skipLines(reader)
      expect(reader, ']')
      target = { kind: 'index', target, index }
    } else if ((startsWith(reader, '++') || startsWith(reader, '--')) && target.kind === 'variable') {
      reader.at += 2
      target = { kind: 'unary', operator: '++', inner: target }
    } else return target
  }
}

function isMemberDot(reader: Reader): boolean {
  const ahead = startsWith(reader, '?.') ? 1 : 0
  const next = peek(reader, ahead + 1)
  return (
    peek(reader, ahead) === '.' &&
    (isNameCharacter(next) ||
      /[$('"\u2018-\u201E{`]/.test(next) ||
      (isBlank(next) && ahead === 0 && isCallBehind(reader)))
  )
}
/** `x . Name(`: blanks may stand behind the dot. */
const isCallBehind = (reader: Reader): boolean => /^\.[ \t]+\w+\(/.test(reader.text.slice(reader.at, reader.at + 100))

function readMemberName(reader: Reader): Expression {
  const c = peek(reader)
  if (isNameCharacter(c) || c === '`') {
    const name = /^[\p{L}\p{Nd}_`]+/u.exec(reader.text.slice(reader.at, reader.at + 300))?.[0] ?? ''
    reader.at += name.length
    return textOf(name.replaceAll('`', ''))
  }
  return readAtom(reader)
}

function readCallArguments(reader: Reader): Expression[] | null {
  if (take(reader, '(')) return readArguments(reader)
  if (peek(reader) !== '{' || isNewline(peek(reader, 1))) return null
  return [readBlock(reader)]
}
