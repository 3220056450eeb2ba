// Reads the code of a scripting language just far enough to tell names, strings and the rest apart.

export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'mark'
  readonly text: string
  /** Code inside a string (`f"{…}"`, `"#{…}"`). */
  readonly inner?: readonly string[]
  /** A substitution whose replacement is code. */
  readonly isCode?: boolean
}

export interface Syntax {
  readonly comment: RegExp
  /** A string, sticky; group 1 the prefix, group 2 the quotes. */
  readonly quotes: readonly string[]
  readonly prefixes: RegExp
  /** Code in strings: the braces it stands in, and whether a prefix is needed. */
  readonly interpolation: RegExp | null
  readonly needsPrefix: boolean
  readonly name: RegExp
  /** `/…/` where a value may begin; with `s/…/…/` and its kin. */
  readonly regexes?: 'plain' | 'perl'
}

/** Null: a string that never ends. */
export function tokenize(source: string, syntax: Syntax): Token[] | null {
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    return pattern.exec(source)
  }
  while (at < source.length) {
    const skipped = take(/\s+/y) ?? take(syntax.comment)
    if (skipped && skipped[0] !== '') {
      at += skipped[0].length
      continue
    }
    const prefix = take(syntax.prefixes)?.[0] ?? ''
    const quote = syntax.quotes.find((each) => source.startsWith(each, at + prefix.length))
    if (quote !== undefined) {
      const start = at + prefix.length + quote.length
      const end = endOf(source, start, quote)
      if (end < 0) return null
      const raw = source.slice(start, end)
      const isCode = syntax.interpolation !== null && quote !== "'" && (!syntax.needsPrefix || /f/i.test(prefix))
      const isFormatted = isCode || (syntax.interpolation !== null && syntax.needsPrefix && /f/i.test(prefix))
      const inner =
        isFormatted && syntax.interpolation ? [...raw.matchAll(syntax.interpolation)].map(([, code = '']) => code) : []
      tokens.push({ kind: 'string', text: /r/i.test(prefix) ? raw : unescape(raw), inner })
      at = end + quote.length
      continue
    }
    const literal = syntax.regexes ? regexAt(source, at, tokens.at(-1)) : null
    if (literal !== null) {
      tokens.push({ kind: 'string', text: '', isCode: literal.isCode })
      at = literal.end
      continue
    }
    const name = take(syntax.name)
    const number = name ? null : take(/\d[\w.]*/y)
    const text = (name ?? number)?.[0] ?? source[at] ?? ''
    tokens.push({ kind: name ? 'name' : number ? 'number' : 'mark', text })
    at += text.length
  }
  return tokens
}

/** A regular expression, or perl's `s`, `m`, `y`, `tr` with their delimiters. */
function regexAt(source: string, at: number, last: Token | undefined): { end: number; isCode: boolean } | null {
  const canBegin =
    last === undefined ||
    (last.kind === 'mark' && !/[)\]}$]/.test(last.text)) ||
    (last.kind === 'name' && /^(?:if|unless|and|or|not|while|until|split|grep|return|print|x|when|in)$/.test(last.text))
  const operator = /^(?:(s|y|tr)|m|qr)(?=[/|#!,{(<~%^:;@+])/.exec(source.slice(at, at + 3))
  const isOperator =
    operator !== null && (last === undefined || last.text !== '$') && !/[\w$@%]/.test(source[at - 1] ?? '')
  if (!isOperator && !(canBegin && source[at] === '/')) return null
  const open = source[at + (operator?.[0].length ?? 0)] ?? '/'
  const close = { '{': '}', '(': ')', '<': '>' }[open] ?? open
  let end = endOf(source, at + (isOperator ? operator[0].length : 0) + 1, close)
  if (end < 0) return null
  if (isOperator && operator[1] !== undefined) {
    const second = close === open ? end + 1 : source.indexOf(open, end) + 1
    end = endOf(source, second, close)
    if (end < 0) return null
  }
  const flags = /^[a-z]*/.exec(source.slice(end + 1))?.[0] ?? ''
  return {
    end: end + 1 + flags.length,
    isCode: (operator?.[1] === 's' && flags.includes('e')) || /\(\?\??\{|@\{|\$\{/.test(source.slice(at, end)),
  }
}

function endOf(source: string, from: number, quote: string): number {
  for (let i = from; i < source.length; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source.startsWith(quote, i)) return i
  }
  return -1
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' }
const unescape = (text: string): string =>
  text.replace(
    /\\(?:x([0-9A-Fa-f]{2})|u\{?([0-9A-Fa-f]{4,6})\}?|([0-7]{1,3})|([\s\S]))/g,
    (_, hex?: string, code?: string, octal?: string, c?: string) => {
      if (hex) return String.fromCharCode(Number.parseInt(hex, 16))
      if (code) return String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(code, 16)))
      if (octal) return String.fromCharCode(Number.parseInt(octal, 8))
      return controls[c ?? ''] ?? c ?? ''
    },
  )
