// In which order snapshots were made. Their times do not tell: the clock of the machine may have been set in between.
/** `12` of `s-012`. */
export const numberOf = (id: string): number => Number(id.slice(2))

interface Placed {
  readonly id: string
  /** UTC. */
  readonly at: string
}

/**
 * Oldest first: as the journals tell them (`told`, ids in their order), those of one letter by their number, and by time
 * what neither says.
 */
export function inOrder<T extends Placed>(saved: readonly T[], told: Iterable<string>): T[] {
  const places = new Map([...told].map((id, place) => [id, place]))
  const byTime = saved.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || numberOf(a.id) - numberOf(b.id))
  const asTold = rearranged(
    byTime,
    ({ id }) => (places.has(id) ? 'told' : null),
    (a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0),
  )
  return rearranged(
    asTold,
    ({ id }) => id.charAt(0),
    (a, b) => numberOf(a.id) - numberOf(b.id),
  )
}

/** Each group keeps the places it has, and is put into its own order there. */
function rearranged<T>(all: readonly T[], groupOf: (one: T) => string | null, compare: (a: T, b: T) => number): T[] {
  const waiting = new Map<string, T[]>()
  for (const one of all) {
    const group = groupOf(one)
    if (group === null) continue
    const ones = waiting.get(group)
    if (ones) ones.push(one)
    else waiting.set(group, [one])
  }
  const sorted = new Map([...waiting].map(([group, ones]) => [group, ones.toSorted(compare).values()]))
  return all.map((one) => {
    const group = groupOf(one)
    return (group === null ? undefined : sorted.get(group)?.next().value) ?? one
  })
}
