// Operators on values that are known: concatenation, formatting, joining, splitting, replacing, ranges.
import { byNames, nameSet } from '../among.ts'
import { concat, hole, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import {
  anything,
  boolOf,
  bounded,
  boundedList,
  type Datum,
  itemsOf,
  list,
  mapText,
  numberOf,
  someBool,
  someNumber,
  text,
  toBool,
  toNumber,
  toText,
  toValue,
} from './datum.ts'
import { isDefaults } from './variables.ts'
import { limits } from '../limits.ts'

type Fold = (left: Datum, right: Datum) => Datum

function add(left: Datum, right: Datum): Datum {
  if (isDefaults(left)) return right
  switch (left.is) {
    case 'list':
      return boundedList([...left.items, ...itemsOf(right)])
    case 'text':
    case 'file':
      return bounded(concat(toValue(left), toValue(right)))
    case 'number':
      return arithmetic((a, b) => a + b)(left, right)
    case 'null':
      return right
    default:
      return anything
  }
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
  if (left.is !== 'text') return left.is === 'number' ? arithmetic((a, b) => a * b)(left, right) : anything
  const times = toNumber(right)
  if (times === null || times > limits.datumItems || times * show(left.value).length > limits.datumText) return anything
  return bounded(concat(...Array.from({ length: Math.max(0, Math.trunc(times)) }, () => left.value)))
}

function range(left: Datum, right: Datum): Datum {
  const [from, to] = [toNumber(left), toNumber(right)]
  if (from === null || to === null) return left.is === 'text' ? anything : someNumber
  const count = Math.trunc(Math.abs(to - from) + 1)
  if (!(count <= limits.datumItems)) return someNumber
  return list(Array.from({ length: count }, (_, i) => numberOf(to < from ? from - i : from + i)))
}

/** `"{0}-{1}" -f a, b`; a format after the colon changes how it looks, so that part is not known. */
export function format(left: Datum, right: Datum): Datum {
  const args = right.is === 'list' ? right.items : [right]
  const parts: Value[] = []
  for (const piece of toText(left)?.match(/\{\{|\}\}|\{\d+(?:,-?\d+)?(?::[^{}]*)?\}|[^{}]+|[{}]/g) ?? ['{']) {
    const arg = args[Number.parseInt(piece.slice(1), 10)]
    if (piece === '{' || piece === '}' || (/^\{\d/.test(piece) && arg === undefined)) return anything
    if (arg === undefined || !/^\{\d/.test(piece))
      parts.push(textValue(piece.replace(/^(?:\{\{|\}\})$/, piece[0] ?? '')))
    // A number stays digits and signs whatever its format.
    else parts.push(/[,:]/.test(piece) ? (arg.is === 'number' ? hole('name') : unknown) : toValue(arg))
  }
  return bounded(concat(...parts))
}

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
  const [from = anything, to = text('')] = itemsOf(right)
  const [subject, pattern, by] = [toText(left), toText(from), toText(to)]
  if (pattern === null || by === null) return anything
  if (subject === null) return replaceEnd(left, pattern, by)
  const expression = safePattern(pattern, 'gi', subject)
  if (expression === null || subject.length > limits.splitText) return anything
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
  const [separator = anything] = itemsOf(right)
  const [pattern, subject] = [toText(separator), toText(left)]
  if (pattern === null || subject === null || subject.length > limits.splitText) return anything
  const expression = safePattern(pattern, 'i', subject)
  return expression === null ? anything : boundedList(subject.split(expression).map((piece) => text(piece ?? '')))
}

const compare =
  (test: (a: string, b: string) => boolean): Fold =>
  (left, right) => {
    const [a, b] = [toText(left), toText(right)]
    if (left.is === 'list' || left.is === 'file' || left.is === 'object' || left.is === 'unknown') return anything
    const isPlain = [left, right].every(({ is }) => is === 'text' || is === 'number' || is === 'bool')
    return a === null || b === null || !isPlain ? someBool : boolOf(test(a.toLowerCase(), b.toLowerCase()))
  }

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
  'band bor shl shr': () => someNumber,
  'and or': () => someBool,
  eq: compare((a, b) => a === b),
  ne: compare((a, b) => a !== b),
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
  if (operator === 'split') return split(text(mapText(toValue(inner), (part) => part.trim())), text(String.raw`\s+`))
  if (operator === '!' || operator === 'not') {
    const bool = toBool(inner)
    return boolOf(bool === null ? null : !bool)
  }
  const value = toNumber(inner)
  if (value === null || operator === 'bnot') return inner.is === 'number' ? someNumber : anything
  return numberOf(operator === '-' ? -value : value)
}
