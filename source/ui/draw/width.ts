// Display widths: every cut and every padding on the screen goes through here.
import stringWidth from 'string-width'

const ascii = /^[\u0020-\u007E]*$/

/** Columns a text takes on the terminal. */
export function widthOf(text: string): number {
  // Most texts are ASCII; the general way compiles large tables on first use.
  return ascii.test(text) ? text.length : stringWidth(text)
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** The text cut to at most `columns`, with `..` at its end when something was left out. */
export function cutTo(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text
  const mark = columns > 4 ? '..' : ''
  let kept = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    const width = widthOf(segment)
    if (used + width > columns - mark.length) break
    kept += segment
    used += width
  }
  return kept + mark
}

/** The end of a text, at most `columns` wide. */
export function endOf(text: string, columns: number): string {
  const kept: string[] = []
  let used = 0
  for (const { segment } of [...segmenter.segment(text)].toReversed()) {
    used += widthOf(segment)
    if (used > columns) break
    kept.unshift(segment)
  }
  return kept.join('')
}

/** Exactly `columns` wide: cut, or padded with spaces behind. */
export function fit(text: string, columns: number): string {
  const cut = cutTo(text, columns)
  return cut + ' '.repeat(Math.max(0, columns - widthOf(cut)))
}

/** Exactly `columns` wide, the text at the end: cut, or padded with spaces in front. */
export function fitEnd(text: string, columns: number): string {
  const cut = cutTo(text, columns)
  return ' '.repeat(Math.max(0, columns - widthOf(cut))) + cut
}

/** Lines of at most `columns`, broken behind a space where one is near, else where the width ends. Nothing is left out. */
export function wrapTo(text: string, columns: number): string[] {
  if (text.length <= columns && ascii.test(text)) return [text]
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    const width = widthOf(segment)
    if (used + width > columns && line !== '') {
      const kept = wholeWords(line, columns)
      lines.push(kept)
      line = line.slice(kept.length)
      used = widthOf(line)
    }
    line += segment
    used += width
  }
  return [...lines, line]
}

/** The line up to its last space, unless much would move to the next one. */
function wholeWords(line: string, columns: number): string {
  const words = line.slice(0, line.lastIndexOf(' ') + 1)
  return widthOf(words) > columns / 2 ? words : line
}
