// Turns one line of the terminal into another with the fewest bytes: the shortest path over columns and pens.
import { isErased, same, type Cell, type Line } from './cells.ts'
import { move, type Cursor } from './moves.ts'
import { drawsBlank, plain, styleChange, type Style } from './style.ts'

/** What has been sent so far, where it left the cursor, and with which style. */
export interface Path extends Cursor {
  readonly pen: Style
  /** Bytes. */
  readonly cost: number
  readonly text: string
  readonly before: Path | null
}

export const pathText = (path: Path): string => {
  const pieces: string[] = []
  for (let at: Path | null = path; at; at = at.before) pieces.push(at.text)
  return pieces.reverse().join('')
}

/** Sequences are ASCII, one byte a character; glyphs may take more. */
export const advance = (
  before: Path,
  text: string,
  to: Partial<Pick<Path, 'x' | 'y' | 'pen'>>,
  bytes?: number,
): Path => ({
  x: to.x === undefined ? before.x : to.x,
  y: to.y ?? before.y,
  pen: to.pen ?? before.pen,
  cost: before.cost + (bytes ?? text.length),
  text,
  before,
})

/** Cells worth drawing again instead of jumping over them: a jump takes three bytes and more. */
const drawnOverAtMost = 5
/** Ends kept for the next line: cursor and pen differ, and what is dearer here may be cheaper there. */
const keptAtMost = 6
const erasedAtLeast = 5

interface Edit {
  readonly old: Line
  readonly next: Line
  readonly y: number
  /** One behind the last column that changes. */
  readonly end: number
  /** From here on the line is blank. */
  readonly tail: number
}

/** All ways worth going on from, when each of `paths` has turned line `y` from `old` into `next`. */
export function editLine(paths: readonly Path[], old: Line, next: Line, y: number): readonly Path[] {
  if (old === next) return paths
  const first = nextChange(old, next, 0)
  if (first === next.length) return paths
  let end = next.length
  while (same(old[end - 1], next[end - 1])) end -= 1
  let tail = next.length
  while (tail > 0 && isErased(next[tail - 1])) tail -= 1
  const edit: Edit = { old, next, y, end, tail }
  const at: Path[][] = []
  const ended: Path[] = []
  for (const path of paths)
    for (const x of beginnings(path, edit, first)) keep(at, x, advance(path, move(path, x, y), { x, y }))
  for (let x = 0; x < end; x++) for (const path of at[x] ?? []) goOn(path, x, edit, at, ended)
  for (let x = end; x < at.length; x++) ended.push(...(at[x] ?? []))
  return best(ended)
}

function nextChange(old: Line, next: Line, from: number): number {
  let x = from
  while (x < next.length && same(old[x], next[x])) x += 1
  return x
}

/** Where drawing may begin: at the first change, or a little before it where the cursor gets cheaper. */
function beginnings(path: Path, { next, y, tail }: Edit, first: number): readonly number[] {
  const isWorth = (x: number) => next[x]?.width !== 0 && (first - x <= drawnOverAtMost || x >= tail)
  const candidates = [first, 0, ...(path.x === null ? [] : [path.y === y || path.y === y - 1 ? path.x : first])]
  return [...new Set(candidates)].filter((x) => x === first || (x < first && isWorth(x)))
}

function goOn(path: Path, x: number, edit: Edit, at: Path[][], ended: Path[]): void {
  const { old, next, end, tail } = edit
  if (x >= tail) ended.push(erasing(path, '\u001B[K'))
  const change = nextChange(old, next, x)
  if (change > x) keep(at, change, advance(path, move(path, change, edit.y), { x: change }))
  if (change - x > drawnOverAtMost) return
  const cell = next[x]
  if (!cell) return
  for (const pen of pensFor(path.pen, cell, next, x)) {
    const to = x + cell.width
    const text = styleChange(path.pen, pen) + cell.glyph
    const bytes = text.length - cell.glyph.length + bytesOf(cell.glyph)
    keep(at, to, advance(path, text, { x: to >= next.length ? null : to, pen }, bytes))
  }
  const blanks = erasableUntil(next, x, end) - x
  if (blanks < erasedAtLeast) return
  const erased = erasing(path, `\u001B[${blanks}X`)
  const onward = nextChange(old, next, x + blanks)
  if (onward >= end) ended.push(erased)
  else keep(at, onward, advance(erased, move(erased, onward, edit.y), { x: onward }))
}

/** Erased cells take the background of the pen. */
function erasing(path: Path, sequence: string): Path {
  const pen = path.pen.background === '' ? path.pen : plain
  return advance(path, styleChange(path.pen, pen) + sequence, { pen })
}

/** A space needs no letter colour: it may keep the pen, or take the one of what comes next. */
function pensFor(pen: Style, cell: Cell, line: Line, x: number): readonly Style[] {
  if (cell.glyph !== ' ') return [cell.style]
  if (drawsBlank(pen, cell.style)) return [pen]
  let after = x + 1
  while (line[after]?.glyph === ' ') after += 1
  const ahead = line[after]?.style
  return ahead && ahead.key !== cell.style.key && drawsBlank(ahead, cell.style) ? [cell.style, ahead] : [cell.style]
}

function erasableUntil(line: Line, from: number, end: number): number {
  let x = from
  while (x < end && isErased(line[x])) x += 1
  return x
}

const bytesOf = (glyph: string): number => (glyph.length === 1 && glyph < '\u0080' ? 1 : Buffer.byteLength(glyph))

function keep(at: Path[][], x: number, path: Path): void {
  const there = (at[x] ??= [])
  const rival = there.findIndex((other) => other.pen.key === path.pen.key)
  if (rival === -1) there.push(path)
  else if ((there[rival]?.cost ?? 0) > path.cost) there[rival] = path
}

function best(paths: readonly Path[]): readonly Path[] {
  const kept: Path[] = []
  for (const path of paths.toSorted((a, b) => a.cost - b.cost)) {
    if (kept.length === keptAtMost) break
    if (!kept.some((other) => other.x === path.x && other.pen.key === path.pen.key)) kept.push(path)
  }
  return kept
}
