// Injects into one promise until its full number or its time is reached, and prints its line.
import type { Injected, Promised } from '../promise.ts'
import { randomOf } from './random.ts'
import { scoped } from './scope.ts'

export type Told = 'held' | 'broken' | 'skipped'

export interface Trying {
  readonly seed: string
  readonly say: (line: string) => void
}

/** Of what does not hold so much is printed. */
const shownFaults = 8

export async function tryPromise(
  promised: Promised,
  { seed, say, ms, at }: Trying & { ms: number; at?: number },
): Promise<Told> {
  const { name, says, full, missing } = promised
  const reason = missing()
  if (reason !== null) {
    say(`skip   ${name}: ${says}: ${reason}`)
    return 'skipped'
  }
  const began = performance.now()
  const figures = new Map<string, number>()
  const peaks = new Map<string, number>()
  const broken: string[] = []
  let faults = 0
  // At least one: a promise that nobody tried is not one that held.
  const [first, last] = at === undefined ? [0, Infinity] : [at, at]
  for (let n = first; n <= last && faults < full && (n === first || performance.now() - began < ms); n++) {
    const injected = await injectOnce(promised, seed, n)
    faults += injected.faults
    broken.push(...injected.broken.map((what) => `#${n} ${what}`))
    for (const [key, value] of Object.entries(injected.figures ?? {})) figures.set(key, (figures.get(key) ?? 0) + value)
    for (const [key, value] of Object.entries(injected.peaks ?? {}))
      peaks.set(key, Math.max(peaks.get(key) ?? 0, value))
  }
  const told = [...figures, ...peaks].map(([key, value]) => `${Math.round(value * 10) / 10} ${key}`)
  const seconds = Math.round((performance.now() - began) / 1000)
  say(
    `${broken.length === 0 ? 'holds ' : 'BROKEN'} ${name}: ${says}: ${faults} faults, ${broken.length} broken` +
      `${told.length > 0 ? `; ${told.join(', ')}` : ''} (${seconds} s)`,
  )
  for (const what of broken.slice(0, shownFaults)) say(`       ${what}`)
  if (broken.length > shownFaults) say(`       and ${broken.length - shownFaults} more`)
  return broken.length === 0 ? 'held' : 'broken'
}

/** One injection in a world of its own; `environment` is what breaks the program. */
export const injectOnce = (
  { name, inject }: Promised,
  seed: string,
  n: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<Injected> =>
  scoped((scope) => inject({ ...scope, environment, random: randomOf(`${seed} ${name} ${n}`) }, n))
