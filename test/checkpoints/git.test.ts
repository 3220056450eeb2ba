import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGit, GitFailed } from '../../source/checkpoints/git.ts'
import { fastFolder } from '../helpers/worktree.ts'

test('a git that reads is told the end of its input, also when there is none', async (t) => {
  const git = createGit({ folder: fastFolder(t), environment: { PATH: process.env['PATH'] }, silenceMs: 600_000 })
  const empty = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
  for (const input of [undefined, '', Buffer.alloc(0)])
    assert.equal(await git.text(['hash-object', '--stdin'], input === undefined ? {} : { input }), empty)
})

test('a git for which no pipe is left says so, in no words of a language', () => {
  const err = "Error: TypeError: Cannot read properties of undefined (reading 'on')"
  const { failure } = new GitFailed('for-each-ref', { code: null, out: Buffer.alloc(0), err })
  assert.match(failure.what, /EMFILE/)
  assert.doesNotMatch(failure.what, /TypeError/)
  assert.match(failure.remedy, /ulimit -n/)
})

test("what git says of a store has the store's place, and its own way to look", async (t) => {
  const folder = fastFolder(t)
  const environment = { PATH: process.env['PATH'] }
  const inStore = createGit({ folder, environment, own: { GIT_DIR: `${folder}/none` }, silenceMs: 600_000 })
  await assert.rejects(inStore.text(['for-each-ref']), (error) => {
    assert.ok(error instanceof GitFailed)
    assert.equal(error.failure.where, `${folder}/none`)
    assert.match(error.failure.remedy, /--git-dir .*none fsck/)
    return true
  })
})

test('a git that is not installed is told as that, without the trace of a program', async (t) => {
  const git = createGit({ folder: fastFolder(t), environment: { PATH: '/nonexistent' }, silenceMs: 600_000 })
  await assert.rejects(git.text(['status']), (error) => {
    assert.ok(error instanceof GitFailed)
    assert.deepEqual(error.failure.what, 'git status failed (spawn git ENOENT)')
    assert.match(error.failure.remedy, /install git/)
    return true
  })
})

test('a filter whose program is not there is told by its name', () => {
  const err = [
    'git-lfs filter-process: 1: git-lfs: not found',
    'error: packet write with format failed',
    'error: Could not write client identification',
    "error: initialization for subprocess 'git-lfs filter-process' failed",
    "fatal: b.bin: clean filter 'lfs' failed",
  ].join('\n')
  const { failure } = new GitFailed('diff-index', { code: 128, out: Buffer.alloc(0), err })
  assert.match(failure.what, /git-lfs: not found/)
  assert.match(failure.remedy, /install the program/)
})
