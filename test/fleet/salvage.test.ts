import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { need } from '../../source/core/failure.ts'
import type { Travel } from '../../source/fleet/engine.ts'
import { getLoop } from '../../source/fleet/get-loop.ts'
import { salvage } from '../../source/fleet/salvage.ts'
import type { QueuedLoop } from '../../source/fleet/submission.ts'
import { temporaryFolder } from '../helpers/project.ts'

const loop: QueuedLoop = {
  v: 1,
  name: 'l-0001',
  root: '/a',
  project: 'a',
  team: '',
  origin: { remote: '/nowhere', commit: 'a'.repeat(40), prefix: '' },
  priority: 0,
  notBefore: null,
  by: 'anybody',
  submittedAt: '2026-12-01T00:00:00.000Z',
  state: 'lost',
  attempt: 1,
  fruitless: 0,
  exitCode: null,
  worker: null,
  standing: null,
  at: '2026-12-01T00:00:00.000Z',
}
const lines = ['{"seq":1}\n', '{"seq":2}\n']

/** What attempt 1 left on this host, and a database that has its first line. */
function left(t: TestContext) {
  const root = temporaryFolder(t)
  const tree = join(root, 'loops', loop.name, '1', 'tree')
  for (const name of ['config', 'logs', 'a/hollow']) mkdirSync(join(tree, name), { recursive: true })
  const config = { workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'], timeout_sec: 20 }
  writeFileSync(join(tree, 'config', 'config_v0_3.json'), JSON.stringify(config))
  writeFileSync(join(tree, 'logs', 'journal.ndjson'), lines.join(''))
  writeFileSync(join(tree, 'a', 'run.sh'), 'run\n', { mode: 0o750 })
  writeFileSync(Buffer.concat([Buffer.from(`${tree}/`), Buffer.from([0xff])]), 'no text')
  symlinkSync('/nowhere', join(tree, 'link'))
  const travel: Pick<Travel, 'journal'> = { journal: () => Promise.resolve(Buffer.from(lines[0] ?? '')) }
  const to = join(temporaryFolder(t), 'deep', 'out')
  return { tree, to, bring: () => salvage(loop, to, { root, travel: travel as Travel, folder: '/' }) }
}

test('what can be carried is copied out whole; a pipe, a socket and what cannot be read are named', async (t) => {
  const { tree, to, bring } = left(t)
  execFileSync('mkfifo', [join(tree, 'a', 'pipe')])
  const server = createServer().listen(join(tree, 'socket'))
  t.after(() => server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const brought = need(await bring())
  const why = 'neither a file nor a link'
  assert.deepEqual(brought, {
    path: to,
    attempt: 1,
    lines: 2,
    ahead: 1,
    leftOut: [
      { path: 'a/pipe', why },
      { path: 'socket', why },
    ],
  })
  const names = readdirSync(to, { encoding: 'buffer' }).map((name) => name.toString('latin1'))
  assert.deepEqual(names.toSorted(), ['a', 'config', 'link', 'logs', '\xff'])
  assert.equal(readlinkSync(join(to, 'link')), '/nowhere')
  for (const name of ['a', 'a/run.sh', 'a/hollow']) {
    const [before, now] = [lstatSync(join(tree, name)), lstatSync(join(to, name))]
    assert.deepEqual([now.mode, now.mtime], [before.mode, before.mtime], name)
  }
  assert.equal(readFileSync(join(to, 'a/run.sh'), 'utf8'), 'run\n')
})

test('what fails leaves nothing: no half of a copy, and nothing else is touched', async (t) => {
  const { to, bring } = left(t)
  mkdirSync(dirname(dirname(to)), { recursive: true })
  writeFileSync(dirname(to), 'a file where a folder must be')
  const refused = await bring()
  assert.ok(!refused.ok)
  assert.equal(refused.failure.where, to)
  assert.deepEqual(readdirSync(dirname(dirname(to))), ['deep'])
})

test('a folder that only looks like a half of what is brought stays', async (t) => {
  const folder = temporaryFolder(t)
  const own = join(folder, 'result.part')
  mkdirSync(own)
  writeFileSync(join(own, 'mine'), 'mine')
  const travel = { trees: () => Promise.resolve({ commit: null, packs: [] }) } as unknown as Travel
  assert.ok(loop.origin)
  const got = await getLoop(loop.name, loop.origin, 'result', { travel, environment: process.env, folder })
  assert.ok(!got.ok)
  assert.ok(existsSync(join(own, 'mine')))
  chmodSync(folder, 0o700)
  assert.deepEqual(readdirSync(folder), ['result.part'])
})
