import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../../source/core/event.ts'
import { languages } from '../../../source/ui/words/words.ts'
import { widthOf } from '../../../source/ui/draw/width.ts'
import { draw, focused, snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

const spent = (job: number, costUsd: number): Fact =>
  ({ ...f.answered('draft', '{}'), job, costUsd, usage: { input: 1, output: 1, cached: 0 } }) as Fact
const job = (number: number, name: string, costUsd: number, isDone: boolean): Fact[] => {
  const usage = { calls: 1, input: 1, output: 1, cached: 0, costUsd, unpriced: 0, estimated: 0 }
  return [
    f.jobStarted({ job: number, index: number, name }),
    f.stepStarted(1, 1, number),
    ...(costUsd > 0 ? [spent(number, costUsd)] : []),
    ...(isDone ? [{ ...f.jobFinished(number, number), usage } as Fact] : []),
  ]
}
const begin = [f.loopStarted(), f.runStarted(f.looping(5), {}, { until: 'loop' }), f.payloadRead()]

/** The rows of the list between its edges. */
function listed(
  facts: readonly Fact[],
  options: { columns: number; language?: 'en' | 'ja' },
  isRunning = true,
): string[] {
  const lines = draw(snapshotOf([...begin, ...facts], { isRunning }), { ...options, rows: 24, view: focused('jobs') })
  return lines.filter((line) => /^│ +\d+ /.test(line))
}

/** Where each text stands: the column it begins at, and the one behind its end. */
const place = (row: string | undefined, text: string): [number, number] => {
  const at = row?.indexOf(text) ?? -1
  assert.ok(at >= 0, `${text} in ${row}`)
  const from = widthOf(row?.slice(0, at) ?? '')
  return [from, from + widthOf(text)]
}

const facts = [
  ...job(1, '売上集計', 0.19, true),
  ...job(2, 'a', 12.5, true),
  ...job(3, '長い名前のジョブ'.repeat(12), 0.08, false),
]

describe('the list of jobs', () => {
  for (const language of languages)
    for (const columns of [120, 80, 60] as const)
      test(`stands in columns, whatever a job is called and whether it is done: ${language} ${columns}`, () => {
        const [one, two, running, queued] = listed(facts, { columns, language })
        const steps = language === 'en' ? '1 step ' : '1 ステップ '
        for (const row of [two, running]) assert.deepEqual(place(row, steps), place(one, steps))
        const sameEnd = (...texts: string[]) =>
          assert.equal(
            new Set([one, two, running].map((row, i) => place(row, texts[i] ?? '')[1])).size,
            1,
            texts.join(),
          )
        sameEnd(' 0s', ' 0s', ' 59s')
        sameEnd('$0.19', '$12.50', '$0.08')
        assert.equal(place(two, ' a ')[0], place(one, ' 売上集計')[0])
        assert.equal(place(running, ' 長い名')[0], place(one, ' 売上集計')[0])
        assert.ok(queued?.includes(language === 'en' ? 'queued' : '待機'))
      })

  test('leaves out how many steps a job took where its name needs the room', () => {
    const rows = draw(snapshotOf([...begin, ...facts]), { columns: 110, rows: 40, view: focused('jobs') })
    const list = rows.filter((row) => row.includes('$0.19') || row.includes('$0.08')).map((row) => row.slice(0, 39))
    assert.match(list.join('\n'), /done +売上集計 +0s +\$0\.19/)
  })

  test('has no column for money while nothing has cost anything', () => {
    const [done, running] = listed([...job(1, 'a', 0, true), ...job(2, 'b', 0, false)], { columns: 80 })
    assert.match(done ?? '', /1 step [ .]+0s │$/)
    assert.match(running ?? '', /1 step [ .]+\d+s │$/)
  })

  test('what the running job has cost so far stands in its row', () => {
    const [, , running] = listed(facts, { columns: 80 })
    assert.match(running ?? '', /RUN .*\$0\.08 │$/)
  })
})
