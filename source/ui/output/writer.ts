// Sends frames to the terminal: only what changed, one write a frame, never more than the terminal takes.
import { clearedScreen, clearSequence, drawFrame, placeCursor, type ScreenState } from './diff.ts'
import { createFrameReader } from './frame.ts'
import { createPace, type Send } from './pace.ts'

export interface Size {
  readonly columns: number
  readonly rows: number
}
export interface Place {
  readonly x: number
  readonly y: number
}

export interface FrameWriter {
  /** The newest frame, rows of text with SGR; what the terminal was too slow for is never sent. */
  readonly show: (frame: string) => void
  /** Where a text field wants the cursor, zero-based; null hides it. */
  readonly setCursor: (place: Place | null) => void
  /** Sends the whole screen again: the terminal may show something else than was sent. */
  readonly redraw: () => void
  /** The same for a new size. */
  readonly resize: (size: Size) => void
  /** Keeps frames back until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  readonly close: () => void
}

// DEC 2026: a terminal that knows it shows the frame at once; the others ignore it.
const begin = '\u001B[?2026h'
const end = '\u001B[?2026l'
const showCursor = '\u001B[?25h'
const hideCursor = '\u001B[?25l'

/** At most one frame in `frameMs` milliseconds, and one on its way. */
export function createFrameWriter(send: Send, frameMs: number, initial: Size): FrameWriter {
  const read = createFrameReader()
  let size = initial
  let screen: ScreenState | null = null
  let frame: string | null = null
  let cursor: Place | null = null
  let isCursorShown = false

  const difference = (shown: string): string => {
    const { columns, rows } = size
    const clear = screen ? '' : clearSequence
    // Clearing hides it.
    const wasCursorShown = screen !== null && isCursorShown
    const drawn = drawFrame(screen ?? clearedScreen(columns, rows), read(shown, columns, rows))
    const place = cursor && { x: Math.min(cursor.x, columns - 1), y: Math.min(cursor.y, rows - 1) }
    const placed = place ? placeCursor(drawn.state, place.x, place.y) : { text: '', state: drawn.state }
    screen = placed.state
    const moved = clear + drawn.text + placed.text
    isCursorShown = place !== null
    if (isCursorShown === wasCursorShown) return moved
    return isCursorShown ? moved + showCursor : hideCursor + moved
  }
  const pace = createPace(send, frameMs, () => {
    const text = frame === null ? '' : difference(frame)
    return text === '' ? '' : begin + text + end
  })
  return {
    pause: pace.pause,
    resume: pace.resume,
    close: pace.close,
    show(next) {
      frame = next
      pace.due()
    },
    setCursor(place) {
      cursor = place
      pace.due()
    },
    redraw() {
      screen = null
      pace.due()
    },
    resize(next) {
      size = next
      screen = null
      pace.due()
    },
  }
}
