// How far the spans of a loop were sent, in logs/traces.json. They come in the same order whenever the journal is read.
import * as z from 'zod'
import { readIfThere } from '../files/open-regular.ts'
import { writeAtomic } from '../files/write-atomic.ts'

const recordSchema = z.object({
  v: z.literal(1),
  /** Which collector has them: a hash of its address. */
  collector: z.string(),
  loop: z.string(),
  /** The first ones of the loop that arrived. */
  sent: z.int().min(0),
})
export type TraceRecord = z.infer<typeof recordSchema>

const mostBytes = 64 * 1024

/** Null where there is none, or none that can be read: then all are sent, with the identifiers they had before. */
export function readRecord(path: string): TraceRecord | null {
  try {
    const data = readIfThere(path, mostBytes)
    return data && recordSchema.parse(JSON.parse(data.toString('utf8')))
  } catch {
    return null
  }
}

export const writeRecord = (path: string, record: TraceRecord): void =>
  writeAtomic(path, `${JSON.stringify(record)}\n`, 'all', 0o600)
