import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { createGit } from '../../source/checkpoints/git.ts'
import { saveStep } from '../../source/checkpoints/snapshot.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { gitIn, initRepository, storeIn } from '../helpers/worktree.ts'

const place = { loop: null, job: 1, step: 1 }

function begin(t: TestContext): { readonly root: string; readonly pipe: (name: string) => string } {
  const root = temporaryFolder(t)
  initRepository(root)
  mkdirSync(join(root, 'sub'))
  writeFileSync(join(root, 'sub', 'a'), 'a')
  // As old as the index it is looked into once more, whatever else changed, and the pipe is met by that.
  utimesSync(join(root, 'sub', 'a'), 1e9, 1e9)
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'base')
  const pipe = (name: string): string => {
    execFileSync('mkfifo', [join(root, name)])
    return join(root, name)
  }
  return { root, pipe }
}

test('a pipe in the place of .gitattributes does not hold up the copy of the history', async (t) => {
  const { root, pipe } = begin(t)
  const store = await storeIn(root)
  await saveStep(store, place)
  writeFileSync(join(root, 'sub', 'b'), 'b')
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'one more')
  gitIn(root, 'rm', '-q', 'sub/b')
  gitIn(root, 'commit', '-q', '-m', 'and not')
  pipe('sub/.gitattributes')
  assert.ok(await saveStep(store, place))
})

test('beside a file to be taken it is named at once, and what follows its removal is as ever', async (t) => {
  const { root, pipe } = begin(t)
  const store = await storeIn(root)
  await saveStep(store, place)
  const found = pipe('sub/.gitattributes')
  writeFileSync(join(root, 'sub', 'b'), 'b')
  await assert.rejects(saveStep(store, place), /sub\/\.gitattributes is a pipe.*remove it/)
  rmSync(found)
  assert.ok(await saveStep(store, place))
})

test('in the place of a file of rules it is named by a git that was ended for its silence', async (t) => {
  const { root, pipe } = begin(t)
  pipe('sub/.gitignore')
  const git = createGit({ folder: root, environment: { PATH: process.env['PATH'] }, silenceMs: 500 })
  await assert.rejects(git.text(['ls-files', '--others', '--exclude-standard']), {
    message:
      /ls-files failed \(it said nothing for too long and was ended: sub\/\.gitignore is a pipe\).*remove the pipe and try again/s,
  })
})
