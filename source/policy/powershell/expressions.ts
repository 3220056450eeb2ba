// The grammar of expressions: operands with what stands behind them, unary operators, casts, operators by precedence.
import { names } from '../among.ts'
import type { Reader } from './reader.ts'
import type { Expression, ScriptBlock, Statement, TypeName } from './syntax.ts'
import { readHereString, readNumber, readQuoted, readVariable, seesQuote, takeNumber, textOf } from './texts.ts'

const comparisons =
  'eq ne gt ge lt le like notlike match notmatch replace contains notcontains in notin split join is isnot as shl shr'
/** Later ones bind tighter; comparisons may have `c` or `i` in front. Of `a ? b : c` it is not told which is taken. */
const levels = ['? : ??', 'and or xor', 'band bor bxor', comparisons, '+ -', '* / %', 'f', '..']
const operators = new Map<string, readonly [name: string, level: number]>(
  levels.flatMap((list, level) =>
    names(list).flatMap((name) =>
      (list === comparisons ? ['', 'c', 'i'] : ['']).map((prefix) => [prefix + name, [name, level]] as const),
    ),
  ),
)

export const readExpression = (reader: Reader): Expression => reader.deeper(() => readBinary(reader, 0))

/** A binary operator of at least that level. */
function takeOperator(reader: Reader, least: number): readonly [name: string, level: number] | null {
  const before = reader.at
  const word = reader.take(/[-\u2013-\u2015][a-z]+/iy)
  const sign =
    word === null ? reader.take(/\.\.|\?\?(?!=)|\?(?!\?)|:(?!:)|(?:[+*/%]|[-\u2013-\u2015](?![\p{L}_]))(?!=)/uy) : null
  const written = word?.slice(1).toLowerCase() ?? sign?.replace(/^[\u2013-\u2015]/, '-') ?? ''
  const operator = operators.get(written)
  if (operator !== undefined && operator[1] >= least) return operator
  reader.at = before
  return null
}

function readBinary(reader: Reader, least: number): Expression {
  let left = readUnary(reader)
  for (;;) {
    reader.skipBlanks()
    const operator = takeOperator(reader, least)
    if (operator === null) return left
    const [name, level] = operator
    reader.skipLines()
    left = { kind: 'binary', operator: name, left, right: readBinary(reader, level + 1) }
  }
}

/** One, or several between commas. */
export function readList(reader: Reader, read: (reader: Reader) => Expression): Expression {
  const items = [read(reader)]
  for (;;) {
    reader.skipBlanks()
    if (reader.take(',') === null) break
    reader.skipLines()
    items.push(read(reader))
  }
  const [first] = items
  return items.length === 1 && first !== undefined ? first : { kind: 'array', items }
}

/** An operand: comma lists bind tighter than binary operators. */
function readUnary(reader: Reader): Expression {
  reader.skipBlanks()
  const isList = reader.take(',') !== null
  reader.skipBlanks()
  const list = readList(reader, readOperand)
  return isList && list.kind !== 'array' ? { kind: 'array', items: [list] } : list
}

const unary = /[-\u2013-\u2015](?:b?not|join|[ci]?split)(?![a-z])/iy

function takeUnary(reader: Reader): string | null {
  const word = reader.take(unary)
  if (word !== null)
    return word
      .slice(1)
      .toLowerCase()
      .replace(/^[ci](?=split)/, '')
  const sign = reader.take(/!|\+\+?|[-\u2013-\u2015]{1,2}/y)?.slice(0, 1)
  return sign === undefined ? null : sign === '!' || sign === '+' ? sign : '-'
}

function readOperand(reader: Reader): Expression {
  const operator = takeUnary(reader)
  if (operator !== null) {
    reader.skipLines()
    return { kind: 'unary', operator, inner: reader.deeper(() => readOperand(reader)) }
  }
  if (!reader.sees('[')) return readPrimary(reader)
  const type = readType(reader)
  const { name } = type
  if (reader.sees(/::|\./y)) return readPostfix(reader, { kind: 'type', name })
  reader.skipBlanks()
  return reader.sees(unary) || reader.sees(/[$@({['"\u2018-\u201E\d]|\.\d|[-\u2013-\u2015]\d/y)
    ? { kind: 'cast', type, inner: reader.deeper(() => readOperand(reader)) }
    : { kind: 'type', name }
}

/** Not the beginning of a word such as `7z`. */
export function isNumber(reader: Reader): boolean {
  const before = reader.at
  const isOne = takeNumber(reader) !== null && reader.sees(/$|[\s),;|&}\]+\-*/%.<>=:\u0085]/y)
  reader.at = before
  return isOne
}

export const isExpressionStart = (reader: Reader): boolean =>
  reader.sees(/\.?\d/y)
    ? isNumber(reader)
    : reader.sees(unary) || reader.sees(/[$@({['"\u2018-\u201E!+,]|[-\u2013-\u2015](?![A-Za-z\u0085\u180E]|[^\S\r\n])/y)

/** Throws SyntaxError when no operand begins here. */
export const readPrimary = (reader: Reader): Expression => readPostfix(reader, readAtom(reader))

function readAtom(reader: Reader): Expression {
  if (seesQuote(reader)) return readQuoted(reader)
  const form = reader.take(/[$@]?\(/y)
  if (form === '(' || form === '$(' || form === '@(') {
    const { statements } = reader.deeper(() => reader.grammar.block(reader, ')'))
    return { kind: 'group', statements, form }
  }
  if (reader.sees('{')) return readBlock(reader)
  if (reader.take('@{') !== null) return reader.deeper(() => readHash(reader))
  if (reader.sees('[')) return { kind: 'type', name: readType(reader).name }
  const value = readHereString(reader) ?? readVariable(reader) ?? readNumber(reader)
  if (value === null) throw reader.wrong('unexpected character')
  return value
}

export function readBlock(reader: Reader): ScriptBlock {
  reader.skipLines()
  reader.expect('{')
  return reader.deeper(() => reader.grammar.block(reader, '}'))
}

function readHash(reader: Reader): Expression {
  const entries = reader.all('}', ';', (): readonly [Expression, Statement] => {
    const name = reader.take(/[\p{L}_][\p{L}\p{Nd}_-]*/uy)
    const key = name === null ? readPrimary(reader) : textOf(name)
    reader.skipLines()
    reader.expect('=')
    reader.skipLines()
    return [key, reader.grammar.statement(reader)]
  })
  return { kind: 'hash', entries }
}

/** At `[`: the name between the brackets, with its array and generic marks. */
export function readType(reader: Reader): TypeName {
  const start = reader.at
  const args: Expression[] = []
  let open = 0
  do {
    if (reader.isAtEnd) throw reader.wrong('type without end')
    if (open > 0 && reader.take('(') !== null) args.push(...readArguments(reader))
    else {
      const c = reader.take(/[^]/y)
      open += c === '[' ? 1 : c === ']' ? -1 : 0
    }
  } while (open > 0)
  return { name: reader.text.slice(start + 1, reader.at - 1).trim(), args }
}

/** Behind `(`: expressions between commas up to `)`; names with `=` as attributes have them. */
function readArguments(reader: Reader): readonly Expression[] {
  const args = reader.deeper(() =>
    reader.all(')', ',', () => {
      const name = reader.take(/(?!\d)\w+\s*(?:=|(?=[,)]))/y)
      reader.skipLines()
      return name === null || name.endsWith('=') ? readExpression(reader) : null
    }),
  )
  // Commas between arguments make no array.
  return args.flatMap((arg) => (arg === null ? [] : arg.kind === 'array' ? arg.items : [arg]))
}

/** Members, calls and indexes that stand directly behind an operand. */
function readPostfix(reader: Reader, operand: Expression): Expression {
  let target = operand
  for (let count = 0; ; count += 1) {
    if (count > 200) throw new RangeError('too many members')
    // Of `x . Name(` blanks may stand behind the dot.
    const dot = reader.take(/::|\??\.(?=[\p{L}\p{Nd}_$('"\u2018-\u201E{`])|\.(?=[ \t]+\w+\()/uy)
    if (dot !== null) {
      reader.skipBlanks()
      const written = reader.take(/[\p{L}\p{Nd}_`]+/uy)
      const name = written === null ? readAtom(reader) : textOf(written.replaceAll('`', ''))
      target = { kind: 'member', target, name, isStatic: dot === '::', args: readCall(reader) }
    } else if (reader.take(/\??\[/y) !== null) {
      reader.skipLines()
      const index = readExpression(reader)
      reader.skipLines()
      reader.expect(']')
      target = { kind: 'index', target, index }
    } else if (target.kind === 'variable' && reader.take(/\+\+|--/y) !== null)
      target = { kind: 'unary', operator: '++', inner: target }
    else return target
  }
}

const readCall = (reader: Reader): readonly Expression[] | null =>
  reader.take('(') !== null ? readArguments(reader) : reader.sees(/\{(?![\r\n])/y) ? [readBlock(reader)] : null
