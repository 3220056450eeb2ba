import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { fastFolder, filesFrom, filesOf, gitIn, initRepository, storeIn, undoIn } from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

function repository(t: TestContext, files: Record<string, string>): string {
  const root = join(fastFolder(t), 'repository')
  initRepository(root)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, '..'), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  gitIn(root, 'add', '.')
  gitIn(root, 'commit', '-q', '-m', 'base')
  return root
}

test('ignored files are saved and come back; what came after the snapshot goes, and undo has it all', async (t) => {
  const root = repository(t, { '.gitignore': 'workspace/\n*.db\n', 'workspace/result': 'first\n', 'data.db': 'rows\n' })
  const store = await storeIn(root)
  const { id, record } = await saveStep(store, place)
  assert.deepEqual(record.leftOut, [])
  const before = filesOf(root)
  rmSync(join(root, 'workspace'), { recursive: true })
  writeFileSync(join(root, 'data.db'), 'ruined\n')
  writeFileSync(join(root, 'more.db'), 'new\n')
  const ruined = filesOf(root)
  const next = await saveStep(store, place)
  assert.equal(next.record.files, 3, 'the step is told to have changed three files')
  await filesFrom(store, id)
  assert.deepEqual(filesOf(root), before)
  await undoIn(store)
  assert.deepEqual(filesOf(root), ruined)
})

test('every file is covered, made again by a tool that is named, or left out by name', async (t) => {
  const files = {
    '.gitignore': 'ignored/\nnode_modules/\ntarget/\nvenv/\n',
    'package.json': '{}',
    'node_modules/a/index.js': 'a',
    'rust/Cargo.toml': '',
    'rust/target/debug/x': 'x',
    'plain/target/kept': 'kept',
    'venv/pyvenv.cfg': '',
    'venv/bin/python': '',
    'mine/venv/notes': 'notes',
    'src/__pycache__/m.pyc': 'm',
    'src/m.py': 'm',
    'ignored/small': 's',
    'ignored/big': 'b'.repeat(3000),
  }
  const root = repository(t, files)
  gitIn(root, 'rm', '-q', '-r', '--cached', 'src/__pycache__')
  const store = await storeIn(root, { maxIgnoredBytes: 1000 })
  const { record } = await saveStep(store, place)
  const listed = await store.shadow.git.text(['ls-tree', '-r', '--full-tree', '--name-only', record.tree])
  const covered = new Set(listed.split('\n'))
  const remade = record.remade.map(({ path, by }) => `${path} by ${by}`).toSorted()
  assert.deepEqual(remade, [
    'node_modules/ by npm install',
    'rust/target/ by cargo build',
    'src/__pycache__/ by python',
    'venv/ by python -m venv',
  ])
  assert.deepEqual(record.leftOut, [
    { path: 'ignored/big', why: 'ignored, 1 MB: more than checkpoints.max_ignored_mb' },
  ])
  const elsewhere = [...record.remade, ...record.leftOut].map(({ path }) => path)
  for (const name of Object.keys(files)) {
    const isElsewhere = elsewhere.some((path) => name === path || (path.endsWith('/') && name.startsWith(path)))
    assert.notEqual(covered.has(name), isElsewhere, name)
  }
})

test('what is not covered stays as it is in a rollback to the snapshot', async (t) => {
  const root = repository(t, { '.gitignore': 'node_modules/\n', 'package.json': '{}', a: 'a' })
  mkdirSync(join(root, 'node_modules/x'), { recursive: true })
  writeFileSync(join(root, 'node_modules/x/f'), 'f')
  const store = await storeIn(root)
  const { id } = await saveStep(store, place)
  writeFileSync(join(root, 'node_modules/x/g'), 'g')
  writeFileSync(join(root, 'a'), 'changed')
  await filesFrom(store, id)
  assert.equal(readFileSync(join(root, 'a'), 'utf8'), 'a')
  assert.ok(existsSync(join(root, 'node_modules/x/g')))
})

test('files in a repository inside the working tree are covered; its own git folder is left alone', async (t) => {
  const root = repository(t, { a: 'a' })
  initRepository(join(root, 'inner'))
  writeFileSync(join(root, 'inner/mine'), 'mine')
  const store = await storeIn(root)
  await saveStep(store, place)
  const { id, record } = await saveStep(store, place)
  assert.deepEqual(record.nested, ['inner'])
  rmSync(join(root, 'inner/mine'))
  await filesFrom(store, id)
  assert.equal(readFileSync(join(root, 'inner/mine'), 'utf8'), 'mine')
  assert.ok(existsSync(join(root, 'inner/.git/HEAD')))
})
