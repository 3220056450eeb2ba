// Names in code that mean one thing: members of its own objects, variables of the environment.
import { isMark } from './arguments.ts'
import type { Token } from './tokens.ts'
import type { Language } from './language.ts'
import { isSecretName } from '../../model/secret-names.ts'
import type { LanguageName } from './languages.ts'

// Members that code gives its own objects: `self.x = …`, `def area(self)`.

/** Insides of functions, frames and generators. */
const insides = /^(?:_|(?:gi|cr|ag|tb|f|co|func)_)/

/**
 * Only of code whose objects are all its own: with a module that reaches files or processes, a member of the
 * code's own name may be another object's.
 */
export function ownMembers({ imports, modules, dangerous }: Language, code: string): ReadonlySet<string> {
  if (imports !== 'python') return new Set()
  const reaching = Object.keys(modules).filter((name) => modules[name] !== null && !name.includes('.'))
  const words = new Set(code.match(/\w+/g))
  if (reaching.some((name) => words.has(name))) return new Set()
  const found = [
    ...code.matchAll(
      /\b(?:self|cls)\s*\.\s*(\w+)\s*[-+*/|]?=(?!=)|\bdef\s+(\w+)\s*\(\s*(?:self|cls)\b|^[ \t]{1,200}(\w+)[ \t]*:\s*\w/gm,
    ),
  ]
  const names = found.flatMap((each) => each.slice(1)).filter((name) => name !== undefined)
  return new Set(names.filter((name) => !insides.test(name) && !dangerous.has(name) && !Object.hasOwn(modules, name)))
}

// Which environment variable does code read: a harmless one, one with a key, or can it not be told?

/** How a variable is named behind the environment, besides `["X"]`, `("X")` and `.get("X")`. */
const bareKeys: Readonly<Partial<Record<LanguageName, string>>> = { javascript: '.', perl: '{', tcl: '(' }
const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}' }

type Reading = 'harmless' | 'secret' | 'unclear' | 'set'

/** Harmless only where exactly one literal stands as the name; a second argument may follow it. */
export function variableRead(language: LanguageName, tokens: readonly Token[], i: number): Reading {
  const isGet = isMark(tokens[i + 1], '.') && /^(?:get|fetch)$/.test(tokens[i + 2]?.text ?? '')
  const at = isGet ? i + 3 : i + 1
  if (isAskedFor(tokens, i)) return 'harmless'
  const open = tokens[at]
  const key = tokens[at + 1]
  const after = tokens[at + 2]
  if (open?.kind !== 'mark' || key === undefined) return 'unclear'
  const isNamed = open.text === '.' || isMark(after, closers[open.text] ?? '')
  if (isNamed && isSet(tokens, open.text === '.' ? at + 2 : at + 3)) return 'set'
  const isBare = open.text === bareKeys[language] && key.kind === 'name' && /^[A-Z_][A-Z0-9_]*$/.test(key.text)
  if (open.text === '.') return isBare && !isMark(after, '(') ? verdictOn(key.text) : 'unclear'
  const isString = key.kind === 'string' && key.isCode === undefined && (key.inner ?? []).length === 0
  const isClosed = isMark(after, closers[open.text] ?? '') || (open.text === '(' && isMark(after, ','))
  return isClosed && (isBare || isString) ? verdictOn(key.text) : 'unclear'
}

/** `= x`, `+= x`, `??= x` */
function isSet(tokens: readonly Token[], at: number): boolean {
  const end = tokens.slice(at, at + 4).findIndex(({ kind, text }) => kind !== 'mark' || !/^[-+*/%|&^?.]$/.test(text))
  const [mark, next] = tokens.slice(at + Math.max(end, 0))
  return isMark(mark, '=') && !isMark(next, '=') && !isMark(next, '>')
}

/** `'X' in os.environ`: is it there at all? */
function isAskedFor(tokens: readonly Token[], i: number): boolean {
  const from = isMark(tokens[i - 1], '.') ? i - 2 : i
  const [key, before] = [tokens[from - 2], tokens[from - 1]]
  const name = key?.text === 'not' ? tokens[from - 3] : key
  return before?.text === 'in' && name?.kind === 'string' && !/^[.[(]$/.test(tokens[i + 1]?.text ?? '')
}

const verdictOn = (name: string): 'harmless' | 'secret' => (isSecretName(name) ? 'secret' : 'harmless')
