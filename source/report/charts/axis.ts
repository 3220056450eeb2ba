// The time axis of the charts: the hours in which nothing ran take a gap of a few points, whatever they were.
import { scaleUtc } from 'd3-scale'
import { clockText, dayText } from './clock.ts'

/** Wall-clock milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface TimeAxis {
  readonly at: (wall: number) => number
  readonly ticks: readonly { readonly x: number; readonly text: string }[]
  /** Where a gap stands, and what day it is behind it. */
  readonly gaps: readonly { readonly x: number; readonly width: number; readonly day: string }[]
}

const gapWidth = 14
/** A pause of this part of all working time is drawn as a gap. */
const gapPart = 0.08

/** `spans` in order. */
export function timeAxis(spans: readonly Span[], left: number, right: number, tickWidth: number): TimeAxis {
  const pieces = joined(spans)
  const working = pieces.reduce((sum, { from, to }) => sum + to - from, 0) || 1
  const room = right - left - gapWidth * (pieces.length - 1)
  let x = left
  const placed = pieces.map(({ from, to }) => {
    const piece = { from, to, x, width: ((to - from) / working) * room }
    x += piece.width + gapWidth
    return piece
  })
  const at = placeOn(placed)
  const isFine = working < 10 * 60_000
  const ticks = pieces.flatMap(({ from, to }) => {
    const width = ((to - from) / working) * room
    const count = Math.floor(width / tickWidth)
    const own = count < 1 ? [] : scaleUtc().domain([from, to]).ticks(count)
    return own.map((date) => ({ x: at(date.getTime()), text: clockText(date.getTime(), isFine) }))
  })
  const gaps = pieces.slice(1).map(({ from }) => ({ x: at(from) - gapWidth, width: gapWidth, day: dayText(from) }))
  return { at, ticks: apart(ticks, tickWidth * 0.6, right - tickWidth / 2), gaps }
}

interface Placed extends Span {
  readonly x: number
  readonly width: number
}

/** What d3's scale of many pieces does, for a hundred thousand moments: it makes dates of them. */
function placeOn(pieces: readonly Placed[]): (wall: number) => number {
  let last = pieces[0]
  return (wall) => {
    // Moments come in order: most lie in the piece of the one before.
    if (!last || wall < last.from || wall > last.to) last = pieces.findLast(({ from }) => from <= wall) ?? pieces[0]
    if (!last) return 0
    const part = Math.min(1, Math.max(0, (wall - last.from) / (last.to - last.from || 1)))
    return last.x + part * last.width
  }
}

function joined(spans: readonly Span[]): Span[] {
  const merged: Span[] = []
  const working = spans.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)
  for (const { from, to } of spans) {
    const last = merged.at(-1)
    if (last && from - last.to < Math.max(1000, working * gapPart))
      merged[merged.length - 1] = { from: last.from, to: Math.max(last.to, to) }
    else merged.push({ from, to: Math.max(to, from + 1) })
  }
  return merged.length === 0 ? [{ from: 0, to: 1 }] : merged
}

/** No two texts over each other, none over the right end. */
function apart<T extends { readonly x: number }>(ticks: readonly T[], least: number, most: number): T[] {
  let last = -Infinity
  return ticks.filter(({ x }) => {
    if (x - last < least || x > most) return false
    last = x
    return true
  })
}
