import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { describe, test } from 'node:test'
import { fromRunbook, isRunbookCall } from '../../source/cli/arguments.ts'
import { need } from '../../source/core/failure.ts'
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
    const argvOf = (...argv: string[]) => need(fromRunbook(argv)).argv
    assert.deepEqual(argvOf('-Mode', 'run', '-SummaryFile', '', '-CheckpointName', ''), ['run'])
    assert.deepEqual(argvOf('-Mode', 'rollback', '-TargetCommit', ''), ['rollback'])
    const project = makeProject(t)
    const { code, out } = await tos(['-Mode', 'checkpoint', '-CheckpointName', '', '-Root', project.root])
    assert.equal(code, 1)
    assert.match(out, /^error: -CheckpointName required for checkpoint mode\nusage/)
  })
})

describe('a call in the runbook’s spelling that is none gets the usage, and says why', () => {
  const calls: [string[], string][] = [
    [['-Mode', 'run', '-Cleann'], "tos: unknown parameter '-Cleann'; did you mean '-Clean'?"],
    [['-Mode', 'run', '--json'], "tos: unknown parameter '--json'; a call in this spelling takes -Mode, -Clean"],
    [['-Mode', 'rnu'], "tos: unknown mode 'rnu'; did you mean '-Mode run'?"],
    [['-Mode', 'deploy'], "tos: unknown mode 'deploy'; write -Mode with one of run, test, cleanrun"],
    [['-Mode', ''], 'tos: -Mode is not given'],
    [['-Clean'], 'tos: -Mode is not given; write -Mode with one of run, test'],
    [['-Mode', 'run', '-SummaryFile'], 'tos: -SummaryFile needs a value'],
  ]
  for (const [argv, message] of calls)
    test(argv.join(' '), async () => {
      const { code, out, err } = await tos(argv)
      assert.equal(code, 2)
      assert.match(out, /^usage cc_run\.ps1 -Mode run\|test\|cleanrun\|checkpoint\|rollback -Clean -SummaryFile path\n/)
      assert.ok(err.startsWith(message), err)
    })
})

test('words behind -- are of another program, whatever they look like', () => {
  assert.ok(isRunbookCall(['-mode', 'run', '-Root', '/x']))
  assert.ok(isRunbookCall(['run', '-Clean']))
  assert.ok(!isRunbookCall(['exec', '--', 'xwininfo', '-root']))
  assert.ok(!isRunbookCall(['policy', 'check', '--', 'pwsh', '-Mode', 'x', '-Clean']))
})
