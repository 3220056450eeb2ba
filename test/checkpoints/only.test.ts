import assert from 'node:assert/strict'
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { nameOf } from '../../source/checkpoints/names.ts'
import { prepare } from '../../source/checkpoints/rollback.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { listStore, type Store } from '../../source/checkpoints/store.ts'
import { findFiles } from '../../source/checkpoints/target.ts'
import { valueOf } from '../helpers/results.ts'
import { everythingOf, fastFolder, filesOf, goTo, initRepository, storeIn, undoIn } from '../helpers/worktree.ts'

const nowhere = { loop: null, job: null, step: null }

/** A snapshot of some files, all of which differ afterwards. */
async function changed(t: TestContext): Promise<{ root: string; store: Store; path: (name: string) => string }> {
  const root = join(fastFolder(t), 'project')
  initRepository(root)
  const path = (name: string) => join(root, name)
  mkdirSync(path('src'))
  for (const name of ['a.txt', 'b.txt', 'src/one.txt', 'src/two.txt', '日本 語.txt'])
    writeFileSync(path(name), `${name} then\n`)
  chmodSync(path('a.txt'), 0o640)
  const store = await storeIn(root)
  t.after(() => rmSync(`${root}.stores`, { recursive: true, force: true }))
  await saveStep(store, nowhere)
  for (const name of ['a.txt', 'b.txt', 'src/one.txt', 'src/two.txt', '日本 語.txt'])
    writeFileSync(path(name), `${name} now\n`)
  chmodSync(path('a.txt'), 0o600)
  writeFileSync(path('src/new.txt'), 'new\n')
  return { root, store, path }
}

const back = async (store: Store, ...names: string[]) =>
  goTo(store, valueOf(await findFiles(store, 's-001', names.map(nameOf))))

describe('files put back from a snapshot', () => {
  test('are as they were, with their permissions; every other file, git and its state stay; undo brings all of it back', async (t) => {
    const { root, store, path } = await changed(t)
    const before = everythingOf(root)
    const { prepared } = await back(store, 'a.txt', '日本 語.txt')
    assert.deepEqual(prepared.plan.changed.length, 2)
    const after = everythingOf(root)
    assert.equal(readFileSync(path('a.txt'), 'utf8'), 'a.txt then\n')
    assert.equal(lstatSync(path('a.txt')).mode & 0o777, 0o640)
    assert.deepEqual(Object.keys(after.files), Object.keys(before.files))
    const others = (files: Record<string, string>) =>
      Object.entries(files).filter(([name]) => !['a.txt', nameOf('日本 語.txt')].includes(name))
    assert.deepEqual(others(after.files), others(before.files))
    assert.deepEqual({ ...after, files: {} }, { ...before, files: {} })
    await undoIn(store)
    assert.deepEqual(everythingOf(root), before)
    await undoIn(store)
    assert.deepEqual(everythingOf(root), after)
  })

  test('of a folder come back as it was, what came later in it goes, and undo brings that back', async (t) => {
    const { root, store, path } = await changed(t)
    writeFileSync(path('.gitignore'), 'src/hidden\n')
    writeFileSync(path('src/hidden'), 'ignored\n')
    const before = everythingOf(root)
    await back(store, 'src')
    assert.deepEqual(Object.keys(filesOf(path('src'))).toSorted(), ['one.txt', 'two.txt'])
    assert.equal(readFileSync(path('b.txt'), 'utf8'), 'b.txt now\n')
    await undoIn(store)
    assert.deepEqual(everythingOf(root), before)
  })

  test('an undo of one file leaves alone what the snapshot holds of others, ignored ones too', async (t) => {
    const { root, store, path } = await changed(t)
    await back(store, 'a.txt')
    // Gone, ignored and there again: the snapshot has one, the saving before the rollback has another.
    writeFileSync(path('.gitignore'), 'b.txt\n')
    writeFileSync(path('b.txt'), 'mine\n')
    const between = filesOf(root)
    await undoIn(store)
    assert.equal(readFileSync(path('a.txt'), 'utf8'), 'a.txt now\n')
    assert.ok(existsSync(path('b.txt')))
    assert.deepEqual(Object.keys(between).length, Object.keys(filesOf(root)).length + 1)
  })

  test('never go through a link: one in their place, or in that of their folder, goes itself', async (t) => {
    const { root, store, path } = await changed(t)
    const outside = fastFolder(t)
    writeFileSync(join(outside, 'target'), 'outside\n')
    mkdirSync(join(outside, 'folder'))
    writeFileSync(join(outside, 'folder', 'one.txt'), 'outside\n')
    rmSync(path('a.txt'))
    symlinkSync(join(outside, 'target'), path('a.txt'))
    rmSync(path('src'), { recursive: true })
    symlinkSync(join(outside, 'folder'), path('src'))
    const before = everythingOf(root)
    await back(store, 'a.txt', 'src/one.txt')
    assert.equal(lstatSync(path('a.txt')).isFile(), true)
    assert.equal(lstatSync(path('src')).isDirectory(), true)
    assert.equal(readFileSync(path('src/one.txt'), 'utf8'), 'src/one.txt then\n')
    assert.equal(readFileSync(join(outside, 'target'), 'utf8'), 'outside\n')
    assert.equal(readFileSync(join(outside, 'folder', 'one.txt'), 'utf8'), 'outside\n')
    await undoIn(store)
    assert.deepEqual(everythingOf(root), before)
  })

  test('that neither the snapshot nor the present has are refused, and nothing is touched', async (t) => {
    const { root, store } = await changed(t)
    const before = everythingOf(root)
    const goal = valueOf(await findFiles(store, 's-001', [nameOf('no.txt')]))
    await assert.rejects(prepare(store, goal), /s-001 cannot bring back no\.txt: it holds no such file/)
    assert.equal((await findFiles(store, 's-009', [nameOf('a.txt')])).ok, false)
    assert.deepEqual(everythingOf(root), before)
    assert.equal((await listStore(store)).length, 1)
  })
})
