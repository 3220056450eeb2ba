// Files that are written while the loop goes on: the disk takes longer for them than all else in a step.
import { writeAtomicBeside, type Keeps } from './write-atomic.ts'

export interface WritesBehind {
  /** Not for a file that is still under way. */
  readonly write: (path: string, text: string, keeps: Exclude<Keeps, 'all'>) => void
  /** Does it without a refusal? One is kept for whoever waits. */
  readonly holds: (work: () => void) => boolean
  /** To be called when what they tell is on disk; what was not begun before begins. */
  readonly begin: () => void
  /** What is under way, begun or not; null: nothing. Never rejects. */
  readonly pending: () => Promise<void> | null
  /** `refused`: something was, at any time. */
  readonly standing: () => 'settled' | 'under way' | 'refused'
  /** Begins and waits. Rejects with what the disk refused, also what it refused before. */
  readonly settled: () => Promise<void>
}

/** `sync` puts what the files tell on disk, or throws: then those that were not begun are never written. */
export function createWritesBehind(sync: () => void): WritesBehind {
  const waiting: { readonly start: () => void; readonly drop: () => void }[] = []
  let under: Promise<void> | null = null
  let trouble: { readonly error: unknown } | null = null
  const refused = (error: unknown): void => {
    trouble ??= { error }
  }
  const taken = (): typeof waiting => waiting.splice(0)
  const begin = (): void => taken().forEach(({ start }) => start())
  return {
    begin,
    holds(work) {
      try {
        work()
        return true
      } catch (error) {
        refused(error)
        return false
      }
    },
    write(path, text, keeps) {
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push({
        start: () => void writeAtomicBeside(path, text, keeps).catch(refused).then(resolve),
        drop: resolve,
      })
      const all = Promise.all([under, promise]).then(() => undefined)
      under = all
      void all.finally(() => {
        if (under === all) under = null
      })
    },
    pending: () => under,
    standing: () => (trouble ? 'refused' : under ? 'under way' : 'settled'),
    async settled() {
      try {
        if (waiting.length > 0) sync()
        begin()
      } catch (error) {
        refused(error)
        taken().forEach(({ drop }) => drop())
      }
      await under
      if (trouble) throw trouble.error
    },
  }
}
