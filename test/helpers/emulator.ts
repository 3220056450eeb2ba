// A terminal emulator to replay what the program sends, compared cell by cell with what should be seen.
import xterm from '@xterm/headless'
import type { Cell, Grid } from '../../source/ui/output/cells.ts'
import { widthOf } from '../../source/ui/draw/width.ts'

export interface Emulator {
  /** Resolves when the text has been obeyed. */
  readonly write: (text: string) => Promise<void>
  /** Every cell as a word: what is seen there. */
  readonly looks: () => string[][]
  readonly cursor: () => { x: number; y: number }
  readonly resize: (columns: number, rows: number) => void
  readonly dispose: () => void
}

export function openEmulator(columns: number, rows: number): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 0 })
  // The emulator's own width table is older than any terminal in use: emoji would be narrow.
  terminal.unicode.register({
    version: 'today',
    wcwidth: (codePoint) => Math.min(2, widthOf(String.fromCodePoint(codePoint))) as 0 | 1 | 2,
    charProperties(codePoint, preceding) {
      const width = Math.min(2, widthOf(String.fromCodePoint(codePoint)))
      const joins = width === 0 && preceding !== 0
      const shown = joins ? (preceding >> 1) & 3 : width
      return (codePoint << 3) | (shown << 1) | (joins ? 1 : 0)
    },
  })
  terminal.unicode.activeVersion = 'today'
  return {
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    looks: () =>
      Array.from({ length: terminal.rows }, (_, y) => {
        const line = terminal.buffer.active.getLine(terminal.buffer.active.baseY + y)
        return Array.from({ length: terminal.cols }, (_, x) => emulatedLook(line?.getCell(x)))
      }),
    cursor: () => ({ x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY }),
    resize: (width, height) => terminal.resize(width, height),
    dispose: () => terminal.dispose(),
  }
}

export const gridLooks = ({ lines }: Grid): string[][] => lines.map((line) => line.map(cellLook))

type EmulatedCell = NonNullable<
  ReturnType<NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>['getCell']>
>

const attributeNames = ['bold', 'dim', 'italic', 'underline', 'inverse', 'strike'] as const

/** A space shows no letter: without marks only its background is seen. */
function look(glyph: string, foreground: string, background: string, marks: readonly string[]): string {
  const isMarked = marks.some((mark) => ['underline', 'inverse', 'strike'].includes(mark))
  return glyph === ' ' && !isMarked ? ` /${background}` : `${glyph}/${background}/${foreground}/${marks.join()}`
}

function emulatedLook(cell: EmulatedCell | undefined): string {
  if (!cell) return 'nothing'
  const has = [
    cell.isBold(),
    cell.isDim(),
    cell.isItalic(),
    cell.isUnderline(),
    cell.isInverse(),
    cell.isStrikethrough(),
  ]
  const colour = (isDefault: boolean, isRgb: boolean, value: number): string =>
    isDefault ? '' : isRgb ? `#${value.toString(16)}` : String(value)
  if (cell.getWidth() === 0) return 'right half'
  return look(
    cell.getChars() || ' ',
    colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    attributeNames.filter((_, i) => has[i]),
  )
}

function cellLook({ glyph, style, width }: Cell): string {
  if (width === 0) return 'right half'
  const marks = attributeNames.filter((_, i) => style.attributes & (1 << i))
  return look(glyph, sgrColour(style.foreground), sgrColour(style.background), marks)
}

function sgrColour(parameters: string): string {
  const [code = 0, kind, ...rest] = parameters.split(';').map(Number)
  if (parameters === '') return ''
  if (kind === 5) return String(rest[0])
  if (kind === 2) return `#${((rest[0] ?? 0) * 65536 + (rest[1] ?? 0) * 256 + (rest[2] ?? 0)).toString(16)}`
  return String(code >= 90 ? (code % 10) + 8 : code % 10)
}
