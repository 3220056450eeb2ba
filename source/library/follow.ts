// A journal as a stream of events that waits for more: whoever reads slowly keeps nobody waiting and holds no memory.
import { existsSync, statSync } from 'node:fs'
import type { Event } from '../core/event.ts'
import { Failed } from '../core/failure.ts'
import { journalStart, readJournal, type JournalPosition } from '../files/journal-reader.ts'
import { followJournal } from '../files/journal-tail.ts'

/** Bytes of journal whose events are held at once; a longer line is read whole. */
const windowBytes = 1 << 18

export interface Following {
  /** Behind what has been read already. */
  readonly from?: JournalPosition
  /** True when nothing will be written any more. Asked before each look. */
  readonly isOver: () => boolean
  readonly signal?: AbortSignal | undefined
}

/**
 * Every event of the journal behind `from`, oldest first, then those to come, until `isOver` or the signal. A journal
 * that takes the place of this one (a clean run) is followed from its beginning.
 * @throws Failed when a line cannot be read
 */
export async function* followEvents(journal: string, following: Following): AsyncGenerator<Event, void> {
  const { isOver, signal } = following
  let position = following.from ?? journalStart
  let identity = identityOf(journal)
  let wake = (): void => undefined
  const unfollow = followJournal(journal, () => wake())
  const onAbort = (): void => wake()
  signal?.addEventListener('abort', onAbort)
  try {
    for (;;) {
      if (signal?.aborted) return
      const change = new Promise<void>((resolve) => (wake = resolve))
      const ending = isOver()
      const now = identityOf(journal)
      if (now !== identity) [identity, position] = [now, journalStart]
      for (;;) {
        const { events, end } = readWindow(journal, position)
        if (events.length === 0) break
        for (const event of events) {
          yield event
          if (signal?.aborted) return
        }
        position = end
      }
      if (ending) return
      await change
    }
  } finally {
    signal?.removeEventListener('abort', onAbort)
    unfollow()
  }
}

/** The next events: at least one when a whole line is there. */
function readWindow(journal: string, from: JournalPosition): { events: Event[]; end: JournalPosition } {
  const size = existsSync(journal) ? statSync(journal).size : 0
  for (let window = windowBytes; from.offset < size; window *= 8) {
    const events: Event[] = []
    const read = readJournal(journal, from, (event) => events.push(event), from.offset + window)
    if (!read.ok) throw new Failed(read.failure)
    if (events.length > 0) return { events, end: read.value.end }
    if (from.offset + window >= size) break
  }
  return { events: [], end: from }
}

function identityOf(journal: string): string {
  const found = statSync(journal, { throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : ''
}
