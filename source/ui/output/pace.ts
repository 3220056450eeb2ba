// When to send: what comes within one turn of the event loop goes together, one write at a time, with a pause between.

/** Where the bytes go; `done` is called when the terminal has taken them all. */
export type Send = (text: string, done: () => void) => void

export interface Pace {
  /** There may be something to send. */
  readonly due: () => void
  /** Keeps back what comes until `resume`. */
  readonly pause: () => void
  readonly resume: () => void
  readonly close: () => void
}

/** Asks `take` for what there is to send, '' for nothing, at most once in `paceMs` milliseconds. */
export function createPace(send: Send, paceMs: number, take: () => string): Pace {
  let isPaused = false
  let isOnItsWay = false
  let waiting: NodeJS.Timeout | null = null
  let soon: NodeJS.Immediate | null = null

  const due = (): void => {
    soon ??= setImmediate(() => {
      soon = null
      flush()
    })
  }
  const flush = (): void => {
    if (isPaused || isOnItsWay || waiting) return
    const text = take()
    if (text === '') return
    isOnItsWay = true
    waiting = setTimeout(() => {
      waiting = null
      flush()
    }, paceMs)
    send(text, () => {
      isOnItsWay = false
      flush()
    })
  }
  return {
    due,
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
      due()
    },
    close() {
      isPaused = true
      if (waiting) clearTimeout(waiting)
      if (soon) clearImmediate(soon)
    },
  }
}
