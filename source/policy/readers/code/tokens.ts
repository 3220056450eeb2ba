// Reads the code of a scripting language just far enough to tell names, strings and the rest apart.
import { codesIn, codesInTemplate, endOfText, unclear } from './interpolation.ts'
import type { Value } from '../../model/value.ts'
import { literalAt, type Regexes } from './slash.ts'

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'mark'
  readonly text: string
  /** Code inside a string (`f"{…}"`, `"#{…}"`). */
  readonly inner?: readonly string[]
  /** Of Python: the texts it may stand for, where they are known. */
  readonly values?: readonly Value[]
  /** A regular expression or a substitution that runs code. */
  readonly isCode?: boolean
  /** It holds a letter that is written in a way of this language alone: no name or command is read from it. */
  readonly isOdd?: boolean
  /** Half-open range in the source. */
  readonly start: number
  readonly end: number
  /** The first of its line. */
  readonly startsLine: boolean
}

export interface Syntax {
  readonly comment: RegExp
  readonly quotes: readonly string[]
  readonly prefixes: RegExp
  /** Code stands in strings as in these, or where this is found; then it is not told apart from the text. Null: nowhere. */
  readonly interpolation: 'python' | 'javascript' | RegExp | null
  readonly codeQuotes: RegExp
  /** Strings with this prefix hold code; null: all do. */
  readonly codePrefix: RegExp | null
  readonly name: RegExp
  /** `/…/` where a value may begin; with `s/…/…/` and its kin. */
  readonly regexes?: Regexes
  /** Quotes that end at the line's end at the latest. */
  readonly lineQuotes?: RegExp
  /** Marks behind which a quote is no quote: perl's `$"`. */
  readonly quoteMarks?: RegExp
}

/** As most languages have it. */
export const plainSyntax = {
  quotes: ['"', "'"],
  prefixes: /(?:)/y,
  codeQuotes: /"/,
  codePrefix: null,
} as const

const number = /(?:0[xXbBoO][\dA-Fa-f_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][-+]?\d+)?)(?:[nj](?!\w))?/y
/** Ends of lines to some languages and not to others, and characters that end the code. */
const strangeLineEnd = /\r(?!\n)|[\u2028\u2029\u0085\0\v\f\u0004\u001a]/

/** Throws Unclear where the code cannot be taken apart. */
export function tokenize(source: string, syntax: Syntax): Token[] {
  if (strangeLineEnd.test(source)) unclear('an unusual end of a line')
  const tokens: Token[] = []
  let at = 0
  let startsLine = true
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at
    return pattern.exec(source)?.[0] ?? ''
  }
  const push = (token: Omit<Token, 'start' | 'end' | 'startsLine'>, end: number) => {
    tokens.push({ ...token, start: at, end, startsLine })
    at = end
    startsLine = false
  }
  while (at < source.length) {
    const skipped = take(/\s+/y) || take(syntax.comment)
    if (skipped !== '') {
      startsLine ||= skipped.includes('\n') && !skipped.startsWith('\\')
      at += skipped.length
      continue
    }
    const string = stringAt(source, at, take(syntax.prefixes), tokens.at(-1), syntax)
    if (string !== null) {
      push({ kind: 'string', text: string.text, inner: string.inner, isOdd: string.isOdd }, string.end)
      continue
    }
    const literal = syntax.regexes ? literalAt(source, at, tokens, syntax.regexes) : null
    if (literal !== null) {
      const inner = literal.isInterpolated ? codesOf(syntax, literal.raw) : []
      push({ kind: 'string', text: '', isCode: literal.isCode, inner }, literal.end)
      continue
    }
    const name = take(syntax.name)
    const digits = name === '' ? take(number) : ''
    const text = name || digits || (source[at] ?? '')
    push({ kind: name ? 'name' : digits ? 'number' : 'mark', text }, at + text.length)
  }
  return tokens
}

const codesOf = ({ interpolation }: Syntax, raw: string): string[] =>
  interpolation === 'python'
    ? codesIn(raw)
    : interpolation === 'javascript'
      ? codesInTemplate(raw)
      : interpolation?.test(raw) === true
        ? [raw.slice(raw.search(interpolation))]
        : []

/** The string that begins here, null when none does. */
function stringAt(source: string, at: number, prefix: string, last: Token | undefined, syntax: Syntax) {
  const quote = syntax.quotes.find((each) => source.startsWith(each, at + prefix.length))
  if (quote === undefined) return null
  if (last?.end === at && syntax.quoteMarks?.test(last.text) === true) unclear('a quote that may be a name')
  const start = at + prefix.length + quote.length
  const holdsCode =
    syntax.interpolation !== null && syntax.codeQuotes.test(quote) && (syntax.codePrefix?.test(prefix) ?? true)
  const end = endOfText(source, start, quote)
  if (end < 0) unclear('a string that does not end')
  const raw = source.slice(start, end)
  if (syntax.lineQuotes?.test(quote) === true && /(?<!\\)\n/.test(raw)) unclear('a string over several lines')
  const inner = holdsCode ? codesOf(syntax, raw) : []
  const isRaw = /r/i.test(prefix)
  return { text: isRaw ? raw : unescape(raw), inner, isOdd: !isRaw && isOdd(raw), end: end + quote.length }
}

/** The code with every string emptied; comments stay. */
export function withoutStrings(source: string, tokens: readonly Token[]): string {
  let text = ''
  let at = 0
  for (const token of tokens) {
    if (token.kind !== 'string') continue
    text += `${source.slice(at, token.start)}""`
    at = token.end
  }
  return text + source.slice(at)
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' }
export const unescape = (text: string): string =>
  text.replace(
    /\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\{([0-9A-Fa-f]{1,6})\}|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, four?: string, braced?: string, octal?: string, c?: string) => {
      const code = four ?? braced
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
      if (code) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)))
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8))
      return controls[c ?? ''] ?? c ?? ''
    },
  )

/** `\57` is another letter in Lua, `\N{…}` one in Python and Perl, `\z` none at all. */
export const isOdd = (raw: string): boolean => oddEscape.test(raw.replaceAll('\\\\', ''))
const oddEscape = /\\(?!x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|[nrt])[A-Za-z0-9]/
