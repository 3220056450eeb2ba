// The screen as cells: what stands in each column, as wide as every terminal draws it.
import { aloneWidth } from '../draw/alone.ts'
import { widthOf } from '../draw/width.ts'
import { blankStyle, isPlain, plain, type Style } from './style.ts'

export interface Cell {
  /** One character with its marks; empty in the right half of a wide one. */
  readonly glyph: string
  readonly style: Style
  /** 0 in the right half of a wide character. */
  readonly width: 0 | 1 | 2
}
export type Line = readonly Cell[]

export interface Grid {
  readonly columns: number
  readonly rows: number
  /** `rows` lines of `columns` cells. */
  readonly lines: readonly Line[]
}

export const same = (a: Cell | undefined, b: Cell | undefined): boolean =>
  a === b || (a?.glyph === b?.glyph && a?.width === b?.width && a?.style.key === b?.style.key)

const blank: Cell = { glyph: ' ', style: plain, width: 1 }
/** What erasing leaves behind. */
export const isErased = (cell: Cell | undefined): boolean => cell?.glyph === ' ' && isPlain(cell.style)

export const blankLine = (columns: number): Line => Array.from({ length: columns }, () => blank)
export function blankGrid(columns: number, rows: number): Grid {
  const line = blankLine(columns)
  return { columns, rows, lines: Array.from({ length: rows }, () => line) }
}

const cells = new Map<Style, Map<string, Cell>>()
let kept = 0
const keptAtMost = 20_000

/** Equal cells are mostly the same object, so that comparing a screen is fast. */
function cell(glyph: string, style: Style, width: 0 | 1 | 2): Cell {
  let ofStyle = cells.get(style)
  if (!ofStyle || kept >= keptAtMost) {
    if (kept >= keptAtMost) {
      cells.clear()
      kept = 0
    }
    ofStyle = new Map()
    cells.set(style, ofStyle)
  }
  const key = width === 0 ? '' : glyph
  const found = ofStyle.get(key)
  if (found) return found
  const made: Cell = { glyph, style, width }
  ofStyle.set(key, made)
  kept += 1
  return made
}

const space = (style: Style): Cell => {
  const looks = blankStyle(style)
  return isPlain(looks) ? blank : cell(' ', looks, 1)
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
const oneWithMarks = /^[^\p{M}\p{C}\p{Default_Ignorable_Code_Point}][\p{Mn}--\p{Default_Ignorable_Code_Point}]*$/v
const isRegional = /^\p{Regional_Indicator}/u

/**
 * Puts the cells of `text` behind those of `line`, at most `columns` of them. Control characters and what is drawn as
 * nothing are left out. Terminals disagree about characters joined from several (families, flags, skin tones): of
 * those the first is drawn, in the room of the whole.
 */
export function appendText(line: Cell[], text: string, style: Style, columns: number): void {
  let end = 0
  while (end < text.length && aloneWidth(text.charCodeAt(end)) !== null) end += 1
  // The last of them may carry a mark.
  const alone = end < text.length ? Math.max(0, end - 1) : end
  for (let i = 0; i < alone && line.length < columns; i++) appendAlone(line, text[i] ?? ' ', style, columns)
  if (alone === text.length) return
  for (const { segment } of segmenter.segment(text.slice(alone))) appendCluster(line, segment, style, columns)
}

function appendAlone(line: Cell[], glyph: string, style: Style, columns: number): void {
  const width = aloneWidth(glyph.charCodeAt(0)) ?? 1
  if (glyph === ' ' || width > columns - line.length) line.push(space(style))
  else line.push(cell(glyph, style, width))
  if (width === 2 && line.length < columns) line.push(cell('', style, 0))
}

function appendCluster(line: Cell[], cluster: string, style: Style, columns: number): void {
  const width = widthOf(cluster)
  const room = Math.min(width, columns - line.length)
  let left = room
  for (const glyph of width === room ? drawable(cluster, width) : []) {
    const drawn = widthOf(glyph)
    line.push(glyph === ' ' ? space(style) : cell(glyph, style, drawn === 2 ? 2 : 1))
    if (drawn === 2) line.push(cell('', style, 0))
    left -= drawn
  }
  for (; left > 0; left--) line.push(space(style))
}

/** What of a cluster every terminal draws in the same width: at most `width` columns. */
function drawable(cluster: string, width: number): readonly string[] {
  const composed = cluster.normalize('NFC')
  const fits = (glyph: string, room: number): boolean => {
    const drawn = widthOf(glyph)
    return oneWithMarks.test(glyph) && (drawn === 1 || drawn === 2) && drawn <= room
  }
  if (composed.length <= marksAtMost && fits(composed, width)) return [composed]
  if (isRegional.test(composed)) return ['?']
  const characters = Array.from(composed.slice(0, marksAtMost))
  // Half-width katakana with their voicing marks: two columns, two characters.
  if (characters.length === width && characters.every((character) => fits(character, 1))) return characters
  const [first = ' '] = characters
  return fits(first, width) ? [first] : []
}
/** UTF-16 units: more marks than any script needs are somebody's joke. */
const marksAtMost = 8
