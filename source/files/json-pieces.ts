// JSON in pieces: a text of megabytes would be there three times at once, as a string that grows, whole, and as bytes.

import { LazyRows } from '../core/json-text.ts'

/** Entries of a list that are one piece. */
const together = 100
/** Characters that are handed on at once. */
const pieceLength = 32 * 1024

/** What JSON.stringify says of plain data with such an indent, a part after the other. */
export function* jsonPieces(value: unknown, indent = 0): Generator<string> {
  let piece = ''
  for (const part of partsOf(value, layoutOf(indent, 0))) {
    piece += part
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** How it is written at a depth: what stands before a member, behind the last one, and between a name and its value. */
interface Layout {
  readonly before: string
  readonly behind: string
  readonly colon: string
  readonly said: (value: unknown) => string
  readonly deeper: () => Layout
}

function layoutOf(indent: number, depth: number): Layout {
  const lineAt = (level: number) => (indent === 0 ? '' : `\n${' '.repeat(indent * level)}`)
  const [before, behind] = [lineAt(depth + 1), lineAt(depth)]
  return {
    before,
    behind,
    colon: indent === 0 ? ':' : ': ',
    // A line's end inside of a text is escaped: these are the layout's own.
    said: (value) => (JSON.stringify(value, null, indent) ?? 'null').replaceAll('\n', behind),
    deeper: () => layoutOf(indent, depth + 1),
  }
}

function* partsOf(value: unknown, layout: Layout): Generator<string> {
  if (value instanceof LazyRows) yield* partsOfList(value.list, layout, value.row)
  else if (Array.isArray(value) && value.length > together) yield* partsOfList(value, layout)
  else if (value !== null && typeof value === 'object' && !Array.isArray(value)) yield* partsOfObject(value, layout)
  else yield layout.said(value)
}

function* partsOfList<T>(
  list: readonly T[],
  { behind, said }: Layout,
  row: (item: T) => unknown = (item) => item,
): Generator<string> {
  for (let at = 0; at < list.length; at += together) {
    const some = said(list.slice(at, at + together).map(row))
    yield (at === 0 ? '[' : ',') + some.slice(1, some.length - 1 - behind.length)
  }
  yield list.length === 0 ? '[]' : `${behind}]`
}

function* partsOfObject(object: object, { before, behind, colon, deeper }: Layout): Generator<string> {
  let isFirst = true
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield `${isFirst ? '{' : ','}${before}${JSON.stringify(key)}${colon}`
    yield* partsOf(value, deeper())
    isFirst = false
  }
  yield isFirst ? '{}' : `${behind}}`
}
