// The only source of truth: appends facts as lines, on disk before anything else happens.
import { closeSync, fdatasyncSync, ftruncateSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Event, Fact } from '../core/event.ts'
import { Failed, succeed, type Result } from '../core/failure.ts'
import { foldJournal, type Fold, type JournalFiles } from './journal-fold.ts'
import { chainUpTo, type JournalChain } from './journal-chain.ts'
import type { JournalPosition, TornLine } from './journal-reader.ts'
import { refuseForeign } from './journal-foreign.ts'
import { checkedEvent, lineOf } from './journal-line.ts'
import { isFull, roomsIn, type Rooms } from './journal-room.ts'
import { beginnings, unsynced } from './journal-synced.ts'
import type { Masker } from './mask.ts'
import { lostToAnother, type Replica } from './replica.ts'
import { isThere, openToAppend } from './open-regular.ts'
import { readMarks, writeStoredFold } from './stored-fold.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

export interface OpenedJournal<S> {
  readonly journal: Journal<S>
  /** What was cut off; null when the journal ended with a whole line. */
  readonly torn: TornLine | null
}

export interface JournalTools<S> {
  readonly foldOf: Fold<S>
  readonly masker: Masker
  readonly now: () => Date
  /** Without one the file is the only place. */
  readonly replica?: Replica | null
}

/** Events between two stored folds, at least; more when the fold has grown large. */
const storeEvery = 500

/** The one writer of a journal. Callers hold the runner's lock. */
export class Journal<S> {
  readonly files: JournalFiles
  fold: S
  #position: JournalPosition
  #stored: number
  /** What ended the writing; every later try is told the same. */
  #trouble: Error | null = null
  #isSynced = true
  readonly #descriptor: number
  readonly #chain: JournalChain
  readonly #rooms: Rooms
  readonly #foldOf: Fold<S>
  readonly #masker: Masker
  readonly #now: () => Date
  readonly #replica: Replica | null

  private constructor(
    files: JournalFiles,
    opened: { descriptor: number; position: JournalPosition; fold: S; chain: JournalChain },
    tools: JournalTools<S>,
  ) {
    this.files = files
    this.fold = opened.fold
    this.#descriptor = opened.descriptor
    this.#chain = opened.chain
    this.#rooms = roomsIn(dirname(files.journal))
    this.#position = opened.position
    this.#stored = opened.position.seq
    this.#foldOf = tools.foldOf
    this.#masker = tools.masker
    this.#now = tools.now
    this.#replica = tools.replica ?? null
  }

  /**
   * Opens or creates. A torn last line is cut off and handed back, for the first event to tell; one that only lacks its
   * line end gets it. Fails when lines that were stored were changed since, or are gone.
   */
  static open<S>(files: JournalFiles, tools: JournalTools<S>): Result<OpenedJournal<S>> {
    const isNew = !isThere(files.journal)
    const descriptor = openToAppend(files.journal)
    try {
      if (isNew) syncFolder(dirname(files.journal))
      const opened = Journal.#openAt(descriptor, files, tools)
      if (!opened.ok) closeSync(descriptor)
      return opened
    } catch (error) {
      closeSync(descriptor)
      throw notWritten(files.journal, error)
    }
  }

  static #openAt<S>(descriptor: number, files: JournalFiles, tools: JournalTools<S>): Result<OpenedJournal<S>> {
    const read = foldJournal(files, tools.foldOf)
    if (!read.ok) return read
    const { position, fold, torn } = read.value
    const chained = chainUpTo(files.journal, position, readMarks(files.storedFold))
    if (!chained.ok) return chained
    const chain = chained.value
    if (torn?.event) {
      writeFileSync(descriptor, '\n')
      fdatasyncSync(descriptor)
      const { offset, line } = position
      const mended = { offset: offset + torn.bytes + 1, line: line + 1, seq: torn.event.seq }
      const whole = chainUpTo(files.journal, mended, chain.marks())
      if (!whole.ok) return whole
      const opened = { descriptor, position: mended, fold: tools.foldOf.evolve(fold, torn.event), chain: whole.value }
      return succeed({ journal: new Journal(files, opened, tools), torn: null })
    }
    if (torn) {
      ftruncateSync(descriptor, position.offset)
      fdatasyncSync(descriptor)
    }
    return succeed({ journal: new Journal(files, { descriptor, position, fold, chain }, tools), torn })
  }

  get position(): JournalPosition {
    return this.#position
  }

  /**
   * Numbers, masks and writes the facts as one write, then folds them one by one. When this returns they are on disk,
   * unless all of them are `unsynced`. `each` sees every event with the fold behind it, and throws nothing.
   * @throws Failed when the disk refuses or another program wrote to the journal; nothing may be appended after that, unless `isWhole`.
   */
  append(facts: readonly Fact[], each?: (event: Event, fold: S) => void): Event[] {
    if (facts.some(({ type }) => beginnings.has(type))) this.#keepRoom()
    const ts = this.#now().toISOString()
    const events = facts.map((fact, i) => {
      const { type, ...fields } = this.#masker.mask(fact)
      return checkedEvent({ v: 1, seq: this.#position.seq + 1 + i, ts, type, ...fields })
    })
    const data = Buffer.from(events.map((event) => `${lineOf(event)}\n`).join(''))
    this.#write(data, facts)
    this.#chain.add(data, facts.length)
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
    if (this.#trouble || !this.#sync()) return
    const stored = { position: this.#position, fold: this.fold, chain: this.#chain.marks() }
    writeStoredFold(this.files.storedFold, this.files.journal, this.#foldOf.version, stored)
  }

  leaveRoom(): void {
    this.#rooms.leave()
  }

  close(): void {
    this.leaveRoom()
    closeSync(this.#descriptor)
  }

  /** May facts still be appended? */
  get isWhole(): boolean {
    return this.#trouble === null
  }

  /** Is every line of it on disk? */
  get isSynced(): boolean {
    return this.#isSynced
  }

  /** @throws Failed when the disk refuses; nothing may be appended after that */
  sync(): void {
    if (!this.#trouble) this.#sync()
    if (this.#trouble) throw this.#trouble
  }

  /** What is stored about the journal must not outlive it in a power cut. */
  #sync(): boolean {
    if (this.#isSynced) return true
    try {
      fdatasyncSync(this.#descriptor)
      this.#isSynced = true
    } catch (error) {
      this.#trouble = notWritten(this.files.journal, error)
    }
    return this.#isSynced
  }

  #keepRoom(): void {
    try {
      this.#rooms.keep()
    } catch (error) {
      throw notWritten(this.files.journal, error)
    }
  }

  #write(data: Buffer, facts: readonly Fact[]): void {
    if (this.#trouble) throw this.#trouble
    const isDurable = facts.some(({ type }) => !unsynced.has(type))
    let isTakenBack = false
    try {
      // Nothing is done in the world behind an unsynced fact, so the next one finds a foreign hand in time.
      if (isDurable) refuseForeign(this.files.journal, this.#descriptor, this.#position.offset)
      // writeFileSync on a descriptor loops until every byte is written; a bare writeSync may stop short.
      const full = this.#put(data, facts[0]?.type === 'run.ended')
      // Nothing of it is left there: the end of the run may still be told.
      isTakenBack = full !== null
      if (full !== null) throw full
      if (isDurable) fdatasyncSync(this.#descriptor)
      this.#isSynced = isDurable
      if (this.#replica?.take(data, isDurable) === 'lost') throw new Failed(lostToAnother(this.files.journal))
    } catch (error) {
      // A failed sync must not be retried as if it had worked: the kernel may have dropped the pages.
      const trouble = notWritten(this.files.journal, error)
      if (!isTakenBack) this.#trouble = trouble
      throw trouble
    }
  }

  /** The error when the disk is full and no room is left; nothing of `data` stands there then. @throws any other */
  #put(data: Buffer, isEnd: boolean): Error | null {
    try {
      writeFileSync(this.#descriptor, data)
      return null
    } catch (error) {
      if (!isFull(error) || !(error instanceof Error)) throw error
      ftruncateSync(this.#descriptor, this.#position.offset)
      return this.#rooms.giveFor(error, isEnd) ? this.#put(data, isEnd) : error
    }
  }
}
