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
}

/** The expression for RE2 that matches where Python's would. */
export function fromPython(source: string): string {
  const isMultiline = /\(\?[a-z]*m/.test(source)
  let pattern = ''
  let isInClass = false
  for (let i = 0; i < source.length; i++) {
    const character = source.charAt(i)
    if (character === '\\') {
      const next = source.charAt(++i)
      const meaning = escapes[next]?.[isInClass ? 'inside' : 'outside']
      // An empty meaning: RE2 reads a negated set inside a class as Python does, for ASCII.
      pattern += meaning || character + next
    } else if (isInClass) {
      isInClass = character !== ']'
      pattern += character
    } else if (character === '[') {
      isInClass = true
      // A bracket right behind the opening one is a character.
      const first = /^\[\^?\]?/.exec(source.slice(i))?.[0] ?? character
      pattern += first
      i += first.length - 1
    } else {
      // Python's `$` also stands before a last line feed.
      pattern += character === '$' && !isMultiline ? String.raw`(?:\n?\z)` : character
    }
  }
  return pattern
}
