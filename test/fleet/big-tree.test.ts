import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { openCarry } from '../../source/checkpoints/carry.ts'
import { openRepository } from '../../source/checkpoints/repository.ts'
import { describeFailure, Failed, need } from '../../source/core/failure.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { loadSettings } from '../../source/files/settings.ts'
import { layOut } from '../../source/fleet/lay-out.ts'
import { originOf } from '../../source/fleet/origin.ts'
import type { Origin } from '../../source/fleet/submission.ts'
import { makeProject, temporaryFolder } from '../helpers/project.ts'

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=n@n', ...args], { cwd: folder, encoding: 'utf8' }).trim()
const environment = { PATH: process.env['PATH'], HOME: '/nowhere' }

/** Pushed, with a file beyond that; no pack is small enough for the database. */
function pushed(t: TestContext) {
  const project = makeProject(t, { tos: { fleet: { max_carry_mb: 0.000001 } }, files: { '.gitignore': 'logs/\n' } })
  const remote = temporaryFolder(t)
  git(remote, 'init', '-q', '--bare', '-b', 'main')
  git(project.root, 'init', '-q', '-b', 'main')
  git(project.root, 'add', '.')
  git(project.root, 'commit', '-qm', 'project')
  git(project.root, 'remote', 'add', 'origin', remote)
  git(project.root, 'push', '-q', 'origin', 'main')
  project.write('beyond.txt', 'not committed\n')
  const loaded = need(loadSettings(need(findProjectRoot(project.root, project.root))))
  return { project, remote, loaded }
}

const laidOut = (
  t: TestContext,
  origin: Origin,
  commit: string | null,
  packs: readonly Buffer[] = [],
  remotes = join(temporaryFolder(t), 'remotes'),
) =>
  layOut({
    folder: join(temporaryFolder(t), 'attempt'),
    remotes,
    origin,
    commit,
    packs,
    environment,
  })

describe('a tree that is too big for the database', () => {
  test('goes by the remote, below refs/tos/carry/, and comes back whole', async (t) => {
    const { remote, loaded } = pushed(t)
    const { origin, tree } = need(await originOf(loaded, environment))
    assert.equal(tree.pack, null)
    assert.equal(git(remote, 'for-each-ref', '--format=%(objectname)', 'refs/tos/carry'), tree.commit)
    const { root, store } = need(await laidOut(t, origin, tree.commit))
    assert.equal(readFileSync(join(root, 'beyond.txt'), 'utf8'), 'not committed\n')
    assert.equal(git(root, 'log', '--format=%s'), 'project')
    // What a command then leaves is small, and stands on it.
    const repository = need(await openRepository({ root, environment, silenceMs: 60_000 }))
    assert.ok(repository)
    const options = { repository, folder: store, carried: [], left: [], maxFileBytes: 2 ** 30 }
    writeFileSync(join(root, 'beyond.txt'), 'changed by a command\n')
    const next = await (await openCarry(options)).take(tree.commit)
    const again = need(await laidOut(t, origin, next.commit, next.pack ? [next.pack] : []))
    assert.equal(readFileSync(join(again.root, 'beyond.txt'), 'utf8'), 'changed by a command\n')
  })

  test('a pack that is damaged is told as that, and no remote is asked for what it would stand on', async (t) => {
    const { remote, loaded } = pushed(t)
    const { origin, tree } = need(await originOf(loaded, environment))
    const remotes = join(temporaryFolder(t), 'remotes')
    const { root, store } = need(await laidOut(t, origin, tree.commit, [], remotes))
    const repository = need(await openRepository({ root, environment, silenceMs: 60_000 }))
    assert.ok(repository)
    const options = { repository, folder: store, carried: [], left: [], maxFileBytes: 2 ** 30 }
    writeFileSync(join(root, 'beyond.txt'), 'changed by a command\n')
    const { commit, pack } = await (await openCarry(options)).take(tree.commit)
    assert.ok(pack)
    rmSync(remote, { recursive: true })
    const damaged = pack.map((byte, i) => (i === 16 ? byte ^ 0xff : byte))
    await assert.rejects(laidOut(t, origin, commit, [Buffer.from(damaged)], remotes), /index-pack failed/)
    const whole = await laidOut(t, origin, commit, [pack], remotes)
    assert.match(whole.ok ? 'laid out' : describeFailure(whole.failure), /gives nothing \(its great trees/)
  })

  test('is refused with both remedies where the remote does not take it', async (t) => {
    const { remote, loaded } = pushed(t)
    const hook = join(remote, 'hooks', 'pre-receive')
    writeFileSync(hook, '#!/bin/sh\nexit 1\n')
    chmodSync(hook, 0o755)
    await assert.rejects(originOf(loaded, environment), (error) => {
      assert.ok(error instanceof Failed)
      assert.match(describeFailure(error.failure), /too big for the database.*push refs\/tos\/.*fleet\.max_carry_mb/)
      return true
    })
  })
})

describe('a remote that gives nothing', () => {
  test('is named, with what it lacks: its commit, its tree, or itself', async (t) => {
    const { project, remote, loaded } = pushed(t)
    const { origin, tree } = need(await originOf(loaded, environment))
    const said = async (commit: string | null): Promise<string> => {
      const laid = await laidOut(t, origin, commit)
      return laid.ok ? 'laid out' : describeFailure(laid.failure)
    }
    git(remote, 'update-ref', '-d', `refs/tos/carry/${tree.commit}`)
    assert.match(await said(tree.commit), new RegExp(`^${remote}.*its tree ${tree.commit.slice(0, 12)}`))
    git(project.root, 'commit', '-q', '--amend', '-m', 'rewritten')
    git(project.root, 'push', '-qf', 'origin', 'main')
    git(remote, 'gc', '-q', '--prune=now')
    assert.match(
      await said(null),
      new RegExp(`no commit ${origin.commit.slice(0, 12)} any more.*history was rewritten`),
    )
    rmSync(remote, { recursive: true })
    assert.match(await said(null), /the git remote gives nothing .*the right to read it/)
    assert.ok(!existsSync(remote))
  })
})

test('what a runner is writing does not travel: on another host nobody would clear it away', async (t) => {
  const { project, loaded } = pushed(t)
  const passing = 'workspace/artifacts/phase_state.json.1-0123456789abcdef.tmp'
  for (const name of [passing, 'workspace/artifacts/a.1-0123456789abcdef.tmp']) project.write(name, 'x')
  const { origin, tree } = need(await originOf(loaded, environment))
  const { root } = need(await laidOut(t, origin, tree.commit))
  assert.ok(!existsSync(join(root, passing)))
  assert.ok(existsSync(join(root, 'workspace/artifacts/a.1-0123456789abcdef.tmp')))
})
