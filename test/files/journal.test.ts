import assert from 'node:assert/strict'
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, renameSync, truncateSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { startChild } from '../helpers/children.ts'
import * as j from '../helpers/journals.ts'
import { failureThrownBy } from '../helpers/results.ts'

describe('what is appended', () => {
  test('is numbered from 1 without gaps and stamped with the time of the append', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append([j.pauseBy('ann'), j.pauseBy('bob')])
    journal.append([j.pauseBy('cid')])
    const ts = '2026-01-02T03:04:05.678Z'
    assert.deepEqual(j.eventsIn(files), [
      { v: 1, seq: 1, ts, type: 'run.pauseRequested', by: 'ann' },
      { v: 1, seq: 2, ts, type: 'run.pauseRequested', by: 'bob' },
      { v: 1, seq: 3, ts, type: 'run.pauseRequested', by: 'cid' },
    ])
  })
  test('is handed back as it stands in the file', (t) => {
    const files = j.journalFiles(t)
    assert.deepEqual(j.open(t, files).journal.append([j.pauseBy('ann'), j.pauseBy('bob')]), j.eventsIn(files))
  })
  test('is folded one by one, and each event is shown with the fold behind it', (t) => {
    const { journal } = j.open(t, j.journalFiles(t))
    const seen: [number, j.Tally][] = []
    journal.append([j.pauseBy('ann'), j.pauseBy('bob')], ({ seq }: Event, fold) => seen.push([seq, fold]))
    assert.deepEqual(seen, [
      [1, { count: 1, by: 'ann' }],
      [2, { count: 2, by: 'bob' }],
    ])
    assert.deepEqual(journal.fold, { count: 2, by: 'bob' })
  })
  test('is on disk as a whole before any of it is folded', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    const lengths: number[] = []
    journal.append([j.pauseBy('ann'), j.pauseBy('bob')], () => lengths.push(j.linesOf(files).length))
    assert.deepEqual(lengths, [2, 2])
  })
  test('is one write, however many facts it has', (t) => {
    const writes = () => Number(/syscw: (\d+)/.exec(readFileSync('/proc/thread-self/io', 'latin1'))?.[1])
    const { journal } = j.open(t, j.journalFiles(t))
    const before = writes()
    journal.append([j.pauseBy('ann'), j.pauseBy('bob'), j.pauseBy('cid')])
    assert.equal(writes() - before, 1)
  })
  test('moves the position by its bytes, lines and numbers', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append([j.pauseBy('あん'), j.pauseBy('bob')])
    assert.deepEqual(journal.position, { offset: readFileSync(files.journal).length, line: 2, seq: 2 })
  })
  test('has its secrets masked in the file, in the fold and in what is handed back', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files, { secrets: ['hunter2-hunter2'] })
    const [event] = journal.append([j.pauseBy('ann hunter2-hunter2')])
    assert.match(journal.fold.by, /^ann \[masked:[0-9a-f]{6}-1\]$/)
    assert.deepEqual(event, j.eventsIn(files)[0])
    assert.doesNotMatch(j.textOf(files), /hunter2/)
  })
  test('has every control character escaped in the line, and reads back unchanged', (t) => {
    const files = j.journalFiles(t)
    const by = 'esc \u001B[2J nul \0 del \u007F csi \u009B2J nel \u0085 apc \u009F line \u2028 paragraph \u2029 tab \t'
    j.open(t, files).journal.append([j.pauseBy(by)])
    assert.doesNotMatch(j.textOf(files), /[\0-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]/)
    assert.partialDeepStrictEqual(j.eventsIn(files), [{ by }])
  })
})

describe('a journal that another program touches', () => {
  const touched = {
    'gets a line more': ({ journal }) => appendFileSync(journal, '{}\n'),
    'gets a piece of a line': ({ journal }) => appendFileSync(journal, 'x'),
    'is shortened': ({ journal }) => truncateSync(journal, 10),
    'is replaced by another file, as editors do': ({ journal }) => {
      copyFileSync(journal, `${journal}.new`)
      renameSync(`${journal}.new`, journal)
    },
    'is moved away': ({ journal }) => renameSync(journal, `${journal}.old`),
  } satisfies Record<string, (files: { journal: string }) => void>

  for (const [how, touch] of Object.entries(touched))
    test(`that ${how} takes no more facts, and says so`, (t) => {
      const files = j.journalOf(t, 'ann')
      const { journal } = j.open(t, files)
      touch(files)
      const failure = failureThrownBy(() => journal.append([j.pauseBy('bob')]))
      assert.equal(failure.where, files.journal)
      assert.equal(failure.exitCode, 1)
      assert.match(failure.what, /another program/)
      assert.match(failure.remedy, /tos resume/)
      assert.deepEqual(journal.fold, { count: 1, by: 'ann' })
    })
  test('takes nothing after the refusal either, even when the foreign bytes are gone again', (t) => {
    const files = j.journalOf(t, 'ann')
    const { journal } = j.open(t, files)
    const before = j.textOf(files)
    appendFileSync(files.journal, 'x')
    failureThrownBy(() => journal.append([j.pauseBy('bob')]))
    truncateSync(files.journal, before.length)
    assert.throws(() => journal.append([j.pauseBy('cid')]), /another program/)
    assert.equal(j.textOf(files), before)
  })
})

describe('a full disk', () => {
  test('in the middle of a line costs that line only: the next start cuts it off and goes on', async (t) => {
    const files = j.journalFiles(t)
    const said = await startChild(t, 'fill-journal', [files.journal], { fileKiB: 8 }).said()
    assert.partialDeepStrictEqual(said, { appended: 2, failure: { exitCode: 1 } })
    assert.match(JSON.stringify(said), /EFBIG.*free some space/)
    const { journal, torn } = j.open(t, files)
    assert.ok(torn && torn.bytes > 1000, 'a piece of the third line was written')
    assert.equal(journal.fold.count, 2)
    journal.append([j.pauseBy('ann')])
    assert.deepEqual(
      j.eventsIn(files).map(({ seq }) => seq),
      [1, 2, 3],
    )
  })
  test('a journal that cannot be opened is a failure with a remedy', (t) => {
    const files = j.journalFiles(t)
    mkdirSync(files.journal, { recursive: true })
    const failure = failureThrownBy(() => j.tryOpen(files))
    assert.equal(failure.where, files.journal)
    assert.match(failure.what, /is a folder, not a regular file/)
    assert.match(failure.remedy, /put a regular file there/)
  })
})
