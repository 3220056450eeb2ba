// A framed panel: number and title in the upper edge, a note at its right, rows inside.
import { Box } from 'ink'
import { memo, type ReactNode } from 'react'
import { blank, fitRow, row, RowText, seg, type Row, type Tone } from './row.tsx'
import { cutTo, widthOf } from './width.ts'

export interface Frame {
  readonly horizontal: string
  readonly focused: string
  readonly vertical: string
  readonly corners: readonly [string, string, string, string]
}

export const lineFrame: Frame = { horizontal: '─', focused: '━', vertical: '│', corners: ['┌', '┐', '└', '┘'] }
/** For terminals that draw box characters two columns wide. */
export const asciiFrame: Frame = { horizontal: '-', focused: '=', vertical: '|', corners: ['+', '+', '+', '+'] }

export interface PanelProps {
  readonly title: string
  readonly note: string
  readonly noteTone?: Tone
  readonly rows: readonly Row[]
  readonly width: number
  readonly height: number
  readonly isFocused: boolean
  readonly frame: Frame
}

/** Rows that fit between the edges. */
export const innerRows = (height: number): number => Math.max(0, height - 2)
/** Columns between the edges and one space at either side. */
export const innerColumns = (width: number): number => Math.max(0, width - 4)

export const Panel = memo(function Panel(props: PanelProps): ReactNode {
  const { rows, width, height, isFocused, frame } = props
  const tone: Tone = isFocused ? 'accent' : 'dim'
  const edge = isFocused ? frame.focused : frame.horizontal
  const [, , bottomLeft, bottomRight] = frame.corners
  const side = seg(frame.vertical, tone)
  const inside = Array.from({ length: innerRows(height) }, (_, i) => fitRow(rows[i] ?? blank, innerColumns(width)))
  return (
    <Box flexDirection="column" width={width} height={height}>
      <RowText content={upperEdge(props, edge, tone)} />
      {inside.map((content, i) => (
        <RowText key={i} content={[side, seg(' '), ...content, seg(' '), side]} />
      ))}
      <RowText content={row(seg(bottomLeft + edge.repeat(Math.max(0, width - 2)) + bottomRight, tone))} />
    </Box>
  )
})

function upperEdge({ title, note, noteTone, width, frame, isFocused }: PanelProps, edge: string, tone: Tone): Row {
  const [left, right] = frame.corners
  const shownTitle = cutTo(` ${title} `, Math.max(0, width - 4))
  const room = width - 4 - widthOf(shownTitle)
  const shownNote = note === '' || widthOf(note) + 2 > room ? '' : ` ${note} `
  const line = edge.repeat(Math.max(0, room - widthOf(shownNote)))
  return row(
    seg(left + edge, tone),
    seg(shownTitle, isFocused ? 'bold' : 'plain'),
    seg(line, tone),
    seg(shownNote, noteTone ?? 'plain'),
    seg(edge + right, tone),
  )
}
