// Globs against values: is every text of the value matched, or may one be?
import type { Hole, Value } from './value.ts'

/** What one position may be; `many`: any number of such characters, none included. */
interface Token {
  /** Of `char`. */
  readonly character: string
  readonly kind: 'char' | 'segment' | 'all' | 'digit' | 'no-dot' | 'undotted'
  readonly many: boolean
}

const char = (character: string): Token => ({ character, kind: 'char', many: false })
const of = (kind: Token['kind'], many: boolean): Token => ({ character: '', kind, many })

/**
 * A compiled glob: `*` and `?` stop at `/`, `**` does not; `+([!.])` is a run of anything but dots, `/` included; a
 * backslash makes the next character literal.
 */
export type Glob = readonly Token[]

const undotted = '+([!.])'

export function compileGlob(glob: string): Glob {
  const tokens: Token[] = []
  for (let i = 0; i < glob.length; i += 1) {
    const c = glob[i] ?? ''
    if (c === '\\' && i + 1 < glob.length) tokens.push(char(glob[(i += 1)] ?? ''))
    else if (glob.startsWith(undotted, i)) {
      tokens.push(of('undotted', true))
      i += undotted.length - 1
    } else if (c === '?') tokens.push(of('segment', false))
    else if (c !== '*') tokens.push(char(c))
    else if (glob[i + 1] === '*') {
      tokens.push(of('all', true))
      i += 1
    } else tokens.push(of('segment', true))
  }
  return tokens
}

function ofHole({ hole }: Hole, isSegmentStart: boolean): Token[] {
  switch (hole) {
    case 'any':
    case 'path':
    case 'tracked':
      return [of('all', true)]
    case 'name':
      return [of('segment', true)]
    case 'glob':
      return isSegmentStart ? [of('no-dot', false), of('segment', true)] : [of('segment', true)]
    case 'char':
      return [of('segment', false)]
    case 'digits':
    case 'pid':
      return [of('digit', true)]
  }
}

function tokensOf(value: Value): Token[] {
  const tokens: Token[] = []
  let last = '/'
  for (const part of value) {
    if (typeof part === 'string') for (const c of part) tokens.push(char((last = c)))
    else {
      tokens.push(...ofHole(part, last === '/'))
      last = ''
    }
  }
  return tokens
}

function hasCharacter(token: Token, c: string): boolean {
  switch (token.kind) {
    case 'char':
      return token.character === c
    case 'all':
      return true
    case 'segment':
      return c !== '/'
    case 'no-dot':
      return c !== '/' && c !== '.'
    case 'undotted':
      return c !== '.'
    case 'digit':
      return c >= '0' && c <= '9'
  }
}

const overlap = (a: Token, b: Token): boolean =>
  a.kind === 'char' ? hasCharacter(b, a.character) : b.kind === 'char' ? hasCharacter(a, b.character) : true

const wider: Record<Token['kind'], readonly Token['kind'][]> = {
  char: [],
  digit: ['digit', 'no-dot', 'segment', 'undotted', 'all'],
  'no-dot': ['no-dot', 'segment', 'undotted', 'all'],
  undotted: ['undotted', 'all'],
  segment: ['segment', 'all'],
  all: ['all'],
}
const isWithin = (inner: Token, outer: Token): boolean =>
  inner.kind === 'char' ? hasCharacter(outer, inner.character) : wider[inner.kind].includes(outer.kind)

/** Can the value be a text that the glob matches? */
export const mayMatch = (glob: Glob, value: Value): boolean => meet(glob, tokensOf(value), overlap, false)

/** Does the glob match whatever the value turns out to be? (A no may be a yes that is hard to see.) */
export const mustMatch = (glob: Glob, value: Value): boolean =>
  meet(glob, tokensOf(value), (a, b) => isWithin(b, a), true)

function meet(
  glob: Glob,
  value: readonly Token[],
  agree: (glob: Token, value: Token) => boolean,
  isWhole: boolean,
): boolean {
  const width = value.length + 1
  const seen = new Uint8Array((glob.length + 1) * width)
  const open: [number, number][] = [[0, 0]]
  for (;;) {
    const next = open.pop()
    if (next === undefined) return false
    const [i, j] = next
    const key = i * width + j
    if (seen[key]) continue
    seen[key] = 1
    const a = glob[i]
    const b = value[j]
    if (a === undefined && b === undefined) return true
    if (a?.many) open.push([i + 1, j])
    if (b?.many && !isWhole) open.push([i, j + 1])
    if (a === undefined || b === undefined || !agree(a, b)) continue
    // A whole match swallows an unknown run as one piece, so only an equally long run of the glob may take it.
    if (isWhole && b.many && !a.many) continue
    open.push([a.many ? i : i + 1, b.many && !isWhole ? j : j + 1])
  }
}
