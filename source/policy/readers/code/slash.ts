// A `/` in code: does it begin a regular expression or divide? And perl's `s/…/…/` and its kin.
import { closeOf, closing, unclear } from './interpolation.ts'
import type { Token } from './tokens.ts'
import { among } from '../../among.ts'

/** How a language writes regular expressions. */
export type Regexes = 'javascript' | 'perl'

export interface Literal {
  readonly end: number
  /** What it matches, and what replaces it. */
  readonly raw: string
  /** The replacement, or a part of the pattern, is run. */
  readonly isCode: boolean
  /** Variables and code stand in it as in a string. */
  readonly isInterpolated: boolean
}

/** After these names a value begins. */
const beforeValue: Readonly<Record<Regexes, RegExp>> = {
  javascript: /^(?:return|typeof|instanceof|in|case|do|else|void|delete|throw|new)$/,
  perl: among(String.raw`
    if unless and or not while until split grep return print x when say map join push foreach for else scalar lt gt le
    ge eq ne cmp`),
}
const slash = 'a slash that may divide or begin a pattern'
const control = /^(?:if|while|for|with|unless|until|elsif|foreach)$/

/** A literal, null when there is none. Throws Unclear when both readings are possible. */
export function literalAt(source: string, at: number, tokens: readonly Token[], kind: Regexes): Literal | null {
  const last = tokens.at(-1)
  if (kind === 'perl') {
    const operator = /^(?:s|y|tr|m|qr)(?=\s*[^\s\w,;)=}]|[=,;](?!>))/.exec(source.slice(at))?.[0]
    const isName = last?.text === '$' || (last?.text === '{' && source[at + (operator ?? '').length] === '}')
    if (operator !== undefined && !isName && !/[\w$@%&]/.test(source[at - 1] ?? ''))
      return operatorAt(source, at, operator)
  }
  if (source[at] !== '/') return null
  const reading = readingOf(tokens, kind)
  if (reading === 'division') return null
  if (reading === 'unclear') return source.indexOf('/', at + 1) < 0 ? null : unclear(slash)
  const end = kind === 'javascript' ? endOfPattern(source, at + 1) : closeOf(source, at + 1, '/')
  return end < 0 ? unclear(slash) : finish(source, end, source.slice(at + 1, end), false, kind !== 'javascript')
}

function readingOf(tokens: readonly Token[], kind: Regexes) {
  const last = tokens.at(-1)
  if (last === undefined) return 'regex'
  if (last.kind === 'string' || last.kind === 'number') return 'division'
  if (last.kind === 'name') {
    if (beforeValue[kind].test(last.text) && tokens.at(-2)?.text !== '.') return 'regex'
    if (kind === 'javascript')
      return /^(?:await|yield|of|let|async|get|set|static)$/.test(last.text) ? 'unclear' : 'division'
    return /^[$@%]/.test(last.text) ? 'division' : 'unclear'
  }
  if (last.text === ']') return 'division'
  if (last.text === '}') return 'unclear'
  if (last.text === ')') return control.test(tokens[openOf(tokens) - 1]?.text ?? '') ? 'regex' : 'division'
  const isDoubled = (last.text === '+' || last.text === '-') && tokens.at(-2)?.text === last.text
  return isDoubled || last.text === '$' ? 'unclear' : 'regex'
}

/** Index of the bracket that the last token closes. */
export function openOf(tokens: readonly Token[], from = tokens.length - 1): number {
  let depth = 0
  for (let i = from; i >= 0; i -= 1) {
    const { kind, text = '' } = tokens[i] ?? {}
    if (kind !== 'mark') continue
    if (')]}'.includes(text)) depth += 1
    if ('([{'.includes(text) && (depth -= 1) === 0) return i
  }
  return -1
}

/** `/[/]/`: a slash in brackets does not end it. */
export function endOfPattern(source: string, from: number): number {
  let isClass = false
  for (let i = from; i < source.length && source[i] !== '\n'; i += 1) {
    if (source[i] === '\\') i += 1
    else if (source[i] === '[') isClass = true
    else if (source[i] === ']') isClass = false
    else if (source[i] === '/' && !isClass) return i
  }
  return -1
}

/** `s{…}{…}`: a pattern, and of some a second part. */
function operatorAt(source: string, at: number, operator: string): Literal {
  const from = at + operator.length
  const open = source[from] ?? ''
  if (!/[/|#!,{(<~%^:;@+[]/.test(open)) unclear(slash)
  let end = closeOf(source, from + 1, open)
  if (end < 0) unclear(slash)
  if (/^(?:s|y|tr)$/.test(operator)) {
    if (closing(open) !== open) {
      const gap = /^\s*/.exec(source.slice(end + 1))?.[0].length ?? 0
      if (source[end + 1 + gap] !== open) unclear(slash)
      end += 1 + gap
    }
    end = closeOf(source, end + 1, open)
    if (end < 0) unclear(slash)
  }
  return finish(source, end, source.slice(from + 1, end), operator === 's', operator !== 'y' && operator !== 'tr')
}

function finish(source: string, end: number, raw: string, isReplacing: boolean, isInterpolated: boolean): Literal {
  const flags = /^[a-z]*/.exec(source.slice(end + 1))?.[0] ?? ''
  return {
    end: end + 1 + flags.length,
    raw,
    isInterpolated,
    isCode: (isReplacing && flags.includes('e')) || /\(\?\??\{|\(\*\{/.test(raw),
  }
}
