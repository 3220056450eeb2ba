// Number literals of PowerShell with their suffixes.
import { peek, type Reader } from './reader.ts'

const literal =
  /^(?:0x[\da-f]+|0b[01]+|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:e[+-]?\d+)?)(?:ul|us|uy|[dlusyn])?(?:kb|mb|gb|tb|pb)?/i
const scales = ['kb', 'mb', 'gb', 'tb', 'pb']

/** The number at the cursor and its length; null when none begins here. */
export function scanNumber(reader: Reader): { value: number; length: number } | null {
  const text = literal.exec(reader.text.slice(reader.at, reader.at + 40))?.[0]
  if (text === undefined) return null
  const scale = scales.indexOf(text.slice(-2).toLowerCase()) + 1
  const bare = scale > 0 ? text.slice(0, -2) : text
  const digits = /^0[xb]/i.test(bare)
    ? bare.replace(/(?<![lusyn])[lusyn]+$/i, '')
    : bare.replace(/(?<![dlusyn])[dlusyn]+$/i, '')
  return { value: Number(digits) * 1024 ** scale, length: text.length }
}

/** Not the beginning of a word such as `7z`. */
export function isNumber(reader: Reader): boolean {
  const found = scanNumber(reader)
  return found !== null && /^(?:|[\s),;|&}\]+\-*/%.<>=:\u0085])$/.test(peek(reader, found.length))
}
