import assert from 'node:assert/strict'
import { appendFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import * as j from '../helpers/journals.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

describe('a journal opened again', () => {
  test('is folded from its lines and goes on with the next number', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    const { journal, torn } = j.open(t, files)
    assert.equal(torn, null)
    assert.deepEqual(journal.fold, { count: 2, by: 'bob' })
    const [event] = journal.append([j.pauseBy('cid')])
    assert.equal(event?.seq, 3)
    assert.equal(j.eventsIn(files).length, 3)
  })
  test('that is empty begins with number 1', (t) => {
    const files = j.journalOf(t)
    assert.equal(j.textOf(files), '')
    assert.equal(j.open(t, files).journal.append([j.pauseBy('ann')])[0]?.seq, 1)
  })
  test('may hold lines longer than what is read at once, with characters cut by the border', (t) => {
    const long = 'あ'.repeat(900_000)
    const files = j.journalOf(t, `x${long}`, `xx${long}`, `xxx${long}`)
    assert.deepEqual(j.open(t, files).journal.fold, { count: 3, by: `xxx${long}` })
  })
  test('leaves no other file open, whether it is whole or broken', (t) => {
    const opened = () => readdirSync('/proc/self/fd').length
    const files = j.journalOf(t, 'ann')
    const before = opened()
    valueOf(j.tryOpen(files)).journal.close()
    appendFileSync(files.journal, 'oops\n')
    failureOf(j.tryOpen(files))
    assert.equal(opened(), before)
  })
  test('ignores fields that a later version added', (t) => {
    const files = j.journalOf(t, 'ann')
    writeFileSync(files.journal, j.textOf(files).replace('"by"', '"mood":"good","by"'))
    assert.deepEqual(j.open(t, files).journal.fold, { count: 1, by: 'ann' })
  })
})

describe('a last line without its line end was never acknowledged', () => {
  test('wherever it is torn, it is cut off and handed back with its bytes, and the next line takes its number', (t) => {
    const files = j.journalOf(t, 'ann', 'bob', 'last')
    const whole = readFileSync(files.journal)
    const start = whole.lastIndexOf('\n', -2) + 1
    for (let end = start + 1; end < whole.length - 1; end++) {
      writeFileSync(files.journal, whole.subarray(0, end))
      const { journal, torn } = j.open(t, files)
      assert.deepEqual(torn, { bytes: end - start, text: whole.toString('utf8', start, end), event: null })
      assert.equal(readFileSync(files.journal).length, start)
      assert.deepEqual(journal.fold, { count: 2, by: 'bob' })
      assert.equal(journal.append([j.pauseBy('cid')])[0]?.seq, 3)
    }
  })
  test('but is kept when it lacks nothing but the line end, which it gets', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    truncateSync(files.journal, j.textOf(files).length - 1)
    const { journal, torn } = j.open(t, files)
    assert.equal(torn, null)
    assert.deepEqual(journal.fold, { count: 2, by: 'bob' })
    assert.equal(journal.append([j.pauseBy('cid')])[0]?.seq, 3)
    assert.equal(j.linesOf(files).length, 3)
  })
  test('when it is the only line, the journal begins anew with number 1', (t) => {
    const files = j.journalOf(t)
    writeFileSync(files.journal, '{"v":1,"se')
    const { journal, torn } = j.open(t, files)
    assert.deepEqual(torn, { bytes: 10, text: '{"v":1,"se', event: null })
    assert.equal(journal.append([j.pauseBy('ann')])[0]?.seq, 1)
  })
  test('of a long one all bytes are counted and the beginning is shown', (t) => {
    const files = j.journalOf(t, 'ann')
    appendFileSync(files.journal, 'x'.repeat(100_000))
    assert.deepEqual(j.open(t, files).torn, { bytes: 100_000, text: 'x'.repeat(65_536), event: null })
  })
})

describe('a broken line stops with its number and leaves the journal as it is', () => {
  const refused = (t: TestContext, why: RegExp, change: (line: string) => string) => {
    const files = j.journalOf(t, 'ann', 'bob', 'cid')
    const [first = '', second = '', third = ''] = j.linesOf(files)
    const text = `${[first, change(second), third].join('\n')}\n`
    writeFileSync(files.journal, text)
    const failure = failureOf(j.tryOpen(files))
    assert.equal(failure.where, `${files.journal}:2`)
    assert.equal(failure.exitCode, 1)
    assert.match(failure.what, why)
    assert.match(failure.remedy, /restore the line.*tos cleanrun/)
    assert.equal(j.textOf(files), text)
  }
  const cases: [name: string, why: RegExp, change: (line: string) => string][] = [
    ['no JSON', /not valid JSON/, () => 'oops'],
    ['a torn piece', /not valid JSON/, (line) => line.slice(0, 20)],
    ['nothing', /not valid JSON/, () => ''],
    ['two values', /not valid JSON/, (line) => line + line],
    ['a number', /unknown event type none/, () => '7'],
    ['null', /unknown event type none/, () => 'null'],
    ['a list', /unknown event type none/, (line) => `[${line}]`],
    [
      'an unknown type',
      /unknown event type "run\.exploded"/,
      (line) => line.replace('run.pauseRequested', 'run.exploded'),
    ],
    [
      'an inherited name as type',
      /unknown event type "constructor"/,
      (line) => line.replace('run.pauseRequested', 'constructor'),
    ],
    ['no type', /unknown event type none/, (line) => line.replace('"type"', '"kind"')],
    ['a field of the wrong type', /run\.pauseRequested: by: .*expected string/, (line) => line.replace('"bob"', '7')],
    ['a missing field', /run\.pauseRequested: by: /, (line) => line.replace('"by"', '"to"')],
    ['a version there never was', /run\.pauseRequested: v: /, (line) => line.replace('"v":1', '"v":0')],
    ['a time without milliseconds', /run\.pauseRequested: ts: /, (line) => line.replace('.678Z', 'Z')],
    ['a number twice', /seq 1 follows 1/, (line) => line.replace('"seq":2', '"seq":1')],
    ['a gap in the numbers', /seq 3 follows 1/, (line) => line.replace('"seq":2', '"seq":3')],
    ['a number that is none', /run\.pauseRequested: seq: /, (line) => line.replace('"seq":2', '"seq":"2"')],
  ]
  for (const [name, why, change] of cases) test(name, (t) => refused(t, why, change))

  test('a line of a newer version is not broken: that version is asked for', (t) => {
    const files = j.journalOf(t, 'ann')
    const text = j.textOf(files).replace('"v":1', '"v":2')
    writeFileSync(files.journal, text)
    const failure = failureOf(j.tryOpen(files))
    assert.match(failure.what, /newer version/)
    assert.match(failure.remedy, /use that version/)
    assert.equal(failure.where, `${files.journal}:1`)
    assert.equal(j.textOf(files), text)
  })
  test('a mark that an editor put before the first line is passed over', (t) => {
    const files = j.journalOf(t, 'ann')
    writeFileSync(files.journal, `\uFEFF${j.textOf(files).replaceAll('\n', '\r\n')}`)
    assert.equal(j.open(t, files).journal.fold.count, 1)
  })
  test('a broken last line with its line end is broken, not torn', (t) => {
    const files = j.journalOf(t, 'ann')
    appendFileSync(files.journal, '{"v":1\n')
    assert.equal(failureOf(j.tryOpen(files)).where, `${files.journal}:2`)
  })
  test('a journal that does not begin with number 1 is broken', (t) => {
    const files = j.journalOf(t, 'ann', 'bob')
    writeFileSync(files.journal, `${j.linesOf(files)[1]}\n`)
    assert.match(failureOf(j.tryOpen(files)).what, /seq 2 follows 0/)
  })
  test('a line of more than 64 MiB is no line of a journal', (t) => {
    const files = j.journalOf(t, 'ann')
    truncateSync(files.journal, 66 << 20)
    const failure = failureOf(j.tryOpen(files))
    assert.equal(failure.where, `${files.journal}:2`)
    assert.match(failure.what, /longer than/)
  })
})
