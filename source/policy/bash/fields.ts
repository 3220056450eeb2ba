// Where an expanded word is cut into fields, and which of its stars are matched as file names.
import type { HoleKind, Part, Value } from '../model/value.ts'
import { concat, contains, isHole, isKnown, literal, textValue, unknown } from '../model/value.ts'
import { type Shell, valueOf } from './shell.ts'
import type { Field } from './walk.ts'
import { limits } from '../limits.ts'

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

// Brace expansion: purely textual, before everything else, but blind to what is quoted.

/** The texts a word with braces stands for; null: too many. */
export function expandBraces(text: string): string[] | null {
  const found = firstBrace(text)
  if (found === null) return [text]
  const { start, end, pieces } = found
  const rest = expandBraces(text.slice(end + 1))
  if (rest === null) return null
  const made: string[] = []
  for (const piece of pieces) {
    const inner = expandBraces(piece)
    if (inner === null) return null
    for (const middle of inner) for (const tail of rest) made.push(text.slice(0, start) + middle + tail)
    if (made.length > limits.braceWords) return null
  }
  return made
}

function firstBrace(text: string): { start: number; end: number; pieces: string[] } | null {
  let tries = 0
  for (let i = 0; i < text.length; i += 1) {
    const skipped = skip(text, i)
    if (skipped > i) {
      i = skipped - 1
      continue
    }
    if (text[i] !== '{' || text[i - 1] === '$') continue
    tries += 1
    if (tries > limits.braceTries) throw new RangeError('too many braces')
    const found = read(text, i)
    if (found) return found
  }
  return null
}

/** Behind a quoted piece, an escaped character or an expansion that begins here. */
function skip(text: string, i: number): number {
  const c = text[i]
  if (c === '\\') return i + 2
  if (c === "'") return closing(text, i + 1, "'", text[i - 1] === '$')
  if (c === '"') return closing(text, i + 1, '"', true)
  if (c === '`') return closing(text, i + 1, '`', true)
  if (c === '$' && (text[i + 1] === '(' || text[i + 1] === '{')) return balanced(text, i + 1)
  return i
}

function closing(text: string, from: number, mark: string, hasEscapes: boolean): number {
  for (let i = from; i < text.length; i += 1) {
    if (hasEscapes && text[i] === '\\') i += 1
    else if (text[i] === mark) return i + 1
  }
  return text.length
}

function balanced(text: string, from: number): number {
  const open = text[from] ?? ''
  const close = open === '(' ? ')' : '}'
  let depth = 0
  for (let i = from; i < text.length; i += 1) {
    const skipped = i > from ? skip(text, i) : i
    if (skipped > i) i = skipped - 1
    else if (text[i] === open) depth += 1
    else if (text[i] === close) {
      depth -= 1
      if (depth === 0) return i + 1
    }
  }
  return text.length
}

function read(text: string, start: number): { start: number; end: number; pieces: string[] } | null {
  const pieces: string[] = []
  let depth = 0
  let from = start + 1
  for (let i = start; i < text.length; i += 1) {
    const skipped = i > start ? skip(text, i) : i
    if (skipped > i) {
      i = skipped - 1
      continue
    }
    const c = text[i]
    if (c === '{') depth += 1
    else if (c === ',' && depth === 1) {
      pieces.push(text.slice(from, i))
      from = i + 1
    } else if (c === '}') {
      depth -= 1
      if (depth > 0) continue
      if (pieces.length > 0) return { start, end: i, pieces: [...pieces, text.slice(from, i)] }
      const range = sequence(text.slice(start + 1, i))
      return range ? { start, end: i, pieces: range } : null
    }
  }
  return null
}

function sequence(text: string): string[] | null {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text)
  const letters = /^([A-Za-z])\.\.([A-Za-z])(?:\.\.(-?\d+))?$/.exec(text)
  const found = numbers ?? letters
  if (!found) return null
  const [, first = '', last = '', by = '1'] = found
  const a = numbers ? Number(first) : first.charCodeAt(0)
  const b = numbers ? Number(last) : last.charCodeAt(0)
  const step = Math.max(1, Math.abs(Number(by)))
  if (Math.abs(b - a) / step > limits.braceWords) return null
  const width = /^-?0\d/.test(first) || /^-?0\d/.test(last) ? Math.max(first.length, last.length) : 0
  const made: string[] = []
  for (let n = a; a <= b ? n <= b : n >= b; n += a <= b ? step : -step)
    made.push(numbers ? String(n).padStart(width, '0') : String.fromCharCode(n))
  return made
}
