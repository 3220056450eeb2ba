import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { stepsSince } from '../../source/files/steps-since.ts'
import { loadConfig } from '../../source/files/config-file.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { need } from '../../source/core/failure.ts'
import { makeProject } from '../helpers/project.ts'

type Line = Readonly<Record<string, unknown> & { type: string }>

const snapshot = (id: string): Line => ({ type: 'snapshot.made', job: 1, step: 1, id, commit: 'a'.repeat(40) })
const run = (mode: string): Line => ({
  type: 'run.started',
  run: 1,
  mode,
  until: 'job',
  version: '0',
  host: 'h',
  user: 'u',
  pid: 1,
  root: '/',
  zone: 'UTC',
  settings: { config: {}, tos: {} },
})
const stood = { job: null, step: null, saved: 'u-001', commit: 'b'.repeat(40) }
const rolledBack: readonly Line[] = [
  {
    ...stood,
    type: 'rollback.started',
    by: 'u',
    target: 's-001',
    scope: 'files',
    marker: '',
    savedObject: 'c'.repeat(40),
  },
  { ...stood, type: 'rollback.finished', files: 1 },
]

function since(t: TestContext, archived: readonly Line[], current: readonly Line[], last: string | null): string[] {
  const text = (lines: readonly Line[]): string =>
    lines
      .map((line, i) => `${JSON.stringify({ v: 1, seq: i + 1, ts: '2026-01-02T03:04:05.678Z', ...line })}\n`)
      .join('')
  const files = {
    'logs/journal.ndjson': text(current),
    ...(archived.length > 0 && { [join('logs/archive/20260101T000000Z-aaaa', 'journal.ndjson')]: text(archived) }),
  }
  const { root } = makeProject(t, { files })
  const { layout } = need(loadConfig(need(findProjectRoot(root, root))))
  return [...stepsSince(layout, last)]
}

describe('steps that an undo may take back', () => {
  test('are all, where nothing was rolled back', (t) => {
    assert.deepEqual(since(t, [snapshot('s-001')], [run('run'), snapshot('s-002')], null), ['s-001', 's-002'])
  })
  test('are those behind the last rollback', (t) => {
    const journal = [run('run'), snapshot('s-001'), ...rolledBack, run('run'), snapshot('s-002')]
    assert.deepEqual(since(t, [], journal, 'u-001'), ['s-002'])
  })
  test('are not those of the test that follows a rollback, here or in a loop of its own', (t) => {
    const before = [run('run'), snapshot('s-001'), ...rolledBack]
    const tested = [run('test'), snapshot('s-002')]
    assert.deepEqual(since(t, [], [...before, ...tested], 'u-001'), [])
    assert.deepEqual(since(t, before, tested, 'u-001'), [])
    assert.deepEqual(since(t, before, [...tested, run('run'), snapshot('s-003')], 'u-001'), ['s-003'])
  })
  test('are none where nobody knows when the rollback was', (t) => {
    assert.deepEqual(since(t, [], [run('run'), snapshot('s-001')], 'u-009'), [])
  })
})
