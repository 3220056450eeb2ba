// Reads the journal on, and sends what ended since: at least once, each span with the same identifiers.
import type { Failure, Result } from '../core/failure.ts'
import { fail, succeed } from '../core/failure.ts'
import { journalStart, readJournal, type JournalPosition } from '../files/journal-reader.ts'
import type { Layout } from '../files/layout.ts'
import { currentHolder } from '../files/lock.ts'
import { loopsOf, type LoopEntry } from '../files/loops.ts'
import type { Collector } from './collector.ts'
import { spanFold, type SpanFold } from './fold.ts'
import { readRecord, writeRecord } from './record.ts'
import type { TracedSpan } from './span.ts'

export interface TraceReader {
  /** The number of spans that arrived; what else there is stays for the next time. */
  readonly pass: () => Promise<Result<number>>
}

/** Spans of one request. */
const batch = 512
/** Bytes of the journal that are read before what they told is sent. */
const pieceBytes = 8 * 1024 * 1024

interface Reading {
  readonly loop: string
  readonly fold: SpanFold
  position: JournalPosition
  /** Ended, and not sent. */
  waiting: TracedSpan[]
  sent: number
}

/** `address` names the collector where the record is kept, and is hashed by the caller. */
export function traceReader(layout: Layout, path: string, address: string, collector: Collector): TraceReader {
  const known = readRecord(path)
  const kept = known?.collector === address ? known : null
  let reading: Reading | null = kept && readingOf(kept.loop, kept.sent)

  const send = async (from: Reading): Promise<Failure | null> => {
    while (from.waiting.length > 0) {
      const some = from.waiting.slice(0, batch)
      const why = await collector.send(some)
      if (why !== null) return notTaken(why, from.waiting.length)
      from.waiting = from.waiting.slice(some.length)
      from.sent += some.length
      writeRecord(path, { v: 1, collector: address, loop: from.loop, sent: from.sent })
    }
    return null
  }

  /** `isOver`: nobody writes into this journal any more. */
  const readOn = async (from: Reading, journal: string, isOver: () => boolean): Promise<Failure | null> => {
    for (let room = pieceBytes; ;) {
      const wasOver = isOver()
      const upTo = from.position.offset + room
      const read = readJournal(journal, from.position, from.fold.take, upTo)
      if (!read.ok) return (await send(from)) ?? read.failure
      const { end, torn } = read.value
      const isAll = end.offset + (torn?.bytes ?? 0) < upTo
      room = end.offset === from.position.offset ? 2 * room : pieceBytes
      from.position = end
      // A run that began between the two looks would be taken for a dead one.
      if (isAll && wasOver && isOver()) from.fold.died()
      const failed = await send(from)
      if (failed || isAll) return failed
    }
  }

  const passOver = async (loops: readonly LoopEntry[]): Promise<Failure | null> => {
    const current = loops.find(({ isCurrent }) => isCurrent)
    if (reading && reading.loop !== current?.id) {
      const { loop } = reading
      const archived = loops.find(({ id, isCurrent }) => !isCurrent && id === loop)
      const failed = archived ? await readOn(reading, archived.journal, () => true) : null
      if (failed) return failed
      reading = null
    }
    if (!current) return null
    reading ??= readingOf(current.id, 0)
    return readOn(reading, current.journal, () => currentHolder(layout.lock) === null)
  }

  return {
    async pass() {
      const before = reading?.sent ?? 0
      const failed = await passOver(loopsOf(layout))
      const after = reading?.sent ?? 0
      return failed ? fail(failed) : succeed(after < before ? after : after - before)
    },
  }
}

function readingOf(loop: string, sent: number): Reading {
  const reading: Reading = { loop, fold: spanFold(take), position: journalStart, waiting: [], sent }
  let told = 0
  function take(span: TracedSpan): void {
    told += 1
    if (told > sent) reading.waiting.push(span)
  }
  return reading
}

const notTaken = (why: string, left: number): Failure => ({
  what: `the collector took no spans (${why}); ${left} wait`,
  remedy: 'the next call sends them',
  exitCode: 1,
})
