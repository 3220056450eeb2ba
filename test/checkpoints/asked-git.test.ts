import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { makeCheckpoint } from '../../source/checkpoints/checkpoint.ts'
import { openGitFence } from '../../source/executor/git/fence.ts'
import { cannotTry } from '../helpers/people.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { gitIn, initRepository, resetTo, storeIn, undoIn } from '../helpers/worktree.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })
const place = { loop: null, job: null, step: null }

/** A repository whose every setting that could run a program runs one that breaks out, and says that it was there. */
async function hostile(t: TestContext) {
  const folder = temporaryFolder(t)
  const root = join(folder, 'project')
  mkdirSync(root)
  initRepository(root)
  writeFileSync(join(root, 'a.txt'), 'one\n')
  gitIn(root, 'add', '-A')
  gitIn(root, 'commit', '-q', '-m', 'first')
  const server = createServer((socket) => {
    writeFileSync(join(folder, 'reached'), '')
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  const program = join(root, '.git', 'program')
  writeFileSync(
    program,
    `#!/bin/bash
{ : >> ${root}/.git/ran-$1; : >> ${folder}/escaped-$1; : >> /var/tmp/escaped-${port}; : >> /dev/tcp/127.0.0.1/${port}
kill -0 ${process.pid} && : >> ${root}/.git/killed; mount -t tmpfs none /mnt && : >> ${root}/.git/mounted; } >/dev/null 2>&1
exec cat
`,
  )
  chmodSync(program, 0o755)
  const set = (key: string, value: string) => gitIn(root, 'config', key, value)
  set('filter.evil.clean', `${program} clean`)
  set('filter.evil.smudge', `${program} smudge`)
  set('core.fsmonitor', `${program} fsmonitor`)
  set('core.hooksPath', join(root, '.git', 'hooks'))
  set('core.editor', `${program} editor`)
  set('core.pager', `${program} pager`)
  set('gpg.program', `${program} gpg`)
  set('commit.gpgsign', 'true')
  set('diff.evil.command', `${program} diff`)
  set('diff.evil.textconv', `${program} textconv`)
  set('merge.evil.driver', `${program} merge`)
  set('core.sshCommand', `${program} ssh`)
  set('credential.helper', `!${program} credential`)
  mkdirSync(join(root, '.git', 'hooks'), { recursive: true })
  for (const hook of 'pre-commit commit-msg post-commit post-checkout reference-transaction post-index-change pre-auto-gc'.split(
    ' ',
  )) {
    writeFileSync(join(root, '.git', 'hooks', hook), `#!/bin/sh\nexec ${program} ${hook}\n`)
    chmodSync(join(root, '.git', 'hooks', hook), 0o755)
  }
  writeFileSync(join(root, '.gitattributes'), '* filter=evil diff=evil merge=evil\n')
  const ran = () =>
    readdirSync(join(root, '.git'))
      .filter((name) => /^(?:ran-|killed|mounted)/.test(name))
      .toSorted()
  t.after(() => rmSync(`/var/tmp/escaped-${port}`, { force: true }))
  const out = () => [
    ...readdirSync(folder).filter((name) => /^(?:escaped|reached)/.test(name)),
    ...(existsSync(`/var/tmp/escaped-${port}`) ? ['tmp'] : []),
  ]
  return { root, ran, out, store: await storeIn(root, {}, 30_000, await openGitFence(process.env)) }
}

describe('git that a person asks for, in a repository full of programs', { skip }, () => {
  test('runs filters alone, and they write the repository and its working tree, and reach nobody', async (t) => {
    const { root, store, ran, out } = await hostile(t)
    writeFileSync(join(root, 'a.txt'), 'two\n')
    const first = gitIn(root, 'rev-parse', 'HEAD~0')
    const { commit } = await makeCheckpoint(store, 'asked', place)
    assert.deepEqual(ran(), ['ran-clean'])
    await resetTo(store, first)
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'one\n')
    await undoIn(store)
    assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'two\n')
    await resetTo(store, commit)
    await new Promise(setImmediate)
    assert.deepEqual(
      ran().filter((name) => !/^ran-(?:clean|smudge)$/.test(name)),
      [],
    )
    assert.deepEqual(out(), [])
    // The same without walls gets out.
    gitIn(root, 'hash-object', '--path=a.txt', 'a.txt')
    assert.ok(out().includes('escaped-clean'))
  })
})
