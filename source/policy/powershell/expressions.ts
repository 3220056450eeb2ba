// The grammar of expressions: operators by precedence, unary ones, casts.
import { byNames } from '../among.ts'
import { isBlank, isDash, isDigit, isLetter } from './characters.ts'
import { deeper, expect, peek, skipBlanks, skipLines, startsWith, take, type Reader } from './reader.ts'
import { isNumber } from './numbers.ts'
import { readPostfix, readPrimary, readType } from './primaries.ts'
import type { Expression } from './syntax.ts'

const comparisons =
  'eq ne gt ge lt le like notlike match notmatch replace contains notcontains in notin split join is isnot as'
const levels = byNames<number>({
  'and or xor': 2,
  'band bor bxor': 3,
  [comparisons.replaceAll(/\w+/g, '$& c$& i$&')]: 4,
  'shl shr': 4,
  '+ -': 5,
  '* / %': 6,
  f: 7,
  '..': 8,
})
const unaries = new Set(['not', 'bnot', 'join', 'split', 'csplit', 'isplit'])

export const readExpression = (reader: Reader): Expression => deeper(reader, () => readChoice(reader))

function readChoice(reader: Reader): Expression {
  const left = readBinary(reader, 2)
  skipBlanks(reader)
  if (startsWith(reader, '??') && !startsWith(reader, '??=')) {
    reader.at += 2
    skipLines(reader)
    return { kind: 'choice', test: left, options: [left, readExpression(reader)] }
  }
  if (peek(reader) !== '?' || startsWith(reader, '??')) return left
  reader.at += 1
  skipLines(reader)
  const yes = readExpression(reader)
  skipLines(reader)
  expect(reader, ':')
  skipLines(reader)
  return { kind: 'choice', test: left, options: [yes, readExpression(reader)] }
}

/** `-name` as an operator, without `c`/`i` in front of comparisons. */
function operatorName(word: string): string {
  const name = word.toLowerCase()
  const plain = name.slice(1)
  return /^[ci]/.test(name) &&
    levels.get(plain) === 4 &&
    levels.get(name) === 4 &&
    name !== 'in' &&
    name !== 'is' &&
    name !== 'isnot'
    ? plain
    : name
}

function peekOperator(reader: Reader): { name: string; length: number; level: number } | null {
  const c = peek(reader)
  if (isDash(c) && isLetter(peek(reader, 1))) {
    const word = /^[a-z]+/i.exec(reader.text.slice(reader.at + 1, reader.at + 16))?.[0] ?? ''
    const level = levels.get(word.toLowerCase())
    return level === undefined ? null : { name: operatorName(word), length: word.length + 1, level }
  }
  const symbol = startsWith(reader, '..') ? '..' : isDash(c) ? '-' : c
  const level = /^[a-z]/.test(symbol) ? undefined : levels.get(symbol)
  const next = peek(reader, 1)
  const isAssignment = symbol !== '..' && next === '='
  return level === undefined || isAssignment ? null : { name: symbol, length: symbol.length, level }
}

function readBinary(reader: Reader, least: number): Expression {
  let left = readUnary(reader)
  for (;;) {
    skipBlanks(reader)
    const operator = peekOperator(reader)
    if (operator === null || operator.level < least) return left
    reader.at += operator.length
    skipLines(reader)
    left = { kind: 'binary', operator: operator.name, left, right: readBinary(reader, operator.level + 1) }
  }
}

/** An operand: comma lists bind tighter than binary operators. */
function readUnary(reader: Reader): Expression {
  skipBlanks(reader)
  const items: Expression[] = []
  let isArray = take(reader, ',')
  for (;;) {
    skipBlanks(reader)
    items.push(readOperand(reader))
    skipBlanks(reader)
    if (!take(reader, ',')) break
    isArray = true
    skipLines(reader)
  }
  const [first] = items
  return isArray || first === undefined ? { kind: 'array', items } : first
}

function readOperand(reader: Reader): Expression {
  const operator = takeUnary(reader)
  if (operator !== null) {
    skipLines(reader)
    return { kind: 'unary', operator, inner: deeper(reader, () => readOperand(reader)) }
  }
  if (peek(reader) === '[') {
    const type = readType(reader)
    const { name } = type
    if (startsWith(reader, '::') || startsWith(reader, '.')) return readPostfix(reader, { kind: 'type', name })
    skipBlanks(reader)
    return beginsOperand(reader)
      ? { kind: 'cast', type, inner: deeper(reader, () => readOperand(reader)) }
      : { kind: 'type', name }
  }
  return readPrimary(reader)
}

function takeUnary(reader: Reader): string | null {
  const c = peek(reader)
  if (c === '!' || startsWith(reader, '++') || c === '+') {
    reader.at += startsWith(reader, '++') ? 2 : 1
    return c
  }
  if (!isDash(c)) return null
  const word = /^[a-z]+/i.exec(reader.text.slice(reader.at + 1, reader.at + 12))?.[0].toLowerCase()
  if (word !== undefined && unaries.has(word)) {
    reader.at += word.length + 1
    return word.replace(/^[ci](?=split)/, '')
  }
  reader.at += isDash(peek(reader, 1)) ? 2 : 1
  return '-'
}

function beginsOperand(reader: Reader): boolean {
  const c = peek(reader)
  if (isDash(c))
    return (
      isDigit(peek(reader, 1)) ||
      unaries.has(/^[a-z]+/i.exec(reader.text.slice(reader.at + 1, reader.at + 12))?.[0].toLowerCase() ?? '')
    )
  return c !== '' && (/[$@({['"\u2018-\u201E\d]/.test(c) || (c === '.' && isDigit(peek(reader, 1))))
}

export const isExpressionStart = (reader: Reader): boolean => {
  const c = peek(reader)
  if (isDash(c)) {
    const word = /^[a-z]+/i.exec(reader.text.slice(reader.at + 1, reader.at + 12))?.[0].toLowerCase()
    return word === undefined ? !isBlank(peek(reader, 1)) : unaries.has(word)
  }
  if (isDigit(c) || (c === '.' && isDigit(peek(reader, 1)))) return isNumber(reader)
  return /[$@({['"\u2018-\u201E!+,]/.test(c)
}
