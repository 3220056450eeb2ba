// Journals in temporary folders, folded to something small that counts how often it was folded.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Event, Fact } from '../../source/core/event.ts'
import { type Fold, type JournalFiles } from '../../source/files/journal-fold.ts'
import { Journal, type OpenedJournal } from '../../source/files/journal.ts'
import { createMasker } from '../../source/files/mask.ts'
import { temporaryFolder } from './project.ts'
import { valueOf } from './results.ts'

export interface Tally {
  readonly count: number
  /** Who the last request was by. */
  readonly by: string
}

export interface CountingFold extends Fold<Tally> {
  /** How often an event was folded since the last call. */
  readonly calls: () => number
}

export function countingFold(version = 'fold 1'): CountingFold {
  let calls = 0
  return {
    version,
    initial: { count: 0, by: '' },
    evolve: ({ count }, event) => {
      calls++
      return { count: count + 1, by: 'by' in event ? event.by : '' }
    },
    calls() {
      const since = calls
      calls = 0
      return since
    },
  }
}

export function journalFiles(t: TestContext): JournalFiles {
  const logs = join(temporaryFolder(t), 'logs')
  return { journal: join(logs, 'journal.ndjson'), storedFold: join(logs, 'journal.fold.json') }
}

export const clock = () => new Date('2026-01-02T03:04:05.678Z')

export interface OpenOptions {
  readonly foldOf?: Fold<Tally>
  readonly secrets?: readonly string[]
}

export function tryOpen(files: JournalFiles, { foldOf = countingFold(), secrets = [] }: OpenOptions = {}) {
  return Journal.open(files, { foldOf, masker: createMasker(secrets), now: clock })
}

/** Opens the journal and closes it with the test. */
export function open(t: TestContext, files: JournalFiles, options: OpenOptions = {}): OpenedJournal<Tally> {
  const opened = valueOf(tryOpen(files, options))
  t.after(() => opened.journal.close())
  return opened
}

export const pauseBy = (by: string): Fact => ({ type: 'run.pauseRequested', by })

/** Writes a journal with a request by each of these people. */
export function journalOf(t: TestContext, ...people: string[]): JournalFiles {
  const files = journalFiles(t)
  const { journal } = valueOf(tryOpen(files))
  journal.append(people.map(pauseBy))
  journal.close()
  return files
}

export const textOf = ({ journal }: JournalFiles): string => readFileSync(journal, 'utf8')

export const linesOf = (files: JournalFiles): string[] => textOf(files).split('\n').slice(0, -1)

export const eventsIn = (files: JournalFiles): Event[] => linesOf(files).map((line): Event => JSON.parse(line))
