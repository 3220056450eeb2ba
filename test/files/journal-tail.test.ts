import assert from 'node:assert/strict'
import { once, EventEmitter } from 'node:events'
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, test } from 'node:test'
import { openTail } from '../../source/files/journal-tail.ts'
import * as j from '../helpers/journals.ts'
import { valueOf } from '../helpers/results.ts'

describe('a viewer of a journal', () => {
  test('sees what was there and, look by look, what another process appends', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append([j.pauseBy('ann')])
    const tail = openTail(files, j.countingFold())
    assert.deepEqual(tail.fold, { count: 1, by: 'ann' })
    assert.equal(tail.read(), false)
    journal.append([j.pauseBy('bob'), j.pauseBy('cid')])
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 3, by: 'cid' })
    assert.equal(tail.read(), false)
  })
  test('folds every event once', (t) => {
    const files = j.journalOf(t, 'ann')
    const foldOf = j.countingFold()
    const tail = openTail(files, foldOf)
    assert.equal(foldOf.calls(), 1)
    j.open(t, files).journal.append([j.pauseBy('bob')])
    tail.read()
    assert.equal(foldOf.calls(), 1)
    tail.read()
    assert.equal(foldOf.calls(), 0)
  })
  test('begins with the stored fold', (t) => {
    const files = j.journalFiles(t)
    const { journal } = j.open(t, files)
    journal.append([j.pauseBy('ann'), j.pauseBy('bob')])
    journal.storeFold()
    journal.append([j.pauseBy('cid')])
    const foldOf = j.countingFold()
    assert.deepEqual(openTail(files, foldOf).fold, { count: 3, by: 'cid' })
    assert.equal(foldOf.calls(), 1)
  })
  test('waits for the rest of a line that is being written, and never cuts it off', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    const whole = j.textOf(files)
    const start = whole.indexOf('\n') + 1
    writeFileSync(files.journal, whole.slice(0, start + 30))
    const tail = openTail(files, j.countingFold())
    assert.equal(tail.read(), false)
    assert.deepEqual([tail.fold.count, tail.failure], [1, null])
    assert.equal(j.textOf(files), whole.slice(0, start + 30))
    appendFileSync(files.journal, whole.slice(start + 30))
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 2, by: 'bob' })
  })
  test('may be there before the journal', (t) => {
    const files = j.journalFiles(t)
    const tail = openTail(files, j.countingFold())
    assert.deepEqual([tail.fold.count, tail.failure, tail.read()], [0, null, false])
    j.open(t, files).journal.append([j.pauseBy('ann')])
    assert.equal(tail.read(), true)
    assert.equal(tail.fold.by, 'ann')
  })
  test('is called as soon as something is appended', async (t) => {
    const files = j.journalFiles(t)
    const tail = openTail(files, j.countingFold())
    // A clock that stands still: only the watch can call.
    t.mock.timers.enable({ apis: ['setInterval'] })
    const news = new EventEmitter()
    const stop = tail.follow(() => tail.read() && news.emit('read'))
    // The watch keeps no process alive; this does, until the test has what it waits for.
    const alive = setTimeout(() => undefined, 60_000)
    t.after(() => {
      stop()
      clearTimeout(alive)
    })
    const heard = once(news, 'read')
    j.open(t, files).journal.append([j.pauseBy('ann')])
    await heard
    assert.equal(tail.fold.by, 'ann')
  })
})

describe('a viewer that follows', () => {
  test('looks by the clock too, where watching is not to be relied on, until it stops', (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    let calls = 0
    const stop = openTail(j.journalFiles(t), j.countingFold()).follow(() => calls++)
    t.mock.timers.tick(1500)
    assert.equal(calls, 3)
    stop()
    t.mock.timers.tick(1500)
    assert.equal(calls, 3)
  })
})

describe('a replaced journal', () => {
  test('is noticed: archived and begun anew, it is read from its beginning', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    const tail = openTail(files, j.countingFold())
    renameSync(files.journal, `${files.journal}.old`)
    j.open(t, files).journal.append(['cid', 'dan', 'eve', 'fay'].map(j.pauseBy))
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 4, by: 'fay' })
    assert.equal(tail.read(), false)
  })
  test('leaves nothing on show while it is gone', (t) => {
    const files = j.journalOf(t, 'ann')
    const tail = openTail(files, j.countingFold())
    rmSync(files.journal)
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 0, by: '' })
    assert.equal(tail.read(), false)
  })
  test('that is broken leaves nothing of the old one on show', (t) => {
    const files = j.journalOf(t, 'ann')
    const tail = openTail(files, j.countingFold())
    renameSync(files.journal, `${files.journal}.old`)
    writeFileSync(files.journal, 'oops\n')
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 0, by: '' })
    assert.equal(tail.failure?.where, `${files.journal}:1`)
  })
  test('is noticed when the file was emptied and filled with less', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    const other = j.textOf(j.journalOf(t, 'cid'))
    const tail = openTail(files, j.countingFold())
    writeFileSync(files.journal, other)
    assert.equal(tail.read(), true)
    assert.deepEqual(tail.fold, { count: 1, by: 'cid' })
  })
})

describe('a broken line', () => {
  test('is told as a failure with its place, once, and what stood before it stays on show', (t) => {
    const files = j.journalOf(t, 'ann')
    const tail = openTail(files, j.countingFold())
    appendFileSync(files.journal, 'oops\n')
    assert.equal(tail.read(), true)
    assert.equal(tail.failure?.where, `${files.journal}:2`)
    assert.equal(tail.fold.by, 'ann')
    assert.equal(tail.read(), false)
  })
  test('that stands there from the beginning is told too', (t) => {
    const files = j.journalOf(t, 'ann')
    appendFileSync(files.journal, 'oops\n')
    assert.equal(openTail(files, j.countingFold()).failure?.where, `${files.journal}:2`)
  })
  test('is forgotten with the journal it stood in', (t) => {
    const files = j.journalFiles(t)
    mkdirSync(dirname(files.journal))
    writeFileSync(files.journal, 'oops\n')
    const tail = openTail(files, j.countingFold())
    renameSync(files.journal, `${files.journal}.old`)
    const { journal } = valueOf(j.tryOpen(files))
    journal.append([j.pauseBy('bob')])
    journal.close()
    assert.equal(tail.read(), true)
    assert.deepEqual([tail.failure, tail.fold.by], [null, 'bob'])
  })
})
