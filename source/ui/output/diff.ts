// From what is on the terminal to the next frame, in as few bytes as can be.
import { blankGrid, type Grid } from './cells.ts'
import { advance, editLine, pathText, type Path } from './line-edit.ts'
import { move, type Cursor } from './moves.ts'
import { chooseRegions, scrolled, type Region } from './scroll.ts'
import { plain, styleChange, type Style } from './style.ts'

/** What the terminal shows, where its cursor is, and what it would draw with. */
export interface ScreenState {
  readonly grid: Grid
  readonly cursor: Cursor
  readonly pen: Style
}

/** A screen just cleared by `clearSequence`. */
export const clearedScreen = (columns: number, rows: number): ScreenState => ({
  grid: blankGrid(columns, rows),
  cursor: { x: 0, y: 0 },
  pen: plain,
})

/**
 * Everything erased, the cursor hidden and at home, and nothing left of what somebody else may have set: scroll region
 * and origin, style, letters of another set, inserting. Without automatic wrapping no cell can ever scroll the screen.
 * Keeps the scrollback.
 */
export const clearSequence = '\u001B[?25l\u001B[?7l\u001B[?6l\u001B[4l\u001B(B\u000F\u001B[r\u001B[m\u001B[H\u001B[J'

export interface Drawing {
  readonly text: string
  readonly state: ScreenState
}

/** The text that turns the screen into `next`; empty when it is that already. Both must have the same size. */
export function drawFrame(state: ScreenState, next: Grid): Drawing {
  const direct = draw(state, next, [])
  const regions = chooseRegions(state.grid, next)
  if (regions.length === 0) return direct
  const moved = draw(state, next, regions)
  return Buffer.byteLength(moved.text) < Buffer.byteLength(direct.text) ? moved : direct
}

/** The same with the regions given. */
export function draw({ grid, cursor, pen }: ScreenState, next: Grid, regions: readonly Region[]): Drawing {
  const begin: Path = { ...cursor, pen, cost: 0, text: '', before: null }
  const base = scrolled(grid, regions)
  let paths: readonly Path[] = [regions.length === 0 ? begin : scroll(begin, regions, grid.rows)]
  next.lines.forEach((line, y) => {
    paths = editLine(paths, base.lines[y] ?? line, line, y)
  })
  const path = paths.reduce((best, other) => (other.cost < best.cost ? other : best))
  return { text: pathText(path), state: { grid: next, cursor: { x: path.x, y: path.y }, pen: path.pen } }
}

/** Setting a region puts the cursor home; lines scrolled in take the background of the pen. */
function scroll(begin: Path, regions: readonly Region[], rows: number): Path {
  const pen = begin.pen.background === '' ? begin.pen : plain
  const text = regions.map(({ top, bottom, by }) => margins(top, bottom, rows) + scrolling(by)).join('')
  const whole = regions.every(({ top, bottom }) => top === 0 && bottom === rows - 1)
  const after = whole ? {} : { x: 0, y: 0 }
  return advance(begin, `${styleChange(begin.pen, pen)}${text}${whole ? '' : '\u001B[r'}`, { pen, ...after })
}

function margins(top: number, bottom: number, rows: number): string {
  if (top === 0 && bottom === rows - 1) return ''
  return `\u001B[${top === 0 ? '' : top + 1}${bottom === rows - 1 ? '' : `;${bottom + 1}`}r`
}

const scrolling = (by: number): string => `\u001B[${Math.abs(by) === 1 ? '' : Math.abs(by)}${by > 0 ? 'S' : 'T'}`

/** The move to where a text field wants the cursor; empty when it is there. */
export function placeCursor(state: ScreenState, x: number, y: number): Drawing {
  const text = move(state.cursor, x, y)
  return { text, state: { ...state, cursor: { x, y } } }
}
