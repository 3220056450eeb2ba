import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { tosSchema } from '../../source/core/tos-schema.ts'
import { walkProject } from '../../source/executor/project-walk.ts'
import { openSandbox } from '../../source/executor/sandbox.ts'
import { makeRunner } from '../helpers/execution.ts'
import { cannotTry } from '../helpers/people.ts'
import { temporaryFolder } from '../helpers/project.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })

/** A project in the sandbox; what is made before the sandbox is opened was there when the run began. */
async function inSandbox(t: TestContext, prepare: (folder: string) => void = () => undefined) {
  const runner = makeRunner(t)
  const { folder, path } = runner
  prepare(folder)
  const sandbox = await openSandbox({
    places: { root: folder, readOnlyFolders: [], readOnlyFiles: [], pinned: [] },
    exec: tosSchema.parse({ exec: { sandbox: 'required', secrets: ['*.pem'] } }).exec,
    environment: process.env,
    writable: [],
  })
  if (typeof sandbox === 'string') throw new Error(sandbox)
  return {
    folder,
    write: (name: string, text = 'KEY=s3cret\n') => {
      mkdirSync(dirname(path(name)), { recursive: true })
      writeFileSync(path(name), text)
    },
    run: async (code: string, more = {}) => {
      const { stdout, stderr, error } = await runner.run(code, { sandbox, ...more })
      return { out: stdout.text + stderr.text, error }
    },
  }
}

describe('a file named like a secret that appears during a run', { skip }, () => {
  test('is hidden from the next command, wherever it came from', async (t) => {
    const { folder, write, run } = await inSandbox(t, (root) => writeFileSync(join(root, 'plain'), ''))
    assert.equal((await run('grep -rl s3cret .')).out, '')
    for (const name of ['.env', 'a/b/.env.local', 'deep/er/and/er/id_rsa', 'own.pem']) write(name)
    symlinkSync('a/b/.env.local', join(folder, '.envrc'))
    const { out, error } = await run('grep -rl s3cret . 2>/dev/null; cat .env .envrc a/b/.env.local own.pem')
    assert.doesNotMatch(out, /s3cret/)
    assert.match(out, /\.env: Permission denied/)
    assert.equal(error, null)
  })
  test('can be used by the command that made it, which is told of it', async (t) => {
    const { run } = await inSandbox(t)
    const { out, error } = await run('echo KEY=s3cret > .env; cat .env; echo KEY= > .env.example')
    assert.equal(out, 'KEY=s3cret\n')
    assert.match(error ?? '', /no later command can read, change or delete them: \.env; let it use another name/)
    const next = await run('cat .env; cat .env.example')
    assert.match(next.out, /^KEY=\ncat: \.env: Permission denied\n$/)
    assert.equal(next.error, null)
  })
  test('is hidden once a token stands in it, where the name alone says nothing', async (t) => {
    const { folder, run } = await inSandbox(t, (root) =>
      writeFileSync(join(root, '.npmrc'), 'registry=https://e.org\n'),
    )
    assert.match((await run('cat .npmrc')).out, /registry/)
    appendFileSync(join(folder, '.npmrc'), '//e.org/:_authToken=s3cret\n')
    assert.doesNotMatch((await run('cat .npmrc')).out, /s3cret/)
  })
  test('is left alone where a package manager put it: what it made can be removed again', async (t) => {
    const { folder, run } = await inSandbox(t)
    assert.equal((await run('mkdir -p node_modules/x && echo A=1 > node_modules/x/.env')).error, null)
    assert.deepEqual(await run('cat node_modules/x/.env; rm -r node_modules'), { out: 'A=1\n', error: null })
    assert.equal(existsSync(join(folder, 'node_modules')), false)
  })
  test('is not shown because a command puts its name into the index', async (t) => {
    const { folder, write, run } = await inSandbox(t, (root) => {
      for (const args of [
        ['init', '-q'],
        ['commit', '-q', '--allow-empty', '-m', 'first'],
      ])
        spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root })
      writeFileSync(join(root, '.env'), 'KEY=s3cret\n')
    })
    write('sub/.env')
    const forge = (name: string) => `git update-index --add --cacheinfo 100644,$(git hash-object -w /dev/null),${name}`
    for (const name of ['.env', 'sub/.env']) {
      const { error } = await run(forge(name), { writesGit: true })
      assert.match(error ?? '', /not taken over: it adds .*\.env, which it cannot see/)
    }
    assert.equal(spawnSync('git', ['ls-files'], { cwd: folder, encoding: 'utf8' }).stdout, '')
    assert.equal((await run(forge('other'), { writesGit: true })).error, null)
  })
})

test('a later walk misses no change', (t) => {
  const root = temporaryFolder(t)
  const old = new Date(Date.now() - 100_000)
  for (const name of ['a/b', 'c', 'node_modules/x']) mkdirSync(join(root, name), { recursive: true })
  writeFileSync(join(root, 'a/.env'), '')
  writeFileSync(join(root, 'node_modules/x/.env'), '')
  const facts = walkProject(root, { mayBe: (name) => name.startsWith('.env'), is: () => true })
  const found = () =>
    facts
      .secretFiles()
      .map((path) => path.slice(root.length + 1))
      .toSorted()
  assert.deepEqual(found(), ['a/.env', 'node_modules/x/.env'])
  for (const name of ['', 'a', 'a/b', 'c']) utimesSync(join(root, name), old, old)
  writeFileSync(join(root, 'c/.env'), '')
  writeFileSync(join(root, 'a/b/.env.x'), '')
  assert.deepEqual(found(), ['a/.env', 'a/b/.env.x', 'c/.env', 'node_modules/x/.env'])
  rmSync(join(root, 'a'), { recursive: true })
  writeFileSync(join(root, 'a'), '')
  assert.deepEqual(found(), ['c/.env', 'node_modules/x/.env'])
  rmSync(join(root, 'a'))
  mkdirSync(join(root, 'a'))
  writeFileSync(join(root, 'a/.env.y'), '')
  assert.deepEqual(found(), ['a/.env.y', 'c/.env', 'node_modules/x/.env'])
})
