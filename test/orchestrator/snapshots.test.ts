import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs, { chmodSync, globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { initialState } from '../../source/core/state.ts'
import { createSnapshots } from '../../source/orchestrator/snapshots.ts'
import { eventually, isRunning, pidIn } from '../helpers/processes.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { valueOf } from '../helpers/results.ts'
import { load, rootOf } from '../helpers/settings-files.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

test('a repository that commands left in the project is told with the next snapshot, and what git would obey in it', async (t) => {
  const root = rootOf(t, {})
  initRepository(root)
  const { layout, settings } = valueOf(load(root))
  const environment = { PATH: process.env['PATH'], HOME: root, XDG_STATE_HOME: temporaryFolder(t) }
  const { takeSnapshot } = createSnapshots({ layout, settings, environment, state: () => initialState })
  const take = async () => {
    const snapshot = await takeSnapshot({ job: 1, step: 1 })
    assert.equal(snapshot.kind, 'made')
    return snapshot.kind === 'made' ? (snapshot.note ?? '') : ''
  }
  assert.equal(await take(), '')
  const inside = join(root, 'deep', 'inside')
  mkdirSync(inside, { recursive: true })
  gitIn(inside, 'init', '--quiet')
  gitIn(inside, 'config', 'core.fsmonitor', 'touch ran')
  writeFileSync(join(inside, 'file'), 'one\n')
  assert.match(
    await take(),
    /^deep\/inside is a repository of its own now \(git would obey it: setting core.fsmonitor\): look at it before/,
  )
  assert.equal(await take(), '')
})

test('without a repository the stores of this machine are looked through once, and one that is made is seen', async (t) => {
  const root = rootOf(t, {})
  const { layout, settings } = valueOf(load(root))
  const state = temporaryFolder(t)
  mkdirSync(join(state, 'tos', 'stores', '0123456789abcdef'), { recursive: true })
  const environment = { PATH: process.env['PATH'], HOME: root, XDG_STATE_HOME: state }
  const read = t.mock.method(fs, 'readdirSync')
  syncBuiltinESMExports()
  t.after(() => {
    read.mock.restore()
    syncBuiltinESMExports()
  })
  const looks = (): number => read.mock.calls.filter((call) => String(call.arguments[0]).endsWith('/stores')).length
  const { takeSnapshot } = createSnapshots({ layout, settings, environment, state: () => initialState })
  const take = async (step: number) => (await takeSnapshot({ job: 1, step })).kind
  assert.deepEqual([await take(1), await take(2), await take(3)], ['skipped', 'skipped', 'skipped'])
  assert.equal(looks(), 1)
  initRepository(root)
  assert.equal(await take(4), 'made')
})

describe('the first snapshot of a project', () => {
  const begin = (t: TestContext) => {
    const root = rootOf(t, {})
    initRepository(root)
    writeFileSync(join(root, 'a.txt'), 'one\n')
    gitIn(root, 'add', '.')
    gitIn(root, 'commit', '--quiet', '-m', 'begin')
    const { layout, settings } = valueOf(load(root))
    const state = temporaryFolder(t)
    /** Programs in front of the system's. */
    const programs = temporaryFolder(t)
    const environment = { PATH: `${programs}:${process.env['PATH']}`, HOME: root, XDG_STATE_HOME: state }
    const program = (name: string, text: string): void => {
      writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`)
      chmodSync(join(programs, name), 0o755)
    }
    return {
      state,
      program,
      git: (doing: string, of = 'pack-objects') => {
        // Behind walls it could tell nobody.
        program('bwrap', 'exit 1')
        program('git', `case " $* " in *' ${of} '*) ${doing};; esac; PATH='${process.env['PATH']}' exec git "$@"`)
      },
      packs: () => globSync('tos/stores/*/git/objects/pack/*.pack', { cwd: state }).length,
      snapshots: createSnapshots({ layout, settings, environment, state: () => initialState }),
      removePrograms: () => rmSync(join(programs, 'git')),
    }
  }
  const notes = (snapshot: Awaited<ReturnType<ReturnType<typeof createSnapshots>['takeSnapshot']>>) =>
    snapshot.kind === 'made' ? snapshot.leftOut : snapshot

  test('finds the history copied that was begun when the run did, and so does whoever needs the store earlier', async (t) => {
    const { snapshots, packs } = begin(t)
    snapshots.prepare()
    assert.deepEqual(await snapshots.uncovered(), [])
    assert.equal(packs(), 1)
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
    assert.equal(packs(), 1)
  })

  test('tells what the beginning failed of, and the next one begins anew', async (t) => {
    const { state, snapshots } = begin(t)
    writeFileSync(join(state, 'tos'), 'in the place of the folder of stores\n')
    snapshots.prepare()
    assert.equal((await snapshots.takeSnapshot({ job: 1, step: 1 })).kind, 'failed')
    rmSync(join(state, 'tos'))
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
  })

  test('leaves no git behind a run that ends before it was needed, and nothing of that is remembered', async (t) => {
    const { git, removePrograms, snapshots, packs } = begin(t)
    const pid = join(temporaryFolder(t), 'pid')
    git(`echo $$ > '${pid}.new'; mv '${pid}.new' '${pid}'; exec sleep 1000`)
    snapshots.prepare()
    await eventually('git packs', () => pidIn(pid) !== null)
    await snapshots.end()
    assert.ok(!isRunning(pidIn(pid) ?? 0))
    removePrograms()
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
    assert.equal(packs(), 1)
  })

  test('finds no lock of a git that was ended while it wrote the index', async (t) => {
    const { git, removePrograms, snapshots } = begin(t)
    const pid = join(temporaryFolder(t), 'pid')
    git(`: > "$GIT_INDEX_FILE.lock"; echo $$ > '${pid}.new'; mv '${pid}.new' '${pid}'; exec sleep 1000`, 'update-index')
    snapshots.prepare()
    await eventually('git writes the index', () => pidIn(pid) !== null)
    await snapshots.end()
    removePrograms()
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
  })

  test('is told as delayed while its history is copied, and not behind that', async (t) => {
    const { git, snapshots } = begin(t)
    const gate = join(temporaryFolder(t), 'gate')
    execFileSync('mkfifo', [gate])
    git(`read line < '${gate}'`)
    assert.equal(await snapshots.isSnapshotDelayed(), false)
    snapshots.prepare()
    assert.equal(await snapshots.isSnapshotDelayed(), true)
    writeFileSync(gate, 'go on\n')
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
    assert.equal(await snapshots.isSnapshotDelayed(), false)
  })

  test('ends with its git when the run is stopped, and the next run takes it', async (t) => {
    const { git, removePrograms, snapshots, packs } = begin(t)
    const pid = join(temporaryFolder(t), 'pid')
    git(`echo $$ > '${pid}.new'; mv '${pid}.new' '${pid}'; exec sleep 1000`)
    snapshots.prepare()
    const stop = new AbortController()
    const taking = snapshots.takeSnapshot({ job: 1, step: 1 }, stop.signal)
    await eventually('git packs', () => pidIn(pid) !== null)
    stop.abort()
    assert.deepEqual(await taking, { kind: 'stopped' })
    assert.ok(!isRunning(pidIn(pid) ?? 0))
    removePrograms()
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 1 })), [])
    assert.equal(packs(), 1)
  })

  test('that git could not give the history is tried again by the next one', async (t) => {
    const { git, removePrograms, snapshots, packs } = begin(t)
    git('echo "fatal: no memory" >&2; exit 128')
    const [note] = notes(await snapshots.takeSnapshot({ job: 1, step: 1 })) as readonly { why: string }[]
    assert.match(note?.why ?? '', /the history of the repository cannot be read .*no memory/)
    removePrograms()
    assert.deepEqual(notes(await snapshots.takeSnapshot({ job: 1, step: 2 })), [])
    assert.equal(packs(), 1)
  })
})
