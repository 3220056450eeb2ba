import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { initialState } from '../../source/core/state.ts'
import { createSnapshots } from '../../source/orchestrator/snapshots.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { valueOf } from '../helpers/results.ts'
import { load, rootOf } from '../helpers/settings-files.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

test('a repository that commands left in the project is told with the next snapshot, and what git would obey in it', async (t) => {
  const root = rootOf(t, {})
  initRepository(root)
  const { layout, settings } = valueOf(load(root))
  const environment = { PATH: process.env['PATH'], HOME: root, XDG_STATE_HOME: temporaryFolder(t) }
  const { takeSnapshot } = createSnapshots({ layout, settings, environment, state: () => initialState })
  const take = async () => {
    const snapshot = await takeSnapshot({ job: 1, step: 1 })
    assert.equal(snapshot.kind, 'made')
    return snapshot.kind === 'made' ? (snapshot.note ?? '') : ''
  }
  assert.equal(await take(), '')
  const inside = join(root, 'deep', 'inside')
  mkdirSync(inside, { recursive: true })
  gitIn(inside, 'init', '--quiet')
  gitIn(inside, 'config', 'core.fsmonitor', 'touch ran')
  writeFileSync(join(inside, 'file'), 'one\n')
  assert.match(
    await take(),
    /^deep\/inside is a repository of its own now \(git would obey it: setting core.fsmonitor\): look at it before/,
  )
  assert.equal(await take(), '')
})
