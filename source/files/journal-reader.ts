// Reads journal lines from an offset: whole lines become events, a torn last line is reported, a broken one stops.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { parseEvent, type Event } from '../core/event.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'

/** Behind a whole line: byte offset, number of lines, seq of the last event. */
export interface JournalPosition {
  readonly offset: number
  readonly line: number
  readonly seq: number
}
export const journalStart: JournalPosition = { offset: 0, line: 0, seq: 0 }

export interface JournalRead {
  readonly end: JournalPosition
  /** Bytes behind the last whole line; null when there are none. */
  readonly torn: { readonly bytes: number; readonly text: string } | null
}

const chunkBytes = 1 << 20
const maxLineBytes = 64 << 20

/** Calls `take` for every event behind `from`. Reads at most to the size the file has now. */
export function readJournal(path: string, from: JournalPosition, take: (event: Event) => void): Result<JournalRead> {
  const descriptor = openSync(path, 'r')
  try {
    const size = fstatSync(descriptor).size
    const chunk = Buffer.allocUnsafe(chunkBytes)
    let pending: Buffer = Buffer.alloc(0)
    let position = from
    for (let at = from.offset; at < size;) {
      const read = readSync(descriptor, chunk, 0, Math.min(chunkBytes, size - at), at)
      if (read === 0) break
      at += read
      let data = pending.length > 0 ? Buffer.concat([pending, chunk.subarray(0, read)]) : chunk.subarray(0, read)
      for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10)) {
        const parsed = parseLine(path, data.subarray(0, end), position)
        if (!parsed.ok) return parsed
        position = { offset: position.offset + end + 1, line: position.line + 1, seq: parsed.value.seq }
        take(parsed.value)
        data = data.subarray(end + 1)
      }
      pending = Buffer.from(data)
      if (pending.length > maxLineBytes)
        return fail(broken(path, position.line + 1, `longer than ${maxLineBytes} bytes`))
    }
    const torn = pending.length > 0 ? { bytes: pending.length, text: pending.toString('utf8', 0, 400) } : null
    return succeed({ end: position, torn })
  } finally {
    closeSync(descriptor)
  }
}

function parseLine(path: string, data: Buffer, before: JournalPosition): Result<Event> {
  const line = before.line + 1
  let value: unknown
  try {
    value = JSON.parse(data.toString('utf8'))
  } catch {
    return fail(broken(path, line, 'not valid JSON'))
  }
  const parsed = parseEvent(value)
  if (!parsed.ok) return fail(broken(path, line, parsed.reason))
  if (parsed.event.seq !== before.seq + 1)
    return fail(broken(path, line, `seq ${parsed.event.seq} follows ${before.seq}`))
  return succeed(parsed.event)
}

function broken(path: string, line: number, why: string): Failure {
  return {
    what: `the journal is broken (${why})`,
    where: `${path}:${line}`,
    remedy: "restore the line, or 'tos cleanrun' keeps the journal in the archive and begins anew",
    exitCode: exitCodes.failed,
  }
}
