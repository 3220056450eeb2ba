// Frames as a screen reader can follow them: what is new is appended as lines, and the cursor never moves back.
import { withoutSequences } from './frame.ts'
import type { FrameWriter, Send } from './writer.ts'

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
  let isPaused = false
  let isOnItsWay = false
  let pace: NodeJS.Timeout | null = null
  let soon: NodeJS.Immediate | null = null

  // What comes within one turn of the event loop is one frame.
  const due = (): void => {
    soon ??= setImmediate(() => {
      soon = null
      flush()
    })
  }
  const flush = (): void => {
    if (isPaused || isOnItsWay || pace || frame === null) return
    const lines = linesOf(frame)
    const news = newLines(said, lines)
    said = lines
    if (news.length === 0) return
    isOnItsWay = true
    pace = setTimeout(() => {
      pace = null
      flush()
    }, paceMs)
    send(news.map((line) => `${line}\n`).join(''), () => {
      isOnItsWay = false
      flush()
    })
  }
  return {
    show(next) {
      frame = next
      due()
    },
    setCursor: () => undefined,
    redraw() {
      said = []
      due()
    },
    resize: () => undefined,
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
      due()
    },
    close() {
      frame = null
      isPaused = true
      if (pace) clearTimeout(pace)
      if (soon) clearImmediate(soon)
    },
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
