// What JavaScript may say only in one form: computed members, `this`, modules called as functions.
import { closeAt, followsDot, isMark, literalOf } from './arguments.ts'
import type { Language, Oddities } from './language.ts'
import { openOf } from './slash.ts'
import type { Token } from './tokens.ts'
import { among } from '../../among.ts'

const keyword = among(String.raw`
    return typeof instanceof in of case do else void delete throw new await yield if while for const let var default
    import export async get set static extends`)

const isValueEnd = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.kind === 'mark' ? ')]}'.includes(token.text) : !(token.kind === 'name' && keyword.test(token.text)))

export const javascriptOddities: Oddities = (tokens, code, language) => {
  let isComputing = false
  for (const [i, { kind, text }] of tokens.entries()) {
    if (kind === 'mark' && text === '\\') return 'a backslash'
    if (kind === 'name' && text === 'this' && !followsDot(tokens, i)) {
      const reason = oddThis(language, tokens, i)
      if (reason !== null) return reason
    }
    if (kind !== 'mark' || text !== '[') continue
    const computed = computedAt(language, tokens, i)
    if (computed === 'strange') return 'a computed member'
    isComputing ||= computed === 'unknown'
  }
  return isComputing ? oddCall(language, tokens, code) : null
}

/** Outside of a class `this` may be all there is. */
function oddThis(language: Language, tokens: readonly Token[], i: number): string | null {
  const member = tokens[i + 2]?.text ?? ''
  const isPlain =
    isMark(tokens[i + 1], '.') && !language.dangerous.has(member) && !Object.hasOwn(language.modules, member)
  return isPlain && tokens.some(({ kind, text }) => kind === 'name' && text === 'class') ? null : 'this'
}

/** `x["a"]` is a member like `x.a`; a name or a number may be any harmless key; what is made may be any. */
function computedAt(
  language: Language,
  tokens: readonly Token[],
  i: number,
): 'none' | 'literal' | 'unknown' | 'strange' {
  const close = closeAt(tokens, i)
  const isKey = isMark(tokens[close + 1], ':') && /^[{,]$/.test(tokens[i - 1]?.text ?? '')
  if (!isValueEnd(tokens[i - 1]) && !isKey) return 'none'
  const inside = tokens.slice(i + 1, close)
  const text = literalOf(inside)
  if (text !== null) return language.strangeMembers.test(text) ? 'strange' : 'literal'
  if (inside.length === 1 && inside[0]?.kind === 'number') return 'literal'
  if (inside.some((token) => token.kind === 'string' || isMark(token, '('))) return 'strange'
  return isMark(tokens[close + 1], '(') && !isKey ? 'strange' : 'unknown'
}

/** What a computed member gives is never called: only functions that the code declares are. */
function oddCall(language: Language, tokens: readonly Token[], code: string): string | null {
  for (const [i, token] of tokens.entries()) {
    if (!isMark(token, '(')) continue
    const before = tokens[i - 1]
    if (isMark(before, ')')) {
      const opened = openOf(tokens, i - 1)
      if (isValueEnd(tokens[opened - 1])) return 'a call of a call'
    }
    if (before?.kind !== 'name' || followsDot(tokens, i - 1) || keyword.test(before.text)) continue
    const name = before.text
    if (language.names.has(name) || Object.hasOwn(language.modules, name)) continue
    if (tokens[i - 2]?.text === 'function' || isDeclared(name, code) || isMethod(tokens, i)) continue
    return `a call of ${name}`
  }
  return null
}

const isDeclared = (name: string, code: string): boolean =>
  [...code.matchAll(new RegExp(`(?<![\\w$.])${escaped(name)}\\s*=(?![=>])`, 'g'))].length <= 1 &&
  new RegExp(
    `(?:\\bfunction\\s*\\*?|\\bclass)\\s+${escaped(name)}(?![\\w$])|(?<![\\w$.])${escaped(name)}\\s*=\\s*(?:async\\s*)?(?:function\\b|\\([^()]*\\)\\s*=>|[\\w$]+\\s*=>)`,
  ).test(code)

const escaped = (name: string): string => name.replaceAll('$', '\\$')

/** `name(a, b) {` in a class. */
const isMethod = (tokens: readonly Token[], i: number): boolean => {
  const body = tokens[closeAt(tokens, i) + 1]
  return isMark(body, '{') && body?.startsLine !== true
}
