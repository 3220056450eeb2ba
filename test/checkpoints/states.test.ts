import assert from 'node:assert/strict'
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { makeCheckpoint } from '../../source/checkpoints/checkpoint.ts'
import { Failed } from '../../source/core/failure.ts'
import { carryOut, prepare, saveBefore, takeBack } from '../../source/checkpoints/rollback.ts'
import { listStore } from '../../source/checkpoints/store.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import {
  everythingOf,
  fastFolder,
  filesFrom,
  gitIn,
  gitInStore,
  initRepository,
  resetTo,
  statusOf,
  storeIn,
  undoIn,
} from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

interface Repository {
  readonly root: string
  readonly git: (...args: string[]) => string
  readonly write: (name: string, text: string) => void
  readonly text: (name: string) => string
  readonly has: (name: string) => boolean
}

function at(root: string): Repository {
  return {
    root,
    git: (...args) => gitIn(root, ...args),
    write(name, text) {
      mkdirSync(join(root, name, '..'), { recursive: true })
      writeFileSync(join(root, name), text)
    },
    text: (name) => readFileSync(join(root, name), 'utf8'),
    has: (name) => existsSync(join(root, name)),
  }
}

/** Two commits; a.txt differs between them. Returns the first as `first`. */
function twoCommits(t: TestContext): Repository & { readonly first: string } {
  const root = join(fastFolder(t), 'repository')
  initRepository(root)
  const repository = at(root)
  repository.write('a.txt', 'one\n')
  repository.git('add', '-A')
  repository.git('commit', '-q', '-m', 'first')
  const first = repository.git('rev-parse', 'HEAD')
  repository.write('a.txt', 'two\n')
  repository.write('b.txt', 'b\n')
  repository.git('add', '-A')
  repository.git('commit', '-q', '-m', 'second')
  return { ...repository, first }
}

const failsWith = (pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Failed, String(error))
  assert.match(`${error.failure.what}; ${error.failure.remedy}`, pattern)
  return true
}

/** Rolled back and undone, everything is as it was. */
async function roundTrip(repository: Repository, commit: string): Promise<void> {
  const before = everythingOf(repository.root)
  const store = await storeIn(repository.root)
  await resetTo(store, commit)
  assert.equal(repository.git('rev-parse', 'HEAD'), commit)
  await undoIn(store)
  assert.deepEqual(everythingOf(repository.root), before)
}

describe('a branch without a commit', () => {
  test('can be saved, and an undo makes it one again', async (t) => {
    const repository = twoCommits(t)
    repository.git('checkout', '-q', '--orphan', 'fresh')
    repository.write('c.txt', 'c\n')
    const store = await storeIn(repository.root)
    const before = everythingOf(repository.root)
    await saveStep(store, place)
    assert.deepEqual(everythingOf(repository.root), before)
    await roundTrip(repository, repository.first)
  })

  test('gets its first commit by a checkpoint', async (t) => {
    const root = join(fastFolder(t), 'repository')
    initRepository(root)
    at(root).write('a.txt', 'a')
    const { commit, files } = await makeCheckpoint(await storeIn(root), 'first', place)
    assert.equal(gitIn(root, 'rev-parse', 'HEAD'), commit)
    assert.equal(files, 1)
  })
})

test('a detached HEAD stays one; its checkpoint outlives everything that could have kept it', async (t) => {
  const repository = twoCommits(t)
  repository.git('checkout', '-q', '--detach')
  await roundTrip(repository, repository.first)
  repository.write('a.txt', 'three\n')
  const { commit } = await makeCheckpoint(await storeIn(repository.root), 'loose', place)
  repository.git('checkout', '-q', 'main')
  repository.git('reflog', 'expire', '--expire=now', '--all')
  repository.git('gc', '-q', '--prune=now')
  assert.throws(() => repository.git('cat-file', '-e', commit))
  const saved = (await listStore(await storeIn(repository.root))).find(({ kind }) => kind === 'checkpoint')
  assert.deepEqual([saved?.name, saved?.commit, saved?.branch], ['loose', commit, null])
  await roundTrip(repository, commit)
})

describe('in the middle of', () => {
  const begin: Record<string, (repository: Repository) => void> = {
    merge: ({ git }) => git('merge', 'other'),
    rebase: ({ git }) => git('rebase', 'other'),
    'cherry-pick': ({ git }) => git('cherry-pick', 'other'),
    revert: ({ git }) => git('revert', '--no-edit', 'main~1'),
  }
  for (const [name, start] of Object.entries(begin))
    test(`a ${name} it is saved and files come back; HEAD and index are refused`, async (t) => {
      const repository = twoCommits(t)
      repository.git('branch', 'other', 'HEAD~1')
      repository.git('checkout', '-q', 'other')
      repository.write('a.txt', 'other\n')
      repository.git('commit', '-q', '-a', '-m', 'other')
      repository.git('checkout', '-q', 'main')
      repository.write('a.txt', 'mine\n')
      repository.git('commit', '-q', '-a', '-m', 'mine')
      assert.throws(() => start(repository))
      const before = everythingOf(repository.root)
      const store = await storeIn(repository.root)
      const { id } = await saveStep(store, place)
      assert.deepEqual(everythingOf(repository.root), before)
      await assert.rejects(resetTo(store, repository.first), failsWith(new RegExp(`a ${name} is in progress.*--abort`)))
      await assert.rejects(makeCheckpoint(store, 'x', place), failsWith(new RegExp(`a ${name} is in progress`)))
      repository.write('a.txt', 'resolved by a command\n')
      await filesFrom(store, id)
      assert.deepEqual(everythingOf(repository.root), before)
    })
})

test('a lock somebody left is named; a snapshot needs no lock', async (t) => {
  const repository = twoCommits(t)
  repository.write('.git/index.lock', '')
  const store = await storeIn(repository.root)
  await saveStep(store, place)
  await assert.rejects(resetTo(store, repository.first), failsWith(/git is locked/))
  await assert.rejects(makeCheckpoint(store, 'x', place), failsWith(/git is locked/))
  assert.ok(repository.has('.git/index.lock'))
})

test('a sparse checkout stays sparse, and comes back as it was', async (t) => {
  const repository = twoCommits(t)
  for (const name of ['in/x', 'out/y']) repository.write(name, `${name}\n`)
  repository.git('add', '-A')
  repository.git('commit', '-q', '-m', 'folders')
  repository.git('sparse-checkout', 'set', 'in')
  assert.equal(repository.has('out/y'), false)
  repository.write('in/x', 'changed\n')
  const store = await storeIn(repository.root)
  const { id } = await saveStep(store, place)
  repository.write('in/x', 'again\n')
  await filesFrom(store, id)
  assert.equal(repository.text('in/x'), 'changed\n')
  assert.equal(repository.has('out/y'), false)
  await roundTrip(repository, repository.first)
  assert.equal(repository.has('out/y'), false)
})

test('submodules: their heads are saved, their changes are never touched', async (t) => {
  const repository = twoCommits(t)
  const inner = join(fastFolder(t), 'inner')
  initRepository(inner)
  writeFileSync(join(inner, 'f'), '1\n')
  gitIn(inner, 'add', '-A')
  gitIn(inner, 'commit', '-q', '-m', '1')
  repository.git('submodule', '--quiet', 'add', inner, 'sub')
  repository.git('commit', '-q', '-m', 'sub')
  const head = repository.git('rev-parse', 'HEAD')
  repository.git('config', 'submodule.recurse', 'true')
  repository.write('sub/f', 'work in progress\n')
  repository.write('sub/new', 'new\n')
  gitIn(join(repository.root, 'sub'), 'commit', '-q', '--allow-empty', '-m', 'moved')
  const moved = gitIn(join(repository.root, 'sub'), 'rev-parse', 'HEAD')
  const store = await storeIn(repository.root)
  const { record } = await saveStep(store, place)
  assert.match(await gitInStore(repository.root, 'ls-tree', record.tree, 'sub'), new RegExp(`160000 commit ${moved}`))
  const { prepared } = await resetTo(store, head)
  assert.match(prepared.plan.notes.join(), /submodules stay as they are.*sub/)
  await undoIn(store)
  await resetTo(store, repository.first)
  await undoIn(store)
  assert.equal(repository.text('sub/f'), 'work in progress\n')
  assert.equal(repository.text('sub/new'), 'new\n')
  assert.equal(gitIn(join(repository.root, 'sub'), 'rev-parse', 'HEAD'), moved)
})

test('a repository inside stays; one that stands in the way is refused', async (t) => {
  const repository = twoCommits(t)
  initRepository(join(repository.root, 'nested'))
  repository.write('nested/mine', 'm\n')
  await roundTrip(repository, repository.first)
  assert.equal(repository.text('nested/mine'), 'm\n')
  rmSync(join(repository.root, 'b.txt'))
  initRepository(join(repository.root, 'b.txt'))
  const store = await storeIn(repository.root)
  repository.git('rm', '-q', '--cached', 'b.txt')
  repository.git('commit', '-q', '-m', 'without b')
  await assert.rejects(
    resetTo(store, repository.git('rev-parse', 'HEAD~1')),
    failsWith(/a repository of its own stands.*b\.txt/),
  )
})

test('two working trees of one repository keep their snapshots apart', async (t) => {
  const repository = twoCommits(t)
  const linked = join(fastFolder(t), 'linked')
  repository.git('worktree', 'add', '-q', linked, repository.first)
  const here = await storeIn(repository.root)
  const there = await storeIn(linked)
  await saveStep(here, place)
  const { id, record } = await saveStep(there, place)
  assert.equal(id, 's-001')
  assert.equal((await listStore(here)).length, 1)
  assert.equal((await listStore(there))[0]?.tree, record.tree)
  writeFileSync(join(linked, 'a.txt'), 'changed in the linked one\n')
  const before = everythingOf(repository.root)
  await filesFrom(there, id)
  assert.equal(readFileSync(join(linked, 'a.txt'), 'utf8'), 'one\n')
  assert.deepEqual(everythingOf(repository.root), before)
  repository.git('worktree', 'remove', '--force', linked)
  repository.git('gc', '-q', '--prune=now')
  assert.deepEqual(
    (await listStore(here)).map((one) => one.id),
    ['s-001'],
  )
})

test('names that differ only in case are refused where the disk does not tell them apart', async (t) => {
  const repository = twoCommits(t)
  repository.write('B.txt', 'other\n')
  repository.git('add', '-A')
  repository.git('commit', '-q', '-m', 'colliding')
  const colliding = repository.git('rev-parse', 'HEAD')
  repository.git('reset', '-q', '--hard', repository.first)
  repository.git('config', 'core.ignorecase', 'true')
  const before = everythingOf(repository.root)
  await assert.rejects(
    resetTo(await storeIn(repository.root), colliding),
    failsWith(/B\.txt and b\.txt|b\.txt and B\.txt/),
  )
  assert.deepEqual(everythingOf(repository.root), before)
})

describe('big files', () => {
  test('one of 1 GB is left out of a step’s snapshot, listed, and never touched by it', async (t) => {
    const repository = twoCommits(t)
    const descriptor = openSync(join(repository.root, 'big.bin'), 'w')
    ftruncateSync(descriptor, 2 ** 30)
    closeSync(descriptor)
    const store = await storeIn(repository.root)
    const { id, record } = await saveStep(store, place)
    assert.deepEqual(record.leftOut, [{ path: 'big.bin', why: '1024 MB' }])
    repository.write('a.txt', 'changed\n')
    const { prepared } = await filesFrom(store, id)
    assert.match(prepared.plan.notes.join(), /big\.bin is not in s-001 \(1024 MB\) and stays/)
    assert.ok(repository.has('big.bin'))
    assert.ok(Number(repository.git('count-objects', '-v').match(/size: (\d+)/)?.[1]) < 1024)
  })

  test('one that a rollback would delete is saved whatever its size', async (t) => {
    const repository = twoCommits(t)
    repository.write('big.bin', 'x'.repeat(3 * 1024 * 1024))
    await roundTrip(repository, repository.first)
  })
})

test(
  'a file that cannot be read is left out and named',
  { skip: process.getuid?.() === 0 && 'root reads everything' },
  async (t) => {
    const repository = twoCommits(t)
    repository.write('secret', 's\n')
    chmodSync(join(repository.root, 'secret'), 0)
    const { record } = await saveStep(await storeIn(repository.root), place)
    assert.deepEqual(record.leftOut, [{ path: 'secret', why: 'not readable' }])
  },
)

describe('configuration that runs programs', () => {
  test('hooks, signing, fsmonitor, filters and textconv never run for a snapshot; hooks and signing not for a checkpoint', async (t) => {
    const repository = twoCommits(t)
    const ran = join(repository.root, '..', 'ran')
    const trap = `sh -c 'echo "$0" >> ${ran}; sleep 1000'`
    for (const hook of [
      'pre-commit',
      'commit-msg',
      'post-commit',
      'post-index-change',
      'reference-transaction',
      'post-checkout',
    ]) {
      repository.write(`.git/hooks/${hook}`, `#!/bin/sh\necho ${hook} >> ${ran}\nexit 1\n`)
      chmodSync(join(repository.root, '.git/hooks', hook), 0o755)
    }
    const own = {
      'commit.gpgsign': 'true',
      'gpg.program': '/bin/false',
      'core.fsmonitor': trap,
      'diff.t.textconv': trap,
    }
    for (const [key, value] of Object.entries(own)) repository.git('config', key, value)
    repository.write('a.txt', 'changed\n')
    const store = await storeIn(repository.root)
    await makeCheckpoint(store, 'quiet', place)
    for (const key of ['clean', 'smudge', 'process']) repository.git('config', `filter.t.${key}`, trap)
    repository.git('config', 'filter.t.required', 'true')
    repository.write('.gitattributes', '*.txt filter=t diff=t\n')
    repository.write('a.txt', 'filtered\r\n')
    const { id } = await saveStep(await storeIn(repository.root), place)
    repository.write('a.txt', 'again\n')
    await filesFrom(await storeIn(repository.root), id)
    assert.equal(repository.text('a.txt'), 'filtered\r\n')
    assert.equal(existsSync(ran), false, existsSync(ran) ? readFileSync(ran, 'utf8') : '')
  })

  test('a filter that hangs ends a checkpoint at the time limit, and the index is as before', async (t) => {
    const repository = twoCommits(t)
    repository.git('config', 'filter.t.clean', 'sleep 1000')
    repository.git('config', 'filter.t.required', 'true')
    repository.write('.gitattributes', '*.txt filter=t\n')
    repository.write('a.txt', 'changed\n')
    const before = everythingOf(repository.root)
    const store = await storeIn(repository.root, {}, 1000)
    await assert.rejects(makeCheckpoint(store, 'x', place), failsWith(/git add failed .*too long/))
    assert.deepEqual(everythingOf(repository.root), before)
  })

  test('a rollback whose filter fails is taken back, and nothing has changed', async (t) => {
    const repository = twoCommits(t)
    repository.write('.gitattributes', 'a.txt filter=t\n')
    repository.git('add', '-A')
    repository.git('commit', '-q', '-m', 'attributes')
    repository.write('a.txt', 'changed\n')
    repository.write('untracked', 'u\n')
    const target = repository.git('rev-parse', 'HEAD')
    repository.git('config', 'filter.t.smudge', 'false')
    repository.git('config', 'filter.t.required', 'true')
    const before = everythingOf(repository.root)
    const store = await storeIn(repository.root)
    const prepared = await prepare(store, { kind: 'commit', commit: target, text: target })
    const saved = await saveBefore(store, prepared, place, 'rollback')
    await assert.rejects(carryOut(store, prepared, saved, { fetchSilenceMs: 1000, say: () => undefined }))
    await takeBack(store, saved.record)
    assert.deepEqual(everythingOf(repository.root), before)
  })

  test('without an identity a checkpoint has the program’s own', async (t) => {
    const repository = twoCommits(t)
    await makeCheckpoint(await storeIn(repository.root), 'anonymous', place)
    assert.equal(
      repository.git('log', '-1', '--format=%an <%ae> %s'),
      'tos-tui <tos-tui@localhost> CHECKPOINT anonymous',
    )
  })
})

describe('remotes', () => {
  test('a shallow clone is saved, rolled back and undone', async (t) => {
    const origin = twoCommits(t)
    const root = join(fastFolder(t), 'shallow')
    gitIn(origin.root, 'clone', '-q', '--depth=1', `file://${origin.root}`, root)
    const clone = at(root)
    writeFileSync(join(root, '.git', 'info', 'exclude'), 'logs/\n')
    const { commit } = await makeCheckpoint(await storeIn(root), 'in the clone', place)
    clone.write('a.txt', 'changed\n')
    clone.git('commit', '-q', '-a', '-m', 'more')
    await roundTrip(clone, commit)
  })

  test('what the fetch moves is moved back by undo, and forth again', async (t) => {
    const origin = twoCommits(t)
    const root = join(fastFolder(t), 'clone')
    gitIn(origin.root, 'clone', '-q', origin.root, root)
    const clone = at(root)
    writeFileSync(join(root, '.git', 'info', 'exclude'), 'logs/\n')
    clone.write('a.txt', 'mine\n')
    origin.git('commit', '-q', '--amend', '-m', 'rewritten')
    origin.git('tag', 'v1')
    const before = everythingOf(root)
    const store = await storeIn(root)
    await resetTo(store, origin.first)
    const rolledBack = everythingOf(root)
    assert.notEqual(rolledBack.refs, before.refs)
    assert.match(rolledBack.refs, /refs\/tags\/v1/)
    clone.git('gc', '-q', '--prune=now')
    await undoIn(store)
    assert.deepEqual(everythingOf(root), before)
    await undoIn(store)
    assert.deepEqual(everythingOf(root), rolledBack)
  })

  test('one that never answers is given up at the time limit; the rollback goes on', async (t) => {
    const repository = twoCommits(t)
    const server = createServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    t.after(() => server.close())
    const address = server.address()
    assert.ok(address && typeof address === 'object')
    repository.git('remote', 'add', 'origin', `git://127.0.0.1:${address.port}/x`)
    const store = await storeIn(repository.root)
    const prepared = await prepare(store, { kind: 'commit', commit: repository.first, text: 'first' })
    const saved = await saveBefore(store, prepared, place, 'rollback')
    const said: string[] = []
    await carryOut(store, prepared, saved, { fetchSilenceMs: 500, say: (line) => said.push(line) })
    assert.match(said.join('\n'), /note: fetch failed .*going on without it/)
    assert.equal(repository.git('rev-parse', 'HEAD'), repository.first)
  })
})

describe('ignored files', () => {
  test('stay where they are', async (t) => {
    const repository = twoCommits(t)
    repository.write('.git/info/exclude', 'logs/\n*.log\n')
    repository.write('x.log', 'x\n')
    const store = await storeIn(repository.root)
    await resetTo(store, repository.first)
    assert.equal(repository.text('x.log'), 'x\n')
  })

  test('are saved when the target knows no rule for them, or has a file of their name', async (t) => {
    const repository = twoCommits(t)
    repository.write('.gitignore', 'data/\nb.txt\nfolder\n')
    repository.git('rm', '-q', '--cached', 'b.txt')
    repository.git('add', '.gitignore')
    repository.git('commit', '-q', '-m', 'rules')
    repository.write('b.txt', 'mine, ignored\n')
    repository.write('data/precious', 'p\n')
    mkdirSync(join(repository.root, 'data/empty'), { recursive: true })
    await roundTrip(repository, repository.git('rev-parse', 'HEAD~1'))
    await roundTrip(repository, repository.first)
  })
})

test('a snapshot outlives reset, branch deletion and gc, with what was staged', async (t) => {
  const repository = twoCommits(t)
  repository.git('checkout', '-q', '-b', 'work')
  repository.write('a.txt', 'committed on work\n')
  repository.git('commit', '-q', '-a', '-m', 'work')
  repository.write('staged', 'only staged\n')
  repository.git('add', 'staged')
  rmSync(join(repository.root, 'staged'))
  repository.write('untracked', 'u\n')
  const store = await storeIn(repository.root)
  const before = everythingOf(repository.root)
  const prepared = await prepare(store, { kind: 'commit', commit: repository.first, text: 'first' })
  await saveBefore(store, prepared, place, 'rollback')
  repository.git('reset', '-q', '--hard', repository.first)
  repository.git('clean', '-q', '-f', '-d')
  repository.git('checkout', '-q', 'main')
  repository.git('branch', '-q', '-D', 'work')
  repository.git('reflog', 'expire', '--expire=now', '--all')
  repository.git('gc', '-q', '--prune=now')
  await undoIn(store)
  const after = everythingOf(repository.root)
  assert.deepEqual({ ...after, origHead: null }, { ...before, origHead: null })
  assert.equal(repository.git('show', ':staged'), 'only staged')
  assert.match(statusOf(repository.root), /branch\.head work/)
})

test('a snapshot in which nothing changed makes no object', async (t) => {
  const repository = twoCommits(t)
  repository.write('c', 'c\n')
  const store = await storeIn(repository.root)
  await saveStep(store, place)
  const count = await gitInStore(repository.root, 'count-objects')
  const second = await saveStep(store, { ...place, step: 2 })
  assert.equal(second.id, 's-002')
  assert.equal(await gitInStore(repository.root, 'count-objects'), count)
})
