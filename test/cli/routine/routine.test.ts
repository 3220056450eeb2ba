import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { daily } from '../../../source/cli/routine/daily.ts'
import type { Facts } from '../../../source/cli/routine/facts.ts'
import { weekly } from '../../../source/cli/routine/weekly.ts'
import type { Finding } from '../../../source/cli/examine.ts'
import { layoutOf } from '../../../source/files/layout.ts'
import { evolveRecords, noRecords, type Records } from '../../../source/views/run-record.ts'
import type { Fact } from '../../../source/core/event.ts'
import * as f from '../../helpers/facts.ts'
import { makeProject, writeResult } from '../../helpers/project.ts'

const now = new Date('2026-01-03T00:00:00.000Z')
type Mode = 'run' | 'test' | 'cleanrun'

const run = (n: number, mode: Mode, why: 'done' | 'deny', denied = 0) =>
  f.eventsOf(
    { ...f.runStarted(), run: n, mode } as Fact,
    ...Array.from({ length: denied }, (_, i) => f.judged(i, 'deny')),
    {
      type: 'run.ended',
      run: n,
      why,
      endReason: why,
      exitCode: why === 'done' ? 0 : 1,
    },
  )
const recordsOf = (...runs: ReturnType<typeof run>[]): Records =>
  [...f.eventsOf(f.loopStarted()), ...runs.flat()].reduce(evolveRecords, noRecords)

async function findings(routine: typeof daily, facts: Partial<Facts>): Promise<Finding[]> {
  const settings = f.settingsOf({})
  const layout = layoutOf('/nowhere', settings.config)
  const all = { now, records: noRecords, broken: [], git: () => Promise.resolve(null), settings, layout, ...facts }
  return (await Promise.all(routine.checks.map(async (check) => check(all as unknown as Facts)))).flat()
}
const levelOf = (found: readonly Finding[], check: string) => found.find((each) => each.check === check)?.level

describe('the order of the modes', () => {
  for (const [what, runs, level] of [
    ['is cleanrun, test, run', [run(1, 'cleanrun', 'done'), run(2, 'test', 'done'), run(3, 'run', 'done')], 'ok'],
    ['begins with cleanrun', [run(1, 'run', 'done')], 'warn'],
    ['has a test before the first run', [run(1, 'cleanrun', 'done'), run(2, 'run', 'done')], 'warn'],
    ['stops at a test that failed', [run(1, 'cleanrun', 'done'), run(2, 'test', 'deny')], 'FAIL'],
  ] as const)
    test(what, async () =>
      assert.equal(levelOf(await findings(daily, { records: recordsOf(...runs) }), 'order'), level),
    )
})

describe('the daily routine fails', () => {
  test('when the last run did not end well, and when two ended the same way', async () => {
    const found = await findings(daily, { records: recordsOf(run(1, 'run', 'deny'), run(2, 'run', 'deny')) })
    assert.deepEqual([levelOf(found, 'end'), levelOf(found, 'repetition')], ['FAIL', 'FAIL'])
  })
  test('at three denies of one run', async () => {
    assert.equal(levelOf(await findings(daily, { records: recordsOf(run(1, 'run', 'done', 2)) }), 'denies'), 'ok')
    assert.equal(levelOf(await findings(daily, { records: recordsOf(run(1, 'run', 'done', 3)) }), 'denies'), 'FAIL')
  })
  test('when a journal cannot be read to its end', async () =>
    assert.equal(levelOf(await findings(daily, { broken: ['journal.ndjson:7: is no event'] }), 'journals'), 'FAIL'))
})

test('the weekly routine counts what is younger than seven days', async () => {
  const checkpoints = (ts: string) => ({ records: { ...noRecords, checkpoints: [ts] } })
  assert.equal(levelOf(await findings(weekly, checkpoints('2025-12-28T00:00:00.000Z')), 'checkpoints'), 'ok')
  assert.equal(levelOf(await findings(weekly, checkpoints('2025-12-26T00:00:00.000Z')), 'checkpoints'), 'warn')
})

test('a protocol is dated and signed, and what is changed in it later no longer fits', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await project.tos(['run'])
  const { out } = await project.tos(['routine', 'weekly', '--remark', 'all well'])
  assert.match(out, /^TOS weekly routine, \d{4}-\d\d-\d\dT/)
  assert.match(out, /^ok {4}runs +1 in seven days, 1 ended well, 0 denied$/m)
  assert.match(out, /^\[ \] {3}no failure report is open$/m)
  assert.match(out, /^remarks: all well$/m)
  const [, text = '', hash] = /^([^]*)signed .* sha256 ([0-9a-f]{64})\n$/.exec(out) ?? []
  assert.equal(createHash('sha256').update(text).digest('hex'), hash)
})

test('a file of another kind is a finding, and every other check goes on', async (t) => {
  const project = makeProject(t, {})
  mkdirSync(project.path('.gitattributes'))
  const { code, out } = await project.tos(['routine', 'monthly'])
  assert.match(out, /FAIL +files +\S+\/\.gitattributes: is a folder, not a regular file\n/)
  assert.match(out, /closeout/)
  assert.equal(code, 1)
})
