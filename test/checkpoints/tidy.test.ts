import assert from 'node:assert/strict'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { prune } from '../../source/checkpoints/prune.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { listStore } from '../../source/checkpoints/store.ts'
import { tidy } from '../../source/checkpoints/tidy.ts'
import { fastFolder, filesFrom, filesOf, gitIn, initRepository, storeIn } from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

test('a tidied store is packed and smaller; every named snapshot comes back, also one whose ref is gone', async (t) => {
  const root = join(fastFolder(t), 'repository')
  initRepository(root)
  gitIn(root, 'commit', '-q', '--allow-empty', '-m', 'base')
  const states = new Map<string, Record<string, string>>()
  const objects = new Map<string, string>()
  for (let i = 0; i < 5; i++) {
    writeFileSync(join(root, 'a'), `${i}\n`)
    const { id, object } = await saveStep(await storeIn(root), place)
    states.set(id, filesOf(root))
    objects.set(id, object)
  }
  const known = { known: () => new Map([...objects].filter(([id]) => id >= 's-003')) }
  const store = { ...(await storeIn(root, { keep: 3 })), ...known }
  assert.deepEqual(await prune(store, ['s-003']), ['s-001', 's-002'])
  assert.equal(await tidy(store), false, 'so few objects are not worth it')
  rmSync(join(store.shadow.folder, 'refs/tos/s-004'))
  assert.equal(await tidy(store, { atLeast: 0, expire: 'now' }), true)
  assert.match(await store.shadow.git.text(['count-objects', '-v']), /^count: 0$/m)
  const gone = objects.get('s-001')
  assert.ok(gone)
  assert.notEqual((await store.shadow.git.call(['cat-file', '-e', gone])).code, 0)
  assert.deepEqual(
    (await listStore(store)).map(({ id }) => id),
    ['s-003', 's-004', 's-005'],
  )
  for (const id of ['s-003', 's-004', 's-005']) {
    await filesFrom(await storeIn(root), id)
    assert.deepEqual(filesOf(root), states.get(id), id)
  }
})

test('when everything was given up, a tidied store begins anew and the next snapshot is whole', async (t) => {
  const root = join(fastFolder(t), 'repository')
  initRepository(root)
  writeFileSync(join(root, 'a'), 'a\n')
  gitIn(root, 'add', 'a')
  gitIn(root, 'commit', '-q', '-m', 'base')
  await saveStep(await storeIn(root), place)
  const store = await storeIn(root, { maxAgeDays: -1 })
  assert.deepEqual(await prune(store, []), ['s-001'])
  await tidy(store, { atLeast: 0, expire: 'now' })
  const before = filesOf(root)
  const { id } = await saveStep(await storeIn(root), place)
  rmSync(join(root, 'a'))
  rmSync(join(root, '.git'), { recursive: true })
  await filesFrom(await storeIn(root), id)
  assert.deepEqual(filesOf(root), before)
  assert.equal(gitIn(root, 'status', '--porcelain'), '')
})
