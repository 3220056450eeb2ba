// Stores as earlier versions kept them: commits below refs/tos/ in the project's own repository, an index in .git/tos.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { listStore } from '../../source/checkpoints/store.ts'
import {
  everythingOf,
  fastFolder,
  filesFrom,
  filesOf,
  gitIn,
  initRepository,
  storeIn,
  undoIn,
} from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

/** The working tree as an old version saved it, by plain git commands. Its object. */
function oldSnapshot(root: string, id: string, isWhole: boolean, target: string | null = null): string {
  const git = (args: string[], input = '') =>
    execFileSync('git', args, {
      cwd: root,
      input,
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        GIT_INDEX_FILE: join(root, '.git/tos/index'),
        GIT_AUTHOR_NAME: 'tos-tui',
        GIT_AUTHOR_EMAIL: 'tos-tui@localhost',
        GIT_COMMITTER_NAME: 'tos-tui',
        GIT_COMMITTER_EMAIL: 'tos-tui@localhost',
      },
    }).trim()
  mkdirSync(join(root, '.git/tos'), { recursive: true })
  git(['add', '-A'])
  const tree = git(['write-tree'])
  const commit = gitIn(root, 'rev-parse', 'HEAD')
  const index = join(root, '.git/index')
  // What is staged was a second parent, with the bytes of the index in it.
  const blob = git(['hash-object', '-w', index])
  const inner = git(['mktree'], `100644 blob ${blob}\t${blob}\n`)
  const staged = git(['commit-tree', git(['mktree'], `040000 tree ${inner}\t.tos-index\n`), '-m', 'what was staged'])
  const record = {
    v: 1,
    id,
    kind: isWhole ? 'rollback' : 'step',
    at: `2026-10-0${id.at(-1)}T0${isWhole ? 1 : 0}:00:00.000Z`,
    job: 1,
    step: 1,
    loop: null,
    name: target ?? '',
    commit,
    branch: 'refs/heads/main',
    tree,
    files: 1,
    bytes: 10,
    emptyFolders: ['empty'],
    nested: [],
    leftOut: [],
    modes: { run: 0o750 },
    whole: isWhole
      ? {
          index: { blob, mtimeMs: statSync(index).mtimeMs, shared: null },
          origHead: null,
          moved: {},
        }
      : null,
    target,
  }
  const message = `tos ${id}: before the step (job 1 step 1)\n\n${JSON.stringify(record)}\n`
  const object = git(['commit-tree', tree, '-p', commit, '-p', staged, '-F', '-'], message)
  git(['update-ref', `refs/tos/${id}`, object])
  return object
}

/** Two steps were saved, one pinned, then a rollback to the first commit was made. */
function oldProject(t: TestContext) {
  const root = join(fastFolder(t), 'repository')
  initRepository(root)
  writeFileSync(join(root, '.gitignore'), '*.ign\n')
  writeFileSync(join(root, 'a'), 'a\n')
  writeFileSync(join(root, 'run'), 'run\n', { mode: 0o750 })
  gitIn(root, 'add', '.')
  gitIn(root, 'commit', '-q', '-m', 'base')
  const base = gitIn(root, 'rev-parse', 'HEAD')
  mkdirSync(join(root, 'empty'))
  writeFileSync(join(root, 'kept.ign'), 'ignored\n')
  writeFileSync(join(root, 'a'), 'first\n')
  oldSnapshot(root, 's-001', false)
  gitIn(root, 'update-ref', 'refs/tos/pinned/s-001', 'refs/tos/s-001')
  const first = filesOf(root)
  writeFileSync(join(root, 'a'), 'second\n')
  writeFileSync(join(root, 'b'), 'b\n')
  gitIn(root, 'commit', '-q', '-a', '-m', 'later')
  gitIn(root, 'add', 'b')
  oldSnapshot(root, 's-002', false)
  const before = everythingOf(root)
  oldSnapshot(root, 'u-003', true, base)
  gitIn(root, 'reset', '-q', '--hard', base)
  return { root, first, before }
}

const idsOf = async (root: string) => (await listStore(await storeIn(root))).map(({ id, isPinned }) => [id, isPinned])

test('an old store is taken over once, whole, with its pins; the old one is no longer needed', async (t) => {
  const { root, first } = oldProject(t)
  gitIn(root, 'pack-refs', '--all')
  const store = await storeIn(root)
  assert.match(store.notes.join(), /3 snapshots were taken over/)
  assert.deepEqual((await storeIn(root)).notes, [], 'once')
  rmSync(join(root, '.git/tos'), { recursive: true })
  for (const ref of gitIn(root, 'for-each-ref', '--format=%(refname)', 'refs/tos').split('\n'))
    gitIn(root, 'update-ref', '-d', ref)
  gitIn(root, 'reflog', 'expire', '--expire=now', '--all')
  gitIn(root, 'gc', '-q', '--prune=now')
  const taken = [
    ['s-001', true],
    ['s-002', false],
    ['u-003', false],
  ]
  assert.deepEqual(await idsOf(root), taken)
  const now = filesOf(root)
  await filesFrom(await storeIn(root), 's-001')
  assert.deepEqual(filesOf(root), first)
  await undoIn(await storeIn(root))
  assert.deepEqual(filesOf(root), now)
  assert.equal((await saveStep(await storeIn(root), place)).id, 's-003', 'no number is used twice')
})

test('a rollback that an old version made is undone: files, index, HEAD and refs', async (t) => {
  const { root, before } = oldProject(t)
  await undoIn(await storeIn(root))
  const after = everythingOf(root)
  assert.deepEqual({ ...after, origHead: null }, { ...before, origHead: null })
})

test('what is broken or forged in an old store is passed over and told', async (t) => {
  const { root } = oldProject(t)
  writeFileSync(join(root, '.git/refs/tos/s-004'), `${'0'.repeat(39)}1\n`)
  gitIn(root, 'update-ref', 'refs/tos/s-005', 'HEAD')
  const store = await storeIn(root)
  assert.match(store.notes.join(), /3 snapshots were taken over .*2 could not be read/)
  assert.deepEqual(
    (await idsOf(root)).map(([id]) => id),
    ['s-001', 's-002', 'u-003'],
  )
  assert.equal(readFileSync(join(root, 'a'), 'utf8'), 'a\n')
})
