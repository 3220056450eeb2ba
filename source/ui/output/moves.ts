// Cursor moves, the cheapest of those that xterm, tmux, screen, mosh, iTerm2 and Windows Terminal all know.

/** Zero-based. `x` is null when the terminal's own rule decides, as behind the last column. */
export interface Cursor {
  readonly x: number | null
  readonly y: number
}

const csi = (count: number, letter: string): string => `\u001B[${count === 1 ? '' : count}${letter}`

// NEL and IND instead of line feeds: a terminal driver makes two bytes of a line feed, too.
const nextLine = '\u001BE'
const lineDown = '\u001BD'
const lineUp = '\u001BM'

/** The shortest way from one place to another; the whole screen must be the scroll region. */
export function move(from: Cursor, x: number, y: number): string {
  if (from.x === x && from.y === y) return ''
  let best = absolute(x, y)
  const down = y - from.y
  best = shorter(best, vertically(down, y) + sideways(from.x, x))
  if (down > 0 && down <= 3) best = shorter(best, nextLine.repeat(down) + sideways(0, x))
  return best
}

const shorter = (a: string, b: string): string => (b.length < a.length ? b : a)

const absolute = (x: number, y: number): string => `\u001B[${y === 0 ? '' : y + 1}${x === 0 ? '' : `;${x + 1}`}H`

function vertically(by: number, y: number): string {
  if (by === 0) return ''
  if (by === 1) return lineDown
  if (by === -1) return lineUp
  return shorter(csi(y + 1, 'd'), by > 0 ? csi(by, 'B') : csi(-by, 'A'))
}

function sideways(from: number | null, x: number): string {
  if (from === x) return ''
  let best = x === 0 ? '\r' : csi(x + 1, 'G')
  if (x > 0) best = shorter(best, `\r${csi(x, 'C')}`)
  if (from === null) return best
  if (x > from) return shorter(best, csi(x - from, 'C'))
  const back = from - x
  return shorter(back <= 3 ? shorter(best, '\b'.repeat(back)) : best, csi(back, 'D'))
}
