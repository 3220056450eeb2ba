// Who listens is told in order, and of nothing whose files are still on their way to the disk.
import type { Event } from '../core/event.ts'
import type { State } from '../core/state.ts'

/** Nothing waits for it; what it throws is its own affair. */
export type Listener = (event: Event, state: State) => void

export interface Taps {
  /** Returns the way to leave. */
  readonly on: (listener: Listener) => () => void
  readonly tell: (events: readonly Event[], state: State) => void
}

/** `pending`: what events wait for; null: nothing. Never rejects. */
export function createTaps(pending: () => Promise<void> | null): Taps {
  const listeners = new Set<Listener>()
  const held: { readonly event: Event; readonly state: State }[] = []
  let isTelling = false
  const drain = async (): Promise<void> => {
    isTelling = true
    // What a listener brings about is told behind what it was told of.
    while (held.length > 0) {
      for (let waited = pending(); waited; waited = pending()) await waited
      const due = held.shift()
      if (due) for (const listener of listeners) tell(listener, due.event, due.state)
    }
    isTelling = false
  }
  return {
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    tell(events, state) {
      held.push(...events.map((event) => ({ event, state })))
      if (!isTelling) void drain()
    },
  }
}

function tell(listener: Listener, event: Event, state: State): void {
  try {
    listener(event, state)
  } catch {
    // A tap must never harm the run.
  }
}
