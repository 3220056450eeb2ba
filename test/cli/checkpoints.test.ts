import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { makeProject, program, type Project, type ProjectOptions } from '../helpers/project.ts'
import { gitAtStore, gitIn, initRepository, storeFolderOf } from '../helpers/worktree.ts'

function committed(t: TestContext, options: ProjectOptions = {}): Project {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n', 'a.txt': 'one\n' },
    config: { max_steps: 3 },
    ...options,
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  return project
}

const change = (n: number) => ({ commands: [`echo ${n} > step${n}.txt`] })

describe('the snapshots of a run', () => {
  test('are made before every executing step, with what changed and where it belongs', async (t) => {
    const project = committed(t, { steps: [change(1), change(2), change(3)] })
    await project.tos(['run'])
    const made = project.events().flatMap((event) => (event.type === 'snapshot.made' ? [event] : []))
    assert.deepEqual(
      made.map(({ id, job, step, files, bytes }) => [id, job, step, files, bytes]),
      [
        ['s-001', 1, 1, 0, 0],
        ['s-002', 1, 2, 1, 2],
        ['s-003', 1, 3, 1, 2],
      ],
    )
    assert.equal(gitAtStore(project.root, 'show', 'refs/tos/s-003:step2.txt'), '2')
    assert.equal(gitIn(project.root, 'status', '--porcelain').split('\n').length, 3)
  })

  test('when one fails, the step does not run: the reason is shown, exit code 1', async (t) => {
    const project = committed(t, { steps: [change(1)] })
    project.write('logs/store.json', JSON.stringify({ v: 1, id: '0123456789abcdef' }))
    project.write('state/tos/stores/0123456789abcdef/git', 'a file where the folder should be')
    const { code, out } = await project.tos(['run'], { environment: { XDG_STATE_HOME: project.path('state') } })
    assert.equal(code, 1)
    assert.match(out, /snapshot failed: .*0123456789abcdef\/git/)
    assert.match(out, /failed: the snapshot before the step could not be made/)
    assert.equal(existsSync(project.path('step1.txt')), false)
  })

  test('that surely will not be made are no surprise behind paid answers: nothing begins', async (t) => {
    const project = committed(t, { steps: [change(1)] })
    project.write('file', 'a file where the folder should be')
    project.write('bin/none', '')
    symlinkSync('/bin/bash', project.path('bin/bash'))
    const unwritable = await project.tos(['run'], { environment: { XDG_STATE_HOME: project.path('file') } })
    const gitless = await project.tos(['run'], { environment: { PATH: project.path('bin') } })
    assert.deepEqual([unwritable.code, gitless.code], [1, 1])
    assert.match(unwritable.err, /file\/tos\/stores: no store of snapshots can be made.*checkpoints\.store/)
    assert.match(gitless.err, /no snapshot can be made before a step \(git is not on the PATH\); install git/)
    assert.equal(existsSync(project.path('logs/journal.ndjson')), false)
  })

  test('are skipped, visibly, where there is no repository or they are switched off', async (t) => {
    const none = makeProject(t, { steps: [change(1)], config: { max_steps: 1 } })
    await none.tos(['run'])
    const off = committed(t, { steps: [change(1)], tos: { checkpoints: { snapshots: false } } })
    await off.tos(['run'])
    const reasons = [none, off].map(
      (project) => project.events().find((event) => event.type === 'snapshot.skipped')?.reason,
    )
    assert.deepEqual(reasons, ['the project is in no git repository', 'checkpoints.snapshots is off'])
  })

  test('are bounded in number; pinned ones and the last before a rollback stay', async (t) => {
    const project = committed(t, {
      steps: [1, 2, 3, 4, 5, 6].map(change),
      config: { max_steps: 6 },
      tos: { checkpoints: { keep: 3 } },
    })
    await project.tos(['checkpoint', 'base'])
    await project.tos(['rollback', '--no-test'])
    project.write('more.txt', 'm\n')
    await project.tos(['rollback', '--save', '--no-test'])
    assert.equal((await project.tos(['checkpoints', 'pin', 'u-001'])).code, 0)
    await project.tos(['run'])
    const kept = gitAtStore(project.root, 'for-each-ref', '--format=%(refname:lstrip=2)', 'refs/tos').split('\n')
    assert.deepEqual(kept, ['c-001', 'pinned/u-001', 's-006', 'u-001', 'u-002'])
    const pruned = project.events().flatMap((event) => (event.type === 'snapshot.pruned' ? event.ids : []))
    assert.deepEqual(pruned, ['s-001', 's-002', 's-003', 's-004', 's-005'])
  })
})

describe('tos checkpoints', () => {
  test('lists both kinds with age, name, job and step, files and size; as data too', async (t) => {
    const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
    assert.match((await project.tos(['checkpoints'])).out, /no checkpoint yet/)
    await project.tos(['run'])
    await project.tos(['checkpoint', 'after two'])
    const { out } = await project.tos(['checkpoints'])
    assert.match(
      out,
      /^c-001 +checkpoint +\d+s +job 1 step \d +2 files +0 B +after two\ns-002 +snapshot +\d+s +before job 1 step 2 +1 file +2 B\ns-001 /,
    )
    const data = JSON.parse((await project.tos(['checkpoints', 'list', '--json'])).out)
    assert.deepEqual(
      data.map(({ id, kind, job, step, isPinned }: Record<string, unknown>) => [id, kind, job, step, isPinned]),
      [
        ['c-001', 'checkpoint', 1, 3, false],
        ['s-002', 'snapshot', 1, 2, false],
        ['s-001', 'snapshot', 1, 1, false],
      ],
    )
  })

  test('diff tells what a job or a step changed, without one what the last job did', async (t) => {
    const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
    const nothing = await project.tos(['diff'])
    assert.deepEqual([nothing.code, nothing.err.includes('nothing was saved in this loop yet')], [1, true])
    await project.tos(['run'])
    assert.equal((await project.tos(['diff', '1.1'])).out, 'created   step1.txt\n')
    assert.equal((await project.tos(['diff'])).out, (await project.tos(['diff', '1'])).out)
    assert.match((await project.tos(['diff'])).out, /^created {3}step1\.txt\ncreated {3}step2\.txt\n/)
  })

  test('show and diff name the files that differ', async (t) => {
    const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
    await project.tos(['run'])
    assert.match((await project.tos(['checkpoints', 'show', 's-002'])).out, /since s-001:\n {2}created {3}step1\.txt\n/)
    assert.equal((await project.tos(['checkpoints', 'diff', 's-001', 's-002'])).out, 'created   step1.txt\n')
    assert.equal((await project.tos(['checkpoints', 'diff', 's-002', 's-001'])).out, 'deleted   step1.txt\n')
    const patch = await project.tos(['checkpoints', 'diff', 's-001', 's-002', '--patch'])
    assert.match(
      patch.out,
      /^ step1\.txt \| 1 \+\n.*1 insertion.*\n\ndiff --git a\/step1\.txt b\/step1\.txt\n[^]*\n\+1\n$/,
    )
    assert.equal((await project.tos(['checkpoints', 'show', 's-001', '--patch'])).code, 2)
    assert.deepEqual(JSON.parse((await project.tos(['checkpoints', 'diff', 's-002', '--json'])).out), [
      { path: 'step2.txt', change: 'created' },
    ])
    for (const [args, code] of [
      [['show', 's-099'], 1],
      [['diff'], 2],
      [['list', 's-001'], 2],
      [['shwo', 's-001'], 2],
    ] as const)
      assert.equal((await project.tos(['checkpoints', ...args])).code, code)
  })

  test('looking is in nobody’s way: a snapshot that is being taken keeps its lock, its index and its memory', async (t) => {
    const project = committed(t, { steps: [change(1)], config: { max_steps: 1 } })
    await project.tos(['run'])
    project.write('later.txt', 'x\n')
    const store = storeFolderOf(project.root)
    const own = ['index', 'memory.json'].map((name) => join(store, name))
    const before = own.map((path) => lstatSync(path).mtimeMs)
    writeFileSync(join(store, 'index.lock'), 'the runner works')
    assert.equal(
      (await project.tos(['checkpoints', 'diff', 's-001'])).out,
      'created   later.txt\ncreated   step1.txt\n',
    )
    for (const args of [
      ['show', 's-001'],
      ['diff', 's-001', 's-001'],
      ['pin', 's-001'],
    ])
      assert.equal((await project.tos(['checkpoints', ...args])).code, 0, args.join(' '))
    assert.equal(readFileSync(join(store, 'index.lock'), 'utf8'), 'the runner works')
    assert.deepEqual(
      own.map((path) => lstatSync(path).mtimeMs),
      before,
    )
  })

  test('export writes what a snapshot holds to a new folder, or as an archive', async (t) => {
    const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
    await project.tos(['run'])
    const { code, out } = await project.tos(['checkpoints', 'export', 's-002', project.path('out')])
    assert.equal(code, 0)
    assert.match(out, /^s-002: \d+ files in \/.+\/out\n$/)
    assert.equal(project.text('out/step1.txt'), '1\n')
    assert.equal((await project.tos(['checkpoints', 'export', 's-002', project.path('out')])).code, 2)
    assert.equal((await project.tos(['checkpoints', 'export', 's-002', project.path('s.tar')])).code, 0)
    assert.match(spawnSync('tar', ['-tf', project.path('s.tar')], { encoding: 'utf8' }).stdout, /^step1\.txt$/m)
  })

  test('an id means what it names, whatever checkpoints are called; everything else is refused by name', async (t) => {
    const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
    await project.tos(['run'])
    await project.tos(['checkpoint', 's-001'])
    assert.equal((await project.tos(['checkpoints', 'diff', 's-001', 's-002'])).out, 'created   step1.txt\n')
    for (const ids of [
      ['HEAD', 's-001'],
      ['s-001', 'main~1'],
      ['refs/tos/s-001', 's-001'],
      ['s-001', 's-001^{tree}'],
      [':/begin', 's-001'],
      ['s-001', '../s-001'],
      ['', 's-001'],
      ['s-001', '\u001B[31m'],
      ['s-001\n', 's-001'],
    ]) {
      const { code, err } = await project.tos(['checkpoints', 'diff', ...ids])
      assert.equal(code, 1, ids.join(' '))
      assert.match(err, /^tos: there is no '[^\n\u001B]*'; choose one of 'tos checkpoints'\n$/)
    }
    assert.equal((await project.tos(['checkpoints', 'diff', '--output=x', 's-001'])).code, 2)
    assert.equal(existsSync(project.path('x')), false)
  })
})

/** Runs the program where the mount commands have been done, in a mount namespace of its own; null where that is not allowed. */
function withMounts(project: Project, mounts: string, args: readonly string[], state = process.env['XDG_STATE_HOME']) {
  const script = `mount -t tmpfs none /mnt && ${mounts} && exec "$0" "$@"`
  const call = ['-m', 'bash', '-c', script, process.execPath, program, ...args, '--root', project.root]
  const allowed =
    spawnSync('unshare', ['-m', 'bash', '-c', 'mount -t tmpfs none /mnt'], { stdio: 'ignore' }).status === 0
  return allowed
    ? spawnSync('unshare', call, {
        encoding: 'utf8',
        env: { ...process.env, HOME: '/nonexistent', XDG_STATE_HOME: state },
      })
    : null
}

describe('a disk that refuses', () => {
  test('a read-only store: the checkpoint is refused, and the setting that names another place is told', (t) => {
    const project = committed(t)
    const done = withMounts(project, 'mount -o remount,ro /mnt', ['checkpoint', 'x'], '/mnt')
    if (!done) return t.skip('no mount namespaces here')
    assert.equal(done.status, 1, done.stderr)
    assert.match(done.stderr, /no store of snapshots can be made .*'checkpoints\.store' in config\/tos\.json/)
  })

  test('a read-only .git: checkpoint and snapshot say so, nothing has changed', (t) => {
    const project = committed(t)
    const git = project.path('.git')
    const done = withMounts(project, `mount --bind '${git}' '${git}' && mount -o remount,ro,bind '${git}'`, [
      'checkpoint',
      'x',
    ])
    if (!done) return t.skip('no mount namespaces here')
    assert.equal(done.status, 1, done.stderr)
    assert.match(done.stderr, /[Rr]ead-only|EROFS/)
    assert.match(done.stderr, /make the repository writable/)
  })

  test('a full disk: the rollback does not begin, nothing has changed', async (t) => {
    const project = committed(t)
    await project.tos(['checkpoint', 'base'])
    project.write('a.txt', 'two\n')
    project.write('big.bin', randomBytes(1 << 20))
    const objects = join(storeFolderOf(project.root), 'objects')
    const mounts = `cp -a '${objects}' /mnt/o.$$ && mount -t tmpfs -o size=400k none '${objects}' && cp -a /mnt/o.$$/. '${objects}'; rm -rf /mnt/o.$$; true`
    const done = withMounts(project, mounts, ['rollback', '--save', '--no-test'])
    if (!done) return t.skip('no mount namespaces here')
    assert.equal(done.status, 1, done.stderr)
    assert.match(done.stderr, /[Nn]o space left|free some space/)
    assert.equal(project.text('a.txt'), 'two\n')
    assert.equal(existsSync(project.path('big.bin')), true)
    assert.equal(existsSync(project.path('logs/restore.json')), false)
    rmSync(project.path('big.bin'))
  })
})

test('who looks without the store that the journal tells of hears so, and not that nothing was saved', async (t) => {
  const project = committed(t, { steps: [change(1), change(2)], config: { max_steps: 2 } })
  await project.tos(['run'])
  const environment = { XDG_STATE_HOME: project.path('of-another-user') }
  for (const words of [
    ['checkpoints'],
    ['checkpoints', 'show', 's-002'],
    ['rollback', 's-002', '--dry-run'],
    ['rollback', 's-002', '--yes'],
    ['rollback', 'my checkpoint', '--dry-run'],
    ['rollback', 's-002', ':/a.txt', '--yes'],
    ['undo', '--yes'],
    ['diff'],
  ]) {
    const { code, err } = await project.tos(words, { environment })
    assert.equal(code, 1, words.join(' '))
    assert.match(err, /tells of 2 snapshots, and the store here holds none.*checkpoints\.store/, words.join(' '))
  }
  // That user runs a loop of its own: one of the others is still no snapshot that was given up.
  await project.tos(['cleanrun'], { environment })
  const mixed = await project.tos(['rollback', 's-002', '--dry-run'], { environment })
  assert.match(mixed.err, /the journal tells of s-002, and the store here does not hold it/)
  assert.equal((await project.tos(['rollback', 's-002', '--save', '--yes'])).code, 0)
})
