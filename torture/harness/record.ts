// What of a long run is done, one line for each injection, so that it may go on where it was ended: `--record FILE`.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import * as z from 'zod'
import type { Injected } from '../promise.ts'

const line = z.object({
  promise: z.string(),
  seed: z.string(),
  n: z.int(),
  faults: z.int(),
  broken: z.array(z.string()),
  figures: z.record(z.string(), z.number()).default({}),
  peaks: z.record(z.string(), z.number()).default({}),
})

export interface Recorded extends Injected {
  readonly n: number
}

export interface RunRecord {
  /** What of this promise was done with this seed. */
  readonly done: (promise: string, seed: string) => readonly Recorded[]
  readonly add: (promise: string, seed: string, recorded: Recorded) => void
}

export function openRecord(path: string | undefined): RunRecord {
  const text = path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : ''
  // The last line of an ended run may be a beginning.
  const all = text
    .split('\n')
    .slice(0, -1)
    .map((each) => line.parse(JSON.parse(each)))
  return {
    done: (promise, seed) => all.filter((each) => each.promise === promise && each.seed === seed),
    add(promise, seed, recorded) {
      if (path !== undefined) appendFileSync(path, `${JSON.stringify({ promise, seed, ...recorded })}\n`)
    },
  }
}
