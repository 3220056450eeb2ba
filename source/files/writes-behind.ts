// Files that are written while the loop goes on: the disk takes longer for them than all else in a step.
import { writeAtomicBeside, type Keeps } from './write-atomic.ts'

export interface WritesBehind {
  /** Begins; not for a file that is still under way. */
  readonly write: (path: string, text: string, keeps: Exclude<Keeps, 'all'>) => void
  /** What is under way; null: nothing. Never rejects. */
  readonly pending: () => Promise<void> | null
  /** `refused`: something was, at any time. */
  readonly standing: () => 'settled' | 'under way' | 'refused'
  /** Waits for it. Rejects with what the disk refused, also what it refused before. */
  readonly settled: () => Promise<void>
}

export function createWritesBehind(): WritesBehind {
  let under: Promise<void> | null = null
  let trouble: { readonly error: unknown } | null = null
  const written = async (path: string, text: string, keeps: Exclude<Keeps, 'all'>): Promise<void> => {
    try {
      await writeAtomicBeside(path, text, keeps)
    } catch (error) {
      trouble ??= { error }
    }
  }
  return {
    write(path, text, keeps) {
      const before = under
      const all = Promise.all([before, written(path, text, keeps)]).then(() => undefined)
      under = all
      void all.finally(() => {
        if (under === all) under = null
      })
    },
    pending: () => under,
    standing: () => (trouble ? 'refused' : under ? 'under way' : 'settled'),
    async settled() {
      await under
      if (trouble) throw trouble.error
    },
  }
}
