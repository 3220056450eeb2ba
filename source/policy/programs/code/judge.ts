// Inline code of an interpreter: does it surely only compute, print and read? If not, it is not understood.
import type { Action, FileActionKind } from '../../action.ts'
import { isSecretName } from '../../secret-names.ts'
import { textValue } from '../../value.ts'
import { act, doubt, onPath, shell, type Analysis, type Run } from '../analysis.ts'
import { languages, type LanguageName } from './languages.ts'
import { type Language } from './language.ts'
import { tokenize, type Token } from './tokens.ts'

const maximumDepth = 4

export function judgeCode(name: LanguageName, code: string): Analysis {
  const language = languages[name]
  const actions: Action[] = [act('inline-code', name)]
  const runs: Run[] = []
  const reason = look(language, code, actions, runs, 0)
  if (reason !== null) actions.push(doubt('inline-code', `${name}: ${reason}`.slice(0, 80)))
  return { actions, runs }
}

/** Why the code is not understood, null when it is. */
function look(language: Language, code: string, actions: Action[], runs: Run[], depth: number): string | null {
  if (depth > maximumDepth) return 'nested strings'
  const strange = language.strange?.exec(withoutStrings(code, language))
  const tokens = tokenize(code, language.syntax)
  if (tokens === null) return 'a string that does not end'
  runs.push(...shellCalls(language, tokens))
  if (strange) return strange[0]
  const bound = boundNames(language, code)
  const folded = foldStrings(tokens)
  for (const [i, token] of folded.entries()) {
    if (token.isCode === true) return 's///e'
    if (token.kind === 'string') {
      if (language.strangeMembers.test(token.text)) return token.text
      for (const inner of token.inner ?? []) {
        const reason = look(language, inner, actions, runs, depth + 1)
        if (reason !== null && !isFormat(language, inner, bound)) return reason
      }
    }
    if (token.kind !== 'name') continue
    const reason = lookAtName(language, folded, i, bound, actions)
    if (reason !== null) return reason
  }
  return null
}

const isFormat = (language: Language, inner: string, bound: ReadonlySet<string>): boolean => {
  const [name = ''] = inner.split(/[:![.]/)
  return (
    /^[\w ]*$/.test(name) &&
    (bound.has(name.trim()) || language.names.has(name.trim()) || name.trim() === '') &&
    !/[()]/.test(inner)
  )
}

function lookAtName(
  language: Language,
  tokens: readonly Token[],
  i: number,
  bound: ReadonlySet<string>,
  actions: Action[],
): string | null {
  const { text } = tokens[i] ?? { text: '' }
  const before = tokens[i - 1]
  const isMember =
    before?.kind === 'mark' && (before.text === '.' || (before.text === ':' && language.hasColonMembers === true))
  const path = isMember ? `${tokens[i - 2]?.text ?? ''}.${text}` : text
  if (language.environment.test(text)) {
    const named = secretName(tokens, i)
    if (named !== 'harmless') actions.push(act('secret', text))
    return named === 'unclear' ? text : null
  }
  const change = changerOf(language, text, path)
  if (change !== null) return changesLiteral(change, tokens, i, actions)
  if (language.readers.test(text) || language.readers.test(path)) return readsLiteral(tokens, i, actions)
  const owner = isMember ? (tokens[i - 2]?.text ?? '') : ''
  if (isMember && Object.hasOwn(language.modules, owner)) return language.modules[owner]?.test(text) ? null : path
  if (isMember) {
    const isKnown = language.members === null ? !language.strangeMembers.test(text) : language.members.has(text)
    return isKnown && !language.strangeMembers.test(text) ? null : `.${text}`
  }
  if (language.strangeMembers.test(text) && !language.names.has(text)) return text
  if (language.names.has(text)) return needsMember(language, tokens, i, text)
  if (language.dangerous.has(text)) return text
  return bound.has(text) ? null : text
}

/** Modules that are harmless only by some of their members are never passed around as values. */
function needsMember(language: Language, tokens: readonly Token[], i: number, text: string): string | null {
  if (!language.dangerous.has(text)) return null
  const next = tokens[i + 1]?.text
  const before = tokens[i - 1]?.text
  if (next === '.' || before === 'import' || before === 'from' || before === ',' || next === 'import') return null
  return text === 'require'
    ? null
    : next === '=' || before === 'const' || before === 'let' || before === 'var'
      ? null
      : text
}

/** `open("a.txt")`: the file is read; with another mode, or a name that is made, it is not understood. */
function readsLiteral(tokens: readonly Token[], i: number, actions: Action[]): string | null {
  const { text = '' } = tokens[i] ?? {}
  const hasBracket = tokens[i + 1]?.text === '('
  const at = hasBracket ? i + 2 : i + 1
  const name = tokens[at]
  const before = tokens[i - 1]?.text
  if (!hasBracket && (before === 'import' || before === ',')) return null
  if (name?.kind !== 'string' || (name.inner ?? []).length > 0) return `${text} of a name that is made`
  const rest = tokens.slice(at + 1)
  const end = rest.findIndex((token) => token.text === ')')
  const given = rest.slice(0, end < 0 ? rest.length : end)
  if (text === 'require') return safeModules.test(name.text) ? readIfFile(name.text, actions) : `require ${name.text}`
  if (given.some((token) => token.text === '+' || token.text === '%' || token.text === '.' || token.text === '/'))
    return `${text} of a name that is made`
  const modes = given.filter((token) => token.kind === 'string').map((token) => token.text)
  if (modes.length === 1 && /^[wax][bt]?$/.test(modes[0] ?? '') && text === 'open') {
    const kinds = { w: 'overwrite', a: 'append', x: 'create' } as const
    actions.push(onPath(kinds[(modes[0] ?? 'w').slice(0, 1) as 'w' | 'a' | 'x'], textValue(name.text)))
    return null
  }
  if (
    modes.some(
      (mode) =>
        !/^(?:r|rb|rt|utf-?8|utf8|ascii|latin-?1|replace|ignore|cp932|shift_jis|euc-jp|hex|base64)?$/i.test(mode),
    )
  )
    return `${text} to write`
  if (
    given.some(
      (token) => token.kind === 'name' && !/^(?:encoding|mode|errors|newline|None|utf8|if|for|in)$/.test(token.text),
    ) &&
    /^open$/.test(text)
  )
    return `${text} with a mode that is made`
  actions.push(onPath('read', textValue(name.text)))
  return null
}
/** `os.remove("a")`, `fs.writeFileSync("a", …)`. */
function changerOf({ changers }: Language, text: string, path: string): FileActionKind | null {
  for (const name of [path, `.${text}`, text])
    if (Object.hasOwn(changers, name) && (name !== `.${text}` || path !== text)) return changers[name] ?? null
  return null
}

function changesLiteral(kind: FileActionKind, tokens: readonly Token[], i: number, actions: Action[]): string | null {
  const { text = '' } = tokens[i] ?? {}
  const at = tokens[i + 1]?.text === '(' ? i + 2 : i + 1
  const [name, after, mode] = tokens.slice(at)
  const isAlone = after === undefined || /^[,);]$/.test(after.text)
  if (name?.kind !== 'string' || (name.inner ?? []).length > 0 || !isAlone) return `${text} of a name that is made`
  actions.push(onPath(kind, textValue(name.text), kind === 'delete'))
  if (kind !== 'metadata') return null
  const bits = mode?.kind === 'number' ? Number(mode.text.replace(/^0(?=[0-7])/, '0o')) : Number.NaN
  if (Number.isNaN(bits)) return `${text} with a mode that is made`
  if ((bits & 0o6000) !== 0) actions.push(act('privilege', text))
  return null
}

const safeModules =
  /^(?:(?:node:)?(?:fs|path|util|assert|url|querystring|string_decoder|os|events|crypto|zlib|readline|perf_hooks|punycode)|\.{1,2}\/.*\.json|\/.*\.json)$/
function readIfFile(name: string, actions: Action[]): null {
  if (/^[./]/.test(name)) actions.push(onPath('read', textValue(name)))
  return null
}

/** One variable with a harmless name, or all of them. */
function secretName(tokens: readonly Token[], i: number): 'harmless' | 'secret' | 'unclear' {
  const near = tokens.slice(i + 1, i + 5)
  const name =
    near.find((token) => token.kind === 'string') ??
    (near[0]?.text === '.' || near[0]?.text === '{' || near[0]?.text === '[' ? near[1] : undefined)
  if (name === undefined || (name.kind !== 'string' && !/^[A-Z_][A-Z0-9_]*$/.test(name.text))) return 'unclear'
  if (near.some((token) => token.text === '+')) return 'unclear'
  return isSecretName(name.text) ? 'secret' : 'harmless'
}

/** `system("…")` with one literal. */
function shellCalls(language: Language, tokens: readonly Token[]): Run[] {
  return tokens.flatMap((token, i): Run[] => {
    if (token.kind !== 'name' || !language.runners.test(token.text)) return []
    const at = tokens[i + 1]?.text === '(' ? i + 2 : i + 1
    const text = tokens[at]
    return text?.kind === 'string' ? [shell(textValue(text.text))] : []
  })
}

function boundNames(language: Language, code: string): Set<string> {
  const names = language.bindings.flatMap((pattern) => [...code.matchAll(pattern)].flatMap((found) => found.slice(1)))
  const bound = names.flatMap((list) => (list ?? '').split(/[\s,*.{}[\]:=()]+/)).filter(Boolean)
  return new Set(bound.filter((name) => !language.dangerous.has(name)))
}

/** Adjacent and added literals are one. */
function foldStrings(tokens: readonly Token[]): Token[] {
  const folded: Token[] = []
  for (const token of tokens) {
    const last = folded.at(-1)
    const beforeLast = folded.at(-2)
    if (token.kind === 'string' && last?.kind === 'mark' && last.text === '+' && beforeLast?.kind === 'string') {
      folded.splice(-2, 2, {
        ...token,
        text: beforeLast.text + token.text,
        inner: [...(beforeLast.inner ?? []), ...(token.inner ?? [])],
      })
    } else folded.push(token)
  }
  return folded
}

/** The code with every string emptied, so that marks inside strings are not taken for code. */
function withoutStrings(code: string, { syntax }: Language): string {
  if (!syntax.quotes.includes('"')) return code
  return code.replace(/"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/g, '""')
}
