// Where an expanded word is cut into fields, and which of its stars are matched as file names.
import type { HoleKind, Part, Value } from '../model/value.ts'
import { concat, contains, isHole, isKnown, literal, textValue, unknown } from '../model/value.ts'
import { valueOf, type Shell } from './shell.ts'
import type { Field } from './walk.ts'

/** A piece of a word: is it split and matched as file names, and where a list begins new words. */
export interface Piece {
  readonly value: Value
  readonly isBare: boolean
  readonly isQuoted: boolean
  /** More words behind this piece: of `"$@"` and arrays. */
  readonly list?: readonly Value[]
  readonly isOpenList?: boolean
}

export function fieldsOf(list: readonly Piece[], shell: Shell): Field[] {
  const fields: Field[] = []
  let current: Value = []
  let hasField = false
  let isMany = false
  const close = () => {
    if (hasField || current.length > 0) fields.push({ value: anyCase(current, shell), isMany })
    current = []
    hasField = false
    isMany = false
  }
  const addBare = (value: Value) => {
    if (value.some((part) => isHole(part) && part.hole === 'any')) isMany = true
    const parts = splitFields(value, shell)
    if (parts === null) {
      current = concat(current, value)
      isMany = true
      return
    }
    for (const [i, part] of parts.entries()) {
      if (i > 0) close()
      current = concat(current, globbed(part, shell))
    }
  }
  for (const piece of list) {
    if (piece.isQuoted) hasField = true
    const values = piece.list ?? [piece.value]
    for (const [i, value] of values.entries()) {
      if (i > 0) {
        close()
        if (piece.isQuoted) hasField = true
      }
      if (piece.isBare) addBare(value)
      else current = concat(current, value)
    }
    if (piece.isOpenList) {
      close()
      fields.push({ value: unknown, isMany: true })
    }
  }
  close()
  return fields
}

/** Where the case of names does not matter, a pattern with letters may be any name. */
const anyCase = (value: Value, shell: Shell): Value =>
  shell.options.has('nocaseglob') && (contains(value, 'glob') || contains(value, 'char') || contains(value, 'name'))
    ? unknown
    : value

/** Null: nobody knows where it would be split. The first and last piece join what stands before and behind. */
function splitFields(value: Value, shell: Shell): Value[] | null {
  const separators = valueOf(shell.variables.get('IFS'))
  const marks = separators === null ? ' \t\n' : literal(separators)
  if (marks === null) return isKnown(value) && literal(value) === '' ? [value] : null
  const made: Value[] = [[]]
  for (const part of value) {
    if (typeof part !== 'string') {
      made[made.length - 1] = [...(made.at(-1) ?? []), part]
      continue
    }
    const spaces = marks.replace(/\S/g, '')
    let text = ''
    const flush = () => {
      made[made.length - 1] = concat(made.at(-1) ?? [], textValue(text))
      text = ''
    }
    for (let i = 0; i < part.length; i += 1) {
      const c = part[i] ?? ''
      if (!marks.includes(c)) {
        text += c
        continue
      }
      flush()
      while (i + 1 < part.length && spaces.includes(part[i + 1] ?? '') && spaces.includes(c)) i += 1
      made.push([])
    }
    flush()
  }
  return made
}

/** Stars that come out of an expansion are matched too. */
function globbed(value: Value, shell: Shell): Value {
  if (shell.options.has('noglob')) return value
  return concat(value.flatMap((part): Part[] => (typeof part === 'string' ? stars(part) : [part])))
}

function stars(text: string): Part[] {
  if (!/[*?[]/.test(text)) return [text]
  const kinds: Record<string, HoleKind> = { '*': 'glob', '?': 'char' }
  return text
    .split(/([*?]|\[[^[\]]{1,200}\])/)
    .map((piece): Part =>
      piece in kinds ? { hole: kinds[piece] ?? 'any' } : /^\[.+\]$/.test(piece) ? { hole: 'char' } : piece,
    )
}
