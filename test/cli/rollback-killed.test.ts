import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { gitShim } from '../helpers/git-shim.ts'
import { makeProject, temporaryFolder, tos, type Project } from '../helpers/project.ts'
import { gitAtStore, everythingOf, gitIn, initRepository, statusOf } from '../helpers/worktree.ts'

/** Every call at night, every few by day. */
const stride = process.env['TOS_KILL_ALL'] === undefined ? 5 : 1

/** A checkpoint, a commit behind it, and everything a rollback could lose. */
async function lively(t: TestContext): Promise<Project> {
  const project = makeProject(t, {
    files: { '.gitignore': '*.log\nlogs/\n', 'a.txt': 'a\n', 'gone.txt': 'g\n', 'dir/x': 'x\n' },
  })
  initRepository(project.root)
  assert.equal((await project.tos(['checkpoint', 'base'])).code, 0)
  project.write('later.txt', 'later\n')
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'later')
  project.write('a.txt', 'changed\n')
  project.write('staged.txt', 'staged\n')
  gitIn(project.root, 'add', 'staged.txt')
  project.write('new/untracked.txt', 'u\n')
  project.write('keep.log', 'ignored\n')
  mkdirSync(project.path('empty/folder'), { recursive: true })
  gitIn(project.root, 'rm', '-q', 'gone.txt')
  return project
}

const rollbackArgs = ['rollback', 'base', '--save', '--no-test', '--yes']

describe('a rollback killed at a git call', { concurrency: 2 }, () => {
  test('is finished by the next command, and nothing is lost', async (t) => {
    const origin = await lively(t)
    const before = everythingOf(origin.root)
    const base = temporaryFolder(t)
    const copy = (name: string) => {
      cpSync(origin.root, join(base, name), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
      return join(base, name)
    }
    const whole = copy('whole')
    const counter = gitShim(join(base, 'count'), { killAt: 0, runs: true })
    const environment = { PATH: counter.path }
    const counted = await tos([...rollbackArgs, '--root', whole], { environment })
    assert.equal(counted.code, 0, counted.err)
    const target = everythingOf(whole)
    assert.equal(statusOf(whole).includes('? '), false)
    assert.ok(counter.calls() > 10)

    const cases = Array.from({ length: counter.calls() }, (_, i) => i + 1).filter((n) => n % stride === 1 % stride)
    for (const killAt of cases)
      for (const runs of stride === 1 ? [true, false] : [killAt % 2 === 0]) {
        const root = copy(`kill-${killAt}-${String(runs)}`)
        const what = `killed at call ${killAt}, git ${runs ? 'ran on' : 'did not run'}`
        const shim = gitShim(join(base, `shim-${killAt}-${String(runs)}`), { killAt, runs })
        const killed = await tos([...rollbackArgs, '--root', root], { environment: { PATH: shim.path } })
        assert.equal(killed.code, null, what)
        const wasUnderWay = existsSync(join(root, 'logs', 'restore.json'))
        const next = await tos(['rollback', 'base', '--dry-run', '--root', root])
        assert.equal(next.code, 0, `${what}: ${next.err}`)
        assert.equal(existsSync(join(root, 'logs', 'restore.json')), false)
        const state = everythingOf(root)
        if (!wasUnderWay) {
          assert.deepEqual(state, before, `${what}: nothing had been touched`)
          continue
        }
        // ORIG_HEAD and the index's times are those of the second try.
        const own = { index: '', origHead: '' }
        assert.deepEqual({ ...state, ...own }, { ...target, ...own }, `${what}: finished`)
        const undone = await tos(['undo', '--yes', '--root', root])
        assert.equal(undone.code, 0, `${what}: ${undone.err}`)
        assert.deepEqual(everythingOf(root), before, `${what}: undo brings everything back`)
      }
  })
})

test('what a person did between the crash and the next command is in a snapshot too', async (t) => {
  const project = await lively(t)
  const shim = gitShim(temporaryFolder(t), { killAt: 'clean', runs: false })
  await project.tos(rollbackArgs, { environment: { PATH: shim.path } })
  assert.ok(existsSync(project.path('logs/restore.json')))
  writeFileSync(project.path('written-after.txt'), 'mine\n')
  const next = await project.tos(['rollback', 'base', '--dry-run'])
  assert.match(next.err, /was interrupted; finishing it/)
  const id = /found half done is (r-\d+)/.exec(next.err)?.[1]
  assert.ok(id, next.err)
  assert.equal(gitAtStore(project.root, 'show', `refs/tos/${id}:written-after.txt`), 'mine')
})
