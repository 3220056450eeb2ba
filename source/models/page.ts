// What an error page says, without its marks.

/** Elements whose text is no word for people; the title is, where nothing else says it. */
const hidden: ReadonlySet<string> = new Set(['script', 'style', 'head', 'svg'])

/** The words of a page; of a text without marks the text. In one pass, for a page may be of any length and shape. */
export function pageWords(page: string): string {
  const words = wordsOf(page)
  const title = shortened(/<title\b[^<>]*>([^<]*)/iu.exec(page)?.[1] ?? '')
  return words.includes(title) ? words : shortened(`${title} ${words}`)
}

const shortened = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim()

function wordsOf(page: string): string {
  const words: string[] = []
  let within: string | null = null
  for (const piece of page.split(/(<[^<>]*>)/u)) {
    const [, slash, named] = /^<(\/?)([a-z][a-z0-9]*)/iu.exec(piece) ?? []
    const name = named?.toLowerCase()
    if (within !== null) {
      if (slash === '/' && name === within) within = null
    } else if (!piece.startsWith('<') || !piece.endsWith('>')) words.push(piece)
    else if (slash === '' && name !== undefined && hidden.has(name)) within = name
  }
  return shortened(words.join(' '))
}
