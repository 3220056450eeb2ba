// JSON in pieces: a text of megabytes would be there three times at once, as a string that grows, whole, and as bytes.

/** Entries of a list that are one piece. */
const together = 100
/** Characters that are handed on at once. */
const pieceLength = 32 * 1024

/** What JSON.stringify says of plain data, a part after the other. */
export function* jsonPieces(value: unknown): Generator<string> {
  let piece = ''
  for (const part of partsOf(value)) {
    piece += part
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

function* partsOf(value: unknown): Generator<string> {
  if (Array.isArray(value) && value.length > together) yield* partsOfList(value)
  else if (value !== null && typeof value === 'object' && !Array.isArray(value)) yield* partsOfObject(value)
  else yield JSON.stringify(value) ?? 'null'
}

function* partsOfList(list: readonly unknown[]): Generator<string> {
  for (let at = 0; at < list.length; at += together)
    yield (at === 0 ? '[' : ',') + JSON.stringify(list.slice(at, at + together)).slice(1, -1)
  yield ']'
}

function* partsOfObject(object: object): Generator<string> {
  let isFirst = true
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined) continue
    yield `${isFirst ? '{' : ','}${JSON.stringify(key)}:`
    yield* partsOf(value)
    isFirst = false
  }
  yield isFirst ? '{}' : '}'
}
