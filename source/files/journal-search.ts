// Finds events anywhere in a journal, without keeping it: the newest hits, however long it is.
import { lstatSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Event } from '../core/event.ts'
import { succeed, type Result } from '../core/failure.ts'
import { journalStart, readJournal } from './journal-reader.ts'

/** Bytes that are read before others have their turn. */
const pieceBytes = 512 * 1024

/** What `pick` makes of the events it wants (null for the others), newest first; the `most` newest of them. */
export async function searchJournal<T>(
  path: string,
  pick: (event: Event) => T | null,
  most: number,
): Promise<Result<readonly T[]>> {
  const size = lstatSync(path, { throwIfNoEntry: false })?.size ?? 0
  const hits: T[] = []
  let position = journalStart
  for (let goal = pieceBytes; ; goal += pieceBytes) {
    const upTo = Math.min(goal, size)
    const take = (event: Event): void => {
      const hit = pick(event)
      if (hit !== null) hits.push(hit)
    }
    const read = readJournal(path, position, take, upTo)
    if (!read.ok) return read
    position = read.value.end
    if (hits.length > 2 * most) hits.splice(0, hits.length - most)
    if (upTo === size) return succeed(hits.slice(-most).toReversed())
    await nextTurn()
  }
}
