// The time that bounds a call: real, or a test's own.

export interface Clock {
  /** Calls `act` once after `ms` milliseconds, unless the returned function is called before. */
  after(ms: number, act: () => void): () => void
}

export const realClock: Clock = {
  after(ms, act) {
    let soon: NodeJS.Immediate | undefined
    // What has come meanwhile is read first: a process that was held up takes no server for silent.
    const timer = setTimeout(() => (soon = setImmediate(act)), ms)
    return () => {
      clearTimeout(timer)
      clearImmediate(soon)
    }
  },
}
