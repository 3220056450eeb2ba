// A text of which parts may be unknown until the command runs.
import { limits } from '../limits.ts'

/**
 * What an unknown part can be:
 * - `any`: whatever; unquoted it may even be several words
 * - `path`: a relative path without `..`, as `find` and `git ls-files` print it
 * - `tracked`: such a path of a working tree, as git itself, an archive or a patch name it: nothing of `.git`
 * - `name`: one file name, no `/`
 * - `glob`: what `*` stands for: a name that begins with no dot
 * - `char`: one character, no `/`
 * - `digits`: a number
 * - `pid`: the number of a process of the command's own: its shell's, or one it started
 */
export type HoleKind = 'any' | 'path' | 'tracked' | 'name' | 'glob' | 'char' | 'digits' | 'pid'

export interface Hole {
  readonly hole: HoleKind
}
export type Part = string | Hole

/** Literal texts and holes in turn; `[]` is the empty text. */
export type Value = readonly Part[]

export const hole = (kind: HoleKind): Value => [{ hole: kind }]
export const unknown: Value = hole('any')

export const isHole = (part: Part | undefined): part is Hole => typeof part === 'object'

/** The text when nothing of it is unknown, else null. */
export function literal(value: Value): string | null {
  let text = ''
  for (const part of value) {
    if (typeof part !== 'string') return null
    text += part
  }
  return text
}

/** The known text before the first hole. */
export function knownStart(value: Value): string {
  let text = ''
  for (const part of value) {
    if (typeof part !== 'string') break
    text += part
  }
  return text
}

export const isKnown = (value: Value): boolean => value.every((part) => typeof part === 'string')

export const contains = (value: Value, kind: HoleKind): boolean =>
  value.some((part) => isHole(part) && part.hole === kind)

/** Of words: is one known and fits? Of what is not known as little is seen as of nothing. */
export const fits =
  (pattern: RegExp) =>
  (word: Value | undefined): boolean =>
    pattern.test(literal(word ?? []) ?? '')

/** As far as it is known from its beginning. */
export const starts =
  (pattern: RegExp) =>
  (word: Value): boolean =>
    pattern.test(knownStart(word))

/** Joins values; neighbouring literals become one part. Throws RangeError when the text grows beyond all use. */
export function concat(...values: readonly Value[]): Value {
  const parts: Part[] = []
  let length = 0
  for (const value of values) {
    for (const part of value) {
      const last = parts.at(-1)
      if (part === '') continue
      length += typeof part === 'string' ? part.length : 1
      if (length > limits.value) throw new RangeError('a text that grows too long')
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
      else parts.push(part)
    }
  }
  return parts
}

/** The value without its first `count` characters, all of them known. */
export function cut(value: Value, count: number): Value {
  const [first = '', ...rest] = value
  return typeof first === 'string' ? [...textValue(first.slice(count)), ...rest] : value
}

/** One text of them, with `between` in between. */
export const spaced = (values: readonly Value[], between: Value = [' ']): Value =>
  concat(...values.flatMap((value, i) => (i === 0 ? [value] : [between, value])))

/** A path without the slashes at its end. */
export function withoutSlashes(path: string): string {
  let end = path.length
  while (path[end - 1] === '/') end -= 1
  return path.slice(0, end)
}

export const textValue = (text: string): Value => (text === '' ? [] : [text])

export const sameValue = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b)

const signs: Record<HoleKind, string> = {
  any: '‹?›',
  path: '‹path›',
  tracked: '‹path›',
  name: '‹name›',
  glob: '*',
  char: '?',
  digits: '‹n›',
  pid: '‹pid›',
}

/** For people: holes as signs. */
export const show = (value: Value): string =>
  value.map((part) => (typeof part === 'string' ? part : signs[part.hole])).join('')

/** Cuts at every `separator` in the literal parts. */
export function splitValue(value: Value, separator: string): Value[] {
  const pieces: Value[] = [[]]
  for (const part of value) {
    const texts = typeof part === 'string' ? part.split(separator) : [part]
    for (const [i, text] of texts.entries()) {
      if (i > 0) pieces.push([])
      pieces[pieces.length - 1] = concat(pieces.at(-1) ?? [], [text])
    }
  }
  return pieces
}
