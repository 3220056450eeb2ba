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
  const domain: number[] = []
  const range: number[] = []
  let x = left
  for (const { from, to } of pieces) {
    domain.push(from, to)
    range.push(x, x + ((to - from) / working) * room)
    x = (range.at(-1) ?? x) + gapWidth
  }
  const scale = scaleUtc().domain(domain).range(range).clamp(true)
  const at = (wall: number): number => scale(wall)
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
