import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { gitShim } from '../helpers/git-shim.ts'
import { makeProject, temporaryFolder, tos, writeResult, type Project } from '../helpers/project.ts'
import { writeShim } from '../helpers/write-shim.ts'
import { gitAtStore, everythingOf, filesOf, gitIn, gitStateOf, initRepository, statusOf } from '../helpers/worktree.ts'

/** Every one at night, a few by day. */
const isNight = process.env['TOS_KILL_ALL'] !== undefined
const stride = isNight ? 1 : 43

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
      for (const runs of isNight ? [true, false] : [killAt % 2 === 0]) {
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

/** What was there, without git: it may be ruined. */
const allOf = (root: string) => ({ files: filesOf(root), git: gitStateOf(root) })

describe('a rollback to a snapshot, killed at a write of its own', { concurrency: 2 }, () => {
  test('is finished by the next command: files and a ruined git are back, and undo has the files as they were', async (t) => {
    const origin = makeProject(t, {
      files: { '.gitignore': '*.log\nlogs/\n', 'a.txt': 'a\n', 'dir/x': 'x\n' },
      steps: [{ commands: ['echo ignored > keep.log', writeResult] }],
    })
    initRepository(origin.root)
    gitIn(origin.root, 'add', '-A')
    gitIn(origin.root, 'commit', '-q', '-m', 'base')
    origin.write('a.txt', 'stashed\n')
    gitIn(origin.root, 'stash', '-q')
    await origin.tos(['run'])
    const { files: filesThen, git: gitThen } = allOf(origin.root)
    const saved = /"id":"(s-\d+)"/.exec(origin.text('logs/journal.ndjson'))?.[1]
    assert.ok(saved)
    origin.write('dir/new', 'new\n')
    rmSync(origin.path('a.txt'))
    for (const name of ['refs', 'HEAD', 'logs', 'index']) rmSync(origin.path(`.git/${name}`), { recursive: true })
    const before = allOf(origin.root)
    const base = temporaryFolder(t)
    const args = ['rollback', saved, '--yes', '--root']
    const copy = (name: string) => {
      cpSync(origin.root, join(base, name), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
      return join(base, name)
    }
    const stores = join(process.env['XDG_STATE_HOME'] ?? '/nowhere', 'tos')
    const whole = copy('whole')
    const counter = writeShim(join(base, 'count'), {
      killAt: 0,
      below: [stores, join(whole, '.git'), join(whole, 'logs')],
    })
    const counted = await tos([...args, whole], { environment: counter.environment })
    assert.equal(counted.code, 0, counted.err)
    const target = allOf(whole)
    for (const [name, what] of Object.entries(gitThen)) assert.equal(target.git[name], what, name)
    assert.equal(target.files['a.txt'], filesThen['a.txt'])
    assert.ok(counter.calls() > 20, `${counter.calls()} writes`)
    const cases = Array.from({ length: counter.calls() }, (_, i) => i + 1)
    for (const killAt of cases.filter((n) => isNight || n % Math.ceil(cases.length / 2) === 7)) {
      const root = copy(`kill-${killAt}`)
      const below = [stores, join(root, '.git'), join(root, 'logs')]
      const shim = writeShim(join(base, `shim-${killAt}`), { killAt, below })
      const killed = await tos([...args, root], { environment: shim.environment })
      const what = `killed at write ${killAt}`
      if (killed.code === 0) continue
      assert.equal(killed.code, null, `${what}: ${killed.err}`)
      // Behind the word that it is done only what it left behind is cleared away.
      const wasDone = readFileSync(join(root, 'logs', 'journal.ndjson'), 'utf8').includes('"type":"rollback.finished"')
      const wasBegun = wasDone || existsSync(join(root, 'logs', 'restore.json'))
      const next = await tos(['rollback', saved, '--dry-run', '--root', root])
      assert.equal(next.code, 0, `${what}: ${next.err}`)
      assert.equal(existsSync(join(root, 'logs', 'restore.json')), false, what)
      assert.deepEqual(allOf(root), wasBegun ? target : before, `${what}, ${wasBegun ? 'finished' : 'nothing touched'}`)
      if (!wasBegun) continue
      const undone = await tos(['undo', '--yes', '--root', root])
      assert.equal(undone.code, 0, `${what}: ${undone.err}`)
      assert.deepEqual(filesOf(root), before.files, `${what}: undo`)
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

describe('one file put back, killed under way', () => {
  test('is finished by the next command as it was asked for: no other file is touched, and undo brings it back', async (t) => {
    const origin = makeProject(t, {
      files: { '.gitignore': 'logs/\n', 'a.txt': 'a\n', 'b.txt': 'b\n' },
      steps: [{ commands: ['echo two > a.txt; echo two > b.txt'] }],
      config: { max_steps: 1 },
    })
    initRepository(origin.root)
    await origin.tos(['run'])
    const before = filesOf(origin.root)
    const base = temporaryFolder(t)
    const copy = (name: string) => {
      cpSync(origin.root, join(base, name), { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
      return join(base, name)
    }
    const call = (root: string) => ['rollback', 's-001', '--yes', '--root', root, '--', ':/a.txt']
    const whole = copy('whole')
    const counter = gitShim(join(base, 'count'), { killAt: 0, runs: true })
    assert.equal((await tos(call(whole), { environment: { PATH: counter.path } })).code, 0)
    const root = copy('killed')
    const shim = gitShim(join(base, 'shim'), { killAt: counter.calls() - 2, runs: false })
    await tos(call(root), { environment: { PATH: shim.path } })
    assert.ok(existsSync(join(root, 'logs', 'restore.json')))
    const settled = await tos(['undo', '--dry-run', '--root', root])
    assert.equal(settled.code, 0, settled.err)
    assert.equal(existsSync(join(root, 'logs', 'restore.json')), false)
    assert.deepEqual(filesOf(root), filesOf(whole))
    assert.equal((await tos(['undo', '--yes', '--root', root])).code, 0)
    assert.deepEqual(filesOf(root), before)
  })
})
