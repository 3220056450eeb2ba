// The words that `env -S` makes of one text: quotes, escapes, comments and variables of its own.
import { concat, unknown, type Value } from '../model/value.ts'

const escapes: Readonly<Record<string, string>> = { f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

interface Reading {
  readonly words: Value[]
  /** Null: between two words. */
  word: Value | null
  quote: string
  isOver: boolean
}

const put = (at: Reading, piece: Value): void => {
  at.word = concat(at.word ?? [], piece)
}

const end = (at: Reading): void => {
  if (at.word !== null) at.words.push(at.word)
  at.word = null
}

/** Behind a backslash; in double quotes a blank is one, outside it ends the word. */
function escaped(at: Reading, sign: string): void {
  if (at.quote === "'" && !/['\\]/.test(sign)) put(at, ['\\' + sign])
  else if (sign === 'c') at.isOver = true
  else if (sign === '_' && at.quote === '') end(at)
  else put(at, [sign === '_' ? ' ' : (escapes[sign] ?? sign)])
}

function quoted(at: Reading, sign: string): boolean {
  if (at.quote === sign) at.quote = ''
  else if (at.quote === '' && /["']/.test(sign)) at.quote = sign
  else return false
  at.word ??= []
  return true
}

function readText(at: Reading, text: string): void {
  for (let i = 0; i < text.length && !at.isOver; i += 1) {
    const sign = text[i] ?? ''
    if (sign === '\\') escaped(at, text[(i += 1)] ?? '')
    else if (quoted(at, sign)) continue
    else if (sign === '$' && at.quote !== "'" && text.startsWith('${', i)) {
      const close = text.indexOf('}', i)
      put(at, unknown)
      i = close < 0 ? text.length : close
    } else if (at.quote === '' && /\s/.test(sign)) end(at)
    else if (at.quote === '' && sign === '#' && at.word === null) at.isOver = true
    else put(at, [sign])
  }
}

/** What is not known of it may be several words. */
export function splitString(value: Value): Value[] {
  const at: Reading = { words: [], word: null, quote: '', isOver: false }
  for (const part of value) {
    if (typeof part === 'string') readText(at, part)
    else if (!at.isOver) put(at, [part])
  }
  end(at)
  return at.words
}
