import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fromRunbook, isRunbookCall } from '../../source/cli/arguments.ts'
import { makeProject, temporaryFolder, tos } from '../helpers/project.ts'

describe('an empty word where a path is to stand is a variable that was not set', () => {
  const calls: [string[], RegExp][] = [
    [['status', '--root', ''], /--root is empty; write --root DIR/],
    [['run', '--summary-file='], /--summary-file is empty/],
    [['-Mode', 'run', '-Root', ''], /--root is empty/],
    [['init', ''], /DIR is empty/],
    [['demo', '--prepare', '--dir', ''], /--dir is empty/],
    [['report', '--output', ''], /--output is empty/],
    [['replay', ''], /JOURNAL is empty/],
    [['rollback', 's-001', 'a', ''], /FILE is empty/],
    [['policy', 'coverage', ''], /FILE is empty/],
  ]
  for (const [argv, message] of calls)
    test(argv.join(' '), async (t) => {
      const folder = temporaryFolder(t)
      const { code, err } = await tos(argv, { folder })
      assert.equal(code, 2, err)
      assert.match(err, message)
      assert.deepEqual(readdirSync(folder), [])
    })
  test('but the runbook’s other texts were not given then, as in PowerShell', async (t) => {
    assert.deepEqual(fromRunbook(['-Mode', 'run', '-SummaryFile', '', '-CheckpointName', ''])?.argv, ['run'])
    assert.deepEqual(fromRunbook(['-Mode', 'rollback', '-TargetCommit', ''])?.argv, ['rollback'])
    const project = makeProject(t)
    const { code, out } = await tos(['-Mode', 'checkpoint', '-CheckpointName', '', '-Root', project.root])
    assert.equal(code, 1)
    assert.match(out, /^error: -CheckpointName required for checkpoint mode\nusage/)
  })
})

test('words behind -- are of another program, whatever they look like', () => {
  assert.ok(isRunbookCall(['-mode', 'run', '-Root', '/x']))
  assert.ok(isRunbookCall(['run', '-Clean']))
  assert.ok(!isRunbookCall(['exec', '--', 'xwininfo', '-root']))
  assert.ok(!isRunbookCall(['policy', 'check', '--', 'pwsh', '-Mode', 'x', '-Clean']))
})
