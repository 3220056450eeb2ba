// How long somebody has said nothing. A pause of this process (stopped, frozen, held up) is not their silence.

/** The platform's timers, handed in: this folder has none. */
export interface Timers<Handle> {
  readonly later: (act: () => void, ms: number) => Handle
  readonly cancel: (handle: Handle) => void
  /** Calls behind all that has been read meanwhile. */
  readonly soon: (act: () => void) => void
}

export interface Silence {
  /** To be called with every word that is heard. */
  readonly heard: () => void
  /** Stops counting. */
  readonly end: () => void
}

/** However long a slice took, it counts as one: behind a pause there is time for what was under way. */
const slices = 8

/** Calls `act` once after `ms` milliseconds without a word, of time in which this process ran. */
export function countSilence<Handle>(timers: Timers<Handle>, ms: number, act: () => void): Silence {
  let counted = 0
  let isEnded = false
  let handle = wait()
  function wait(): Handle {
    return timers.later(() => timers.soon(count), ms / slices)
  }
  function count(): void {
    if (isEnded) return
    counted += 1
    if (counted < slices) handle = wait()
    else act()
  }
  return {
    heard() {
      counted = 0
    },
    end() {
      isEnded = true
      timers.cancel(handle)
    },
  }
}
