// The time that bounds a call: real, or a test's own.

export interface Clock {
  /** Calls `act` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void
}

export const realClock: Clock = {
  after(ms, act) {
    const timer = setTimeout(act, ms)
    return () => clearTimeout(timer)
  },
}
