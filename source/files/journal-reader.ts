// Reads journal lines from an offset: whole lines become events, a torn last line is reported, a broken one stops.
import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, readSync } from 'node:fs'
import { refusedBySystem, isSystemError } from '../core/errno.ts'
import { parseEvent, type Event } from '../core/event.ts'
import { exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { failureIn, openToRead } from './open-regular.ts'

/** Behind a whole line: byte offset, number of lines, seq of the last event. */
export interface JournalPosition {
  readonly offset: number
  readonly line: number
  readonly seq: number
}
export const journalStart: JournalPosition = { offset: 0, line: 0, seq: 0 }

/** Bytes behind the last line end. `event`: they are a whole line but for its end. */
export interface TornLine {
  readonly bytes: number
  readonly text: string
  readonly event: Event | null
}

export interface JournalRead {
  readonly end: JournalPosition
  readonly torn: TornLine | null
}

const chunkBytes = 1 << 20
const maxLineBytes = 64 << 20
/** Characters of a torn line that are kept to be told. */
const keptTorn = 65_536

/** What is wrong with a line, and how many lines are lost there. */
export type PassOver = (failure: Failure, lost: number) => void

/**
 * Calls `take` with every event behind `from` and its line, whose bytes stay until it returns. Reads at most to the size the
 * file has now, or to the offset `upTo`.
 * A line that is no event, or not the next one, ends the reading; with `passOver` it is told and the reading goes on.
 */
export function readJournal(
  path: string,
  from: JournalPosition,
  take: (event: Event, line: Buffer) => void,
  upTo = Infinity,
  passOver: PassOver | null = null,
): Result<JournalRead> {
  try {
    const descriptor = openToRead(path)
    try {
      return readLines({ path, descriptor, upTo, passOver }, from, take)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    return fail(isSystemError(error) ? refusedBySystem(path, error, 'read') : failureIn(error))
  }
}

interface Reading {
  readonly path: string
  readonly descriptor: number
  readonly upTo: number
  readonly passOver: PassOver | null
}

function readLines(
  { path, descriptor, upTo, passOver }: Reading,
  from: JournalPosition,
  take: (event: Event, line: Buffer) => void,
): Result<JournalRead> {
  const size = Math.min(fstatSync(descriptor).size, upTo)
  // The beginning of a line whose end has not been read yet, in the pieces it came in.
  let pieces: Buffer[] = []
  let pendingBytes = 0
  let position = from
  // One for all of it: a new one each time would wait for the collector, 80 MB of them over a journal of 300 MB.
  const chunk = Buffer.allocUnsafe(Math.max(0, Math.min(chunkBytes, size - from.offset)))
  for (let at = from.offset; at < size;) {
    const read = readSync(descriptor, chunk, 0, Math.min(chunk.length, size - at), at)
    if (read === 0) break
    at += read
    let data = chunk.subarray(0, read)
    for (let end = data.indexOf(10); end >= 0; end = data.indexOf(10)) {
      const line = pieces.length === 0 ? data.subarray(0, end) : Buffer.concat([...pieces, data.subarray(0, end)])
      const parsed = parseLine(path, line, position)
      const failure = parsed.ok ? outOfOrder(path, parsed.value, position) : parsed.failure
      if (failure && !passOver) return fail(failure)
      const event = parsed.ok && isLater(parsed.value, position) ? parsed.value : null
      const isAgain = parsed.ok && parsed.value.seq <= position.seq
      // What stood in the place of a line that is none had the next number; a line that was there before took no place.
      const seq = event?.seq ?? position.seq + (isAgain ? 0 : 1)
      if (failure) passOver?.(failure, seq - position.seq - (event ? 1 : 0))
      position = { offset: position.offset + line.length + 1, line: position.line + 1, seq }
      if (event) take(event, line)
      data = data.subarray(end + 1)
      pieces = []
      pendingBytes = 0
    }
    if (data.length > 0) pieces.push(Buffer.from(data))
    pendingBytes += data.length
    if (pendingBytes > maxLineBytes) return fail(broken(path, position.line + 1, `longer than ${maxLineBytes} bytes`))
  }
  return succeed({ end: position, torn: pendingBytes > 0 ? tornLine(path, Buffer.concat(pieces), position) : null })
}

function tornLine(path: string, data: Buffer, position: JournalPosition): TornLine {
  const parsed = parseLine(path, data, position)
  const event = parsed.ok && outOfOrder(path, parsed.value, position) === null ? parsed.value : null
  return { bytes: data.length, text: data.toString('utf8', 0, keptTorn), event }
}

const outOfOrder = (path: string, { seq }: Event, before: JournalPosition): Failure | null =>
  seq === before.seq + 1 ? null : broken(path, before.line + 1, `seq ${seq} follows ${before.seq}`)

/** More lines than these are not lost between two: the number of the later one is wrong. */
const mostLost = 100_000

const isLater = ({ seq }: Event, before: JournalPosition): boolean =>
  seq > before.seq && seq <= before.seq + 1 + mostLost

function parseLine(path: string, data: Buffer, before: JournalPosition): Result<Event> {
  const line = before.line + 1
  if (!isUtf8(data)) return fail(broken(path, line, 'not valid UTF-8'))
  let value: unknown
  try {
    // An editor may have put its mark before the first line.
    value = JSON.parse(data.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return fail(broken(path, line, 'not valid JSON'))
  }
  const newer = (value as { v?: unknown } | null)?.v
  if (typeof newer === 'number' && newer > 1) return fail(tooNew(path, line, newer))
  const parsed = parseEvent(value)
  return parsed.ok ? succeed(parsed.event) : fail(broken(path, line, parsed.reason))
}

const tooNew = (path: string, line: number, version: number): Failure => ({
  what: `the journal was written by a newer version of the program (its lines are of version ${version}, this one reads 1)`,
  where: `${path}:${line}`,
  remedy: "use that version here; nothing was changed ('tos cleanrun' would archive the loop and begin anew)",
  exitCode: exitCodes.failed,
})

function broken(path: string, line: number, why: string): Failure {
  return {
    what: `the journal is broken (${why})`,
    where: `${path}:${line}`,
    remedy: "restore the line, or 'tos cleanrun' keeps the journal in the archive and begins anew",
    exitCode: exitCodes.failed,
  }
}
