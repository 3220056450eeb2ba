import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openCarry } from '../../source/checkpoints/carry.ts'
import { importHistory } from '../../source/checkpoints/import.ts'
import { nameOf } from '../../source/checkpoints/names.ts'
import { openRepository } from '../../source/checkpoints/repository.ts'
import { need } from '../../source/core/failure.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { treeOf } from '../helpers/tree.ts'

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' }).trim()

function write(root: string, files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
}

async function carryOf(t: TestContext, root: string, store = temporaryFolder(t)) {
  const repository = need(await openRepository({ root, environment: process.env, silenceMs: 60_000 }))
  assert.ok(repository)
  return openCarry({
    repository,
    folder: join(store, 'git'),
    carried: [nameOf('workspace')],
    left: [join(root, 'logs')],
    maxFileBytes: 2 ** 20,
  })
}

const base = {
  '.gitignore': 'workspace/\n*.tmp\nlogs/\n',
  'kept.txt': 'kept\n',
  'gone.txt': 'gone\n',
  'sub/a.txt': 'a\n',
}

test('a tree arrives as it was: changes, empty folders, carried folders, modes, HEAD; what git ignores stays behind', async (t) => {
  const [from, to] = [temporaryFolder(t), temporaryFolder(t)]
  git(from, 'init', '-q', '-b', 'main')
  write(from, base)
  git(from, 'add', '.')
  git(from, 'commit', '-qm', 'base')
  const first = git(from, 'rev-parse', 'HEAD')
  git(to, 'init', '-q', '-b', 'other')
  git(to, 'fetch', '-q', from, 'main')

  write(from, {
    'sub/a.txt': 'a changed\n',
    'new/b.txt': 'b\n',
    '.env': 'KEY=secret',
    'x.tmp': 'ignored',
    'logs/journal.ndjson': '{}',
    'workspace/w.tmp': 'carried',
    'workspace/deep/r.txt': 'result',
    'run.sh': '#!/bin/sh\n',
    'private.txt': 'p',
    'big.bin': 'x'.repeat(2 ** 20 + 1),
  })
  const noText = (root: string) => Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0xfe])])
  writeFileSync(noText(from), 'bytes')
  chmodSync(join(from, 'run.sh'), 0o755)
  chmodSync(join(from, 'private.txt'), 0o600)
  symlinkSync('/nowhere', join(from, 'link'))
  rmSync(join(from, 'gone.txt'))
  mkdirSync(join(from, 'workspace/empty'))
  mkdirSync(join(from, 'hollow/inner'), { recursive: true })
  const ofFolders = { sub: 0o700, 'workspace/deep': 0o750, 'workspace/empty': 0o711, hollow: 0o755 }
  for (const [name, mode] of Object.entries(ofFolders)) chmodSync(join(from, name), mode)

  const [sender, receiver] = [await carryOf(t, from), await carryOf(t, to)]
  const one = await sender.take(first)
  assert.ok(one.pack && one.pack.length < 20_000)
  assert.deepEqual(await sender.take(one.commit), { commit: one.commit, pack: null })

  write(from, { 'kept.txt': 'kept, and changed\n' })
  git(from, 'commit', '-qam', 'by a command')
  rmSync(join(from, 'new'), { recursive: true })
  const two = await sender.take(one.commit)
  assert.ok(two.pack && two.pack.length < 2_000, String(two.pack?.length))

  await importHistory(receiver.shadow, [first], [])
  await receiver.add(one.pack)
  await receiver.add(two.pack)
  assert.deepEqual(need(await receiver.layOut(two.commit)), {
    branch: 'refs/heads/main',
    commit: git(from, 'rev-parse', 'HEAD'),
  })
  for (const root of [from, to]) {
    assert.equal(readFileSync(noText(root), 'utf8'), 'bytes')
    rmSync(noText(root))
  }
  const { '.env': _secret, 'x.tmp': _ignored, 'big.bin': _big, ...expected } = treeOf(from)
  assert.deepEqual(treeOf(to), expected)
  assert.equal(readFileSync(join(to, 'workspace/w.tmp'), 'utf8'), 'carried')
  for (const folder of ['workspace/empty', 'hollow/inner']) assert.ok(statSync(join(to, folder)).isDirectory(), folder)
  const modesIn = (root: string) =>
    Object.fromEntries(Object.keys(ofFolders).map((name) => [name, statSync(join(root, name)).mode & 0o777]))
  assert.deepEqual(modesIn(to), ofFolders)
  assert.ok(!existsSync(join(to, 'logs')))

  // On from there: what the second host changes goes back as little as the first.
  write(to, { 'workspace/deep/r.txt': 'another' })
  const three = await receiver.take(two.commit)
  assert.ok(three.pack && three.pack.length < 1_500, String(three.pack?.length))
})

test('a pack that is damaged, or a commit that is no carried tree, is refused and changes nothing', async (t) => {
  const root = temporaryFolder(t)
  git(root, 'init', '-q', '-b', 'main')
  write(root, base)
  git(root, 'add', '.')
  git(root, 'commit', '-qm', 'base')
  const carry = await carryOf(t, root)
  write(root, { 'more.txt': 'more' })
  const { pack } = await carry.take(git(root, 'rev-parse', 'HEAD'))
  assert.ok(pack)
  const other = await carryOf(t, root)
  const damaged = Buffer.from(pack)
  damaged.writeUInt8(damaged.readUInt8(40) ^ 0xff, 40)
  await assert.rejects(other.add(damaged), /index-pack failed/)
  const refused = await other.layOut(git(root, 'rev-parse', 'HEAD'))
  assert.ok(!refused.ok && /is no tree that was carried/.test(refused.failure.what))
})

test('a file where a folder was, and a folder where a file was, travel like everything else', async (t) => {
  const [from, to] = [temporaryFolder(t), temporaryFolder(t)]
  git(from, 'init', '-q', '-b', 'main')
  write(from, { ...base, 'workspace/w': 'a file' })
  git(from, 'add', '.')
  git(from, 'commit', '-qm', 'base')
  const first = git(from, 'rev-parse', 'HEAD')
  git(to, 'init', '-q', '-b', 'main')
  git(to, 'fetch', '-q', from, 'main')
  const [sender, receiver] = [await carryOf(t, from), await carryOf(t, to)]
  const one = await sender.take(first)
  for (const name of ['kept.txt', 'sub', 'workspace/w']) rmSync(join(from, name), { recursive: true })
  write(from, { 'kept.txt/inner/deep.txt': 'in', sub: 'a file', 'workspace/w/in': 'a folder' })
  mkdirSync(join(from, 'kept.txt/hollow'))
  const two = await sender.take(one.commit)
  await importHistory(receiver.shadow, [first], [])
  for (const pack of [one.pack, two.pack]) await receiver.add(pack ?? assert.fail('no pack'))
  need(await receiver.layOut(two.commit))
  assert.deepEqual(treeOf(to), treeOf(from))
  assert.ok(existsSync(join(to, 'kept.txt/hollow')))
  assert.deepEqual(await sender.take(two.commit), { commit: two.commit, pack: null })
})
