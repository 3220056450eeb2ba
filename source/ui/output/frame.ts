// A frame of Ink's (rows of text with SGR sequences) as cells. Nothing else a terminal would obey gets through.
import { appendText, blankLine, type Cell, type Grid, type Line } from './cells.ts'
import { plain, styled, type Style } from './style.ts'

// In this order: SGR, any other CSI, strings (OSC, DCS, SOS, PM, APC) up to their end, other escapes, C0 and C1.
const steering =
  /\u001B\[(?<sgr>[\d;]*)m|(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?|(?:\u001B[\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?|\u001B[ -/]*[0-~]?|[\u0000-\u001F\u007F-\u009F]/g

/** The text alone. */
export const withoutSequences = (text: string): string => text.replaceAll(steering, '')

/** Turns the frames of one screen into cells; lines it has seen in the frame before are not read again. */
export function createFrameReader(): (frame: string, columns: number, rows: number) => Grid {
  let seen = new Map<string, Line>()
  let seenColumns = 0
  return (frame, columns, rows) => {
    if (columns !== seenColumns) seen = new Map()
    seenColumns = columns
    const now = new Map<string, Line>()
    const empty = blankLine(columns)
    const texts = frame.split('\n', rows)
    const lines = Array.from({ length: rows }, (_, y) => {
      const text = texts[y] ?? ''
      if (text === '') return empty
      const line = now.get(text) ?? seen.get(text) ?? readLine(text, columns)
      now.set(text, line)
      return line
    })
    seen = now
    return { columns, rows, lines }
  }
}

/** Ink ends every style at the end of its line, so each line begins plain. */
function readLine(text: string, columns: number): Line {
  const line: Cell[] = []
  let style: Style = plain
  let read = 0
  for (const match of text.matchAll(steering)) {
    appendText(line, text.slice(read, match.index), style, columns)
    read = match.index + match[0].length
    if (match.groups?.['sgr'] !== undefined) style = styled(style, match.groups['sgr'])
  }
  appendText(line, text.slice(read), style, columns)
  return [...line, ...blankLine(columns - line.length)]
}
