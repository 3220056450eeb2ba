// Names that are given one literal, once: wherever they are used, the literal stands.
import { closeAt, followsDot, isMark, isName, literalOf } from './arguments.ts'
import type { Token } from './tokens.ts'
import { among } from '../../among.ts'
import type { Language } from './language.ts'
import { openersOf } from './lists.ts'
import { isSecretName } from '../../model/secret-names.ts'
import type { LanguageName } from './languages.ts'

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
