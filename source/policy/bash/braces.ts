// Brace expansion: purely textual, before everything else, but blind to what is quoted.
import { limits } from '../limits.ts'

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
