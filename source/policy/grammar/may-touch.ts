// What the words of a program may touch that does more than they say.
import type { FileActionKind } from '../model/action.ts'
import { cut, fits, knownStart, show, type Value } from '../model/value.ts'
import type { Found } from './analysis.ts'
import type { ParsedOptions } from './options.ts'

/** A file that a word names may be read, one elsewhere may be written. What a row says of an option is all that its word does. */
export function mayTouch(words: readonly Value[], { options }: Pick<ParsedOptions, 'options'>): Found[] {
  const told = new Set(
    options.flatMap(({ option: { name, role }, value }) => (role !== '' && value ? [`--${name}=${show(value)}`] : [])),
  )
  return words.flatMap((word, i) => (told.has(show(word)) ? [] : touched(word, words.slice(0, i).some(isFar))))
}

/** `s3://x`, `host:x` */
const isFar = fits(/^\w[\w.+-]*:/)

function touched(word: Value, isBehindFar: boolean): Found[] {
  const [before = ''] =
    /^(?:-[A-Za-z](?=[/.])|-[^=]*=|[\w.-]+(?::?=|:(?=@)|(?=@[\w./~])))?@?/.exec(knownStart(word)) ?? []
  const path = cut(word, before.length)
  if (knownStart(path).startsWith('-') || knownStart(path) === '') return []
  const may = (kind: FileActionKind) => ({ kind, path, isTree: true, isUnsure: true })
  const isHere = isBehindFar && !isFar(word)
  return [
    may('read'),
    (isHere || /^(?:\/(?!dev\/|(?:var\/)?run\/)|\.\.(?:\/|$))/.test(knownStart(path))) && may('overwrite'),
  ]
}
