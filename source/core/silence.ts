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

/** Whoever answers at all has, as a rule, answered by then; the next look comes after twice the time. */
const firstLookMs = 500

/** Why the silence will never end; null while that cannot be seen. */
export type Look = () => string | null

/** Calls `act` once after `ms` milliseconds without a word, of time in which this process ran, or with the reason that a look gave before. */
export function countSilence<Handle>(
  timers: Timers<Handle>,
  ms: number,
  act: (reason: string | null) => void,
  look: Look = () => null,
): Silence {
  let counted = 0
  let isHeard = false
  let isEnded = false
  let lookMs = Math.min(firstLookMs, ms / slices)
  let counting = slice()
  let looking = pause()
  function slice(): Handle {
    return timers.later(() => timers.soon(count), ms / slices)
  }
  function pause(): Handle {
    return timers.later(() => timers.soon(lookNow), lookMs)
  }
  function count(): void {
    if (isEnded) return
    counted += 1
    if (counted < slices) counting = slice()
    else finish(look())
  }
  function lookNow(): void {
    if (isEnded) return
    const reason = isHeard ? null : look()
    isHeard = false
    lookMs *= 2
    if (reason === null) looking = pause()
    else finish(reason)
  }
  function end(): void {
    isEnded = true
    timers.cancel(counting)
    timers.cancel(looking)
  }
  function finish(reason: string | null): void {
    end()
    act(reason)
  }
  return {
    heard() {
      counted = 0
      isHeard = true
    },
    end,
  }
}
