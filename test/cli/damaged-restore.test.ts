import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { makeProject } from '../helpers/project.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

test('a restore.json that is empty, torn or a folder names the snapshot from before the rollback', async (t) => {
  const project = makeProject(t, { files: { '.gitignore': 'logs/\n', a: 'one\n' } })
  initRepository(project.root)
  assert.equal((await project.tos(['checkpoint', 'base'])).code, 0)
  project.write('a', 'two\n')
  gitIn(project.root, 'commit', '-q', '-a', '-m', 'two')
  assert.equal((await project.tos(['rollback', 'base', '--no-test', '--yes'])).code, 0)
  const path = project.path('logs/restore.json')
  for (const damage of [
    () => project.write('logs/restore.json', ''),
    () => project.write('logs/restore.json', '{"v":1,"kind":"roll'),
    () => mkdirSync(path),
  ]) {
    rmSync(path, { force: true })
    damage()
    const { code, err } = await project.tos(['run'])
    assert.equal(code, 1, err)
    assert.match(err, /restore\.json.*'tos rollback u-001' puts back what was there before/s)
  }
})
