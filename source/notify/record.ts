// The outbox, in logs/notify.json: how far the journal was read, and what is still to be sent. Both are written as one.
import * as z from 'zod'
import { readIfThere } from '../files/open-regular.ts'
import { writeAtomic } from '../files/write-atomic.ts'

const text = z.string()
const count = z.int().min(0)

const notice = z.object({
  v: z.literal(1),
  id: text,
  event: z.enum(['question', 'end', 'deny', 'limit', 'died', 'stalled', 'test']),
  ts: text,
  root: text,
  host: text,
  loop: text,
  run: count,
  job: z.int().nullable(),
  step: z.int().nullable(),
  text,
  exit_code: z.int().nullable(),
})

const recordSchema = z.object({
  v: z.literal(1),
  memory: z.object({
    loop: text,
    run: count,
    root: text,
    host: text,
    seq: count,
    ts: text,
    isRunOpen: z.boolean(),
    isWaiting: z.boolean(),
    denied: text,
    told: z.array(text),
  }),
  position: z.object({ offset: count, line: count, seq: count }),
  queue: z.array(
    z.object({
      notice,
      /** Index among the settings' targets. */
      target: count,
      attempts: count,
      /** Milliseconds since the epoch. */
      notBefore: z.number(),
      error: text.nullable(),
    }),
  ),
  /** The last ones that were given up, and why. */
  givenUp: z.array(z.object({ id: text, target: count, ts: text, error: text })),
})
export type OutboxRecord = z.infer<typeof recordSchema>
export type Waiting = OutboxRecord['queue'][number]

const maxBytes = 64 * 1024 * 1024

/** Null where there is none, or none that can be read: then the last run is told anew rather than not at all. */
export function readRecord(path: string): OutboxRecord | null {
  try {
    const data = readIfThere(path, maxBytes)
    return data && recordSchema.parse(JSON.parse(data.toString('utf8')))
  } catch {
    return null
  }
}

export const writeRecord = (path: string, record: OutboxRecord): void =>
  writeAtomic(path, JSON.stringify(record), 'all', 0o600)
