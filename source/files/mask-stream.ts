// Masking text that arrives in pieces: nothing is let go that could be the beginning of a secret.

export interface MaskStream {
  /** The masked text that can be let go now. */
  readonly push: (chunk: string) => string
  /** The rest. */
  readonly end: () => string
}

/** Characters held back at most while no white space comes; longer than any token. */
const longestHeld = 16_384
const longestToken = 4_096
/** Characters of an open key block held back before it is masked as far as it came. */
const longestBlock = 65_536

/** What at the end of a text may go on into a secret across white space. */
const openings = [/\b[Bb]earer\s+\S*$/, /\b[xX]-[aA][pP][iI]-[kK][eE][yY]:\s*\S*$/]
const blockBegin = /-----BEGIN [A-Z -]*$|-----BEGIN [A-Z ]*PRIVATE KEY-----(?![\s\S]*-----END [A-Z ]*PRIVATE KEY-----)/
const wholeBlock = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?-----END [A-Z ]*PRIVATE KEY-----/g
const blockEnd = /-----END [A-Z ]*PRIVATE KEY-----/

export function maskStream(maskText: (text: string) => string, secrets: readonly string[]): MaskStream {
  const spaced = secrets.filter((secret) => /\s/.test(secret))
  let held = ''
  let isInsideBlock = false

  const skipBlock = (): boolean => {
    const end = blockEnd.exec(held)
    if (!end) {
      // Only what may be the beginning of the end is worth keeping.
      held = held.slice(-100)
      return false
    }
    held = held.slice(end.index + end[0].length)
    isInsideBlock = false
    return true
  }
  return {
    push(chunk) {
      held += chunk
      if (isInsideBlock && !skipBlock()) return ''
      const block = blockBegin.exec(held)
      if (block && held.length - block.index > longestBlock) {
        const masked = maskText(held)
        held = ''
        isInsideBlock = true
        return masked
      }
      let end = lastWord(held)
      if (block) end = Math.min(end, block.index)
      for (const opening of openings) end = Math.min(end, opening.exec(held)?.index ?? end)
      for (const secret of spaced) end = Math.min(end, beginningAtEnd(held, secret), uncut(held, secret, end))
      for (const { 0: key, index } of held.matchAll(wholeBlock))
        if (index < end && end < index + key.length) end = index
      if (!block && held.length - end > longestHeld) end = tokenBoundary(held, maskText)
      const ready = held.slice(0, end)
      held = held.slice(end)
      return ready === '' ? '' : maskText(ready)
    },
    end() {
      if (isInsideBlock) return ''
      const rest = held
      held = ''
      return maskText(rest)
    },
  }
}

/** Where the last word begins: behind the last white space. */
function lastWord(text: string): number {
  let at = text.length
  while (at > 0 && !/\s/.test(text.charAt(at - 1))) at--
  return at
}

/** Where a beginning of `secret` stands at the end of the text; its length when none does. */
function beginningAtEnd(text: string, secret: string): number {
  for (let length = Math.min(secret.length - 1, text.length); length > 0; length--)
    if (text.endsWith(secret.slice(0, length))) return text.length - length
  return text.length
}

/** The beginning of a secret that a cut at `end` would go through; else `end`. */
function uncut(text: string, secret: string, end: number): number {
  const at = text.lastIndexOf(secret)
  return at >= 0 && at < end && end < at + secret.length ? at : end
}

/** A cut in a long text without white space that goes through no secret: masking the two sides changes nothing. */
function tokenBoundary(text: string, maskText: (text: string) => string): number {
  const whole = maskText(text)
  for (let at = text.length - longestToken; at > 0; at -= 512)
    if (maskText(text.slice(0, at)) + maskText(text.slice(at)) === whole) return at
  return text.length
}
