// A framed panel: number and title in the upper edge, a note at its right, rows inside.
import { Box, useIsScreenReaderEnabled, type BoxProps } from 'ink'
import { memo, type ReactNode } from 'react'
import type { Place } from './place.ts'
import { useLook, type Frame } from './look.ts'
import { cutRow, fitRow, inverted, row, RowText, seg, type Row } from './row.tsx'
import type { Tone } from './tone.ts'
import { cutTo, widthOf } from './width.ts'

export interface PanelProps {
  readonly title: string
  readonly note?: string
  readonly noteTone?: Tone
  readonly rows: readonly Row[]
  /** The row the cursor stands on. */
  readonly cursor?: number | null
  readonly place: Place
  readonly isFocused: boolean
}

/** Rows that fit between the edges. */
export const innerRows = ({ height }: Place): number => Math.max(0, height - 2)
/** Columns between the edges and one space at either side. */
export const innerColumns = ({ width }: Place): number => Math.max(0, width - 4)

export const Panel = memo(function Panel(props: PanelProps): ReactNode {
  const { rows, place, isFocused, cursor = null } = props
  const { frame } = useLook()
  const isSpoken = useIsScreenReaderEnabled()
  if (isSpoken) return <SpokenPanel {...props} />
  const columns = innerColumns(place)
  return (
    <Box flexDirection="column" width={place.width} height={place.height}>
      <RowText content={upperEdge(props, frame)} />
      <Box
        flexDirection="column"
        flexGrow={1}
        paddingX={1}
        borderStyle={edges(frame, isFocused)}
        borderTop={false}
        borderDimColor={!isFocused}
      >
        {rows.slice(0, innerRows(place)).map((content, i) => (
          <RowText key={i} content={i === cursor ? inverted(fitRow(content, columns)) : cutRow(content, columns)} />
        ))}
      </Box>
    </Box>
  )
})

function edges(frame: Frame, isFocused: boolean): BoxProps['borderStyle'] {
  const [topLeft, topRight, bottomLeft, bottomRight] = frame.corners
  const { vertical } = frame
  const edge = isFocused ? frame.focused : frame.horizontal
  return { topLeft, topRight, bottomLeft, bottomRight, left: vertical, right: vertical, top: edge, bottom: edge }
}

function upperEdge({ title, note = '', noteTone, place, isFocused }: PanelProps, frame: Frame): Row {
  const [left, right] = frame.corners
  const tone: Tone = isFocused ? 'plain' : 'dim'
  const edge = isFocused ? frame.focused : frame.horizontal
  const shownTitle = cutTo(` ${title} `, Math.max(0, place.width - 4))
  const room = place.width - 4 - widthOf(shownTitle)
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

/** A screen reader hears title and rows; frames and padding would be read as signs. */
function SpokenPanel({ title, note = '', rows, cursor = null }: PanelProps): ReactNode {
  return (
    <Box flexDirection="column">
      <RowText content={row(title)} />
      {note === '' ? null : <RowText content={row(note)} />}
      {rows.map((content, i) => (
        <RowText key={i} content={i === cursor ? [seg('> '), ...content] : content} />
      ))}
    </Box>
  )
}
