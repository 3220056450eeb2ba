// Which rows to scroll before drawing: the disjoint regions that save the most, by an estimate of each line's cost.
import { blankLine, isErased, same, type Grid, type Line } from './cells.ts'

export interface Region {
  /** First and last row, zero-based. */
  readonly top: number
  readonly bottom: number
  /** Rows the content moves up; negative: down. */
  readonly by: number
}

/** Bytes to set a region and scroll it; the first one also pays for giving the whole screen back. */
const regionBytes = 11
const jumpBytes = 4
const lineBytes = 5

/** About what drawing `next` over `old` costs. */
function estimate(old: Line, next: Line): number {
  if (old === next) return 0
  let end = next.length
  while (end > 0 && isErased(next[end - 1])) end -= 1
  let bytes = 0
  let last = -1
  for (let x = 0; x < end; x++) {
    const cell = next[x]
    if (cell === old[x] || same(old[x], cell)) continue
    if (last === -1) bytes += lineBytes
    else bytes += Math.min(x - last - 1, jumpBytes)
    if (next[last] && next[last]?.style !== cell?.style) bytes += jumpBytes
    bytes += cell?.width === 2 || (cell && cell.glyph > '~') ? 3 : 1
    last = x
  }
  for (let x = end; x < next.length; x++) if (!isErased(old[x])) return bytes + (last === -1 ? lineBytes : 0) + 3
  return bytes
}

/** The regions to scroll, top to bottom; none when that is cheapest. */
export function chooseRegions(old: Grid, next: Grid): readonly Region[] {
  const direct = next.lines.map((line, y) => estimate(old.lines[y] ?? line, line))
  const first = direct.findIndex((bytes) => bytes > 0)
  const last = direct.findLastIndex((bytes) => bytes > 0)
  if (first === -1 || last - first < 1) return []
  // A screen just taken: there is nothing to move.
  if (old.lines.slice(first, last + 1).every((line) => line.every(isErased))) return []
  const best = bestRegions(first, last, direct)
  const height = last - first + 1
  const empty = blankLine(next.columns)
  const fresh = next.lines.map((line) => estimate(empty, line))
  for (let by = -height + 1; by < height; by++) {
    if (by === 0) continue
    // What row y costs when it is drawn over the row that moved there.
    const moved = next.lines.map((line, y) => {
      const from = old.lines[y + by]
      return y < first || y > last || !from || y + by < first || y + by > last ? Infinity : estimate(from, line)
    })
    best.consider(by, moved, fresh)
  }
  return best.regions()
}

/** For each row the cheapest way to draw it and all below. */
function bestRegions(first: number, last: number, direct: readonly number[]) {
  const candidates: (Region & { bytes: number })[][] = []
  return {
    consider(by: number, moved: readonly number[], fresh: readonly number[]): void {
      const size = Math.abs(by)
      for (let top = first; top + size <= last; top++) {
        let bytes = regionBytes
        let without = 0
        for (let y = top; y < top + size; y++) {
          bytes += (by > 0 ? 0 : fresh[y]) ?? 0
          without += direct[y] ?? 0
        }
        for (let bottom = top + size; bottom <= last; bottom++) {
          // One more row below: content comes from within the region, or the row is new.
          bytes += (by > 0 ? moved[bottom - size] : moved[bottom]) ?? 0
          without += direct[bottom] ?? 0
          let whole = bytes
          if (by > 0) for (let y = bottom - size + 1; y <= bottom; y++) whole += fresh[y] ?? 0
          if (whole < without) (candidates[top] ??= []).push({ top, bottom, by, bytes: whole })
        }
      }
    },
    regions(): readonly Region[] {
      const bytes: number[] = []
      const chosen: (Region | null)[] = []
      for (let y = last; y >= first; y--) {
        bytes[y] = (direct[y] ?? 0) + (bytes[y + 1] ?? 0)
        chosen[y] = null
        for (const region of candidates[y] ?? []) {
          const sum = region.bytes + (bytes[region.bottom + 1] ?? 0)
          if (sum < (bytes[y] ?? 0)) [bytes[y], chosen[y]] = [sum, region]
        }
      }
      const found: Region[] = []
      for (let y = first; y <= last; y++) {
        const region = chosen[y]
        if (!region) continue
        found.push(region)
        y = region.bottom
      }
      return found
    },
  }
}

/** The screen after its regions have been scrolled. */
export function scrolled(grid: Grid, regions: readonly Region[]): Grid {
  if (regions.length === 0) return grid
  const empty = blankLine(grid.columns)
  const lines = grid.lines.map((line, y) => {
    const region = regions.find(({ top, bottom }) => top <= y && y <= bottom)
    if (!region) return line
    const from = y + region.by
    return from < region.top || from > region.bottom ? empty : (grid.lines[from] ?? empty)
  })
  return { ...grid, lines }
}
