// The journal: append and fold per event, and opening a long one with and without its stored fold.
import { closeSync, fdatasyncSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '../source/core/event.ts'
import { foldJournal } from '../source/files/journal-fold.ts'
import { Journal } from '../source/files/journal.ts'
import { createMasker } from '../source/files/mask.ts'
import { evolveOverview, initialOverview } from '../source/views/overview.ts'
import { inTemporaryFolder, milliseconds, times, type Row } from './measure.ts'

const events = 100_000
const foldOf = { initial: initialOverview, evolve: evolveOverview, version: 'bench' }
const fact: Fact = {
  type: 'command.judged',
  job: 1,
  step: 1,
  index: 0,
  verdict: 'allow',
  reason: 'allowlist通過',
  matched: null,
  rule: '',
  place: '',
  part: '',
}

const spent = (work: () => void): number => {
  const began = performance.now()
  work()
  return performance.now() - began
}

export function journalRows(): Row[] {
  return inTemporaryFolder((folder) => {
    const files = { journal: join(folder, 'journal.ndjson'), storedFold: join(folder, 'fold.json') }
    const synced = 1000
    const line = `${JSON.stringify({ v: 1, seq: 1, ts: new Date().toISOString(), ...fact })}\n`
    const descriptor = openSync(join(folder, 'bare'), 'a')
    const bare = spent(() => {
      for (let i = 0; i < synced; i++) {
        writeFileSync(descriptor, line)
        fdatasyncSync(descriptor)
      }
    })
    closeSync(descriptor)
    const opened = Journal.open(files, { foldOf, masker: createMasker([]), now: () => new Date() })
    if (!opened.ok) throw new Error('the journal did not open')
    const { journal } = opened.value
    const one = spent(() => {
      for (let i = 0; i < synced; i++) journal.append([fact])
    })
    const rest = Array.from({ length: 1000 }, () => fact)
    for (let i = synced; i < events; i += rest.length) journal.append(rest)
    journal.storeFold()
    journal.close()
    const stored = spent(() => foldJournal(files, foldOf))
    rmSync(files.storedFold)
    const whole = spent(() => foldJournal(files, foldOf))
    const parse = spent(() => {
      for (let i = 0; i < events; i++) JSON.parse(line)
    })
    return [
      {
        what: 'append of one event, fsync on',
        value: milliseconds(one / synced),
        against: `bare write and fdatasync, ${milliseconds(bare / synced)}`,
        ratio: times(one, bare),
      },
      {
        what: `fold of ${events} events, per event`,
        value: milliseconds(whole / events),
        against: `JSON.parse alone, ${milliseconds(parse / events)}`,
        ratio: times(whole, parse),
      },
      {
        what: `opening a journal of ${events} events with its stored fold`,
        value: milliseconds(stored),
        against: `folding all of it, ${milliseconds(whole)}`,
        ratio: times(stored, whole),
      },
    ]
  })
}
