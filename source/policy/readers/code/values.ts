// Which texts may a name of Python stand for? Every place that gives it a value is looked at, in whatever part of the code; what is
// not understood leaves it unknown.
import { concat, hole, literal, sameValue, type Value } from '../../model/value.ts'
import { below } from '../../grammar/analysis.ts'
import { limits } from '../../limits.ts'
import { argumentsAt, closeAt, followsDot, isMark, isName, literalOf } from './arguments.ts'
import { type Given, givenIn } from './givers.ts'
import { withLists } from './lists.ts'
import type { Token } from './tokens.ts'

type Values = readonly Value[]

/** Names in the code, and texts that are made of them, with the values they may have. */
export function withValues(tokens: readonly Token[]): readonly Token[] {
  const given = givenIn(tokens)
  if (given === null || given.size === 0) return tokens
  const known = new Map<string, Values | null>()
  let depth = 0
  const ofName = (name: string): Values | null => {
    const before = known.get(name)
    if (before !== undefined || depth > limits.calls) return before ?? null
    // What is made of itself is not followed; to be given to itself alone says nothing.
    known.set(name, null)
    const itself = (expression: readonly Token[]): boolean =>
      expression.length === 1 && expression[0]?.text === name && isName(expression[0])
    depth += 1
    const values = unionOf(given.get(name)?.filter((each) => !itself(each)) ?? null, ofName)
    depth -= 1
    known.set(name, values)
    return values
  }
  const told = tokens.map((token, i): Token => {
    const values =
      token.kind === 'string' && (token.inner ?? []).length > 0
        ? formatted(token, ofName)
        : isName(token) && !followsDot(tokens, i) && given.has(token.text)
          ? ofName(token.text)
          : null
    if (values === null) return token
    // What is one text wherever it stands is that text.
    const text = values.length === 1 && isName(token) && !isMark(tokens[i + 1], '=') ? literal(values[0] ?? []) : null
    return text === null ? Object.assign({}, token, { values }) : Object.assign({}, token, { kind: 'string', text })
  })
  return withLists(told)
}

function unionOf(given: Given | null, ofName: (name: string) => Values | null): Values | null {
  if (given === null) return null
  const all: Value[] = []
  for (const expression of given) {
    const values = valuesOf(expression, ofName)
    if (values === null) return null
    all.push(...values)
  }
  return few(all)
}

/** Each once; of too many nothing is known. */
function few(values: Values): Values | null {
  const distinct = [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
  return distinct.length === 0 || distinct.length > limits.loopItems ? null : distinct
}

/** The one text that an argument is. */
export function textOf(expression: readonly Token[] | undefined): string | null {
  const values = valuesOf(expression)
  return values?.length === 1 ? literal(values[0] ?? []) : null
}

/** The texts that an argument may be; null: not known. */
export function valuesOf(
  expression: readonly Token[] | undefined,
  ofName: (name: string) => Values | null = () => null,
): Values | null {
  const [first, ...others] = expression ?? []
  if (expression === undefined || first === undefined) return null
  if (others.length === 0) return ofOne(first, ofName)
  for (const sign of ['+', '/'] as const) {
    const parts = split(expression, sign)
    if (parts.length > 1)
      return added(
        sign,
        parts.map((part) => valuesOf(part, ofName)),
      )
  }
  return ofCall(expression, ofName)
}

/** Texts, paths and numbers; of both it is an error. */
function added(sign: '+' | '/', parts: readonly (Values | null)[]): Values | null {
  const areNumbers = parts.map((values) => values?.every(isNumber) === true)
  if (sign === '+' && areNumbers.every(Boolean)) return [hole('digits')]
  if (areNumbers.some(Boolean)) return null
  return joined(parts, sign === '+' ? (values) => concat(...values) : pathOf)
}

const pathOf = (values: Values): Value => values.reduce((folder, path) => below(folder, path))

function ofOne(token: Token, ofName: (name: string) => Values | null): Values | null {
  const text = literalOf([token])
  if (text !== null) return [text === '' ? [] : [text]]
  if (token.values) return token.values
  if (token.kind === 'number') return /^(?:0|[1-9]\d*)$/.test(token.text) ? [[token.text]] : null
  return token.kind === 'string' ? formatted(token, ofName) : isName(token) ? ofName(token.text) : null
}

/** `(x)`, `os.path.join(a, b)`, `pathlib.Path(a)`. */
function ofCall(expression: readonly Token[], ofName: (name: string) => Values | null): Values | null {
  const open = expression.findIndex((token) => isMark(token, '('))
  if (open < 0 || closeAt(expression, open) !== expression.length - 1 || isMark(expression.at(-2), ',')) return null
  if (expression.slice(0, open).some((token) => !isName(token) && !isMark(token, '.'))) return null
  const name = expression
    .slice(0, open)
    .map(({ text }) => text)
    .join('')
  const given = argumentsAt(expression, open)
  const parts = given.map((part) => valuesOf(part, ofName))
  // A program of its own, wherever the package keeps it.
  if (name === 'imageio_ffmpeg.get_ffmpeg_exe' && given.length === 0) return [['ffmpeg']]
  if (name === 'os.path.join' || name === 'pathlib.Path') return joined(parts, pathOf)
  return name === '' && given.length === 1 ? (parts[0] ?? null) : null
}

/** Every one of the first with every one of the others. */
function joined(parts: readonly (Values | null)[], join: (values: Values) => Value): Values | null {
  let ways: readonly Values[] = [[]]
  for (const part of parts) {
    if (part === null) return null
    ways = ways.flatMap((way) => part.map((value) => way.concat([value])))
    if (ways.length > limits.loopItems) return null
  }
  return parts.length === 0 ? null : few(ways.map(join))
}

/** The parts between a mark that stands in no bracket. */
function split(tokens: readonly Token[], mark: string): (readonly Token[])[] {
  const parts: Token[][] = [[]]
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) break
    const end = token.kind === 'mark' && '([{'.includes(token.text) ? closeAt(tokens, i) : i
    if (isMark(token, mark)) parts.push([])
    else parts.at(-1)?.push(...tokens.slice(i, end + 1))
    i = end
  }
  return parts.some((part) => part.length === 0) ? [tokens] : parts
}

/** `f"maze_{n}.txt"`, its names with what they may be. */
function formatted({ text, inner = [], isOdd, isCode }: Token, ofName: (name: string) => Values | null): Values | null {
  if (isOdd === true || isCode !== undefined) return null
  const pieces = text.split(/\{([A-Za-z_]\w*)(:0?\d*d?)?\}/)
  const names = pieces.filter((_, i) => i % 3 === 1)
  if (names.length !== inner.length || names.some((name, i) => name !== inner[i]?.trim())) return null
  const parts = pieces.flatMap((piece, i): (Values | null)[] => {
    if (i % 3 === 2) return []
    if (i % 3 === 0) return [/[{}]/.test(piece) ? null : [piece === '' ? [] : [piece]]]
    const values = ofName(piece)
    // A number may be filled up.
    const format = pieces[i + 1]
    return [format === undefined || values === null ? values : values.every(isNumber) ? [hole('digits')] : null]
  })
  return joined(parts, (values) => concat(...values))
}

const isNumber = (value: Value): boolean => /^\d+$/.test(literal(value) ?? '') || sameValue(value, hole('digits'))
