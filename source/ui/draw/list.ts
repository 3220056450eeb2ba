// Lists: which rows pass the filter, where the cursor stands, which rows are seen. Pure.

/** A list's entries as the cursor and the filter see them. */
export interface ListSpec<T> {
  /** The cursor follows the entry, not its row. */
  readonly idOf: (entry: T) => string
  /** What the filter looks at. */
  readonly textOf: (entry: T) => string
  /** Fields a filter can name, as in `job:7`. */
  readonly fieldsOf: (entry: T) => Readonly<Record<string, number | string | null>>
}

/** Entries that pass every word of the filter: `deny`, `!allow`, `job:7`. Case is ignored. */
export function filtered<T>(entries: readonly T[], filter: string, spec: ListSpec<T>): readonly T[] {
  const terms = filter.toLowerCase().split(/\s+/).filter(Boolean)
  if (terms.length === 0) return entries
  return entries.filter((entry) => terms.every((term) => passes(entry, term, spec)))
}

function passes<T>(entry: T, term: string, spec: ListSpec<T>): boolean {
  if (term.startsWith('!') && term.length > 1) return !passes(entry, term.slice(1), spec)
  const [name = '', value] = term.split(/:(.*)/, 2)
  const fields = spec.fieldsOf(entry)
  if (value !== undefined && Object.hasOwn(fields, name)) return String(fields[name] ?? '').toLowerCase() === value
  return spec.textOf(entry).toLowerCase().includes(term)
}

/** Where the cursor stands: on its entry, or on the newest one while it follows or when its entry is gone. */
export function cursorIndex(ids: readonly string[], cursor: string | null, newest: number): number {
  const at = cursor === null ? -1 : ids.indexOf(cursor)
  return Math.max(0, Math.min(ids.length - 1, at < 0 ? newest : at))
}

/** Where a list stood: index of the first row that was seen, and of the entry under the cursor, with its id. */
export interface Window {
  readonly first: number
  readonly cursor: number
  readonly id: string | null
}

/** What of the list is to be seen now: `count` entries, of which `height` fit. */
interface Wanted {
  readonly cursor: number
  readonly id: string | null
  readonly count: number
  readonly height: number
}

/**
 * Index of the first row that is seen. The cursor moves among the rows and takes them along at the edges; when others come
 * above the entry it stands on, the rows move and the entry stays where it is on the screen.
 */
export function nextWindow(before: Window | null, { cursor, id, count, height }: Wanted): number {
  const first = before === null ? cursor - Math.floor(height / 2) : before.first + pushed(before, cursor, id)
  const inSight = Math.min(cursor, Math.max(first, cursor - height + 1))
  return Math.max(0, Math.min(inSight, count - height))
}

const pushed = (before: Window, cursor: number, id: string | null): number =>
  id !== null && id === before.id ? cursor - before.cursor : 0
