import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
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

  for (const key of ['clean', 'process'])
    test(`looking runs no filter of the repository: ${key}`, async (t) => {
      const folder = repository(t)
      const ran = join(folder, '.git', 'ran')
      const config = join(folder, '.git', 'config')
      const plain = readFileSync(config)
      // The last name is one byte that is not UTF-8.
      const names = ['x', 'A.b', '作業', 'a=b', '\xff'].map((name, i) => Buffer.from(name, i < 4 ? 'utf8' : 'latin1'))
      for (const [i, name] of names.entries()) {
        const section = [Buffer.from('[filter "'), name, Buffer.from(`"]\n${key} = "touch '${ran}'"\nrequired\n`)]
        writeFileSync(config, Buffer.concat([plain, ...section]))
        const attribute = [Buffer.from('file filter='), name, Buffer.from('\n')]
        writeFileSync(join(folder, '.git', 'info', 'attributes'), Buffer.concat(attribute))
        utimesSync(join(folder, 'file'), i + 1, i + 1)
        const isSayable = !name.includes('=') && !name.includes(0xff)
        assert.deepEqual(await look(folder), isSayable ? { branch: 'main', dirty: 0 } : null, name.toString())
        assert.equal(existsSync(ran), false, `${name.toString()} ran`)
        spawnSync('git', ['status'], { cwd: folder })
        assert.equal(existsSync(ran), true, `git status on its own would have run ${name.toString()}`)
        rmSync(ran)
      }
    })

  test('looking runs no filter of the person either, and counts without it', async (t) => {
    const folder = repository(t)
    const home = temporaryFolder(t)
    const ran = join(home, 'ran')
    gitIn(folder, 'config', '--file', join(home, '.gitconfig'), 'filter.lfs.clean', `touch '${ran}'; cat`)
    writeFileSync(join(folder, '.gitattributes'), 'file filter=lfs\n')
    writeFileSync(join(folder, 'file'), 'two\n')
    assert.deepEqual(await lookAtRepository(folder, { ...environment, HOME: home }), { branch: 'main', dirty: 2 })
    assert.equal(existsSync(ran), false)
  })
})
