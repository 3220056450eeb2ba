// Code of Python as statements and lists: what a loop goes through, and whether a list stays what it was made.
import { hole } from '../../model/value.ts'
import { argumentsAt, closeAt, followsDot, isMark, isName } from './arguments.ts'
import type { Token } from './tokens.ts'

export type Expression = readonly Token[]

export class Code {
  readonly tokens: readonly Token[]
  /** For every token the index of the bracket it stands in, -1 for none. */
  readonly openers: readonly number[]
  /** Words of code in strings. */
  readonly inner: ReadonlySet<string>
  private readonly places = new Map<string, number[]>()
  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.openers = openersOf(tokens)
    this.inner = new Set(tokens.flatMap(({ inner = [] }) => inner.flatMap((code) => code.match(word) ?? [])))
    for (const [i, token] of tokens.entries()) {
      if (!isName(token)) continue
      const places = this.places.get(token.text)
      if (places) places.push(i)
      else this.places.set(token.text, [i])
    }
  }

  placesOf(name: string): readonly number[] {
    return this.places.get(name) ?? []
  }

  /** Inside of a bracket? */
  isInside(i: number): boolean {
    return (this.openers[i] ?? -1) >= 0
  }

  /** The first token of the line, or behind `;`. */
  statementAt(i: number): number {
    const { tokens } = this
    let at = i
    while (at > 0 && !isMark(tokens[at - 1], ';') && !(tokens[at]?.startsLine === true && !this.isInside(at))) at -= 1
    return at
  }

  endAt(from: number): number {
    const { tokens } = this
    const isEnd = (at: number) =>
      !this.isInside(at) && (isMark(tokens[at], ';') || (at > from && tokens[at]?.startsLine === true))
    let at = from
    while (at < tokens.length && !isEnd(at)) at += 1
    return at
  }

  /** What a loop goes through, one by one; null: not known. */
  itemsOf(expression: Expression): readonly Expression[] | null {
    const [first, second] = expression
    if (first === undefined) return null
    const isWhole = first.kind === 'mark' && '([{'.includes(first.text)
    if (isWhole && closeAt(expression, 0) === expression.length - 1) return written(expression)
    if (expression.length === 1 && isName(first)) return this.itemsOfName(first.text)
    const isCall = isMark(second, '(') && closeAt(expression, 1) === expression.length - 1 && this.isBuiltin(first.text)
    if (!isCall) return null
    const given = argumentsAt(expression, 1)
    if (first.text === 'range') return isUpwards(given) ? [[number]] : null
    const items = given.length === 1 ? this.itemsOf(given[0] ?? []) : null
    if (/^(?:sorted|list|tuple|set|reversed)$/.test(first.text)) return items
    return first.text === 'enumerate' ? (items?.map((item) => counted.concat(item, mark(')'))) ?? null) : null
  }

  /** Of a name that is given one list, and whose list nothing changes. */
  itemsOfName(name: string): readonly Expression[] | null {
    const { tokens } = this
    if (this.inner.has(name)) return null
    let items: readonly Expression[] | null = null
    for (const i of this.placesOf(name)) {
      if (followsDot(tokens, i)) return null
      if (isMark(tokens[i + 1], '=') && !isMark(tokens[i + 2], '=') && !this.isInside(i)) {
        if (items !== null || this.statementAt(i) !== i || !/^[[(]$/.test(tokens[i + 2]?.text ?? '')) return null
        items = this.itemsOf(tokens.slice(i + 2, this.endAt(i + 2)))
        if (items === null) return null
      } else if (!this.isLookedAt(i)) return null
    }
    return items
  }

  /** Is the name nowhere given another meaning? */
  private isBuiltin(name: string): boolean {
    const { tokens } = this
    return this.placesOf(name).every(
      (i) => isMark(tokens[i + 1], '(') && !/^(?:def|class)$/.test(tokens[i - 1]?.text ?? ''),
    )
  }

  /** `for x in list`, `len(list)`: it stays what it is. */
  private isLookedAt(i: number): boolean {
    const { tokens } = this
    const [before, after] = [tokens[i - 1], tokens[i + 1]]
    if (before?.text === 'in') return /^[:)\]}]$/.test(after?.text ?? '') || after?.startsLine === true
    if (isStarted(tokens, i)) return true
    const open = this.openers[i] ?? -1
    const called = tokens[open - 1]?.text ?? ''
    const isArgument = /^[(,]$/.test(before?.text ?? '') && /^[),]$/.test(after?.text ?? '')
    return open >= 0 && isArgument && looking.test(called) && !followsDot(tokens, open - 1) && this.isBuiltin(called)
  }
}

const word = /[\w\u0080-\uffff]+/g
const looking = /^(?:len|sorted|list|tuple|set|reversed|enumerate|zip|print|str|any|all)$/

/** `[a, b]`, `(a, b)`, `{a, b}` */
function written(expression: Expression): readonly Expression[] | null {
  const [first] = expression
  const items = argumentsAt(expression, 0)
  if (items.some((item) => item.some((token) => token.text === 'for' || isMark(token, '*')))) return null
  if (isMark(first, '{')) return items.some((item) => item.some((token) => isMark(token, ':'))) ? null : items
  // A text in brackets is gone through letter by letter.
  return isMark(first, '[') || items.length > 1 || isMark(expression.at(-2), ',') ? items : null
}

/** `subprocess.run(name, …)` with the list in the place of the name. */
export function withLists(tokens: readonly Token[]): readonly Token[] {
  if (!tokens.some(({ text }) => text === 'subprocess')) return tokens
  const code = new Code(tokens)
  return tokens.flatMap((token, i) => {
    const items = isName(token) && isStarted(tokens, i) ? code.itemsOfName(token.text) : null
    return items === null ? [token] : [mark('['), ...items.flatMap((item) => item.concat(mark(','))), mark(']')]
  })
}

/** The first word of a call that starts a program. */
const isStarted = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[i - 1], '(') &&
  isMark(tokens[i - 3], '.') &&
  tokens[i - 4]?.text === 'subprocess' &&
  /^[,)]$/.test(tokens[i + 1]?.text ?? '')

export const mark = (text: string): Token => ({ kind: 'mark', text, start: 0, end: 0, startsLine: false })
/** Any number that is not below zero. */
const number: Token = { kind: 'name', text: '0', start: 0, end: 0, startsLine: false, values: [hole('digits')] }
const counted: readonly Token[] = [mark('('), number, mark(',')]

/** `range(n)`, `range(1, n)`: no number below zero. */
const isUpwards = (given: readonly Expression[]): boolean =>
  given.length === 1 || (given.length === 2 && given[0]?.length === 1 && given[0]?.[0]?.kind === 'number')

/** For every token the index of the bracket it stands in, -1 for none. */
export function openersOf(tokens: readonly Token[]): number[] {
  const open: number[] = []
  return tokens.map(({ kind, text }, i) => {
    const inside = open.at(-1) ?? -1
    if (kind === 'mark' && '([{'.includes(text)) open.push(i)
    if (kind === 'mark' && ')]}'.includes(text)) open.pop()
    return inside
  })
}
