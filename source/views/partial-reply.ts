// A model's reply while it is being written: its commands as they become readable, and its sentences, not raw JSON.

/** Fields of a reply that are read as sentences; commands stand in `code`. */
const told = new Set(['code', 'review', 'summary', 'reason', 'approval'])

const field = /"(\w+)"\s*:\s*(?:"((?:[^"\\]|\\[^])*)("?)|(true|false))/g

/** The lines of what can be read so far; null when the text is no JSON reply, so that it is shown as it is. */
export function partialReply(text: string): string[] | null {
  const start = text.indexOf('{')
  if (start < 0) return null
  const lines = [...text.slice(start).matchAll(field)].flatMap(([, name = '', string, , word]) => {
    if (!told.has(name)) return []
    const value = word ?? unescaped(string ?? '')
    if (name === 'code') return commandLines(value)
    return value === '' ? [] : [`${name}: ${value}`]
  })
  return lines.length > 0 ? lines : null
}

const commandLines = (code: string): string[] =>
  code.split('\n').map((line, i) => (i === 0 ? `$ ${line}` : `  ${line}`))

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '',
  b: '',
  f: '',
  '"': '"',
  '\\': '\\',
  '/': '/',
}

/** JSON's escapes read; one that is cut off at the end is left out. */
const unescaped = (text: string): string =>
  text
    .replaceAll(/\\u([0-9a-fA-F]{4})/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll(/\\(u[0-9a-fA-F]{0,3}$|[^u]|$)/g, (_whole, letter: string) => escapes[letter] ?? '')
