// Takes the place of string-width in the bundle (scripts/build.js): the same widths, without its tables for emoji
// (30 ms of CPU) as long as a text has only characters that stand alone and can be told apart at once.
import { aloneWidth } from '../ui/draw/alone.ts'

/** In the bundle a call that loads the package when it is needed; outside of it Node's own. */
declare const require: (name: 'string-width') => {
  default: (text: string, options?: Readonly<Record<string, boolean>>) => number
}

const colours = /\u001B\[[\d;]*m/g

/** Columns of `text`; source: string-width, whose answer it gives for every text. */
function stringWidth(text: string, options?: Readonly<Record<string, boolean>>): number {
  const everyWidth = (): number => require('string-width').default(text, options)
  if (options !== undefined || typeof text !== 'string') return everyWidth()
  const shown = text.includes('\u001B') ? text.replaceAll(colours, '') : text
  let width = 0
  for (let i = 0; i < shown.length; i++) {
    const columns = aloneWidth(shown.charCodeAt(i))
    if (columns === null) return everyWidth()
    width += columns
  }
  return width
}

// oxlint-disable-next-line import/no-default-export -- it stands where the package's stood
export { stringWidth as default }
