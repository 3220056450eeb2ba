import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { Failed } from '../../source/core/failure.ts'
import { allFiles, backTo, gitNeverLeft, scriptEnvironment, scripts } from '../helpers/ruins.ts'
import {
  fastFolder,
  filesOf,
  gitIn,
  gitStateOf,
  initRepository,
  removeTree,
  storeIn,
  undoIn,
} from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

/** By day some of every kind; all of them at night. */
const rows = Object.entries(scripts).filter((_, i) => process.env['TOS_KILL_ALL'] !== undefined || i % 11 === 0)

function project(t: TestContext): { root: string; outside: string } {
  const folder = fastFolder(t)
  const root = join(folder, 'repository')
  const outside = join(folder, 'outside')
  initRepository(root)
  for (const each of [join(root, 'sub'), join(root, 'workspace'), join(root, 'empty'), outside]) mkdirSync(each)
  writeFileSync(join(root, 'a'), 'a\n')
  writeFileSync(join(root, 'sub/b'), 'b\n', { mode: 0o755 })
  writeFileSync(join(root, '.gitignore'), 'workspace/\n')
  gitIn(root, 'add', '.')
  gitIn(root, 'commit', '-q', '-m', 'base')
  for (const text of ['one', 'two']) {
    writeFileSync(join(root, 'a'), text)
    gitIn(root, 'stash', '-q')
  }
  gitIn(root, 'branch', 'other')
  gitIn(root, 'tag', 'v1')
  writeFileSync(join(root, 'workspace/result'), 'result\n')
  writeFileSync(join(root, 'untracked'), 'u\n')
  return { root, outside }
}

describe('after a script with', { concurrency: 2 }, () => {
  for (const [name, script] of rows)
    test(`${name} every file and git come back, nothing acts outside, and undo has what the script left`, async (t) => {
      const { root, outside } = project(t)
      t.after(() => removeTree(root))
      const { id } = await saveStep(await storeIn(root), place)
      const before = allFiles(root)
      const gitBefore = gitStateOf(root)
      const ran = spawnSync('bash', ['-c', script], {
        cwd: root,
        env: scriptEnvironment(outside),
        encoding: 'utf8',
      })
      assert.notEqual(ran.status, null)
      const elsewhere = filesOf(outside)
      const ruined = allFiles(root)
      try {
        await saveStep(await storeIn(root), place)
      } catch (error) {
        // A refusal names its cure.
        assert.ok(error instanceof Failed && /locked/.test(error.failure.what), String(error))
      }
      await backTo(root, id)
      const after = allFiles(root)
      // What the script added where git had nothing may stay; what was there is there again.
      for (const [file, what] of Object.entries(before)) assert.equal(after[file], what, file)
      if (!gitNeverLeft.has(name)) {
        const gitAfter = gitStateOf(root)
        for (const [file, what] of Object.entries(gitBefore)) assert.equal(gitAfter[file], what, `.git/${file}`)
      }
      assert.deepEqual(filesOf(outside), elsewhere)
      assert.equal(existsSync(join(outside, 'ran')), false)
      await undoIn(await storeIn(root))
      const again = allFiles(root)
      for (const [file, what] of Object.entries(ruined))
        if (/^(?:file|link)/.test(what)) assert.equal(again[file], what, `${file} as the script left it`)
      assert.deepEqual(filesOf(outside), elsewhere)
    })
})
