// Which environment variable does code read: a harmless one, one with a key, or can it not be told?
import { isSecretName } from '../../model/secret-names.ts'
import { isMark } from './arguments.ts'
import type { LanguageName } from './languages.ts'
import type { Token } from './tokens.ts'

/** How a variable is named behind the environment, besides `["X"]`, `("X")` and `.get("X")`. */
const bareKeys: Readonly<Partial<Record<LanguageName, string>>> = { javascript: '.', perl: '{', tcl: '(' }
const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

/** Harmless only where exactly one literal stands as the name; a second argument may follow it. */
export function variableRead(
  language: LanguageName,
  tokens: readonly Token[],
  i: number,
): 'harmless' | 'secret' | 'unclear' {
  const isGet = isMark(tokens[i + 1], '.') && /^(?:get|fetch)$/.test(tokens[i + 2]?.text ?? '')
  const at = isGet ? i + 3 : i + 1
  const open = tokens[at]
  const key = tokens[at + 1]
  const after = tokens[at + 2]
  if (open?.kind !== 'mark' || key === undefined) return 'unclear'
  const isBare = open.text === bareKeys[language] && key.kind === 'name' && /^[A-Z_][A-Z0-9_]*$/.test(key.text)
  if (open.text === '.') return isBare && !isMark(after, '(') ? verdictOn(key.text) : 'unclear'
  const isString = key.kind === 'string' && key.isCode === undefined && (key.inner ?? []).length === 0
  const isClosed = isMark(after, closers[open.text] ?? '') || (open.text === '(' && isMark(after, ','))
  return isClosed && (isBare || isString) ? verdictOn(key.text) : 'unclear'
}

const verdictOn = (name: string): 'harmless' | 'secret' => (isSecretName(name) ? 'secret' : 'harmless')
