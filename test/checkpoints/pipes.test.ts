import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
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

test('in the place of a file of rules it is named at once, by git in any folder of the working tree', async (t) => {
  const { root, pipe } = begin(t)
  pipe('.gitignore')
  for (const folder of [root, join(root, 'sub')]) {
    const git = createGit({ folder, environment: { PATH: process.env['PATH'] }, silenceMs: 3_600_000 })
    await assert.rejects(git.text(['ls-files', '--others', '--exclude-standard']), {
      message: /ls-files failed \(\.gitignore is a pipe, and git would wait.*remove it and try again/s,
    })
  }
})

test('a snapshot names the pipe that its git waits for, in a folder of any name', async (t) => {
  const { root } = begin(t)
  const inFolder = (command: string) =>
    execFileSync('/bin/sh', ['-c', `f=$(printf 'f\\377'); ${command}`], { cwd: root })
  inFolder('mkdir "$f"; echo a > "$f/a"')
  const store = await storeIn(root)
  await saveStep(store, place)
  inFolder('mkfifo "$f/.gitignore"; echo b > "$f/b"')
  await assert.rejects(saveStep(store, place), /f\ufffd\/\.gitignore is a pipe/)
})

test('so does one whose pipe stands where attributes are looked up for a file that may have changed', async (t) => {
  const { root, pipe } = begin(t)
  const store = await storeIn(root)
  await saveStep(store, place)
  pipe('sub/.gitattributes')
  const { mtime } = lstatSync(store.shadow.index)
  utimesSync(join(root, 'sub', 'a'), mtime, mtime)
  await assert.rejects(saveStep(store, place), /sub\/\.gitattributes is a pipe.*remove it/)
})

test('a link to a pipe in the folder of git is one', async (t) => {
  const { root, pipe } = begin(t)
  rmSync(join(root, '.git', 'info', 'exclude'), { force: true })
  symlinkSync(pipe('elsewhere'), join(root, '.git', 'info', 'exclude'))
  const git = createGit({ folder: root, environment: { PATH: process.env['PATH'] }, silenceMs: 3_600_000 })
  await assert.rejects(git.text(['ls-files', '--others', '--exclude-standard']), /\.git\/info\/exclude is a pipe/)
})
