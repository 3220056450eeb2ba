import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { CheckpointEntry } from '../../../source/ui/app/checkpoints.ts'
import { catalogues, languages, type Language } from '../../../source/ui/words/words.ts'
import { checkpointRow } from '../../../source/ui/panels/checkpoints.tsx'
import { rowText } from '../../../source/ui/draw/row.tsx'
import { withNewer } from '../../../source/ui/app/checkpoint-list.ts'
import { widthOf } from '../../../source/ui/draw/width.ts'
import { entry } from '../../helpers/checkpoint-calls.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import { driveScreen } from '../../helpers/drive.tsx'
import * as f from '../../helpers/facts.ts'
import { until } from '../../helpers/until.ts'

const minute = Date.parse('2026-01-02T03:05:00.000Z')
const shown = (more: Partial<CheckpointEntry>, columns: number, language: Language = 'en', isMarked = false) =>
  rowText(checkpointRow(entry('s-014', more), { minute, columns, words: catalogues[language], isMarked }))

describe('a row of the history', () => {
  test('tells id, mark, pin, place, files and age', () => {
    assert.equal(
      shown({ isPinned: true }, 76, 'en', true),
      `*s-014 P before job 1 step 2${' '.repeat(27)}  pinned  3 files  5m`,
    )
    assert.match(shown({ kind: 'saving', files: null }, 76), /^ s-014 {3}before a rollback {2,}5m$/)
  })
  test('has all of it in the narrowest list, too: the place gets shorter first', () => {
    assert.equal(shown({}, 39), ' s-014   job 1 step 2       3 files  5m')
    for (const language of languages)
      for (const more of [{}, { job: 12, step: 34, files: 56, ts: '2026-01-02T02:14:00.000Z' }]) {
        const text = shown(more, 39, language)
        assert.equal(widthOf(text), 39)
        for (const part of ['s-014', String(more.job ?? 1), String(more.step ?? 2), `${more.files ?? 3} `])
          assert.ok(text.includes(part), text)
      }
  })
})

test('what the journal tells of stands in front of what the repository said before', () => {
  const at = (id: string, minute: number, more: Partial<CheckpointEntry> = {}) =>
    entry(id, { ts: `2026-01-02T03:0${minute}:00.000Z`, ...more })
  const listed = [at('s-002', 2, { isPinned: true }), at('c-001', 1)]
  const told = [at('s-003', 3), at('s-002', 2), at('s-001', 0)]
  assert.deepEqual(
    withNewer(listed, told).map(({ id, isPinned }) => [id, isPinned]),
    [
      ['s-003', false],
      ['s-002', true],
      ['c-001', false],
    ],
  )
  assert.equal(withNewer(listed, told.slice(1)), listed)
  assert.deepEqual(withNewer([], told), told)
})

test('the row under the cursor stays where it is when newer ones come', async (t) => {
  const made = (n: number) =>
    Array.from({ length: n }, (_, i) => ({ type: 'snapshot.made', job: 1, step: 1, id: `s-${101 + i}` }) as const)
  const { press, sees, frame, store } = driveScreen(t, { snapshot: snapshotOf([...f.inStep(), ...made(30)]) })
  await sees('[0 Step]')
  press('4')
  await sees('s-130')
  press('j')
  press(' ')
  await sees('*s-129')
  const rowOf = (id: string) =>
    frame()
      .split('\n')
      .findIndex((line) => line.includes(id))
  const before = rowOf('s-129')
  store.set(snapshotOf([...f.inStep(), ...made(40)]))
  await sees('(40)')
  assert.equal(rowOf('s-129'), before)
  press('k')
  press(' ')
  await sees('*s-130')
  await until(() => rowOf('s-130') === before - 1, frame)
})
