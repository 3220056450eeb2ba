// Which rows of a long loop a report holds: what went wrong, and what was last.

export interface KeptRow {
  readonly isGrave: boolean
  readonly bytes: number
}

export interface Kept<R> {
  /** In their order. */
  readonly rows: R[]
  readonly leftOut: number
}

/** Grave ones first, the latest of each kind first, as far as `room` bytes go. */
export function keepWithin<R>(rows: readonly R[], weigh: (row: R) => KeptRow, room: number): Kept<R> {
  const chosen = new Set<number>()
  let left = room
  const weighed = rows.map(weigh)
  for (const isGrave of [true, false])
    for (let i = rows.length - 1; i >= 0; i--) {
      const one = weighed[i]
      if (!one || one.isGrave !== isGrave) continue
      if (one.bytes > left) break
      left -= one.bytes
      chosen.add(i)
    }
  return { rows: rows.filter((_, i) => chosen.has(i)), leftOut: rows.length - chosen.size }
}

/** Of a value in the report's JSON, in UTF-8. */
export const jsonBytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value))
