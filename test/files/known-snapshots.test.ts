// Which snapshot undo may go to: what was begun and never came to its end counts only while it is under way.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { knownSnapshots } from '../../source/files/known-snapshots.ts'
import { loadConfig } from '../../source/files/config-file.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { need } from '../../source/core/failure.ts'
import { makeProject } from '../helpers/project.ts'

const restored = (type: string, saved: string, object?: string): object => ({
  type,
  job: null,
  step: null,
  saved,
  ...(type.endsWith('started')
    ? { by: 'ann', target: 'base', scope: 'all', commit: 'c0ffee', marker: '', savedObject: object }
    : type.endsWith('finished')
      ? { commit: 'c0ffee', files: 1, ...(object && { savedObject: object }) }
      : { reason: 'no room' }),
})
const begun = [
  restored('rollback.started', 'u-001', 'aaa1'),
  restored('rollback.finished', 'u-001'),
  restored('undo.started', 'u-002', 'aaa2'),
]

function known(t: TestContext, facts: readonly object[], more: Record<string, string> = {}): Record<string, string> {
  const lines = facts.map((fact, i) => JSON.stringify({ v: 1, seq: i + 1, ts: '2026-01-02T03:04:05.678Z', ...fact }))
  const project = makeProject(t, { files: { 'logs/journal.ndjson': `${lines.join('\n')}\n`, ...more } })
  const { layout } = need(loadConfig(need(findProjectRoot(project.root, project.root))))
  return Object.fromEntries(knownSnapshots(layout))
}

test('an undo whose beginning could not be kept is no undo: the next one goes to what was there before', (t) =>
  assert.deepEqual(known(t, begun), { 'u-001': 'aaa1' }))

test('an undo that is under way counts', (t) =>
  assert.deepEqual(known(t, begun, { 'logs/restore.json': '{}' }), { 'u-001': 'aaa1', 'u-002': 'aaa2' }))

test('an undo that came to its end counts, one that was taken back is named without an object', (t) => {
  assert.equal(known(t, [...begun, restored('undo.finished', 'u-002', 'bbb2')])['u-002'], 'bbb2')
  assert.equal(known(t, [...begun, restored('undo.takenBack', 'u-002')])['u-002'], '')
})
