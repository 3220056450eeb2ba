// The only source of truth: appends facts as lines, on disk before anything else happens.
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Event, Fact } from '../core/event.ts'
import { exitCodes, Failed, succeed, type Result } from '../core/failure.ts'
import { journalStart, readJournal, type JournalPosition } from './journal-reader.ts'
import type { Masker } from './mask.ts'
import { readStoredFold, writeStoredFold } from './stored-fold.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

export interface Fold<S> {
  readonly initial: S
  readonly evolve: (before: S, event: Event) => S
  /** Changes when the meaning of the fold changes; a stored fold of another version is not used. */
  readonly version: string
}

export interface JournalFiles {
  readonly journal: string
  readonly storedFold: string
}

export interface OpenedJournal<S> {
  readonly journal: Journal<S>
  readonly torn: { readonly bytes: number; readonly text: string } | null
}

/**
 * Facts that can be found out again for nothing. They are written at once and synced with the next fact that cannot be:
 * a power cut may cost a verdict that is then given again, never a paid answer or a command that was run.
 */
const lazy: ReadonlySet<Fact['type']> = new Set([
  'step.started',
  'done.checked',
  'model.retryPlanned',
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

  /** Opens or creates; a torn last line is cut off and handed back, for the first event to tell. */
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
      return { v: 1, seq: this.#position.seq + 1 + i, ts, type, ...fields } as Event
    })
    const data = Buffer.from(events.map((event) => `${lineOf(event)}\n`).join(''))
    this.#write(
      data,
      facts.some(({ type }) => !lazy.has(type)),
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

  #write(data: Buffer, isDurable: boolean): void {
    if (this.#isBroken) throw new Error('append after a failed append')
    try {
      const size = fstatSync(this.#descriptor).size
      if (size !== this.#position.offset) throw foreignWrite(this.files.journal, size - this.#position.offset)
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

/** JSON with every control character escaped, so that a journal can be shown on any terminal. */
const lineOf = (event: Event): string =>
  JSON.stringify(event).replaceAll(
    /[\u007F-\u009F\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

function foreignWrite(path: string, bytes: number): Failed {
  return new Failed({
    what: `another program changed the journal (${bytes > 0 ? '+' : ''}${bytes} bytes); nothing more is done on its word`,
    where: path,
    remedy: "look at its last lines, remove what is foreign, then 'tos resume'",
    exitCode: exitCodes.failed,
  })
}

/** Folds a journal from its stored fold on, without writing. A missing journal gives the initial fold. */
export function foldJournal<S>(
  files: JournalFiles,
  foldOf: Fold<S>,
): Result<{ position: JournalPosition; fold: S; torn: OpenedJournal<S>['torn'] }> {
  if (!existsSync(files.journal)) return succeed({ position: journalStart, fold: foldOf.initial, torn: null })
  const stored = readStoredFold<S>(files.storedFold, files.journal, foldOf.version)
  let fold = stored?.fold ?? foldOf.initial
  const read = readJournal(files.journal, stored?.position ?? journalStart, (event) => {
    fold = foldOf.evolve(fold, event)
  })
  return read.ok ? succeed({ position: read.value.end, fold, torn: read.value.torn }) : read
}
