// The only source of truth: appends facts as lines, on disk before anything else happens.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { parseEvent, type Event, type Fact } from '../core/event.ts'
import { exitCodes, Failed, succeed, type Result } from '../core/failure.ts'
import { foldJournal, type Fold, type JournalFiles } from './journal-fold.ts'
import type { JournalPosition, TornLine } from './journal-reader.ts'
import type { Masker } from './mask.ts'
import { writeStoredFold } from './stored-fold.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

export interface OpenedJournal<S> {
  readonly journal: Journal<S>
  /** What was cut off; null when the journal ended with a whole line. */
  readonly torn: TornLine | null
}

/**
 * Facts behind which nothing is done in the world before another, synced fact follows: the next call, the next command,
 * an end. They are written at once and synced with that one, so whatever is acted upon is on disk before the act.
 */
export const unsynced: ReadonlySet<Fact['type']> = new Set([
  'step.started',
  'done.checked',
  'model.retryPlanned',
  'model.answered',
  'model.failed',
  'reply.accepted',
  'reply.refused',
  'command.judged',
  'command.spawned',
  'snapshot.skipped',
])

/** Events between two stored folds, at least; more when the fold has grown large. */
const storeEvery = 500

/** The one writer of a journal. Callers hold the runner's lock. */
export class Journal<S> {
  readonly files: JournalFiles
  fold: S
  #position: JournalPosition
  #stored: number
  #isBroken = false
  readonly #descriptor: number
  readonly #foldOf: Fold<S>
  readonly #masker: Masker
  readonly #now: () => Date

  private constructor(
    files: JournalFiles,
    opened: { descriptor: number; position: JournalPosition; fold: S },
    tools: { foldOf: Fold<S>; masker: Masker; now: () => Date },
  ) {
    this.files = files
    this.fold = opened.fold
    this.#descriptor = opened.descriptor
    this.#position = opened.position
    this.#stored = opened.position.seq
    this.#foldOf = tools.foldOf
    this.#masker = tools.masker
    this.#now = tools.now
  }

  /**
   * Opens or creates. A torn last line is cut off and handed back, for the first event to tell; one that only lacks its
   * line end gets it.
   */
  static open<S>(
    files: JournalFiles,
    tools: { foldOf: Fold<S>; masker: Masker; now: () => Date },
  ): Result<OpenedJournal<S>> {
    try {
      const isNew = !existsSync(files.journal)
      mkdirSync(dirname(files.journal), { recursive: true })
      const descriptor = openSync(files.journal, 'a', 0o644)
      if (isNew) syncFolder(dirname(files.journal))
      const read = foldJournal(files, tools.foldOf)
      if (!read.ok) {
        closeSync(descriptor)
        return read
      }
      const { position, fold, torn } = read.value
      if (torn?.event) {
        writeFileSync(descriptor, '\n')
        fdatasyncSync(descriptor)
        const { offset, line } = position
        const mended = { offset: offset + torn.bytes + 1, line: line + 1, seq: torn.event.seq }
        const opened = { descriptor, position: mended, fold: tools.foldOf.evolve(fold, torn.event) }
        return succeed({ journal: new Journal(files, opened, tools), torn: null })
      }
      if (torn) {
        ftruncateSync(descriptor, position.offset)
        fdatasyncSync(descriptor)
      }
      return succeed({ journal: new Journal(files, { descriptor, position, fold }, tools), torn })
    } catch (error) {
      throw notWritten(files.journal, error)
    }
  }

  get position(): JournalPosition {
    return this.#position
  }

  /**
   * Numbers, masks and writes the facts as one write, then folds them one by one. When this returns they are on disk. `each` sees every event with the fold behind it.
   * @throws Failed when the disk refuses or another program wrote to the journal; nothing may be appended after that.
   */
  append(facts: readonly Fact[], each?: (event: Event, fold: S) => void): Event[] {
    const ts = this.#now().toISOString()
    const events = facts.map((fact, i) => {
      const { type, ...fields } = this.#masker.mask(fact)
      return checked({ v: 1, seq: this.#position.seq + 1 + i, ts, type, ...fields })
    })
    const data = Buffer.from(events.map((event) => `${lineOf(event)}\n`).join(''))
    this.#write(
      data,
      facts.some(({ type }) => !unsynced.has(type)),
    )
    const { offset, line, seq } = this.#position
    this.#position = { offset: offset + data.length, line: line + facts.length, seq: seq + facts.length }
    for (const event of events) {
      this.fold = this.#foldOf.evolve(this.fold, event)
      each?.(event, this.fold)
    }
    return events
  }

  /** Stores the fold when enough has happened since the last time. Not between the facts of one decision. */
  storeFoldIfDue(): void {
    if (this.#position.seq - this.#stored >= Math.max(storeEvery, this.#stored / 10)) this.storeFold()
  }

  storeFold(): void {
    this.#stored = this.#position.seq
    const stored = { position: this.#position, fold: this.fold }
    writeStoredFold(this.files.storedFold, this.files.journal, this.#foldOf.version, stored)
  }

  close(): void {
    closeSync(this.#descriptor)
  }

  #refuseForeign(): void {
    const { size, ino, dev } = fstatSync(this.#descriptor)
    const named = statSync(this.files.journal, { throwIfNoEntry: false })
    if (named?.ino !== ino || named.dev !== dev) throw foreignWrite(this.files.journal, 'it is another file now')
    const foreign = size - this.#position.offset
    if (foreign !== 0) throw foreignWrite(this.files.journal, `${foreign} bytes`)
  }

  #write(data: Buffer, isDurable: boolean): void {
    if (this.#isBroken) throw new Error('append after a failed append')
    try {
      // Nothing is done in the world behind an unsynced fact, so the next one finds a foreign hand in time.
      if (isDurable) this.#refuseForeign()
      // writeFileSync on a descriptor loops until every byte is written; a bare writeSync may stop short.
      writeFileSync(this.#descriptor, data)
      if (isDurable) fdatasyncSync(this.#descriptor)
    } catch (error) {
      // A failed sync must not be retried as if it had worked: the kernel may have dropped the pages.
      this.#isBroken = true
      throw notWritten(this.files.journal, error)
    }
  }
}

/** A line that could not be read back must never be written. */
function checked(event: object): Event {
  const parsed = parseEvent(event)
  if (!parsed.ok) throw new Error(`this is no event: ${parsed.reason}`)
  return event as Event
}

/** JSON with every control character escaped, so that a journal can be shown on any terminal. */
const lineOf = (event: Event): string =>
  JSON.stringify(event).replaceAll(
    /[\u007F-\u009F\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

function foreignWrite(path: string, change: string): Failed {
  return new Failed({
    what: `another program changed the journal (${change}); nothing more is done on its word`,
    where: path,
    remedy: "look at its last lines, remove what is foreign, then 'tos resume'",
    exitCode: exitCodes.failed,
  })
}
