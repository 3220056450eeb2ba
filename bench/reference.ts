// The smallest difference of two frames: every scroll region there is, and pairs of the best, each drawn out in full.
import { blankLine, isErased, same, type Grid, type Line } from '../source/ui/output/cells.ts'
import { draw, type Drawing, type ScreenState } from '../source/ui/output/diff.ts'
import type { Region } from '../source/ui/output/scroll.ts'

const bytesOf = ({ text }: Drawing): number => Buffer.byteLength(text)
const pairedAtMost = 8

/** A floor for one line: its changed letters, the ways over what stays between them, and the way to the line. */
function floorOf(old: Line, next: Line): number {
  if (old === next) return 0
  let bytes = 0
  let last = -1
  let tail = next.length
  while (tail > 0 && isErased(next[tail - 1])) tail -= 1
  for (let x = 0; x < tail; x++) {
    const cell = next[x]
    if (same(old[x], cell) || !cell || cell.width === 0) continue
    const isApart = last !== -1 && x - last > (next[last]?.width ?? 1)
    if (isApart) bytes += Math.min(3, x - last - 1)
    if (last !== -1 && cell.glyph !== ' ' && next[last]?.glyph !== ' ' && next[last]?.style.key !== cell.style.key)
      bytes += 3
    // Five blanks and more can be erased for four bytes.
    bytes += cell.glyph === ' ' ? 0 : Buffer.byteLength(cell.glyph)
    last = x
  }
  const isTailOld = next.slice(tail).some((cell, i) => !same(old[tail + i], cell))
  if (last === -1 && !isTailOld) return next.some((cell, x) => !same(old[x], cell)) ? 2 : 0
  return bytes + (isTailOld ? 1 : 0) + 1
}

interface Candidate {
  readonly region: Region
  readonly floor: number
}

/** All regions between the first and the last line that change, each with a floor for the whole screen. */
function candidates(old: Grid, next: Grid): readonly Candidate[] {
  const empty = blankLine(next.columns)
  const direct = next.lines.map((line, y) => floorOf(old.lines[y] ?? empty, line))
  const fresh = next.lines.map((line) => floorOf(empty, line))
  const whole = direct.reduce((a, b) => a + b, 0)
  const first = direct.findIndex((bytes) => bytes > 0)
  const last = direct.findLastIndex((bytes) => bytes > 0)
  const all: Candidate[] = []
  for (let by = first - last; by <= last - first; by++) {
    if (by === 0) continue
    const moved = next.lines.map((line, y) => floorOf(old.lines[y + by] ?? empty, line))
    for (let top = first; top < last; top++)
      for (let bottom = top + Math.abs(by); bottom <= last; bottom++) {
        let floor = whole + (top === 0 && bottom === next.rows - 1 ? 3 : 11)
        for (let y = top; y <= bottom; y++) {
          const isInside = y + by >= top && y + by <= bottom
          floor += ((isInside ? moved[y] : fresh[y]) ?? 0) - (direct[y] ?? 0)
        }
        all.push({ region: { top, bottom, by }, floor })
      }
  }
  return all.toSorted((a, b) => a.floor - b.floor)
}

/** Regions are tried from the lowest floor up, until no floor is below the best that was found. */
export function smallestDrawing(state: ScreenState, next: Grid): Drawing {
  let best = draw(state, next, [])
  const tried: { region: Region; bytes: number }[] = []
  const consider = (...regions: Region[]): void => {
    const drawing = draw(state, next, regions)
    const [region] = regions
    if (region && regions.length === 1) tried.push({ region, bytes: bytesOf(drawing) })
    if (bytesOf(drawing) < bytesOf(best)) best = drawing
  }
  for (const { region, floor } of candidates(state.grid, next)) {
    if (floor >= bytesOf(best)) break
    consider(region)
  }
  const good = tried
    .toSorted((a, b) => a.bytes - b.bytes)
    .slice(0, pairedAtMost)
    .map(({ region }) => region)
  for (const a of good) for (const b of good) if (a.bottom < b.top) consider(a, b)
  return best
}
