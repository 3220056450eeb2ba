// Frames as a screen reader can follow them: what is new is appended as lines, and the cursor never moves back.
import { withoutSequences } from './frame.ts'
import { createPace, type Send } from './pace.ts'
import type { FrameWriter } from './writer.ts'

/** Milliseconds between two writes, at least: speech is slow, and a pause lets a thing be said whole. */
const paceMs = 500

/** The row the cursor of a list or a menu stands on. */
const marker = '> '

/**
 * Lines that were said and are still there are not said again, nor are rows that only lost the cursor. `redraw` says
 * everything again. What was there for less than the pace is never said.
 */
export function createSpokenWriter(send: Send): FrameWriter {
  let frame: string | null = null
  let said: readonly string[] = []
  const pace = createPace(send, paceMs, () => {
    if (frame === null) return ''
    const lines = linesOf(frame)
    const news = newLines(said, lines)
    said = lines
    return news.map((line) => `${line}\n`).join('')
  })
  return {
    pause: pace.pause,
    resume: pace.resume,
    close: pace.close,
    show(next) {
      frame = next
      pace.due()
    },
    setCursor: () => undefined,
    redraw() {
      said = []
      pace.due()
    },
    resize: () => undefined,
  }
}

/** Columns are made for eyes: one space is enough between them. */
function linesOf(frame: string): string[] {
  const lines = frame.split('\n').map((line) => withoutSequences(line).trim().replaceAll(/\s+/g, ' '))
  return lines.filter((line) => line !== '')
}

/** A line that stands there more often than before is new as often. */
function newLines(before: readonly string[], now: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of before) left.set(line, (left.get(line) ?? 0) + 1)
  const take = (line: string): boolean => {
    const count = left.get(line) ?? 0
    if (count > 0) left.set(line, count - 1)
    return count > 0
  }
  return now.filter((line) => !take(line) && !take(marker + line))
}
