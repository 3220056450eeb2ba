// The import statements of Python: which names they give to what.
import { followsDot, isMark, isName } from './arguments.ts'
import type { Language } from './language.ts'
import type { Token } from './tokens.ts'

/** Short names and what they are, while they are collected. */
export type Found = Map<string, readonly string[]>

/** Null, or that the name has two meanings. */
export function bind(found: Found, name: string, path: readonly string[]): string | null {
  const before = found.get(name)
  found.set(name, path)
  return before === undefined || before.join('.') === path.join('.') ? null : `${name} has two meanings`
}

/** The code without its imports, or why one is not understood. */
export function pythonImports({ modules }: Language, tokens: readonly Token[], found: Found): Token[] | string {
  const rest: Token[] = []
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) break
    if (!beginsImport(tokens, i)) {
      rest.push(token)
      continue
    }
    const { names, end } = statementAt(tokens, i)
    if (names.length === 0) return 'an import'
    for (const { name, path, module } of names) {
      if (!isKnown(modules, module)) return `import of ${module.join('.')}`
      const problem = bind(found, name, path)
      if (problem !== null) return problem
    }
    rest.push({ kind: 'mark', text: ';', start: token.start, end: token.start, startsLine: token.startsLine })
    i = end - 1
  }
  return rest
}

const isKnown = (modules: Language['modules'], [module = '', member, ...more]: readonly string[]): boolean =>
  Object.hasOwn(modules, module) &&
  more.length === 0 &&
  (member === undefined || modules[module]?.test(member) === true)

/** `yield from` and `raise … from` begin none. */
function beginsImport(tokens: readonly Token[], i: number): boolean {
  const token = tokens[i]
  if (!isName(token) || followsDot(tokens, i)) return false
  if (token.text !== 'from') return token.text === 'import'
  return tokens[dottedAt(tokens, i + 1).end]?.text === 'import'
}

function dottedAt(tokens: readonly Token[], from: number): { path: string[]; end: number } {
  const path: string[] = []
  let end = from
  while (isName(tokens[end]) && tokens[end]?.text !== 'import') {
    path.push(tokens[end]?.text ?? '')
    if (!isMark(tokens[end + 1], '.')) return { path, end: end + 1 }
    end += 2
  }
  return { path, end }
}

interface Imported {
  readonly name: string
  /** What the name stands for. */
  readonly path: readonly string[]
  readonly module: readonly string[]
}

/** `import a.b as c, d` and `from a import (b as c, d)`; no names: it is not understood. */
function statementAt(tokens: readonly Token[], i: number): { names: readonly Imported[]; end: number } {
  const from = tokens[i]?.text === 'from' ? dottedAt(tokens, i + 1) : null
  const isList = from !== null && isMark(tokens[from.end + 1], '(')
  const names: Imported[] = []
  let at = from === null ? i + 1 : from.end + (isList ? 2 : 1)
  for (;;) {
    const { path, end } = dottedAt(tokens, at)
    if (path.length === 0) return isList && isMark(tokens[at], ')') ? { names, end: at + 1 } : { names: [], end: at }
    const alias = tokens[end]?.text === 'as' ? tokens[end + 1]?.text : undefined
    at = alias === undefined ? end : end + 2
    const [first = ''] = path
    // `import a.b` gives the name `a`.
    const whole = from === null ? (alias === undefined ? [first] : path) : [...from.path, ...path]
    names.push({ name: alias ?? first, path: whole, module: from === null ? path : from.path })
    if (!isMark(tokens[at], ',')) return { names, end: isList && isMark(tokens[at], ')') ? at + 1 : at }
    at += 1
  }
}
