// Archives of Python that a name stands for: what is read of one lies in it, what is taken out lands in a folder.
import { textValue } from '../../model/value.ts'
import { onPath } from '../../grammar/analysis.ts'
import { argumentsOf, chainAt, closeAt, isMark, literalOf } from './arguments.ts'
import type { Told } from './files.ts'
import type { Token } from './tokens.ts'

/** Where names are given archives: `a = zipfile.ZipFile(…)`, `with zipfile.ZipFile(…) as a`. */
const madeIn = (tokens: readonly Token[]): ReadonlySet<number> =>
  new Set(
    tokens.map(({ text }, i) => {
      if (text !== 'ZipFile' || tokens[i - 2]?.text !== 'zipfile' || !isMark(tokens[i + 1], '(')) return -1
      const end = closeAt(tokens, i + 1) + 1
      const after = tokens[end]
      if (after?.text === 'as') return end + 1
      const isWhole = after === undefined || after.startsLine || isMark(after, ';')
      return isWhole && isMark(tokens[i - 3], '=') ? i - 4 : -1
    }),
  )

/** Is the name an archive wherever it gets a value, and is nothing but asked for what it holds? */
function isArchive(tokens: readonly Token[], name: string): boolean {
  const made = madeIn(tokens)
  const places = tokens.flatMap(({ text }, i) => (text === name && !isMark(tokens[i - 1], '.') ? [i] : []))
  return places.some((i) => made.has(i)) && places.every((i) => made.has(i) || isMark(tokens[i + 1], '.'))
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
