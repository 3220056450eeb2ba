import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { repository } from '../helpers/repository.ts'

test('the package names its source where git’s origin is an address that anybody can open, else nothing', async () => {
  const { repositoryOf } = (await import(join(repository, 'scripts', 'repository.js'))) as {
    repositoryOf: (remote: string) => { type: string; url: string } | undefined
  }
  const known = { type: 'git', url: 'git+https://github.com/someone/tos-tui.git' }
  for (const remote of [
    'https://github.com/someone/tos-tui.git',
    'https://github.com/someone/tos-tui',
    'git@github.com:someone/tos-tui.git',
    'ssh://git@github.com/someone/tos-tui.git',
  ])
    assert.deepEqual(repositoryOf(remote), known, remote)
  for (const remote of [
    '',
    '/srv/git/tos-tui',
    '../main',
    'file:///srv/git/tos-tui',
    'https://token@github.com/someone/tos-tui',
    'https://git.intern.example/someone/tos-tui',
    'http://localhost:3000/someone/tos-tui',
    'https://github.com/',
  ])
    assert.equal(repositoryOf(remote), undefined, remote)
})
