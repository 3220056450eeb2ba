import assert from 'node:assert/strict'
import * as fc from '../helpers/properties.ts'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Store } from '../../source/checkpoints/store.ts'
import { takeTree } from '../../source/checkpoints/take.ts'
import { apply, edit } from '../helpers/edits.ts'
import { gitIn, initRepository, inMemory, removeTree, resetTo, storeIn, undoIn } from '../helpers/worktree.ts'

/** As if nobody had been here for an hour: only then is a folder's time trusted. */
function age(folder: Buffer): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, encoding: 'buffer' }))
    if (entry.isDirectory() && entry.name.toString() !== '.git')
      age(Buffer.concat([folder, Buffer.from('/'), entry.name]))
  const time = Date.now() / 1000 - 3600
  utimesSync(folder, time, time)
}

/** By day a few, always the same; many others at night. */
const isNight = process.env['TOS_PROPERTY_RUNS'] !== undefined

test('a look that trusts folders finds what a whole look finds', async () => {
  let trusted = 0
  const rounds = fc.array(fc.array(edit, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 4 })
  const property = fc.asyncProperty(fc.array(edit, { minLength: 5, maxLength: 15 }), rounds, async (first, more) => {
    const root = mkdtempSync(join(inMemory, 'tos-folders-'))
    try {
      initRepository(root)
      apply(root, first)
      gitIn(root, 'commit', '-q', '--allow-empty', '-m', 'base')
      const store = await storeIn(root)
      await takeTree(store)
      for (const edits of more) {
        age(Buffer.from(root))
        await takeTree(store, true)
        apply(root, edits)
        const { tree, look } = await takeTree(store)
        if (look.isKnown) trusted++
        const whole = await takeTree(store, true)
        assert.equal(tree, whole.tree)
        assert.deepEqual(look.emptyFolders.toSorted(), whole.look.emptyFolders.toSorted())
      }
    } finally {
      removeTree(root)
    }
  })
  await fc.assert(property, {
    numRuns: isNight ? 100 : 3,
    ...(!isNight && { seed: 7 }),
    includeErrorInReport: true,
    endOnFailure: true,
  })
  assert.ok(trusted > (isNight ? 5 : 0), `${trusted} looks trusted their folders`)
})

const namesIn = (store: Store, tree: string): Promise<string> =>
  store.shadow.git.text(['ls-tree', '-r', '--full-tree', '--name-only', tree])

test('a folder that holds nothing but ignored files is watched, too', async () => {
  const root = mkdtempSync(join(inMemory, 'tos-folders-'))
  const write = (name: string): void => {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), name)
  }
  try {
    initRepository(root)
    writeFileSync(join(root, '.gitignore'), '*.o\nout/\n')
    for (const name of [
      'a/x.o',
      'a/deep/y.o',
      'b/file',
      'b/sub/z.o',
      'a/deep/er/q.o',
      'a/out/f',
      'out/big/file',
      '日 本/x.o',
    ])
      write(name)
    gitIn(root, 'commit', '-q', '--allow-empty', '-m', 'base')
    const store = await storeIn(root)
    await takeTree(store)
    for (const name of ['a/new', 'a/deep/new', 'a/deep/er/new', 'b/sub/new', '日 本/new']) {
      age(Buffer.from(root))
      await takeTree(store, true)
      assert.ok((await takeTree(store)).look.isKnown, 'nothing has changed')
      write('out/big/more')
      const { tree: withIgnored } = await takeTree(store)
      assert.match(await namesIn(store, withIgnored), /^out\/big\/more$/m, 'what is ignored as a whole is covered')
      write(name)
      const { tree } = await takeTree(store)
      assert.match(await namesIn(store, tree), new RegExp(`^${name}$`, 'm'))
    }
  } finally {
    removeTree(root)
  }
})

test('a folder whose place a file has taken is no longer watched', async () => {
  const root = mkdtempSync(join(inMemory, 'tos-folders-'))
  try {
    initRepository(root)
    mkdirSync(join(root, 'a/b'), { recursive: true })
    writeFileSync(join(root, 'a/b/c'), '')
    const store = await storeIn(root)
    for (let i = 0; i < 2; i++) {
      age(Buffer.from(root))
      await takeTree(store, true)
    }
    rmSync(join(root, 'a'), { recursive: true })
    writeFileSync(join(root, 'a'), 'a file')
    const { tree } = await takeTree(store)
    assert.equal(await store.shadow.git.text(['ls-tree', '-r', '--full-tree', '--name-only', tree]), 'a')
  } finally {
    removeTree(root)
  }
})

test('empty folders below a folder that took the place of a file are seen', async () => {
  const root = mkdtempSync(join(inMemory, 'tos-folders-'))
  try {
    initRepository(root)
    writeFileSync(join(root, 'place'), '')
    writeFileSync(join(root, 'bare'), '')
    const store = await storeIn(root)
    await takeTree(store)
    for (const name of ['place', 'bare']) rmSync(join(root, name))
    for (const name of ['place/empty', 'place/full', 'bare/a/b']) mkdirSync(join(root, name), { recursive: true })
    writeFileSync(join(root, 'place/full/file'), '')
    const { tree, look } = await takeTree(store)
    assert.deepEqual(look.emptyFolders.toSorted(), ['bare/a/b', 'place/empty'])
    assert.equal(await store.shadow.git.text(['ls-tree', '-r', '--full-tree', '--name-only', tree]), 'place/full/file')
  } finally {
    removeTree(root)
  }
})

test('undo brings back a folder that is ignored and was empty', async () => {
  const root = mkdtempSync(join(inMemory, 'tos-folders-'))
  try {
    initRepository(root)
    mkdirSync(join(root, 'out'))
    writeFileSync(join(root, 'out/file'), '')
    gitIn(root, 'add', '.')
    gitIn(root, 'commit', '-q', '-m', 'with out/')
    const target = gitIn(root, 'rev-parse', 'HEAD')
    gitIn(root, 'rm', '-q', 'out/file')
    mkdirSync(join(root, 'out'))
    writeFileSync(join(root, '.gitignore'), 'out/\n')
    const store = await storeIn(root)
    await takeTree(store)
    await resetTo(store, target)
    assert.deepEqual(readdirSync(join(root, 'out')), ['file'])
    await undoIn(store)
    assert.deepEqual(readdirSync(join(root, 'out')), [])
  } finally {
    removeTree(root)
  }
})
