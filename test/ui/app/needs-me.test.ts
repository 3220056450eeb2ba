import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { needsMe } from '../../../source/ui/app/needs-me.ts'
import { spanOf } from '../../../source/views/spans.ts'
import { inEnglish } from '../../../source/views/plain-words.ts'
import { asked } from '../../helpers/asking.ts'
import { snapshotOf } from '../../helpers/draw.tsx'
import * as f from '../../helpers/facts.ts'

const denying = [...f.afterReplies(f.bash('rm x', 'curl y')), f.judged(0, 'deny', 'no'), f.judged(1, 'ask')]

describe('what needs a person', () => {
  test('is the open question first, then what was refused', () => {
    const needs = needsMe(snapshotOf([...denying, asked({ 1: ['net'] })]))
    assert.deepEqual(
      needs.map((need) => (need.kind === 'incident' ? need.incident.kind : need.kind)),
      ['question', 'denied'],
    )
  })
  test('is a run that died before what went wrong in it', () => {
    const needs = needsMe(snapshotOf(denying, { isRunning: false }))
    assert.deepEqual(
      needs.map(({ kind }) => kind),
      ['end', 'incident'],
    )
  })
  test('is nothing while all goes well', () => {
    assert.deepEqual(needsMe(snapshotOf([...f.afterReplies(f.bash('ls')), f.judged(0, 'allow')])), [])
  })
})

describe('the snapshots around a job or a step', () => {
  const entry = (id: string, job: number, step: number) =>
    ({ id, kind: 'snapshot', name: '', ts: '', job, step, files: null, isPinned: false }) as const
  const history = [entry('s-4', 2, 1), entry('s-3', 1, 3), entry('s-2', 1, 2), entry('s-1', 1, 1)]
  test('are its own and the next one', () => {
    assert.deepEqual(spanOf(history, { job: 1, step: 2 }), { from: 's-2', to: 's-3' })
    assert.deepEqual(spanOf(history, { job: 1, step: null }), { from: 's-1', to: 's-4' })
  })
  test('reach to now for the last one', () =>
    assert.deepEqual(spanOf(history, { job: 2, step: 1 }), { from: 's-4', to: null }))
  test('are none where nothing was saved', () => assert.equal(spanOf(history, { job: 9, step: 1 }), null))
})

describe('a sentence of the runbook on an English screen', () => {
  for (const [japanese, english] of [
    ['job_loop_complete: max_jobs(36)に到達', 'job_loop_complete: max_jobs (36) reached'],
    ['allowlist通過', 'no rule of the lists forbids it'],
    ['done判定: 全条件クリア', 'all conditions hold'],
    ["全コマンドがdeny: deny_if_contains 'rm -rf' に一致", "every command denied: deny_if_contains 'rm -rf' matches"],
  ] as const)
    test(`is English: ${english}`, () => assert.equal(inEnglish(japanese), english))
  test('of the operator stays what it is', () => assert.equal(inEnglish('売上を集計'), '売上を集計'))
})
