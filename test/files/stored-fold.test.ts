import assert from 'node:assert/strict'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { foldJournal, type JournalFiles } from '../../source/files/journal-fold.ts'
import { readMarks, readStoredFold, unfoldedBytes } from '../../source/files/stored-fold.ts'
import * as j from '../helpers/journals.ts'
import { failureThrownBy, valueOf } from '../helpers/results.ts'

const people = ['ann', 'bob', 'cid']

/** A journal of three events whose fold is stored. */
function stored(t: TestContext, ...more: string[]): JournalFiles {
  const files = j.journalFiles(t)
  const { journal } = valueOf(j.tryOpen(files))
  journal.append(people.map(j.pauseBy))
  journal.storeFold()
  if (more.length > 0) journal.append(more.map(j.pauseBy))
  journal.close()
  return files
}

/** How many events were folded to open it, and what came out. */
function opened(t: TestContext, files: JournalFiles, version?: string) {
  const foldOf = j.countingFold(version)
  const { journal } = j.open(t, files, { foldOf })
  return { calls: foldOf.calls(), fold: journal.fold, next: journal.append([j.pauseBy('next')])[0]?.seq }
}

describe('a stored fold', () => {
  test('saves folding what it holds', (t) => {
    assert.deepEqual(opened(t, stored(t)), { calls: 0, fold: { count: 3, by: 'cid' }, next: 4 })
  })
  test('is gone on from: only what came behind it is folded', (t) => {
    assert.deepEqual(opened(t, stored(t, 'dan', 'eve')), { calls: 2, fold: { count: 5, by: 'eve' }, next: 6 })
  })
  test('is gone on from when the journal ends with a torn line', (t) => {
    const files = stored(t, 'dan')
    appendFileSync(files.journal, '{"v":')
    assert.deepEqual(opened(t, files), { calls: 1, fold: { count: 4, by: 'dan' }, next: 5 })
  })
  test('does not hide a broken line behind it, which keeps its number', (t) => {
    const files = stored(t, 'dan')
    appendFileSync(files.journal, 'oops\n')
    const failed = j.tryOpen(files)
    assert.equal(failed.ok ? '' : failed.failure.where, `${files.journal}:5`)
  })
  test('is written every 500 events, not before', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append(Array.from({ length: 499 }, () => j.pauseBy('ann')))
    journal.storeFoldIfDue()
    assert.equal(existsSync(files.storedFold), false)
    journal.append([j.pauseBy('bob')])
    journal.storeFoldIfDue()
    assert.deepEqual(readStoredFold(files.storedFold, files.journal, 'fold 1')?.fold, { count: 500, by: 'bob' })
  })
})

describe('the marks of the chain', () => {
  const inIt = (files: JournalFiles): unknown => JSON.parse(readFileSync(files.storedFold, 'utf8')).chain
  test('are read from the front of the stored fold, whatever became of the rest', (t) => {
    const files = stored(t)
    const marks = inIt(files)
    assert.deepEqual(readMarks(files.storedFold), marks)
    truncateSync(files.storedFold, readFileSync(files.storedFold).indexOf('"fold"'))
    assert.deepEqual(readMarks(files.storedFold), marks)
  })
  test('are found in another order of its members too, and there are none in what is no stored fold', (t) => {
    const files = stored(t)
    const { chain, ...rest } = JSON.parse(readFileSync(files.storedFold, 'utf8'))
    writeFileSync(files.storedFold, JSON.stringify({ ...rest, chain }))
    assert.deepEqual(readMarks(files.storedFold), chain)
    for (const text of ['', 'null', '{"chain":5}', '{"version":"1","tie":"0","chain":[[1,2]],"position":{']) {
      writeFileSync(files.storedFold, text)
      assert.deepEqual(readMarks(files.storedFold), [], text)
    }
    rmSync(files.storedFold)
    assert.deepEqual(readMarks(files.storedFold), [])
  })
})

describe('a stored fold is not used', () => {
  const foldedAnew = (t: TestContext, files: JournalFiles) =>
    assert.deepEqual(opened(t, files), { calls: 3, fold: { count: 3, by: 'cid' }, next: 4 })

  test('by code of another version', (t) => {
    assert.equal(opened(t, stored(t), 'fold 2').calls, 3)
  })
  test('by code of another version or where there is none, and who waits for the folding is told how much it is', (t) => {
    const files = stored(t)
    const unfolded = (version: string): number => unfoldedBytes(files.storedFold, files.journal, version)
    assert.deepEqual(
      ['fold 1', 'fold 2'].map((version) => unfolded(version)),
      [0, statSync(files.journal).size],
    )
    rmSync(files.storedFold)
    assert.equal(unfolded('fold 1'), statSync(files.journal).size)
    rmSync(files.journal)
    assert.equal(unfolded('fold 1'), 0)
  })
  test('when it is absent', (t) => {
    const files = stored(t)
    rmSync(files.storedFold)
    foldedAnew(t, files)
  })
  /** Who only looks on folds what is there; who would write is refused (see the journal's chain). */
  const looked = (files: JournalFiles) => {
    const foldOf = j.countingFold()
    const { fold } = valueOf(foldJournal(files, foldOf))
    return { calls: foldOf.calls(), fold }
  }
  test('when the journal was changed', (t) => {
    const files = stored(t)
    writeFileSync(files.journal, j.textOf(files).replace('"cid"', '"eve"'))
    assert.deepEqual(looked(files), { calls: 3, fold: { count: 3, by: 'eve' } })
  })
  test('when the journal was shortened', (t) => {
    const files = stored(t)
    truncateSync(files.journal, j.textOf(files).indexOf('\n') + 1)
    assert.deepEqual(looked(files), { calls: 1, fold: { count: 1, by: 'ann' } })
  })
  test('when the journal was shortened before it was stored', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append(people.map(j.pauseBy))
    truncateSync(files.journal, j.textOf(files).indexOf('\n') + 1)
    // What a session does when it ends because of that.
    failureThrownBy(() => journal.append([j.pauseBy('dan')]))
    journal.storeFold()
    assert.deepEqual(opened(t, files), { calls: 1, fold: { count: 1, by: 'ann' }, next: 2 })
  })
  test('for the journal that took the place of the archived one', (t) => {
    const files = stored(t)
    writeFileSync(files.journal, '')
    assert.deepEqual(looked(files), { calls: 0, fold: { count: 0, by: '' } })
  })
  const garbage: Record<string, (good: string) => string> = {
    empty: () => '',
    torn: (good) => good.slice(0, -5),
    'no JSON': () => '\0\0\0\0',
    null: () => 'null',
    'a list': () => '[]',
    'without a position': (good) => good.replace('"position"', '"location"'),
    'with an offset that is none': (good) => good.replace('"offset":', '"offset":-'),
    'with a line that is none': (good) => good.replace('"line":3', '"line":"3"'),
    'with a fraction as number': (good) => good.replace('"seq":3', '"seq":2.5'),
    'with another tie to the journal': (good) => good.replace('"tie":"', '"tie":"0'),
    'without its fold': (good) => good.replace('"fold"', '"folded"'),
  }
  for (const [how, spoil] of Object.entries(garbage))
    test(`when it is ${how}`, (t) => {
      const files = stored(t)
      const good = readFileSync(files.storedFold, 'utf8')
      const bad = spoil(good)
      assert.notEqual(bad, good)
      writeFileSync(files.storedFold, bad)
      foldedAnew(t, files)
    })
  test('when it is a folder', (t) => {
    const files = stored(t)
    rmSync(files.storedFold)
    mkdirSync(files.storedFold)
    foldedAnew(t, files)
  })
})
