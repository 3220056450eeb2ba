// The newest rows of a list that grows for ever. Adding copies a handful of rows, never all of them.

/** Rows kept at least; older ones are in the journal. */
export const kept = 500
const batch = 32

export interface Recent<R> {
  readonly older: readonly R[]
  readonly newer: readonly R[]
}

export const noneYet: Recent<never> = { older: [], newer: [] }

export function add<R>({ older, newer }: Recent<R>, row: R): Recent<R> {
  if (newer.length < batch) return { older, newer: [...newer, row] }
  return { older: [...older, ...newer].slice(-kept), newer: [row] }
}

/** Oldest first. */
export const all = <R>({ older, newer }: Recent<R>): R[] => [...older, ...newer]

export const last = <R>({ older, newer }: Recent<R>): R | undefined => newer.at(-1) ?? older.at(-1)

export const mapLast = <R>(rows: Recent<R>, change: (row: R) => R): Recent<R> => {
  const at = rows.newer.length - 1
  const row = rows.newer[at]
  return row === undefined ? rows : { ...rows, newer: rows.newer.with(at, change(row)) }
}

export const filter = <R>({ older, newer }: Recent<R>, keeps: (row: R) => boolean): Recent<R> => ({
  older: older.filter(keeps),
  newer: newer.filter(keeps),
})

/** Rows that are the same after it stay the same lists. */
export function map<R>(rows: Recent<R>, change: (row: R) => R): Recent<R> {
  const changed = (list: readonly R[]): readonly R[] => {
    const next = list.map(change)
    return next.every((row, i) => row === list[i]) ? list : next
  }
  return { older: changed(rows.older), newer: changed(rows.newer) }
}
