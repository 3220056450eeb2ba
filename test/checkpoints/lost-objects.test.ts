// A disk that refuses what git syncs in batches: git says that all is well, and the content is nowhere.
import assert from 'node:assert/strict'
import fs, { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Git } from '../../source/checkpoints/git.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { setRef } from '../../source/checkpoints/objects.ts'
import type { Store } from '../../source/checkpoints/store.ts'
import { Failed } from '../../source/core/failure.ts'
import { gitIn, initRepository, inMemory, storeIn } from '../helpers/worktree.ts'

const folder = mkdtempSync(join(inMemory, 'tos-lost-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
const place = { loop: null, job: 1, step: 1 }

/** A store whose disk loses an object once, behind a call of git that said it was written. */
function losing(store: Store, command: string, lost: () => string): Store {
  const { git, folder: place } = store.shadow
  let isLost = false
  const lose = (args: readonly string[]): void => {
    if (args[0] !== command || isLost) return
    isLost = true
    const object = lost()
    rmSync(join(place, 'objects', object.slice(0, 2), object.slice(2)), { force: true })
  }
  const then =
    <T>(call: (args: readonly string[], options?: Parameters<Git['call']>[1]) => Promise<T>) =>
    async (args: readonly string[], options?: Parameters<Git['call']>[1]): Promise<T> => {
      const answer = await call(args, options)
      lose(args)
      return answer
    }
  return {
    ...store,
    shadow: { ...store.shadow, git: { call: then(git.call), bytes: then(git.bytes), text: then(git.text) } },
  }
}

/** As git names them: of a repository beside it with the same files. */
function objectsOf(files: Readonly<Record<string, string>>): { file: string; tree: string } {
  const root = join(folder, 'beside')
  initRepository(root)
  writeFiles(root, files)
  gitIn(root, 'add', '-A')
  return { file: gitIn(root, 'hash-object', 'a.txt'), tree: gitIn(root, 'write-tree', '--prefix=in/') }
}

function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, 'in'), { recursive: true })
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text)
}

const changed = { 'a.txt': 'new\n', 'in/b.txt': 'new in a folder\n' }

for (const what of ['file', 'tree'] as const)
  test(`a snapshot of which the disk did not keep a ${what} is none, and the next one holds it`, async () => {
    const root = join(folder, what)
    initRepository(root)
    writeFiles(root, { 'a.txt': 'a\n', 'in/b.txt': 'b\n' })
    for (let times = 0; times < 3; times++) {
      await saveStep(await storeIn(root), place)
      // Long ago, so that folders are known to stand still.
      for (const name of ['a.txt', 'in/b.txt', 'in', '.']) utimesSync(join(root, name), 1e9, 1e9)
    }
    writeFiles(root, changed)
    const lost = objectsOf(changed)[what]
    const store = losing(await storeIn(root), 'write-tree', () => lost)
    await assert.rejects(saveStep(store, place), (error) => {
      assert.ok(error instanceof Failed)
      assert.match(error.failure.what, /did not keep an object/)
      return true
    })
    // The run may go on with the store it has, and the next one opens it anew.
    for (const again of [store, await storeIn(root)]) {
      const { record } = await saveStep(again, place)
      for (const [name, text] of Object.entries(changed))
        assert.equal(await again.shadow.git.text(['show', `${record.tree}:${name}`]), text.trimEnd())
    }
  })

test('a snapshot of which the disk did not keep a file of the state of git is none, and the next one holds it', async () => {
  const root = join(folder, 'state')
  initRepository(root)
  writeFiles(root, { 'a.txt': 'a\n', 'in/b.txt': 'b\n' })
  await saveStep(await storeIn(root), place)
  writeFileSync(join(root, '.git', 'description'), 'changed\n')
  const object = gitIn(root, 'hash-object', '.git/description')
  const store = losing(await storeIn(root), 'update-index', () => object)
  await assert.rejects(saveStep(store, place), (error) => {
    assert.ok(error instanceof Failed)
    assert.match(error.failure.what, /did not keep an object/)
    assert.match(error.failure.remedy, /free some space/)
    return true
  })
  for (const again of [store, await storeIn(root)]) {
    const { record } = await saveStep(again, place)
    assert.equal(await again.shadow.git.text(['show', `${record.git?.own}:description`]), 'changed')
    assert.match(await again.shadow.git.text(['show', `${record.git?.own}:HEAD`]), /^ref: /)
  }
})

test('a ref whose folder cannot be synced is told as not written, and is not there', async (t) => {
  const root = join(folder, 'ref')
  initRepository(root)
  const store = await storeIn(root)
  const real = fs.fsyncSync
  let calls = 0
  Object.assign(fs, {
    fsyncSync(descriptor: number): void {
      if (++calls === 2) throw Object.assign(new Error('EIO: i/o error, fsync'), { code: 'EIO', syscall: 'fsync' })
      real(descriptor)
    },
  })
  syncBuiltinESMExports()
  t.after(() => {
    Object.assign(fs, { fsyncSync: real })
    syncBuiltinESMExports()
  })
  assert.throws(() => setRef(store, 'u-001', 'a'.repeat(40)), Failed)
  assert.ok(!fs.existsSync(join(store.shadow.folder, 'refs', 'tos', 'u-001')))
})
