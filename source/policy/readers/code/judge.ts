// Inline code of an interpreter: does it surely only compute, print and read? If not, it is not understood.
import { textValue } from '../../model/value.ts'
import { act, type Analysis, doubt, onEach, onPath, only, type Run, shell } from '../../grammar/analysis.ts'
import { argumentsOf, chainAt, closeAt, foldStrings, isMark, literalOf } from './arguments.ts'
import { ownMembers, variableRead } from './names.ts'
import { callsMethod, changesFiles, changesOf, readsFile, savesFile, type Told } from './files.ts'
import { ofArchive } from './archives.ts'
import { started } from './processes.ts'
import { takeImports } from './imports.ts'
import { Unclear, unclear } from './interpolation.ts'
import type { Language } from './language.ts'
import { isListOfNames, isModule, isPlainMember, isShown, isUsed, type Scope } from './modules.ts'
import { withValues } from './values.ts'
import { type LanguageName, languages } from './languages.ts'
import { type Token, tokenize, withoutStrings } from './tokens.ts'
import { limits } from '../../limits.ts'

export function judgeCode(name: LanguageName, code: string): Analysis {
  const language = languages[name]
  const [bound, own] = [boundNames(language, code), ownMembers(language, code)]
  const scope: Scope = { name, language, bound, own, aliases: new Map(), found: [], reasons: [] }
  look(scope, code, 0)
  const [reason] = scope.reasons
  return only(
    act('inline-code', `${name}${mayLoad(language, code) ? '' : ' alone'}`),
    scope.found,
    reason !== undefined && doubt('inline-code', `${name}: ${reason}`.slice(0, 80)),
  )
}

/** Packages load others, as far as they find them. */
const mayLoad = ({ packages }: Language, code: string): boolean =>
  packages === undefined || (code.match(/\w+/g) ?? []).some((word) => Object.hasOwn(packages, word))

function look(scope: Scope, code: string, depth: number): void {
  try {
    lookInside(scope, code, depth)
  } catch (error) {
    if (!(error instanceof Unclear)) throw error
    scope.reasons.push(error.message)
  }
}

function lookInside(scope: Scope, code: string, depth: number): void {
  const { language, found, reasons } = scope
  if (depth > limits.codeStrings) unclear('nested strings')
  const tokens = tokenize(code, language.syntax)
  found.push(shellCalls(language, tokens))
  const imports = takeImports(language, foldStrings(tokens, language.joinsNeighbours === true), scope.aliases)
  found.push(onEach('read', imports.files.map(textValue)))
  reasons.push(...(language.strange?.exec(withoutStrings(code, tokens))?.slice(0, 1) ?? []))
  const full = language.imports === 'python' ? withValues(imports.tokens) : imports.tokens
  const inside = { ...scope, aliases: imports.aliases }
  for (const [i, { kind, text, isCode, inner = [] }] of full.entries()) {
    if (isCode) reasons.push('a pattern that runs code')
    else if (kind === 'name') {
      for (const each of lookAtName(inside, full, i)) {
        if (typeof each === 'string') reasons.push(each)
        else found.push(each)
      }
    } else if (kind === 'string') {
      if (language.strangeText.test(text)) reasons.push(text)
      for (const each of inner) look(inside, each, depth + 1)
      if (inner.length > 0 && language.imports === undefined) reasons.push('code in a string')
    }
    if (language.marks && !isOfCalls(language.marks, full, i)) reasons.push(text)
  }
  language.oddities?.(full, code, language)
}

/** In a language that is not read: a call of a function by its name or for each (`(&:name)`), or a literal where a value stands. */
function isOfCalls(marks: RegExp, tokens: readonly Token[], i: number): boolean {
  const [before, token] = [tokens[i - 1], tokens[i]]
  const isBehindName = before?.kind === 'name' && token?.startsLine !== true
  const isBehindMark = before?.kind === 'mark' && /^[(,.+*-]$/.test(before.text)
  if (token?.kind === 'string') return isBehindName || isBehindMark
  if (token?.kind !== 'mark') return true
  if (isMark(token, '&')) return isMark(before, '(') && isMark(tokens[i + 1], ':')
  if (isMark(token, ':')) return isMark(before, '&')
  return token.text === '(' ? isBehindName || isBehindMark : marks.test(token.text)
}

function lookAtName(scope: Scope, tokens: readonly Token[], i: number): Told {
  const { language, bound } = scope
  const text = tokens[i]?.text ?? ''
  const { chain, root } = chainAt(tokens, i, language)
  // `map(&:upcase)`
  const isSymbol = isMark(tokens[i - 1], ':') && isMark(tokens[i - 2], '&')
  const isMember = root !== i || isSymbol
  if (language.environment.test(text)) {
    const read = variableRead(scope.name, tokens, i)
    // Programs that are started see what it is set to.
    if (read === 'set') return [tokens.some((token) => isStarting(language, token)) && `${text} that is set`]
    return [read !== 'harmless' && act('secret', text), read === 'unclear' && text]
  }
  const settings =
    text === 'read' && isMember && language.imports === 'python' ? literalOf(argumentsOf(tokens, i)?.[0]) : null
  if (settings !== null) return [onPath('read', textValue(settings))]
  const run = language.startsPrograms === true ? started(chain, tokens, i) : null
  if (run !== null) return [run]
  const changes = changesOf(language, chain)
  if (changes !== null) return changesFiles(language, changes, tokens, i)
  if (language.readers.test(chain) && !isMark(tokens[i + 1], '.')) return readsFile(tokens, i)
  const archived = isMember && language.imports === 'python' ? ofArchive(tokens, i) : null
  if (archived !== null) return archived
  const does =
    isMember && language.fileMethods && Object.hasOwn(language.fileMethods, text)
      ? language.fileMethods[text]
      : undefined
  if (does !== undefined && !Object.hasOwn(language.modules, chain.split('.')[0] ?? ''))
    return callsMethod(does, tokens, i)
  if (isMember && !isModule(scope, tokens[root]?.text ?? '')) {
    const saved = language.savers?.test(text) === true ? savesFile(tokens, i) : null
    if (saved !== null) return saved
  }
  if (isMember) return [lookAtMember(scope, tokens, i, chain, root)]
  if (language.idle?.test(text) === true && isLeft(tokens, i)) return []
  if (isModule(scope, text)) return [!isUsed(tokens, i) && !isShown(scope, tokens, i) && `${text} as a value`]
  if (text === 'getattr' && language.imports === 'python' && !bound.has(text))
    return [!isPlainMember(scope, tokens, i) && text]
  if (language.strangeMembers.test(text) && !language.names.has(text) && !isDefinition(tokens, i)) return [text]
  // What a program reads: the call that starts it is looked at.
  if (text === 'input' && isMark(tokens[i + 1], '=') && /^[(,]$/.test(tokens[i - 1]?.text ?? '')) return []
  return [!language.names.has(text) && (language.dangerous.has(text) || !bound.has(text)) && text]
}

const isStarting = ({ runners }: Language, { text }: Token): boolean =>
  runners.test(text) || /^(?:subprocess|child_process)$/.test(text)

function lookAtMember(scope: Scope, tokens: readonly Token[], i: number, chain: string, root: number): string | false {
  const { language } = scope
  const text = tokens[i]?.text ?? ''
  const owner = chain.slice(0, chain.lastIndexOf('.'))
  const isOfModule = root >= 0 && isModule(scope, tokens[root]?.text ?? '')
  if (chain === 'sys.modules') return !isListOfNames(tokens, i) && chain
  const listed = isOfModule && Object.hasOwn(language.modules, owner) ? language.modules[owner] : null
  if (listed) return !(listed.test(text) && !isTarget(tokens, i)) && chain
  if (language.strangeMembers.test(text)) return `.${text}`
  if (language.members === null || language.members.has(text)) return isOfModule && isTarget(tokens, i) && chain
  return (isOfModule || !scope.own.has(text)) && `.${text}`
}

/** `sys.stdout = …`, `os.sep += …` */
const isTarget = (tokens: readonly Token[], i: number): boolean => {
  const [first, second] = tokens.slice(i + 1, i + 3)
  if (tokens[i]?.text === 'exitCode') return false
  return (
    (isMark(first, '=') && !isMark(second, '=') && !isMark(second, '>')) ||
    (/^[-+*/%|&^]$/.test(first?.text ?? '') && isMark(second, '='))
  )
}

/** `def __init__(…)`, `constructor(…)` in a class. */
const isDefinition = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.text === 'constructor' &&
  isMark(tokens[i + 1], '(') &&
  tokens.some(({ kind, text }) => kind === 'name' && text === 'class')

/** Does a statement, or the head of a block, end here? */
function isEnd(tokens: readonly Token[], i: number): boolean {
  const { kind, text = '' } = tokens[i] ?? {}
  const depth = tokens.slice(0, i + 1).reduce((sum, { kind: is, text: mark }) => {
    if (is !== 'mark') return sum
    return sum + ('([{'.includes(mark) ? 1 : ')]}'.includes(mark) ? -1 : 0)
  }, 0)
  if (depth !== 0 || tokens.some((token) => token.text === 'lambda')) return false
  return kind === 'mark' ? /^[)\]}:]$/.test(text) : !keyword.test(text)
}
const keyword = /^(?:and|or|not|in|is|if|else|return|yield|await|assert|raise|del|from|import|as)$/

/** A call that is a statement of its own. */
function isLeft(tokens: readonly Token[], i: number): boolean {
  const [before, after] = [tokens[i - 1], tokens[closeAt(tokens, i + 1) + 1]]
  const isBegun =
    before === undefined || isMark(before, ';') || (tokens[i]?.startsLine === true && isEnd(tokens, i - 1))
  return isBegun && isMark(tokens[i + 1], '(') && (after === undefined || after.startsLine || isMark(after, ';'))
}

/** `system("…")` with one literal. */
const shellCalls = (language: Language, tokens: readonly Token[]): Run[] =>
  tokens.flatMap((token, i): Run[] => {
    if (token.kind !== 'name' || !language.runners.test(token.text)) return []
    // `/x/.exec(text)` looks for it.
    if (isMark(tokens[i - 1], '.') && tokens[i - 2]?.kind === 'string') return []
    const text = literalOf((argumentsOf(tokens, i) ?? [])[0])
    return text === null ? [] : [shell(textValue(text))]
  })

function boundNames(language: Language, code: string): Set<string> {
  const names = language.bindings.flatMap((pattern) => [...code.matchAll(pattern)].flatMap((found) => found.slice(1)))
  const bound = names.flatMap((list) => (list ?? '').split(/[\s,*.{}[\]:=()]+/)).filter(Boolean)
  return new Set(bound.filter((name) => !language.dangerous.has(name)))
}
