// What names stand for: modules and members of modules are written out in full wherever their short names stand.
import { followsDot, isMark, isName, literalOf } from './arguments.ts'
import { unclear } from './interpolation.ts'
import type { Language } from './language.ts'
import type { Token } from './tokens.ts'

/** Short names and what they are: `['os']`, `['os', 'environ']`. */
export type Aliases = ReadonlyMap<string, readonly string[]>

/** The code without its import statements, names in full; `files` are read as data. Throws Unclear where they are not understood. */
export function takeImports(language: Language, tokens: readonly Token[], known: Aliases) {
  const found: Found = new Map(known)
  const files: string[] = []
  let rest = tokens
  if (language.imports === 'python') rest = pythonImports(language, tokens, found)
  if (language.imports === 'javascript') rest = javascriptImports(language, tokens, found, files)
  return { aliases: found, tokens: inFull(rest, found), files }
}

/** Replaces short names that are no members. */
function inFull(tokens: readonly Token[], aliases: Aliases): Token[] {
  const full: Token[] = []
  for (const [i, token] of tokens.entries()) {
    const path = isName(token) && !followsDot(tokens, i) ? aliases.get(token.text) : undefined
    const [first = token.text, ...rest] = path ?? []
    full.push({ ...token, text: first })
    const inside = { start: token.start, end: token.end, startsLine: false }
    for (const text of rest) full.push({ kind: 'mark', text: '.', ...inside }, { kind: 'name', text, ...inside })
  }
  return full
}

const dataFile = /^\.{0,2}\/.*\.json$/

function javascriptImports({ modules }: Language, all: readonly Token[], found: Found, files: string[]): Token[] {
  const named = withoutRequire(modules, all, files)
  const isModule = (i: number): boolean =>
    isName(named[i]) &&
    !followsDot(named, i) &&
    Object.hasOwn(modules, named[i]?.text ?? '') &&
    (named[i + 1] === undefined || /^[;,]$/.test(named[i + 1]?.text ?? '') || named[i + 1]?.startsLine === true)
  const rest: Token[] = []
  for (let i = 0; i < named.length; i += 1) {
    const token = named[i]
    if (!token) break
    const before = named[i - 1]
    const isTarget = before === undefined || token.startsLine || /^(?:const|let|var|[;,])$/.test(before.text)
    if (isTarget && isName(token) && isMark(named[i + 1], '=') && isModule(i + 2)) {
      bind(found, token.text, [named[i + 2]?.text ?? ''])
      i += 2
      continue
    }
    const close = isMark(token, '{') && isTarget ? named.findIndex((each, at) => at > i && isMark(each, '}')) : -1
    if (close > 0 && isMark(named[close + 1], '=') && isModule(close + 2)) {
      destructured(named.slice(i + 1, close), named[close + 2]?.text ?? '', ':', found)
      i = close + 2
      continue
    }
    if (token.text === 'import' && isName(token) && !followsDot(named, i)) {
      i = importStatement(modules, named, i, found)
      continue
    }
    rest.push(token)
  }
  return rest
}

/** `require("fs")` is `fs`. */
function withoutRequire(modules: Language['modules'], tokens: readonly Token[], files: string[]): Token[] {
  const rest: Token[] = []
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) break
    if (token.text !== 'require' || !isName(token) || followsDot(tokens, i)) {
      rest.push(token)
      continue
    }
    // Only where it lies.
    if (isMark(tokens[i + 1], '.') && tokens[i + 2]?.text === 'resolve' && isLiteralCall(tokens, i + 3)) {
      rest.push({ ...token, kind: 'string', text: '' })
      i += 5
      continue
    }
    const [open, name, close] = tokens.slice(i + 1, i + 4)
    if (!isMark(open, '(') || name?.kind !== 'string' || !isMark(close, ')') || (name.inner ?? []).length > 0)
      return unclear('require of a name that is made')
    const module = name.text.replace(/^node:/, '').replace(/^assert\/strict$/, 'assert')
    if (dataFile.test(module)) files.push(module)
    else if (!Object.hasOwn(modules, module) || module.includes('.')) unclear(`require ${module}`)
    rest.push(dataFile.test(module) ? { ...token, kind: 'string', text: '' } : { ...token, text: module })
    i += 3
  }
  return rest
}

/** `("x")` */
const isLiteralCall = (tokens: readonly Token[], i: number): boolean =>
  isMark(tokens[i], '(') && literalOf(tokens.slice(i + 1, i + 2)) !== null && isMark(tokens[i + 2], ')')

/** `a, b: c` of a module. */
function destructured(inside: readonly Token[], module: string, renaming: string, found: Found): void {
  for (let i = 0; i < inside.length;) {
    const [name, mark, other] = inside.slice(i)
    if (!isName(name)) return unclear('a pattern')
    const isRenamed = mark?.text === renaming && isName(other)
    bind(found, isRenamed ? other.text : name.text, [module, name.text])
    i += isRenamed ? 3 : 1
    if (inside[i] !== undefined && !isMark(inside[i], ',')) unclear('a pattern')
    i += 1
  }
}

/** `import fs, { a as b } from "fs"`: the index of its last token. */
function importStatement(modules: Language['modules'], tokens: readonly Token[], i: number, found: Found): number {
  const end = tokens.findIndex((each, at) => at > i && each.kind === 'string')
  const module = tokens[end]?.text.replace(/^node:/, '') ?? ''
  if (end < 0 || !Object.hasOwn(modules, module) || tokens[end - 1]?.text !== 'from') unclear(`import ${module}`)
  const clause = tokens.slice(i + 1, end - 1)
  const open = clause.findIndex((each) => isMark(each, '{'))
  const names = (open < 0 ? clause : clause.slice(0, open)).filter((each) => isName(each) && each.text !== 'as')
  for (const { text } of names) bind(found, text, [module])
  if (open >= 0) destructured(clause.slice(open + 1, -1), module, 'as', found)
  return end
}

// The import statements of Python: which names they give to what.

/** Short names and what they are, while they are collected. */
type Found = Map<string, readonly string[]>

function bind(found: Found, name: string, path: readonly string[]): void {
  const before = found.get(name)
  found.set(name, path)
  if (before !== undefined && before.join('.') !== path.join('.')) unclear(`${name} has two meanings`)
}

/** The code without its imports. */
function pythonImports({ modules, packages = {} }: Language, tokens: readonly Token[], found: Found): Token[] {
  const rest: Token[] = []
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]
    if (!token) break
    if (!beginsImport(tokens, i)) {
      rest.push(token)
      continue
    }
    const { names, end } = statementAt(tokens, i)
    if (names.length === 0) unclear('an import')
    for (const { name, path, module } of names) {
      if (!isKnown(modules, module) && !isPart(packages, module)) unclear(`import of ${module.join('.')}`)
      bind(found, name, path)
    }
    rest.push({ kind: 'mark', text: ';', start: token.start, end: token.start, startsLine: token.startsLine })
    i = end - 1
  }
  return rest
}

const isKnown = (modules: Language['modules'], [module = '', member, ...more]: readonly string[]): boolean =>
  Object.hasOwn(modules, module) &&
  (member === undefined || modules[module]?.test(member) === true) &&
  more.every((name, i) => modules[[module, member, ...more.slice(0, i)].join('.')]?.test(name) === true)

/** A part of a package loads no more than the package does; what stands in it is not read. What is to be run stands in a `__main__`. */
const isPart = (packages: Readonly<Record<string, unknown>>, [first = '', ...rest]: readonly string[]): boolean =>
  Object.hasOwn(packages, first) && rest.every((name) => !name.startsWith('__'))

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
