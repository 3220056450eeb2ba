// The arguments of a call, as tokens.
import type { Language } from './language.ts'
import type { Token } from './tokens.ts'

export const isMark = (token: Token | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text

export const isName = (token: Token | undefined): token is Token => token?.kind === 'name'

/** A member: `a.b`, but not `...b` and `1..b`. */
export const followsDot = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[i - 1], '.') && !isMark(tokens[i - 2], '.')

/** Index of the bracket that closes the one at `open`; the number of tokens when none does. */
export function closeAt(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let i = open; i < tokens.length; i += 1) {
    const { kind, text = '' } = tokens[i] ?? {}
    if (kind !== 'mark') continue
    if ('([{'.includes(text)) depth += 1
    else if (')]}'.includes(text) && (depth -= 1) === 0) return i
  }
  return tokens.length
}

/** What stands between the commas of the bracket at `open`; `f()` has none. */
export function argumentsAt(tokens: readonly Token[], open: number): readonly (readonly Token[])[] {
  const close = closeAt(tokens, open)
  const list: Token[][] = [[]]
  for (let i = open + 1; i < close; i += 1) {
    const token = tokens[i]
    if (!token) break
    if (isMark(token, ',')) {
      list.push([])
      continue
    }
    const end = token.kind === 'mark' && '([{'.includes(token.text) ? closeAt(tokens, i) : i
    list.at(-1)?.push(...tokens.slice(i, end + 1))
    i = end
  }
  return list.filter((each) => each.length > 0)
}

/** The arguments of the function at `i`; without brackets (`unlink "x"`) up to the end of the statement. Null: no call. */
export function argumentsOf(tokens: readonly Token[], i: number): readonly (readonly Token[])[] | null {
  if (isMark(tokens[i + 1], '(')) return argumentsAt(tokens, i + 1)
  if (tokens[i + 1]?.kind !== 'string') return null
  const end = tokens.findIndex(
    (token, at) => at > i + 1 && (token.startsLine || (token.kind === 'mark' && /[;)}\]]/.test(token.text))),
  )
  const open: Token = { kind: 'mark', text: '(', start: 0, end: 0, startsLine: false }
  return argumentsAt([open, ...tokens.slice(i + 1, end < 0 ? tokens.length : end)], 0)
}

/** The text when the argument is one string without code in it, else null. */
export const literalOf = (argument: readonly Token[] | undefined): string | null => {
  const [only, ...others] = argument ?? []
  return only?.kind === 'string' &&
    others.length === 0 &&
    (only.inner ?? []).length === 0 &&
    only.isCode === undefined &&
    only.isOdd !== true
    ? only.text
    : null
}

/** Adjacent and added literals are one. */
export function foldStrings(tokens: readonly Token[], joinsNeighbours: boolean): Token[] {
  const folded: Token[] = []
  for (const token of tokens) {
    const last = folded.at(-1)
    const before = folded.at(-2)
    const isString = token.kind === 'string' && token.isCode === undefined
    const isNeighbour = joinsNeighbours && last?.kind === 'string' && !token.startsLine && last.isCode === undefined
    const isAdded = isMark(last, '+') && before?.kind === 'string' && before.isCode === undefined
    const first = isNeighbour ? last : isAdded ? before : undefined
    if (!isString || first === undefined) {
      folded.push(token)
      continue
    }
    folded.splice(isNeighbour ? -1 : -2, 2, {
      ...token,
      text: first.text + token.text,
      inner: [...(first.inner ?? []), ...(token.inner ?? [])],
      isOdd: first.isOdd === true || token.isOdd === true,
      start: first.start,
      startsLine: first.startsLine,
    })
  }
  return folded
}

/** `a.b.c` that ends at `i`: its text without spaces, and where it begins. `.c` when what stands before is no name. */
export function chainAt(
  tokens: readonly Token[],
  i: number,
  { dotJoins }: Partial<Language> = {},
): { chain: string; root: number } {
  let root = i
  let chain = tokens[i]?.text ?? ''
  if (dotJoins === true) return { chain, root }
  while (followsDot(tokens, root)) {
    const before = tokens[root - 2]
    if (before?.kind !== 'name' || i - root > 8) return { chain: `.${chain}`, root: -1 }
    chain = `${before.text}.${chain}`
    root -= 2
  }
  return { chain, root }
}
