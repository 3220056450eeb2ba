import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { lookAtRepository } from '../../source/cli/session-repository.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { gitIn } from '../helpers/worktree.ts'

const environment = { PATH: process.env['PATH'], HOME: '/nonexistent' }
const look = (folder: string) => lookAtRepository(folder, environment)

/** A repository with one committed file. */
function repository(t: TestContext): string {
  const folder = temporaryFolder(t)
  gitIn(folder, 'init', '-q', '-b', 'main')
  writeFileSync(join(folder, 'file'), 'one\n')
  gitIn(folder, 'add', '.')
  gitIn(folder, 'commit', '-q', '-m', 'one')
  return folder
}

describe('branch and uncommitted files of a project', () => {
  test('nothing where there is no repository', async (t) => {
    assert.equal(await look(temporaryFolder(t)), null)
  })

  test('the branch and no file right after a commit', async (t) => {
    assert.deepEqual(await look(repository(t)), { branch: 'main', dirty: 0 })
  })

  test('changed, staged, removed, renamed and new files count, ignored ones do not', async (t) => {
    const folder = repository(t)
    for (const name of ['removed', 'renamed', 'staged']) writeFileSync(join(folder, name), `${name}\n`)
    writeFileSync(join(folder, '.gitignore'), 'ignored\n')
    gitIn(folder, 'add', '.')
    gitIn(folder, 'commit', '-q', '-m', 'two')
    writeFileSync(join(folder, 'file'), 'changed\n')
    writeFileSync(join(folder, 'staged'), 'changed\n')
    gitIn(folder, 'add', 'staged')
    gitIn(folder, 'rm', '-q', 'removed')
    writeFileSync(join(folder, 'ignored'), '')
    writeFileSync(join(folder, 'new\nfile'), '')
    assert.deepEqual(await look(folder), { branch: 'main', dirty: 4 })
  })

  test('of the whole repository when the project is a folder in it', async (t) => {
    const folder = repository(t)
    mkdirSync(join(folder, 'project'))
    writeFileSync(join(folder, 'file'), 'changed\n')
    assert.deepEqual(await look(join(folder, 'project')), { branch: 'main', dirty: 1 })
  })

  test('a branch without a commit has its name; without a branch the commit stands for it', async (t) => {
    const folder = temporaryFolder(t)
    gitIn(folder, 'init', '-q', '-b', '作業')
    assert.deepEqual(await look(folder), { branch: '作業', dirty: 0 })
    const other = repository(t)
    gitIn(other, 'checkout', '-q', '--detach')
    assert.deepEqual(await look(other), { branch: gitIn(other, 'rev-parse', '--short=7', 'HEAD'), dirty: 0 })
  })

  test('looking writes nothing, and wakes no file monitor', async (t) => {
    const folder = repository(t)
    const index = () => readFileSync(join(folder, '.git', 'index'), 'hex')
    utimesSync(join(folder, 'file'), 1, 1)
    gitIn(folder, 'config', 'core.fsmonitor', `touch '${join(folder, 'started')}'; false`)
    const before = index()
    assert.deepEqual(await look(folder), { branch: 'main', dirty: 0 })
    assert.equal(index(), before)
    gitIn(folder, 'config', '--unset', 'core.fsmonitor')
    gitIn(folder, 'status')
    assert.notEqual(index(), before, 'git status on its own would have written the index')
  })
})
