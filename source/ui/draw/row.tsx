// A row of the screen: segments of text with a tone, cut to a width. Everything shown passes through `seg`.
import { Text } from 'ink'
import { memo, type ReactNode } from 'react'
import { printableLine } from '../../core/printable.ts'
import { useLook } from './look.ts'
import type { Tone } from './tone.ts'
import { cutTo, widthOf } from './width.ts'

export interface Segment {
  readonly text: string
  readonly tone: Tone
}
export type Row = readonly Segment[]

/** A piece of a row. The text may come from anywhere: what could steer the terminal is made visible. */
export const seg = (text: string, tone: Tone = 'plain'): Segment => ({ text: printableLine(text), tone })
export const row = (...segments: (Segment | string)[]): Row =>
  segments.map((segment) => (typeof segment === 'string' ? seg(segment) : segment))
export const blank: Row = []

/** Columns a row takes. */
export const rowWidth = (content: Row): number => content.reduce((sum, { text }) => sum + widthOf(text), 0)

/** The text of a row, as it is searched in. */
export const rowText = (content: Row): string => content.map(({ text }) => text).join('')

/** The row cut or padded to exactly `columns`. */
export function fitRow(content: Row, columns: number): Row {
  const cut = cutRow(content, columns)
  const room = columns - rowWidth(cut)
  return room > 0 ? [...cut, { text: ' '.repeat(room), tone: 'plain' }] : cut
}

/** The row cut to at most `columns`. */
export function cutRow(content: Row, columns: number): Row {
  const fitted: Segment[] = []
  let room = columns
  for (const { text, tone } of content) {
    if (room <= 0) break
    const cut = cutTo(text, room)
    fitted.push({ text: cut, tone })
    room -= widthOf(cut)
  }
  return fitted
}

/** The row with `right` at its end, whatever has to be cut on the left. */
export function withRight(left: Row, right: Row, columns: number): Row {
  const taken = rowWidth(right)
  return [...fitRow(left, Math.max(0, columns - taken)), ...fitRow(right, Math.min(taken, columns))]
}

/** The row as the one the cursor stands on. */
export const inverted = (content: Row): Row => content.map(({ text }) => ({ text, tone: 'inverse' }))

// Only the terminal's own colours, and of those the ones that can be read on a dark and on a light ground.
const styles = {
  plain: {},
  dim: { dimColor: true },
  bold: { bold: true },
  good: { color: 'green' },
  bad: { color: 'red', bold: true },
  warn: { color: 'magenta', bold: true },
  accent: { bold: true },
  inverse: { inverse: true },
} as const satisfies Record<Tone, object>
const colorless = { ...styles, good: {}, bad: { bold: true }, warn: { bold: true } } as const

/** Draws a row; it must have been fitted to the width of its place. */
export const RowText = memo(function RowText({ content }: { content: Row }): ReactNode {
  const { hasColor } = useLook()
  const table = hasColor ? styles : colorless
  const [first = { text: '', tone: 'plain' }, ...others] = joined(content)
  // Without a character it would have no height.
  if (others.length === 0)
    return (
      <Text wrap="truncate" {...table[first.tone]}>
        {first.text || ' '}
      </Text>
    )
  return (
    <Text wrap="truncate">
      {[first, ...others].map((segment, i) => (
        <Text key={i} {...table[segment.tone]}>
          {segment.text}
        </Text>
      ))}
    </Text>
  )
})

/** Neighbours of one tone as one segment: every segment costs a component. */
function joined(content: Row): Row {
  const segments: Segment[] = []
  for (const { text, tone } of content) {
    const last = segments.at(-1)
    if (last?.tone === tone) segments[segments.length - 1] = { text: last.text + text, tone }
    else if (text !== '') segments.push({ text, tone })
  }
  return segments
}
