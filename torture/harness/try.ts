// Injects into one promise until its full number or its time is reached, and prints its line.
import type { Injected, Promised } from '../promise.ts'
import { randomOf } from './random.ts'
import type { Recorded, RunRecord } from './record.ts'
import { scoped } from './scope.ts'

export type Told = 'held' | 'broken' | 'skipped'

export interface Trying {
  readonly seed: string
  readonly say: (line: string) => void
}

export interface Bounds {
  readonly ms: number
  /** One injection alone. */
  readonly at?: number
  /** So many at once. */
  readonly lanes: number
  readonly record: RunRecord
}

/** Of what does not hold so much is printed. */
const shownFaults = 8

export async function tryPromise(promised: Promised, trying: Trying, bounds: Bounds): Promise<Told> {
  const { name, says, missing } = promised
  const { say } = trying
  const reason = missing()
  if (reason !== null) {
    say(`skip   ${name}: ${says}: ${reason}`)
    return 'skipped'
  }
  const began = performance.now()
  const all = await injectAll(promised, trying, bounds)
  const faults = all.reduce((sum, each) => sum + each.faults, 0)
  const broken = all.flatMap((each) => each.broken.map((what) => `#${each.n} ${what}`))
  const seconds = Math.round((performance.now() - began) / 1000)
  const told = [...sumsOf(all), ...peaksOf(all)].map(([key, value]) => `${Math.round(value * 10) / 10} ${key}`)
  say(
    `${broken.length === 0 ? 'holds ' : 'BROKEN'} ${name}: ${says}: ${faults} faults, ${broken.length} broken` +
      `${told.length > 0 ? `; ${told.join(', ')}` : ''} (${seconds} s)`,
  )
  for (const what of broken.slice(0, shownFaults)) say(`       ${what}`)
  if (broken.length > shownFaults) say(`       and ${broken.length - shownFaults} more`)
  return broken.length === 0 ? 'held' : 'broken'
}

/** In the order of their numbers; what a record holds is not done again. */
async function injectAll(
  promised: Promised,
  { seed }: Trying,
  { ms, at, lanes, record }: Bounds,
): Promise<readonly Recorded[]> {
  const { name, full } = promised
  const end = performance.now() + ms
  if (at !== undefined) return [{ n: at, ...(await injectOnce(promised, seed, at)) }]
  const all = [...record.done(name, seed)]
  const done = new Set(all.map(({ n }) => n))
  let faults = all.reduce((sum, each) => sum + each.faults, 0)
  let next = 0
  let isTried = false
  const lane = async (): Promise<void> => {
    // At least one: a promise that nobody tried is not one that held.
    while (faults < full && (!isTried || performance.now() < end)) {
      isTried = true
      while (done.has(next)) next++
      const n = next++
      const recorded = { n, ...(await injectOnce(promised, seed, n)) }
      record.add(name, seed, recorded)
      all.push(recorded)
      faults += recorded.faults
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return all.toSorted((a, b) => a.n - b.n)
}

const sumsOf = (all: readonly Injected[]): Map<string, number> =>
  all
    .flatMap(({ figures }) => Object.entries(figures ?? {}))
    .reduce((sums, [key, value]) => sums.set(key, (sums.get(key) ?? 0) + value), new Map<string, number>())

const peaksOf = (all: readonly Injected[]): Map<string, number> =>
  all
    .flatMap(({ peaks }) => Object.entries(peaks ?? {}))
    .reduce((most, [key, value]) => most.set(key, Math.max(most.get(key) ?? 0, value)), new Map<string, number>())

/** One injection in a world of its own; `environment` is what breaks the program. */
export async function injectOnce(
  { name, inject }: Promised,
  seed: string,
  n: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Injected> {
  let injected: Injected | null = null
  try {
    await scoped(async (scope) => {
      injected = await inject({ ...scope, environment, random: randomOf(`${seed} ${name} ${n}`) }, n)
    })
  } catch (error) {
    // Such as a journal that does not fit its schema, looked at as the world is given back.
    const what = `was not judged whole: ${String(error instanceof Error ? error.stack : error).slice(0, 600)}`
    const judged: Injected = injected ?? { faults: 1, broken: [] }
    return { ...judged, broken: [...judged.broken, what] }
  }
  return injected ?? { faults: 0, broken: ['nothing was tried'] }
}
