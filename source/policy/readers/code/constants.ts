// Names that are given one literal, once: wherever they are used, the literal stands.
import { closeAt, followsDot, isMark, isName, literalOf } from './arguments.ts'
import type { Token } from './tokens.ts'
import { among } from '../../among.ts'

const keyword = among(String.raw`
    as for in del import lambda def class if elif while not and or return with yield except case is else assert raise
    await`)

/** Puts the literals of `name = "…"` and `name = Path("…")` where the names are arguments or receivers. */
export function withConstants(tokens: readonly Token[]): readonly Token[] {
  const openers = openersOf(tokens)
  const values = new Map<string, readonly Token[]>()
  const given = tokens.map((token, i) => {
    const value = isPlainName(tokens, i) && (openers[i] ?? -1) < 0 ? valueOf(tokens, i) : null
    if (value !== null && !values.has(token.text)) values.set(token.text, value)
    else if (value !== null) values.set(token.text, [])
    return value !== null
  })
  if (tokens.some(({ inner }) => inner?.some((code) => code.includes(':=')) === true)) return tokens
  let binders = 0
  const bindersBefore = tokens.map(({ text }) => (binders += text === 'for' || text === 'lambda' ? 1 : 0))
  for (const [i, { text }] of tokens.entries()) {
    if (!isPlainName(tokens, i) || !values.has(text) || given[i] === true) continue
    const open = openers[i] ?? -1
    const hasBinder = open >= 0 && bindersBefore[i] !== bindersBefore[open]
    if (!isUse(tokens, i, open, hasBinder)) values.delete(text)
  }
  return tokens.flatMap((token, i): readonly Token[] => {
    const value = isPlainName(tokens, i) ? values.get(token.text) : undefined
    return value !== undefined && value.length > 0 && !isMark(tokens[i + 1], '=') ? value : [token]
  })
}

const isPlainName = (tokens: readonly Token[], i: number): boolean => isName(tokens[i]) && !followsDot(tokens, i)

/** For every token the index of the bracket it stands in, -1 for none. */
function openersOf(tokens: readonly Token[]): number[] {
  const open: number[] = []
  return tokens.map(({ kind, text }, i) => {
    const inside = open.at(-1) ?? -1
    if (kind === 'mark' && '([{'.includes(text)) open.push(i)
    if (kind === 'mark' && ')]}'.includes(text)) open.pop()
    return inside
  })
}

/** What `name = …` at the start of a statement gives, when it is a literal. */
function valueOf(tokens: readonly Token[], i: number): readonly Token[] | null {
  const startsStatement = i === 0 || tokens[i]?.startsLine === true || isMark(tokens[i - 1], ';')
  if (!startsStatement || !isMark(tokens[i + 1], '=')) return null
  const isPath = tokens[i + 2]?.text === 'pathlib' && tokens[i + 4]?.text === 'Path' && isMark(tokens[i + 5], '(')
  const end = isPath ? closeAt(tokens, i + 5) + 1 : i + 3
  const after = tokens[end]
  if (after !== undefined && !after.startsLine && !isMark(after, ';')) return null
  const value = tokens.slice(i + 2, end)
  return literalOf(isPath ? value.slice(4, -1) : value) === null ? null : value
}

/** An argument of a call or the receiver of a member: nothing that gives the name another value. */
function isUse(tokens: readonly Token[], i: number, open: number, hasBinder: boolean): boolean {
  if (isMark(tokens[i + 1], '.')) return true
  const called = tokens[open - 1]
  const isCall =
    isMark(tokens[open], '(') &&
    called?.kind === 'name' &&
    !keyword.test(called.text) &&
    !/^(?:def|class)$/.test(tokens[open - 2]?.text ?? '')
  const isArgument = /^[(,]$/.test(tokens[i - 1]?.text ?? '') && /^[),]$/.test(tokens[i + 1]?.text ?? '')
  return isCall && isArgument && !hasBinder
}
