// Characters of UTF-8 put together byte by byte, however a read cuts them; what is none is dropped.

export interface Characters {
  /** Takes one byte; the character it completes, or an empty text. Null: the byte belongs to no character. */
  readonly take: (byte: number) => string | null
  readonly isPending: () => boolean
  readonly drop: () => void
}

const lengthOf = (lead: number): number => {
  if (lead >= 0xc2 && lead <= 0xdf) return 2
  if (lead >= 0xe0 && lead <= 0xef) return 3
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
}
const isContinuation = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

export function createCharacters(): Characters {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes: number[] = []
  const take = (byte: number): string | null => {
    if (bytes.length === 0) {
      if (byte < 0x80) return String.fromCharCode(byte)
      if (lengthOf(byte) === 0) return null
      bytes = [byte]
      return ''
    }
    if (!isContinuation(byte)) {
      bytes = []
      return take(byte)
    }
    bytes.push(byte)
    if (bytes.length < lengthOf(bytes[0] ?? 0)) return ''
    const whole = Uint8Array.from(bytes)
    bytes = []
    try {
      return decoder.decode(whole)
    } catch {
      return ''
    }
  }
  return {
    take,
    isPending: () => bytes.length > 0,
    drop() {
      bytes = []
    },
  }
}
