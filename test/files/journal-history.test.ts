import assert from 'node:assert/strict'
import { appendFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { readHistory } from '../../source/files/journal-history.ts'
import { countingFold, journalOf, open, journalFiles, pauseBy } from '../helpers/journals.ts'
import { valueOf } from '../helpers/results.ts'
import * as f from '../helpers/facts.ts'

describe('looking back in a journal', () => {
  test('gives the fold behind any event', async (t) => {
    const people = Array.from({ length: 40 }, (_, i) => `p${i + 1}`)
    const files = journalOf(t, ...people)
    const history = valueOf(await readHistory(files.journal, countingFold()))
    assert.equal(history.length, 40)
    for (const seq of [1, 2, 20, 39, 40]) assert.deepEqual(valueOf(history.at(seq)), { count: seq, by: `p${seq}` })
  })

  test('of a long journal too, piece by piece', async (t) => {
    const files = journalFiles(t)
    const { journal } = open(t, files)
    for (let i = 0; i < 20; i++)
      journal.append(Array.from({ length: 50 }, (_, k) => pauseBy(`${i * 50 + k + 1} ${'x'.repeat(800)}`)))
    const parts: number[] = []
    const history = valueOf(await readHistory(files.journal, countingFold(), (part) => parts.push(part)))
    assert.ok(parts.length > 2 && parts.every((part, i) => part > (parts[i - 1] ?? 0) && part < 1))
    for (const seq of [1, 160, 161, 500, 999, 1000]) {
      const fold = valueOf(history.at(seq))
      assert.deepEqual([fold.count, Number.parseInt(fold.by, 10)], [seq, seq])
    }
  })

  test('knows where steps begin and end', async (t) => {
    const files = journalFiles(t)
    open(t, files).journal.append([...f.inStep(), f.stepFinished('execute'), f.stepStarted(2)])
    assert.deepEqual(valueOf(await readHistory(files.journal, countingFold())).stops, [2, 4, 5, 6, 7])
  })

  test('ends in front of a line that is being written', async (t) => {
    const files = journalOf(t, 'a', 'b')
    appendFileSync(files.journal, '{"v":1,"seq":3')
    assert.equal(valueOf(await readHistory(files.journal, countingFold())).length, 2)
  })
})
