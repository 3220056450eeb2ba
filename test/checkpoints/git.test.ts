import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGit } from '../../source/checkpoints/git.ts'
import { fastFolder } from '../helpers/worktree.ts'

test('a git that reads is told the end of its input, also when there is none', async (t) => {
  const git = createGit({ folder: fastFolder(t), environment: { PATH: process.env['PATH'] }, silenceMs: 600_000 })
  const empty = 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
  for (const input of [undefined, '', Buffer.alloc(0)])
    assert.equal(await git.text(['hash-object', '--stdin'], input === undefined ? {} : { input }), empty)
})
