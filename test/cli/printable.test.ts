import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeProject, temporaryFolder, tos, type Outcome } from '../helpers/project.ts'

/** It clears a screen, names a window, turns letters round and ends a sequence of eight bits. */
const hostile = '\u001B[2J\u001B]0;x\u0007\u009B31m\u202E\u0085\r'

function assertHarmless({ out, err }: Outcome, name: string): void {
  assert.doesNotMatch(out + err, /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202E]/, name)
  assert.ok((out + err).length > 0, name)
}

describe('what a path, a name or a word of the call holds steers no terminal', () => {
  const calls: string[][] = [
    ['status', '--root', hostile],
    [`--${hostile}`],
    [hostile],
    ['status', hostile],
    ['policy', hostile],
    ['config', hostile],
    ['runs', 'show', hostile],
    ['init', '--packs', hostile, 'x'],
    ['help', hostile],
  ]
  for (const [i, argv] of calls.entries())
    test(`call ${i}`, async (t) => assertHarmless(await tos(argv, { folder: temporaryFolder(t) }), argv[0] ?? ''))
  test('of a project in a folder of such a name', async (t) => {
    const root = join(temporaryFolder(t), hostile)
    for (const argv of [['init', root], ...['doctor', 'cleanrun', 'checkpoint'].map((name) => [name, 'x'])])
      assertHarmless(await tos(argv[0] === 'init' ? argv : [argv[0] ?? '', '--root', root]), argv[0] ?? '')
  })
  test('of a summary, and of a file that is no JSON', async (t) => {
    const project = makeProject(t, { steps: [] })
    assertHarmless(await project.tos(['run', '--summary-file', `${hostile}/x`]), 'summary')
    project.write('config/recording.json', hostile)
    assertHarmless(await project.tos(['run']), 'run')
    assertHarmless(await project.tos(['doctor']), 'doctor')
  })
})
