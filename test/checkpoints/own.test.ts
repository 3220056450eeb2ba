import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { withoutOwn } from '../../source/checkpoints/own.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { fastFolder, filesOf, gitIn, goTo, initRepository, storeIn } from '../helpers/worktree.ts'

test('a snapshot of a version that took the log folder in brings back everything else', async (t) => {
  const root = join(fastFolder(t), 'project')
  initRepository(root)
  const write = (name: string, text: string) => writeFileSync(join(root, name), text)
  write('a', 'one\n')
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'begin')
  mkdirSync(join(root, 'logs'), { recursive: true })
  write('logs/journal', 'then\n')
  const store = await storeIn(root)
  const { shadow } = store
  const place = { loop: null, job: 1, step: 1 }
  const clean = await saveStep(store, place)
  const before = filesOf(root)
  await shadow.git.bytes(['update-index', '--add', 'logs/journal'])
  const tree = await shadow.git.text(['write-tree'])
  assert.notEqual(tree, clean.record.tree)
  const record = {
    ...clean.record,
    tree,
    modes: { 'logs/journal': 0o600, 'logs/': 0o700 },
    emptyFolders: ['logs/live'],
    object: clean.object,
    isPinned: false,
  }
  assert.deepEqual(await withoutOwn(store, record), { ...record, tree: clean.record.tree, modes: {}, emptyFolders: [] })
  write('a', 'two\n')
  write('logs/journal', 'now\n')
  // The index, too, is one of that version.
  const later = await storeIn(root)
  later.memory.cleared = []
  const names = ['ls-tree', '-r', '--name-only', (await saveStep(later, place)).record.tree]
  assert.equal(await later.shadow.git.text(names), 'a')
  await goTo(later, { kind: 'snapshot', record, text: 's-001', isUndo: false })
  assert.deepEqual(filesOf(root), before)
  assert.equal(readFileSync(join(root, 'logs/journal'), 'utf8'), 'now\n')
})
