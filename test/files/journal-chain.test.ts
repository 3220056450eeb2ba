import assert from 'node:assert/strict'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import type { JournalFiles } from '../../source/files/journal-fold.ts'
import * as j from '../helpers/journals.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

const lines = 200

/** A journal of 200 lines of about 200 bytes whose fold is stored, and `more` behind it. */
function stored(t: TestContext, more = 0): JournalFiles {
  const files = j.journalFiles(t)
  const { journal } = valueOf(j.tryOpen(files))
  for (let n = 1; n <= lines; n++) journal.append([j.pauseBy(`${n} ${'x'.repeat(120)}`)])
  journal.storeFold()
  for (let n = 1; n <= more; n++) journal.append([j.pauseBy(`more ${n}`)])
  journal.close()
  return files
}
const offsetOfLine = (files: JournalFiles, line: number): number =>
  j
    .textOf(files)
    .split('\n')
    .slice(0, line - 1)
    .join('\n').length + (line > 1 ? 1 : 0)

describe('a journal that was changed after it was written is refused, with the lines that were', () => {
  for (const line of [1, 2, 57, 100, lines])
    test(`line ${line}`, (t) => {
      const files = stored(t, 3)
      const data = readFileSync(files.journal)
      const at = data.indexOf('xxx', offsetOfLine(files, line))
      data[at] = 'y'.charCodeAt(0)
      writeFileSync(files.journal, data)
      const failure = failureOf(j.tryOpen(files))
      const [, first = 0, last = first] = /in lines? (\d+)(?: to (\d+))?$/.exec(failure.what) ?? []
      assert.ok(Number(first) <= line && line <= Number(last), failure.what)
      assert.ok(Number(last) - Number(first) < 40, failure.what)
      assert.equal(failure.where, `${files.journal}:${first}`)
      assert.equal(failure.exitCode, 1)
      assert.deepEqual(readFileSync(files.journal), data)
    })
  test('and taken as it is when its stored fold is removed, as the remedy says', (t) => {
    const files = stored(t)
    writeFileSync(files.journal, j.textOf(files).replace('7 x', '7 y'))
    assert.match(failureOf(j.tryOpen(files)).remedy, /remove journal\.fold\.json/)
    rmSync(files.storedFold)
    assert.equal(j.open(t, files).journal.fold.count, lines)
  })
})

describe('whole lines cut off the end stop with exit code 5', () => {
  for (const [name, line] of [
    ['one', lines],
    ['many', 20],
    ['all', 1],
  ] as const)
    test(name, (t) => {
      const files = stored(t)
      truncateSync(files.journal, offsetOfLine(files, line))
      const failure = failureOf(j.tryOpen(files))
      assert.match(failure.what, new RegExp(`it had ${lines}, now it has ${line - 1};`))
      assert.equal(failure.exitCode, 5)
    })
  test('also when the journal is gone', (t) => {
    const files = stored(t)
    rmSync(files.journal)
    assert.equal(failureOf(j.tryOpen(files)).exitCode, 5)
  })
  test('also when a torn line is left of them', (t) => {
    const files = stored(t)
    truncateSync(files.journal, offsetOfLine(files, 100) + 10)
    assert.equal(failureOf(j.tryOpen(files)).exitCode, 5)
  })
})

describe('the chain goes on', () => {
  test('from opening to opening, whatever version folds', (t) => {
    const files = stored(t)
    for (const version of ['fold 1', 'fold 2', 'fold 3']) {
      const { journal } = valueOf(j.tryOpen(files, { foldOf: j.countingFold(version) }))
      journal.append([j.pauseBy(version)])
      journal.storeFold()
      journal.close()
    }
    const { chain } = JSON.parse(readFileSync(files.storedFold, 'utf8'))
    assert.equal(chain.at(-1)[1], lines + 3)
    writeFileSync(files.journal, j.textOf(files).replace('fold 2', 'fold 9'))
    assert.match(failureOf(j.tryOpen(files)).what, /was changed/)
  })
  test('over a last line that only lacked its end', (t) => {
    const files = stored(t, 1)
    truncateSync(files.journal, readFileSync(files.journal).length - 1)
    const { journal } = valueOf(j.tryOpen(files))
    journal.append([j.pauseBy('next')])
    journal.storeFold()
    journal.close()
    assert.equal(valueOf(j.tryOpen(files)).journal.position.seq, lines + 2)
  })
  test('in few marks, however long the journal is', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    const events = Array.from({ length: 50 }, () => j.pauseBy('x'.repeat(150)))
    for (let n = 0; n < 2000; n++) journal.append(events)
    journal.storeFold()
    const { chain } = JSON.parse(readFileSync(files.storedFold, 'utf8'))
    assert.ok(chain.length <= 2050, `${chain.length}`)
  })
})

test('a fold that cannot be stored is no trouble of the journal', (t) => {
  const files = { ...j.journalFiles(t) }
  const { journal } = j.open(t, files)
  journal.append([j.pauseBy('ann')])
  const unwritable = { ...files, storedFold: `${files.journal}/fold.json` }
  const again = valueOf(j.tryOpen(unwritable))
  again.journal.storeFold()
  again.journal.append([j.pauseBy('bob')])
  again.journal.close()
})
