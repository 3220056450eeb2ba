// A list of the screen behind its filter, with the cursor in it.
import { cursorIndex, filtered, type ListSpec } from '../draw/list.ts'
import { remembered } from './remembered.ts'

export interface SeenList<T> {
  readonly entries: readonly T[]
  readonly ids: readonly string[]
  readonly cursor: number
  /** Index the cursor stands on while it follows. */
  readonly newest: number
}

type See<T> = (list: readonly T[], filter: string, cursor: string | null) => SeenList<T>

/** `newestOf`: index of the entry that is followed; the first, where lists begin with the newest. */
export function seenBy<T>(spec: ListSpec<T>, newestOf: (entries: readonly T[]) => number = () => 0): See<T> {
  return remembered((list: readonly T[], filter: string, cursor: string | null) => {
    const entries = filtered(list, filter, spec)
    const ids = entries.map((entry) => spec.idOf(entry))
    const newest = newestOf(entries)
    return { entries, ids, newest, cursor: cursorIndex(ids, cursor, newest) }
  })
}

/** The entry under the cursor; null in an empty list. */
export const underCursor = <T>({ entries, cursor }: SeenList<T>): T | null => entries[cursor] ?? null
