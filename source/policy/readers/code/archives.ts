// Archives of Python that a name stands for: what is read of one lies in it, what is taken out lands in a folder.
import { textValue } from '../../model/value.ts'
import { onPath } from '../../grammar/analysis.ts'
import { argumentsOf, chainAt, closeAt, isMark, literalOf } from './arguments.ts'
import type { Told } from './files.ts'
import type { Token } from './tokens.ts'

const isName = (token: Token | undefined, text: string): boolean => token?.kind === 'name' && token.text === text

/** `… = zipfile.ZipFile(…)`: does what begins at `i` make an archive, and nothing more? */
function makes(tokens: readonly Token[], i: number): boolean {
  for (let at = i; at < i + 3; at += 2) {
    if (isName(tokens[at], 'ZipFile')) return isMark(tokens[at + 1], '(') && isEnd(tokens[closeAt(tokens, at + 1) + 1])
    if (!isMark(tokens[at + 1], '.')) return false
  }
  return false
}

/** Of a statement, or of one of several archives behind `with`. */
const isEnd = (token: Token | undefined): boolean =>
  token === undefined || token.startsLine || isMark(token, ';') || token.text === 'as'

/** Where the call that ends before `i` begins; below zero: nowhere. */
function callBefore(tokens: readonly Token[], i: number): number {
  let depth = 0
  for (let at = i; at >= 0; at -= 1) {
    if (isMark(tokens[at], ')')) depth += 1
    if (isMark(tokens[at], '(')) depth -= 1
    if (depth === 0) return isMark(tokens[at - 2], '.') ? at - 3 : at - 1
  }
  return -1
}

/** Is the name an archive wherever it gets a value? */
function isArchive(tokens: readonly Token[], name: string): boolean {
  let isMade = false
  for (const [i, token] of tokens.entries()) {
    if (!isName(token, name) || isMark(tokens[i - 1], '.')) continue
    const before = tokens[i - 1]?.text ?? ''
    const isSet = isMark(tokens[i + 1], '=') && !isMark(tokens[i + 2], '=')
    if (isSet && makes(tokens, i + 2)) isMade = true
    else if (before === 'as' && makes(tokens, callBefore(tokens, i - 2))) isMade = true
    else if (isSet || /^(?:as|for|import|def|class|lambda|global|nonlocal|del)$/.test(before)) return false
    else if (!isMark(tokens[i + 1], '.') && !isMark(tokens[i - 1], '(')) return false
    else if (isMark(tokens[i - 1], '(') && !isMark(tokens[i + 1], '.')) return false
  }
  return isMade
}

/** What `archive.open(…)`, `.extract(…)` and `.extractall(…)` do; null: it is no archive, or not said plainly. */
export function ofArchive(tokens: readonly Token[], i: number): Told | null {
  const method = tokens[i]?.text ?? ''
  const owner = tokens[i - 2]
  if (!/^(?:open|extract|extractall)$/.test(method) || !isMark(tokens[i - 1], '.') || owner?.kind !== 'name')
    return null
  if (isMark(tokens[i - 3], '.') || !isMark(tokens[i + 1], '(') || chainAt(tokens, i - 2).root !== i - 2) return null
  if (!isArchive(tokens, owner.text)) return null
  const given = argumentsOf(tokens, i) ?? []
  if (given.some(([first]) => isMark(first, '*'))) return null
  if (method === 'open') return given.length === 1 || (given.length === 2 && literalOf(given[1]) === 'r') ? [] : null
  const folder = given[method === 'extract' ? 1 : 0]
  const isNamed = isMark(folder?.[1], '=')
  if (isNamed && folder?.[0]?.text !== 'path') return null
  const path = folder === undefined ? '.' : literalOf(isNamed ? folder.slice(2) : folder)
  return path === null ? null : [onPath('overwrite', [...textValue(path), '/', { hole: 'tracked' }])]
}
