// Finds the JSON objects and arrays in a text: strictly by the grammar, each from its own bracket, whatever stands before.

/** Deeper nesting than this is refused, so that nothing that walks the value can run out of stack. */
const maxDepth = 100

export interface Found {
  readonly kind: 'object' | 'array'
  /** Place of the opening bracket, and the place behind the closing one. */
  readonly start: number
  readonly end: number
  readonly text: string
  readonly value: unknown
  /** A key that stands twice in one object: the text could be read in two ways. */
  readonly twice: string | null
}

/** An object that begins and does not end: by the grammar, by the end of the text, or because it is nested too deep. */
export interface Broken {
  readonly start: number
  /** Where the grammar was left. */
  readonly end: number
  readonly isCut: boolean
}

export interface Scan {
  readonly found: readonly Found[]
  readonly broken: readonly Broken[]
}

/** The outermost objects and arrays of a text, in its order. Linear, however the text is nested. */
export function scan(text: string): Scan {
  const found: Found[] = []
  const broken: Broken[] = []
  /** Brackets that were open where an earlier reading failed: they fail there too. */
  const doomed = new Uint8Array(text.length)
  for (let at = nextOpening(text, 0); at >= 0;) {
    if (doomed[at]) {
      at = nextOpening(text, at + 1)
      continue
    }
    const { end, open, deepest, twice } = readValue(text, at)
    const isObject = text[at] === '{'
    if (open.length === 0 && deepest <= maxDepth) {
      const part = text.slice(at, end)
      found.push({ kind: isObject ? 'object' : 'array', start: at, end, text: part, value: JSON.parse(part), twice })
      at = nextOpening(text, end)
      continue
    }
    for (const start of open) doomed[start] = 1
    if (isObject) broken.push({ start: at, end, isCut: end >= text.length })
    at = nextOpening(text, open.length === 0 ? end : at + 1)
  }
  return { found, broken }
}

function nextOpening(text: string, from: number): number {
  for (let i = from; i < text.length; i++) if (text[i] === '{' || text[i] === '[') return i
  return -1
}

interface Read {
  readonly end: number
  /** Places of the brackets that were not closed; none when the value is whole. */
  readonly open: readonly number[]
  readonly deepest: number
  readonly twice: string | null
}

const blank = /[ \t\r\n]*/y
const literal = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/** Follows the grammar from an opening bracket to the bracket that closes it, or to where it is left. */
function readValue(text: string, start: number): Read {
  /** The open brackets, and the keys of their objects so far. */
  const levels: number[] = []
  const keysOf: (Set<string> | undefined)[] = []
  let twice: string | null = null
  let deepest = 0
  let at = start
  const ended = (): Read => ({ end: at, open: levels, deepest, twice })
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    const isThere = pattern.test(text)
    if (isThere) at = pattern.lastIndex
    return isThere
  }
  const skipString = (): boolean => {
    if (text[at] !== '"') return false
    for (at++; at < text.length;) {
      const code = text.charCodeAt(at)
      if (code === 0x22) return ++at > 0
      if (code < 0x20 || (code === 0x5c && !skip(escape))) return false
      if (code !== 0x5c) at++
    }
    return false
  }
  /** What may come next: a value, the first of a level or its end, a comma or the end, a key. */
  let wanted: 'value' | 'first' | 'next' | 'key' = 'value'
  for (;;) {
    skip(blank)
    const character = text[at]
    const level = levels.length - 1
    const isObject = text[levels[level] ?? start] === '{'
    if ((wanted === 'next' || wanted === 'first') && character === (isObject ? '}' : ']')) {
      at++
      levels.pop()
      keysOf.length = level
      if (levels.length === 0) return ended()
      wanted = 'next'
    } else if (wanted === 'next') {
      if (character !== ',') return ended()
      at++
      wanted = isObject ? 'key' : 'value'
    } else if (isObject && wanted !== 'value') {
      const from = at
      if (!skipString()) return ended()
      const key = String(JSON.parse(text.slice(from, at)))
      const keys = (keysOf[level] ??= new Set())
      if (keys.has(key)) twice ??= key
      keys.add(key)
      skip(blank)
      if (text[at] !== ':') return ended()
      at++
      wanted = 'value'
    } else if (character === '{' || character === '[') {
      levels.push(at)
      deepest = Math.max(deepest, levels.length)
      at++
      wanted = 'first'
    } else {
      if (!(character === '"' ? skipString() : skip(literal))) return ended()
      wanted = 'next'
    }
  }
}

/** The index behind the bracket that closes the one at `at`, however wrong the text between; -1 when none does. */
export function balancedEnd(text: string, at: number): number {
  let depth = 0
  let inString = false
  for (let i = at; i < text.length; i++) {
    const character = text[i]
    if (inString) {
      if (character === '\\') i++
      else if (character === '"') inString = false
    } else if (character === '"') inString = true
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return i + 1
  }
  return -1
}
