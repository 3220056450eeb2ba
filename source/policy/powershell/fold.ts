// Operators on values that are known: concatenation, formatting, joining, splitting, replacing, ranges.
import { byNames, nameSet } from '../among.ts'
import { concat, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import {
  anything,
  boolOf,
  bounded,
  boundedList,
  type Datum,
  itemsOf,
  list,
  numberOf,
  pieces,
  someBool,
  someNumber,
  text,
  toBool,
  toNumber,
  toText,
  toValue,
} from './datum.ts'
import { isDefaults } from './default-values.ts'
import { limits } from '../limits.ts'

type Fold = (left: Datum, right: Datum) => Datum

function add(left: Datum, right: Datum): Datum {
  if (left.is === 'list') return boundedList([...left.items, ...itemsOf(right)])
  if (left.is === 'text') return bounded(concat(left.value, toValue(right)))
  if (left.is === 'file') return bounded(concat(left.path, toValue(right)))
  if (left.is === 'number') return arithmetic((a, b) => a + b)(left, right)
  if (left.is === 'hash') return anything
  if (isDefaults(left)) return right
  return left.is === 'null' ? right : anything
}

const arithmetic =
  (compute: (a: number, b: number) => number): Fold =>
  (left, right) => {
    const [a, b] = [toNumber(left), toNumber(right)]
    if (a === null || b === null) return left.is === 'number' || right.is === 'number' ? someNumber : anything
    const result = compute(a, b)
    return Number.isFinite(result) && Math.abs(result) < 1e15 ? numberOf(result) : someNumber
  }

function multiply(left: Datum, right: Datum): Datum {
  const times = toNumber(right)
  if (left.is === 'number') return arithmetic((a, b) => a * b)(left, right)
  if (times === null || times > limits.datumItems) return anything
  const count = Math.max(0, Math.trunc(times))
  if (left.is === 'text')
    return count * show(left.value).length < limits.datumText
      ? bounded(concat(...Array.from({ length: count }, () => left.value)))
      : anything
  if (left.is === 'list' && left.items.length * count <= limits.datumItems)
    return list(Array.from({ length: count }, () => left.items).flat())
  return anything
}

function range(left: Datum, right: Datum): Datum {
  const ends = [left, right].map((end) => {
    const word = end.is === 'text' ? toText(end) : null
    return word?.length === 1 && !/\d/.test(word) ? word.charCodeAt(0) : toNumber(end)
  })
  const isLetters = left.is === 'text' && toNumber(left) === null
  const [from, to] = ends
  if (from === null || from === undefined || to === null || to === undefined) return someNumber
  const count = Math.abs(to - from) + 1
  if (!(count <= limits.datumItems)) return someNumber
  const sign = to < from ? -1 : 1
  const numbers = Array.from({ length: Math.trunc(count) }, (_, i) => from + sign * i)
  return list(numbers.map((n) => (isLetters ? text(String.fromCharCode(n)) : numberOf(n))))
}

/** `"{0}-{1}" -f a, b`; a format after the colon changes how it looks, so that part is not known. */
export function format(left: Datum, right: Datum): Datum {
  const pattern = toText(left)
  if (pattern === null) return anything
  const args = right.is === 'list' ? right.items : [right]
  const parts: Value[] = []
  let end = 0
  for (const found of pattern.matchAll(/\{\{|\}\}|\{(\d+)(,-?\d+)?(:[^{}]*)?\}/g)) {
    const before = pattern.slice(end, found.index)
    if (/[{}]/.test(before)) return anything
    parts.push(textValue(before))
    end = found.index + found[0].length
    const arg = args[Number(found[1])]
    if (found[1] === undefined) parts.push(textValue(found[0].slice(1)))
    else if (arg === undefined) return anything
    else parts.push(found[2] === undefined && found[3] === undefined ? toValue(arg) : formatted(arg))
  }
  const rest = pattern.slice(end)
  return /[{}]/.test(rest) ? anything : bounded(concat(...parts, textValue(rest)))
}
/** A number stays digits and signs whatever its format. */
const formatted = (arg: Datum): Value => (arg.is === 'number' ? [{ hole: 'name' }] : unknown)

export function join(left: Datum, separator: Value): Datum {
  const items = itemsOf(left)
  if (left.is === 'unknown' || items.length > limits.datumItems) return anything
  return bounded(spaced(items.map(toValue), separator))
}

const plainPattern = (pattern: string): string | null =>
  /^(?:[^\\^$.|?*+()[\]{}]|\\[\\^$.|?*+()[\]{}/-])*$/.test(pattern) ? pattern.replaceAll(/\\(.)/g, '$1') : null

/**
 * Patterns that are more than literal text are tried only when they cannot take long: at most one repetition, of one
 * character, so that a text costs at most its length squared.
 */
function safePattern(pattern: string, flags: string, subject: string): RegExp | null {
  const plain = plainPattern(pattern)
  if (plain !== null) return new RegExp(plain.replaceAll(/[\\^$.|?*+()[\]{}/-]/g, String.raw`\$&`), flags)
  if (pattern.length > limits.expression || subject.length > limits.matchedText) return null
  if ((pattern.match(/[*+?{]/g)?.length ?? 0) > 1 || /\)[*+?{]|\(\?/.test(pattern)) return null
  try {
    return new RegExp(pattern, flags)
  } catch {
    return null
  }
}

function replace(left: Datum, right: Datum): Datum {
  if (left.is === 'list') return list(left.items.map((item) => replace(item, right)))
  const [from, to = text('')] = itemsOf(right)
  const [subject, pattern, by] = [toText(left), from === undefined ? null : toText(from), toText(to)]
  const expression = pattern === null || subject === null ? null : safePattern(pattern, 'gi', subject)
  if (subject === null && pattern !== null && by !== null) return replaceEnd(left, pattern, by)
  if (subject === null || expression === null || by === null || subject.length > limits.splitText) return anything
  return bounded(textValue(subject.replace(expression, by.replaceAll('${', '$<').replaceAll('$0', '$&'))))
}

/** `$_.Name -replace '\\.txt$','.md'`: only the end, and that is known. */
function replaceEnd(left: Datum, pattern: string, by: string): Datum {
  const end = pattern.endsWith('$') ? plainPattern(pattern.slice(0, -1)) : null
  const value = toValue(left)
  const last = value.at(-1)
  if (end === null || typeof last !== 'string' || !last.toLowerCase().endsWith(end.toLowerCase())) return anything
  return bounded(concat(value.slice(0, -1), [last.slice(0, last.length - end.length)], [by]))
}

function split(left: Datum, right: Datum): Datum {
  const [separator] = itemsOf(right)
  const pattern = separator === undefined ? null : toText(separator)
  const subject = toText(left)
  const expression = pattern === null || subject === null ? null : safePattern(pattern, 'i', subject)
  if (expression !== null && subject !== null && subject.length <= 10_000)
    return boundedList(subject.split(expression).map((piece) => text(piece ?? '')))
  const plain = pattern === null ? null : plainPattern(pattern)
  return plain === null || plain === '' || left.is !== 'text' ? anything : pieces(left.value, plain)
}

const compare =
  (test: (a: string, b: string) => boolean): Fold =>
  (left, right) => {
    const [a, b] = [toText(left), toText(right)]
    if (left.is === 'list' || left.is === 'file' || left.is === 'object' || left.is === 'unknown') return anything
    const isPlain = [left, right].every(({ is }) => is === 'text' || is === 'number' || is === 'bool')
    return a === null || b === null || !isPlain ? someBool : boolOf(test(a.toLowerCase(), b.toLowerCase()))
  }
const both =
  (decide: (a: boolean | null, b: boolean | null) => boolean | null): Fold =>
  (left, right) => ({ is: 'bool', bool: decide(toBool(left), toBool(right)) })

const folds = byNames<Fold>({
  '+': add,
  '-': arithmetic((a, b) => a - b),
  '*': multiply,
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '..': range,
  f: format,
  join: (left, right) => join(left, toValue(right)),
  split,
  replace,
  bxor: arithmetic((a, b) => a ^ b),
  band: arithmetic((a, b) => a & b),
  bor: arithmetic((a, b) => a | b),
  shl: arithmetic((a, b) => a << b),
  shr: arithmetic((a, b) => a >> b),
  eq: compare((a, b) => a === b),
  ne: compare((a, b) => a !== b),
  and: both((a, b) => (a === false || b === false ? false : a === true && b === true ? true : null)),
  or: both((a, b) => (a === true || b === true ? true : a === false && b === false ? false : null)),
})
const tests = nameSet('gt ge lt le like notlike match notmatch contains notcontains in notin is isnot xor')

export function foldBinary(operator: string, left: Datum, right: Datum): Datum {
  const fold = folds.get(operator)
  if (fold !== undefined) return fold(left, right)
  // A list on the left of a comparison gives the items that pass.
  const isMany = left.is === 'list' || left.is === 'unknown' || left.is === 'file' || left.is === 'object'
  return tests.has(operator) && !isMany ? someBool : anything
}

export function foldUnary(operator: string, inner: Datum): Datum {
  if (operator === 'join') return join(inner, [])
  if (operator === 'split') {
    const subject = toText(inner)
    return subject === null ? anything : list(subject.trim().split(/\s+/).map(text))
  }
  if (operator === '!' || operator === 'not') {
    const bool = toBool(inner)
    return { is: 'bool', bool: bool === null ? null : !bool }
  }
  const value = toNumber(inner)
  if (value === null) return inner.is === 'number' ? someNumber : anything
  return operator === '-' ? numberOf(-value) : operator === '+' ? numberOf(value) : numberOf(~value)
}
