// A store of snapshots that was damaged from outside: git never waits in it, an index is made anew, everything else is named.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Git } from '../../source/checkpoints/git.ts'
import { lookAt } from '../../source/checkpoints/look.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { isWholeIndex } from '../../source/checkpoints/sound.ts'
import { listStore, openStore } from '../../source/checkpoints/store.ts'
import { Failed } from '../../source/core/failure.ts'
import { initRepository, inMemory, storeIn, storesOf } from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

interface Damaged {
  readonly root: string
  /** Of a file in the store's git folder. */
  readonly at: (name: string) => string
  /** Opens it as whoever only looks does. */
  readonly look: () => Promise<number>
}

const folder = mkdtempSync(join(inMemory, 'tos-store-'))
test.after(() => rmSync(folder, { recursive: true, force: true }))
let made = 0

async function withSnapshot(): Promise<Damaged> {
  const root = join(folder, `p${made++}`)
  initRepository(root)
  writeFileSync(join(root, 'a.txt'), 'a\n')
  const store = await storeIn(root)
  await saveStep(store, place)
  return {
    root,
    at: (name) => join(store.shadow.folder, name),
    async look() {
      const lookIn = mkdtempSync(join(folder, 'look-'))
      const opened = await openStore({
        root,
        logs: join(root, 'logs'),
        stores: storesOf(root),
        idFile: join(root, 'logs', 'store.json'),
        environment: { PATH: process.env['PATH'], HOME: '/nonexistent' },
        silenceMs: 30_000,
        fence: null,
        marker: {},
        settings: store.settings,
        lookIn,
      })
      assert.ok(opened.ok && opened.value)
      await lookAt(opened.value.shadow, opened.value.memory, { isWhole: true, remade: [] })
      return (await listStore(opened.value)).length
    },
  }
}

const pipe = (path: string): void => {
  rmSync(path, { recursive: true, force: true })
  execFileSync('mkfifo', [path])
}

for (const name of ['HEAD', 'config', 'packed-refs', 'refs/tos/s-001', 'objects/pack/pack-1.idx', 'objects/04/00'])
  test(`a named pipe in the place of ${name} is named instead of waited for`, async () => {
    const { at, look } = await withSnapshot()
    mkdirSync(join(at(name), '..'), { recursive: true })
    pipe(at(name))
    await assert.rejects(look, (error) => error instanceof Failed && error.failure.where === at(name))
  })

test('whoever only looks names a broken HEAD; whoever holds the project writes it anew', async () => {
  const { root, at, look } = await withSnapshot()
  writeFileSync(at('HEAD'), 'ref')
  await assert.rejects(look, (error) => error instanceof Failed && error.failure.where === at('HEAD'))
  await storeIn(root)
  assert.equal(await look(), 1)
})

test('a folder in the place of a file of the store is named', async () => {
  const { root, at } = await withSnapshot()
  rmSync(at('config'))
  mkdirSync(join(at('config'), 'inside'), { recursive: true })
  await assert.rejects(storeIn(root), (error) => String(error).includes(at('config')) || isAt(error, at('config')))
})

const isAt = (error: unknown, path: string): boolean => error instanceof Failed && error.failure.where === path

/** Each of them had git refuse, wait, or take a snapshot of what was not there. */
const indexDamages: Readonly<Record<string, (path: string) => void>> = {
  empty: (path) => writeFileSync(path, ''),
  'cut off': (path) => writeFileSync(path, readFileSync(path).subarray(0, -30)),
  'one bit of an object': (path) => {
    const bytes = readFileSync(path)
    bytes[60] = (bytes[60] ?? 0) ^ 1
    writeFileSync(path, bytes)
  },
  'a byte order mark': (path) => writeFileSync(path, Buffer.concat([Buffer.from('\uFEFF'), readFileSync(path)])),
  'a named pipe': pipe,
  'a link without an end': (path) => {
    rmSync(path)
    symlinkSync('/dev/zero', path)
  },
}

for (const [name, damage] of Object.entries(indexDamages))
  test(`an index of the store that is broken (${name}) is made anew, and told`, async () => {
    const { root, at, look } = await withSnapshot()
    damage(at('index'))
    assert.equal(await look(), 1)
    const store = await storeIn(root)
    assert.match(store.notes.join(), /index of the store of snapshots was broken/)
    writeFileSync(join(root, 'a.txt'), 'b\n')
    const { record } = await saveStep(store, place)
    assert.equal(await store.shadow.git.text(['show', `${record.tree}:a.txt`]), 'b')
    assert.ok(isWholeIndex(readFileSync(at('index'))))
    assert.deepEqual((await storeIn(root)).notes, [])
  })

test('a store whose making was cut off is made to its end, by whoever only looks too', async () => {
  const { at, look } = await withSnapshot()
  for (const name of ['HEAD', 'config', 'info']) rmSync(at(name), { recursive: true })
  assert.equal(await look(), 1)
})

test('an owner of the store that cannot be read is told as such, not as another project', async () => {
  const { root, at } = await withSnapshot()
  const store = await storeIn(root)
  const owner = join(at('.'), '..', 'owner.json')
  writeFileSync(owner, '{"v":1')
  assert.throws(store.check, (error) => isAt(error, owner) && /it is broken/.test(String(error)))
  pipe(owner)
  assert.throws(store.check, (error) => isAt(error, owner) && /no regular file/.test(String(error)))
  rmSync(owner)
  assert.throws(store.check, (error) => isAt(error, owner) && /ENOENT/.test(String(error)))
  await storeIn(root)
  store.check()
})

test('what the store remembers may be a pipe, or of no known shape', async () => {
  const { root, at } = await withSnapshot()
  pipe(at('memory.json'))
  await saveStep(await storeIn(root), place)
})

test('two gits that fail at once fail once', async () => {
  const { root } = await withSnapshot()
  const store = await storeIn(root)
  const refusal = (): Promise<never> => Promise.reject(new Failed({ what: 'no', remedy: 'none', exitCode: 1 }))
  const git: Git = { call: refusal, bytes: refusal, text: refusal }
  await assert.rejects(lookAt({ ...store.shadow, git }, store.memory, { isWhole: true, remade: [] }), Failed)
  // A rejection that nobody waits for would end the program here.
  await new Promise((resolve) => setImmediate(resolve))
})

test('locks that a killed git left in the store keep nobody out, of whichever index they are', async () => {
  const { root, at } = await withSnapshot()
  const names = ['index', 'index.own', 'index.common', 'index.part', 'index.restore', 'packed-refs']
  const locks = names.map((name) => at(`${name}.lock`))
  for (const lock of locks) writeFileSync(lock, '')
  writeFileSync(join(root, 'b.txt'), 'b\n')
  assert.ok(await saveStep(await storeIn(root), place))
  assert.deepEqual(locks.filter(existsSync), [])
})

test('a repository that was made anew with another kind of names does not break the store', async () => {
  const { root, at, look } = await withSnapshot()
  const before = readFileSync(at('config'), 'utf8')
  rmSync(join(root, '.git'), { recursive: true })
  execFileSync('git', ['init', '-q', '--object-format=sha256', root])
  await assert.rejects(storeIn(root), /names its objects by sha256, the store of snapshots by sha1.*export/)
  assert.equal(readFileSync(at('config'), 'utf8'), before)
  assert.equal(await look(), 1)
  // Made anew as it was, it goes on.
  rmSync(join(root, '.git'), { recursive: true })
  initRepository(root)
  assert.ok(await saveStep(await storeIn(root), place))
})
