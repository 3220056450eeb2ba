// JSON as the runbook's files and prompts spell it: inline with ", " and ": ", or indented by 2.

/** One line, separators `", "` and `": "`, non-ASCII unescaped; numbers JSON's way. */
export function inlineJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inlineJson).join(', ')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}: ${inlineJson(member)}`).join(', ')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Indent of 2, no line end after the last brace. */
export const indentedJson = (value: unknown): string => JSON.stringify(value, null, 2)

/** A list of JSON whose items are made when they are written: all of a long one would be there at once. */
export class LazyRows<T> {
  readonly list: readonly T[]
  readonly row: (item: T) => object

  constructor(list: readonly T[], row: (item: T) => object) {
    this.list = list
    this.row = row
  }

  toJSON(): object[] {
    return this.list.map(this.row)
  }
}

/** Python's spelling of a list of strings, as it stands in the runbook's reasons: `['a', "it's"]`. */
export function pythonList(items: readonly string[]): string {
  return `[${items.map(pythonString).join(', ')}]`
}

function pythonString(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, quote === "'" ? "\\'" : quote)
    .replaceAll(/[\p{C}\p{Z}]/gu, (character) => (character === ' ' ? ' ' : pythonEscape(character)))
  return quote + escaped + quote
}

function pythonEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const digits = code < 0x100 ? 2 : code < 0x10000 ? 4 : 8
  const mark = { 2: 'x', 4: 'u', 8: 'U' }[digits]
  return `\\${mark}${code.toString(16).padStart(digits, '0')}`
}
