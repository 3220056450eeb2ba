import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { createGit } from '../../../source/checkpoints/git.ts'
import { saveStep } from '../../../source/checkpoints/snapshot.ts'
import { openStore } from '../../../source/checkpoints/store.ts'
import { openGitFence } from '../../../source/executor/git/fence.ts'
import { cannotTry } from '../../helpers/people.ts'
import { temporaryFolder } from '../../helpers/project.ts'
import { defaultSettings, initRepository, storesOf } from '../../helpers/worktree.ts'

const skip = cannotTry({ name: 'whoever runs this', before: [] })

/** PATH with a git in front that an enemy has taken over: it does this first, then what it was told. */
function taken(t: TestContext, code: string): NodeJS.ProcessEnv {
  const folder = temporaryFolder(t)
  const { stdout } = spawnSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' })
  writeFileSync(join(folder, 'git'), `#!/bin/bash\n{ ${code}\n} >/dev/null 2>&1\nexec ${stdout.trim()} "$@"\n`)
  chmodSync(join(folder, 'git'), 0o755)
  return { PATH: `${folder}:${process.env['PATH'] ?? ''}`, HOME: '/nonexistent' }
}

describe('git that this program starts by itself on a project', { skip }, () => {
  test('writes its store alone, reaches nobody, and has no right that it could use', async (t) => {
    const root = join(temporaryFolder(t), 'project')
    const stores = storesOf(root)
    mkdirSync(root)
    initRepository(root)
    writeFileSync(join(root, 'file'), 'one\n')
    const server = createServer((socket) => {
      writeFileSync(`${root}.reached`, '')
      socket.destroy()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    t.after(() => server.close())
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const environment = taken(
      t,
      `: >> ${root}/escaped; : >> ${root}/.git/escaped; : >> ${root}.escaped; : >> /tmp/escaped-${port}
: >> /dev/tcp/127.0.0.1/${port}
kill -0 ${process.pid} && : >> ${stores}/killed
for store in ${stores}/*/git; do : >> $store/was-here; done`,
    )
    const fence = await openGitFence(environment)
    assert.ok(fence)
    const opened = await openStore({
      root,
      logs: join(root, 'logs'),
      stores,
      idFile: join(root, 'logs', 'store.json'),
      environment,
      silenceMs: 30_000,
      fence,
      settings: defaultSettings,
    })
    assert.ok(opened.ok && opened.value)
    const { folder } = opened.value.shadow
    const { record } = await saveStep(opened.value, { loop: null, job: 1, step: 1 })
    const held = await opened.value.shadow.git.text(['ls-tree', '-r', '--name-only', record.tree])
    assert.equal(held, 'file')
    assert.ok(existsSync(join(folder, 'was-here')))
    await new Promise(setImmediate)
    const left = [
      `${root}/escaped`,
      `${root}/.git/escaped`,
      `${root}.escaped`,
      `${root}.reached`,
      `/tmp/escaped-${port}`,
    ]
    assert.deepEqual([...left, join(stores, 'killed')].filter(existsSync), [])
  })
  test('takes no more memory for a file of rules than it is given, and the file is hinted at', async (t) => {
    const root = temporaryFolder(t)
    initRepository(root)
    writeFileSync(join(root, '.gitignore'), '')
    // It has holes and takes no room.
    truncateSync(join(root, '.gitignore'), 6 * 1024 ** 3)
    const fence = await openGitFence(process.env)
    const git = createGit({ folder: root, environment: process.env, silenceMs: 300_000, fence })
    await assert.rejects(git.bytes(['ls-files', '-o', '--exclude-standard']), /memory.*too big for git/)
  })
  test('writes the working tree only where that is what it is for', async (t) => {
    const folder = temporaryFolder(t)
    const fence = await openGitFence(process.env)
    const git = createGit({ folder, environment: process.env, silenceMs: 30_000, fence })
    assert.notEqual((await git.call(['init', '--quiet', '.'])).code, 0)
    assert.deepEqual(
      await git.call(['init', '--quiet', '.'], { writes: [folder] }).then(({ code, err }) => [code, err]),
      [0, ''],
    )
    assert.match(readFileSync(join(folder, '.git', 'HEAD'), 'utf8'), /^ref: /)
  })
  test('does not go without walls because they cannot be tried at this moment', async (t) => {
    const path = temporaryFolder(t)
    const words = 'bwrap: Creating new namespace failed: Resource temporarily unavailable'
    writeFileSync(join(path, 'bwrap'), `#!/bin/sh\necho "${words}" >&2; exit 1\n`)
    chmodSync(join(path, 'bwrap'), 0o755)
    await assert.rejects(openGitFence({ PATH: path }), /could not be tried: .*temporarily unavailable/)
  })
  test('goes without walls where there is no bubblewrap', async (t) => {
    assert.equal(await openGitFence({ PATH: temporaryFolder(t) }), null)
  })
})
