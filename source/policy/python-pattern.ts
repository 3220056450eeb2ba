// The runbook's patterns were Python's. RE2 knows them all but reads a few differently; this spells those out.

// White space of Python: besides ASCII also what a Japanese keyboard types and what PowerShell takes for a blank.
const space = String.raw`\s\x0b\x1c-\x1f\x85\xa0\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}`
const word = String.raw`\p{L}\p{N}_`
const digit = String.raw`\p{Nd}`

/** Escape -> what it means inside a class, and outside of one. */
const escapes: Readonly<Record<string, { readonly inside: string; readonly outside: string }>> = {
  s: { inside: space, outside: `[${space}]` },
  S: { inside: '', outside: `[^${space}]` },
  w: { inside: word, outside: `[${word}]` },
  W: { inside: '', outside: `[^${word}]` },
  d: { inside: digit, outside: `[${digit}]` },
  D: { inside: '', outside: `[^${digit}]` },
  Z: { inside: '', outside: String.raw`\z` },
  b: { inside: String.raw`\x08`, outside: '' },
}

/** `{,3}`, a character by its number, and everything else that stands for itself. */
const tokens = /\{,(?=\d+\})|\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8})|\\?./gsu

/** The expression for RE2 that matches where Python's would. */
export function fromPython(source: string): string {
  const found = [...source.matchAll(tokens)].map(([token]) => token)
  const isMultiline = /\(\?[a-z]*m/.test(source)
  let pattern = ''
  let isInClass = false
  let depth = 0
  for (const [i, token] of found.entries()) {
    const escaped = token.startsWith('\\') ? token.slice(1) : ''
    if (/^u/i.test(escaped)) pattern += `\\x{${escaped.slice(1)}}`
    // An empty meaning: RE2 reads a negated set inside a class as Python does, for ASCII.
    else if (escaped !== '') {
      const meaning = escapes[escaped]?.[isInClass ? 'inside' : 'outside']
      pattern += (escaped === 'b' && !isInClass && depth === 0 && edge(found, i)) || meaning || token
    } else if (isInClass) {
      // A bracket right behind the opening one is a character.
      isInClass = token !== ']' || /(?:^|[^\\])\[\^?$/.test(pattern)
      pattern += token
    } else {
      isInClass = token === '['
      depth += token === '(' ? 1 : token === ')' ? -1 : 0
      // Python's `$` also stands before a last line feed.
      pattern += token === '$' && !isMultiline ? String.raw`(?:\n?\z)` : token === '{,' ? '{0,' : token
    }
  }
  return pattern
}

/**
 * A word's edge is ASCII's for RE2: `\b削除` would hit nothing. Where an alternative begins or ends with a letter, what
 * stands beyond the edge may be taken along.
 */
function edge(found: readonly string[], i: number): string | null {
  const isEnd = (at: number) => found[at] === undefined || found[at] === '|'
  const isLetter = (at: number) => /^[\p{L}\p{N}_]$/u.test(found[at] ?? '')
  if (isEnd(i - 1) && isLetter(i + 1) && !/^[*?{]/.test(found[i + 2] ?? '')) return `(?:\\A|[^${word}])`
  return isEnd(i + 1) && isLetter(i - 1) ? `(?:\\z|[^${word}])` : null
}
