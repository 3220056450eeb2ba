import assert from 'node:assert/strict'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { makeProject, tos, writeResult, type Project, type ProjectOptions } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'
import { gitAtStore, everythingOf, filesOf, gitIn, initRepository } from '../helpers/worktree.ts'

const files = { '.gitignore': 'logs/\nworkspace/\n', 'a.txt': 'one\n' }

/** A project in a repository of its own, everything committed. */
function committed(t: TestContext, options: ProjectOptions = {}): Project {
  const project = makeProject(t, { files, ...options })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  return project
}

const head = (project: Project) => gitIn(project.root, 'rev-parse', 'HEAD')

describe('checkpoint', () => {
  test('commits everything, writes last_checkpoint.txt and says so in the runbook’s lines, in both spellings', async (t) => {
    const project = committed(t)
    project.write('new.txt', 'n\n')
    const modern = await project.tos(['checkpoint', 'S4_before'])
    assert.equal(modern.code, 0, modern.err)
    const hash = head(project)
    const last = project.path('logs/last_checkpoint.txt')
    const lines = (mode: string, commit: string) => [
      'TOS cc_run start',
      `Root ${project.root}`,
      `Mode ${mode}`,
      commit,
      `last_checkpoint saved ${last}`,
      `checkpoint ${commit}`,
      'TOS cc_run end',
      '',
    ]
    assert.deepEqual(modern.out.split('\n'), lines('checkpoint', hash))
    assert.equal(project.text('logs/last_checkpoint.txt').trim(), hash)
    assert.equal(gitIn(project.root, 'log', '-1', '--format=%B'), 'CHECKPOINT S4_before\n')
    assert.equal(gitIn(project.root, 'status', '--porcelain'), '')
    // Nothing has changed: the commit is made all the same.
    const runbook = await tos(['-mode', 'Checkpoint', '-CheckpointName', '-dash 日本 🎉', '-Root', project.root])
    assert.equal(runbook.code, 0, runbook.err)
    assert.deepEqual(runbook.out.split('\n'), lines('Checkpoint', head(project)))
    assert.equal(gitIn(project.root, 'log', '-1', '--format=%s'), 'CHECKPOINT -dash 日本 🎉')
  })

  test('commits no file that is named like a secret or holds a key, unless it is named', async (t) => {
    const project = committed(t)
    const before = head(project)
    project.write('.env', 'A=b\n')
    project.write('notes.txt', `token ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}\n`)
    const refused = await project.tos(['checkpoint', 'x'])
    assert.equal(refused.code, 1)
    assert.match(refused.err, /\.env \(it is named like a secret\).*notes\.txt \(a key stands in it\)/)
    assert.equal(head(project), before)
    const insisted = await project.tos(['checkpoint', 'x', '--include', '.env', '--include', 'notes.txt'])
    assert.equal(insisted.code, 0, insisted.err)
    assert.match(gitIn(project.root, 'ls-files'), /^\.env$/m)
  })
  test('saves its summary as JSON and as a line', async (t) => {
    const project = committed(t)
    const { out } = await project.tos(['checkpoint', 'x', '--summary-file', 'logs\\sum.json'])
    assert.match(out, /summary saved .*logs\/sum\.json\n/)
    const { timestamp, ...summary } = project.json('logs/sum.json')
    assert.deepEqual(summary, { mode: 'checkpoint', checkpoint_hash: head(project), root: project.root })
    assert.match(String(timestamp), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/)
    assert.equal(
      project.text('logs/sum.txt'),
      `mode=checkpoint checkpoint_hash=${head(project)} timestamp=${String(timestamp)} root=${project.root}\n`,
    )
  })

  test('without a name prints the usage, with an unusable one says why', async (t) => {
    const project = committed(t)
    const none = await project.tos(['checkpoint'])
    assert.equal(none.code, 1)
    assert.match(none.out, /^error: -CheckpointName required for checkpoint mode\nusage cc_run\.ps1/)
    for (const [name, why] of [
      ['a\nb', 'line end'],
      ['x'.repeat(10_240), '10240 characters'],
      ['  ', 'empty'],
    ] as const) {
      const { code, err } = await project.tos(['checkpoint', name])
      assert.equal(code, 2)
      assert.match(err, new RegExp(why))
    }
    assert.equal(gitIn(project.root, 'log', '--format=%s'), 'begin')
  })

  test('in no repository says how to make one', async (t) => {
    const project = makeProject(t)
    const { code, err } = await project.tos(['checkpoint', 'x'])
    assert.equal(code, 1)
    assert.match(err, /no git repository; 'git init'/)
  })

  test('is made by a running loop before its next step, and tied to job and step', async (t) => {
    const wait = 'touch workspace/waiting; until test -e workspace/go; do sleep 0.02; done'
    const project = committed(t, { steps: [{ commands: [wait, 'echo two > a.txt'] }, { commands: [writeResult] }] })
    const run = project.tos(['run'])
    await until(() => existsSync(project.path('workspace/waiting')))
    const asked = project.tos(['checkpoint', 'on the way'])
    await until(() => project.text('logs/journal.ndjson').includes('checkpoint.requested'))
    const refused = await project.tos(['rollback', head(project)])
    assert.equal(refused.code, 3, refused.err)
    project.write('workspace/go', '')
    const { code, out, err } = await asked
    assert.equal(code, 0, err)
    assert.equal((await run).code, 0)
    assert.match(out, new RegExp(`checkpoint ${head(project)}\n`))
    assert.equal(gitIn(project.root, 'show', 'HEAD:a.txt'), 'two')
    const made = project.events().find((event) => event.type === 'checkpoint.made')
    assert.partialDeepStrictEqual(made, { name: 'on the way', job: 1, step: 1, commit: head(project) })
  })
})

describe('rollback', () => {
  test('goes to the last checkpoint with the runbook’s steps and lines, and tests', async (t) => {
    const project = committed(t, { steps: [{ commands: [writeResult] }] })
    await project.tos(['checkpoint', 'base'])
    const target = head(project)
    project.write('a.txt', 'two\n')
    gitIn(project.root, 'commit', '-q', '-a', '-m', 'two')
    const { code, out, err } = await tos(['-Mode', 'rollback', '-SummaryFile', 'logs/sum.json', '-Root', project.root])
    assert.equal(code, 0, err)
    const lines = out.split('\n')
    assert.deepEqual(lines.slice(0, 14), [
      'TOS cc_run start',
      `Root ${project.root}`,
      'Mode rollback',
      `using last_checkpoint ${target}`,
      'rollback start',
      `Root ${project.root}`,
      `TargetCommit ${target}`,
      'git fetch',
      'no remote',
      `git reset --hard ${target}`,
      `HEAD is now at ${target.slice(0, 7)} CHECKPOINT base`,
      'git clean -fd',
      `head ${target}`,
      'rollback done',
    ])
    assert.deepEqual(lines.slice(14, 17), [
      `rollback ${target}`,
      `summary saved ${project.path('logs/sum.json')}`,
      'auto test after rollback',
    ])
    assert.deepEqual(lines.slice(-3), ['test passed', 'TOS cc_run end', ''])
    assert.equal(project.text('a.txt'), 'one\n')
    assert.partialDeepStrictEqual(project.json('logs/sum.json'), {
      mode: 'rollback',
      rollback_target: target,
      test: { passed: true, phase: 'done' },
    })
    assert.match(
      project.text('logs/sum.txt'),
      new RegExp(`^mode=rollback rollback_target=${target} timestamp=\\S+ root=`),
    )
  })

  test('fails when its test fails, and stays rolled back', async (t) => {
    const project = committed(t, {
      steps: [{ commands: ['rm -rf x'] }],
      config: { execution_policy: { deny_if_contains: ['rm -rf'] } },
    })
    const target = head(project)
    const { code, out } = await project.tos(['rollback', target])
    assert.equal(code, 1)
    assert.match(out, /test failed\ntest after rollback failed\n$/)
  })

  test('wants a clean tree, and --save lifts that', async (t) => {
    const project = committed(t)
    await project.tos(['checkpoint', 'base'])
    project.write('a.txt', 'two\n')
    project.write('new', 'n\n')
    const { code, out } = await project.tos(['rollback'])
    assert.equal(code, 1)
    assert.match(out, /error: working tree is dirty, commit or stash changes first\n M a\.txt \?\? new\n/)
    assert.equal(project.text('a.txt'), 'two\n')
    assert.equal((await project.tos(['rollback', '--save', '--no-test'])).code, 0)
    assert.equal(project.text('a.txt'), 'one\n')
    assert.equal(existsSync(project.path('new')), false)
  })

  test('without a target and a checkpoint prints the usage', async (t) => {
    const { code, out } = await committed(t).tos(['rollback'])
    assert.equal(code, 1)
    assert.match(out, /error: -TargetCommit required \(no last_checkpoint\.txt found\)\nusage cc_run\.ps1/)
  })

  test('refuses what is no checkpoint, no snapshot and no full hash', async (t) => {
    const project = committed(t)
    for (const content of ['x', 'y']) {
      project.write('a.txt', content)
      await project.tos(['checkpoint', 'twice'])
    }
    gitIn(project.root, 'tag', 'v1')
    gitIn(project.root, 'commit', '-q', '--allow-empty', '-m', 'plain')
    const plain = head(project)
    const tree = gitIn(project.root, 'rev-parse', 'HEAD^{tree}')
    await project.tos(['rollback', plain, '--no-test'])
    const snapshot = gitAtStore(project.root, 'rev-parse', 'refs/tos/u-001')
    const before = everythingOf(project.root)
    const refused: [string, RegExp][] = [
      ['twice', /2 checkpoints have this name: c-001, c-002/],
      ['main', /neither a checkpoint, nor a snapshot, nor a hash/],
      ['v1', /neither a checkpoint/],
      ['HEAD~1', /neither a checkpoint/],
      ['--hard', /neither a checkpoint|unknown option/],
      ['-x', /neither a checkpoint|unknown option/],
      ['@{-1}', /neither a checkpoint/],
      [tree, /that is no commit/],
      [plain.slice(0, 10), /is no checkpoint; give its full hash/],
      ['f'.repeat(40), /no such commit/],
      ['s-099', /there is no such snapshot/],
      [snapshot, /that is the snapshot u-001/],
      ['', /neither a checkpoint/],
      ['a\nb', /neither a checkpoint/],
    ]
    for (const [target, why] of refused) {
      const { code, err } = await tos(['rollback', '--root', project.root, '--', target])
      assert.notEqual(code, 0, target)
      assert.match(err, why, target)
      assert.doesNotMatch(err, /\n./)
    }
    assert.deepEqual(everythingOf(project.root), before)
  })

  test('takes a name, a short hash of a checkpoint, and one that is no ancestor', async (t) => {
    const project = committed(t)
    project.write('a.txt', 'two\n')
    await project.tos(['checkpoint', 'two'])
    const two = head(project)
    project.write('a.txt', 'three\n')
    await project.tos(['checkpoint', 'three'])
    assert.equal((await project.tos(['rollback', two.slice(0, 8), '--no-test'])).code, 0)
    assert.equal(project.text('a.txt'), 'two\n')
    assert.equal((await project.tos(['rollback', 'three', '--no-test'])).code, 0)
    assert.equal(project.text('a.txt'), 'three\n')
  })

  test('names what it will change and changes nothing with --dry-run; somebody else’s work is marked', async (t) => {
    const project = committed(t, { steps: [{ commands: ['echo by the loop > a.txt'] }], config: { max_steps: 1 } })
    await project.tos(['checkpoint', 'base'])
    await project.tos(['run'])
    project.write('mine.txt', 'mine\n')
    // Surely not while the command ran, which ended a moment ago.
    const later = Date.now() / 1000 + 60
    utimesSync(project.path('mine.txt'), later, later)
    const before = everythingOf(project.root)
    const text = await project.tos(['rollback', 'base', '--dry-run'])
    assert.equal(text.code, 0, text.err)
    assert.match(text.out, /is changed +a\.txt\n/)
    assert.match(text.out, /is deleted +mine\.txt +\(changed by somebody outside the loop\)/)
    const data = JSON.parse((await project.tos(['rollback', 'base', '--dry-run', '--json'])).out)
    assert.deepEqual(data.paths, [
      { path: 'a.txt', change: 'changed', isByPerson: false },
      { path: 'mine.txt', change: 'deleted', isByPerson: true },
    ])
    assert.deepEqual(everythingOf(project.root), before)
  })

  test('names the archived loop whose commands changed a file: that is nobody’s own work', async (t) => {
    const project = committed(t, {
      steps: [{ commands: ['[ -e first.txt ] || echo one > first.txt'] }],
      config: { max_steps: 1 },
    })
    await project.tos(['checkpoint', 'base'])
    await project.tos(['run'])
    await project.tos(['cleanrun'])
    const { out, err } = await project.tos(['rollback', 'base', '--dry-run'])
    assert.match(out, /is deleted +first\.txt +\(changed by the archived loop [^)]+\)/, err)
    assert.doesNotMatch(out, /somebody outside the loop/)
  })

  test('to a snapshot brings back files only, and undo undoes it', async (t) => {
    const project = committed(t, {
      steps: [{ commands: ['rm a.txt', 'echo new > new.txt'] }],
      config: { max_steps: 1 },
    })
    await project.tos(['run'])
    gitIn(project.root, 'add', '-A')
    const staged = everythingOf(project.root)
    const { code, out } = await project.tos(['rollback', 's-001'])
    assert.equal(code, 0)
    assert.match(out, /rollback s-001\nTOS cc_run end\n$/)
    assert.equal(project.text('a.txt'), 'one\n')
    assert.equal(existsSync(project.path('new.txt')), false)
    assert.deepEqual({ ...everythingOf(project.root), files: {} }, { ...staged, files: {} })
    assert.equal((await project.tos(['undo'])).code, 0)
    assert.deepEqual(everythingOf(project.root), staged)
  })

  test('of named files puts back these alone: previewed as a patch, told in the journal, undone by undo', async (t) => {
    const project = committed(t, {
      steps: [{ commands: ['echo two > a.txt', 'mkdir sub; echo new > sub/new.txt'] }],
      config: { max_steps: 1 },
    })
    await project.tos(['run'])
    project.write('mine.txt', 'mine\n')
    const before = everythingOf(project.root)
    const here = { folder: project.root }
    const look = await tos(['rollback', 's-001', '--root', project.root, '--dry-run', '--', 'a.txt'], here)
    assert.equal(look.code, 0, look.err)
    assert.match(look.out, /is changed +a\.txt\n/)
    assert.match(look.out, /\n-two\n\+one\n/)
    assert.deepEqual(everythingOf(project.root), before)
    const same = await tos(['rollback', 's-001', '--root', project.root, '--', 'config'], here)
    assert.match(same.err, /nothing to put back/)
    const done = await tos(['rollback', 's-001', '--root', project.root, '--', ':/a.txt'], here)
    assert.equal(done.code, 0, done.err)
    assert.match(done.err, /1 file; 'tos undo' brings everything back \(u-001\)/)
    assert.equal(project.text('a.txt'), 'one\n')
    assert.equal(project.text('sub/new.txt'), 'new\n')
    assert.equal(project.text('mine.txt'), 'mine\n')
    const started = project.events().find(({ type }) => type === 'rollback.started')
    assert.ok(started?.type === 'rollback.started')
    assert.deepEqual([started.scope, started.target, started.only], ['files', 's-001 -- a.txt', ['a.txt']])
    assert.deepEqual(started.before, { job: 1, step: 1 })
    assert.equal((await project.tos(['undo'])).code, 0)
    assert.deepEqual(everythingOf(project.root), before)
    for (const [file, why] of [
      ['no.txt', /holds no such file/],
      ['../outside.txt', /is no file of the repository/],
      ['.git/config', /is no file of the repository/],
    ] as const) {
      const { code, err } = await tos(['rollback', 's-001', '--root', project.root, '--', file], here)
      assert.notEqual(code, 0, file)
      assert.match(err, why)
    }
    assert.deepEqual(everythingOf(project.root), before)
  })

  test('never takes the journal away, nor the configuration', async (t) => {
    const project = committed(t)
    gitIn(project.root, 'rm', '-q', '-r', '--cached', 'config')
    gitIn(project.root, 'commit', '-q', '-m', 'without')
    const without = head(project)
    gitIn(project.root, 'add', '-A')
    gitIn(project.root, 'commit', '-q', '-m', 'with')
    const config = await project.tos(['rollback', without])
    assert.equal(config.code, 1)
    assert.match(config.err, /does not hold config\/config_v0_3\.json/)
    gitIn(project.root, 'add', '-f', 'logs/journal.ndjson')
    gitIn(project.root, 'commit', '-q', '-m', 'logs')
    const withLogs = head(project)
    gitIn(project.root, 'rm', '-q', '--cached', 'logs/journal.ndjson')
    gitIn(project.root, 'commit', '-q', '-m', 'no logs')
    const logs = await project.tos(['rollback', withLogs])
    assert.equal(logs.code, 1)
    assert.match(logs.err, /must not touch the log folder; add '\/logs\/' to \.gitignore/)
    assert.ok(existsSync(project.path('config/config_v0_3.json')))
  })
})

test('links and permissions come back whatever the repository says of another disk', async (t) => {
  const project = committed(t, {
    files: { ...files, 'run.sh': '#!/bin/sh\n' },
    steps: [{ commands: ['rm run.sh link', 'ln -s elsewhere link2'] }],
    config: { max_steps: 1 },
  })
  chmodSync(project.path('run.sh'), 0o755)
  symlinkSync('a.txt', project.path('link'))
  for (const name of ['core.symlinks', 'core.filemode']) gitIn(project.root, 'config', name, 'false')
  const filesNow = () => Object.entries(filesOf(project.root)).filter(([name]) => !name.startsWith('workspace'))
  const before = filesNow()
  await project.tos(['run'])
  const after = filesNow()
  const called = async (...words: string[]) => {
    const { code, err } = await project.tos(words)
    assert.equal(code, 0, err)
    return filesNow()
  }
  assert.deepEqual(await called('rollback', 's-001'), before)
  assert.deepEqual(await called('undo'), after)
  const reset = JSON.parse((await project.tos(['rollback', head(project), '--dry-run', '--json'])).out)
  assert.deepEqual(
    reset.paths.map(({ path }: { path: string }) => path),
    ['link2', 'run.sh'],
  )
})

test('permissions of folders come back: of those that went, and of those that are others now', async (t) => {
  const project = committed(t, {
    files: { ...files, 'private/a': 'a\n', 'plain/in/a': 'a\n', 'shared/a': 'a\n' },
    steps: [
      { commands: ['rm -r private empty', 'chmod 777 plain/in', 'chmod 755 shared'] },
      { commands: ['chmod 700 plain'] },
    ],
    config: { max_steps: 2 },
  })
  mkdirSync(project.path('empty'))
  const modes = { private: 0o700, empty: 0o710, shared: 0o775 }
  for (const [name, mode] of Object.entries(modes)) chmodSync(project.path(name), mode)
  const now = () =>
    ['private', 'empty', 'plain', 'plain/in', 'shared'].map((name) => {
      const stat = statSync(project.path(name), { throwIfNoEntry: false })
      return stat && (stat.mode & 0o777).toString(8)
    })
  await project.tos(['run'])
  const after = [undefined, undefined, '700', '777', '755']
  assert.deepEqual(now(), after)
  for (const [words, expected] of [
    [
      ['rollback', 's-002'],
      [undefined, undefined, '755', '777', '755'],
    ],
    [
      ['rollback', 's-001'],
      ['700', '710', '755', '755', '775'],
    ],
    [
      ['rollback', 's-002'],
      [undefined, undefined, '755', '777', '755'],
    ],
    [['undo'], ['700', '710', '755', '755', '775']],
  ] as const) {
    const { code, err } = await project.tos(words)
    assert.equal(code, 0, err)
    assert.deepEqual(now(), expected, words.join(' '))
  }
})

describe('the log folder is in no snapshot', () => {
  const step = { steps: [{ commands: ['echo two > a.txt'] }], config: { max_steps: 1 } }
  const roundTrip = async (project: Project) => {
    await project.tos(['run'])
    const lines = project.text('logs/journal.ndjson')
    for (const [words, text] of [
      [['rollback', 's-001'], 'one\n'],
      [['undo'], 'two\n'],
    ] as const) {
      const { code, err } = await project.tos(words)
      assert.equal(code, 0, err)
      assert.equal(project.text('a.txt'), text)
      assert.ok(project.text('logs/journal.ndjson').startsWith(lines))
    }
    assert.doesNotMatch(gitAtStore(project.root, 'ls-tree', '-r', '--name-only', 'refs/tos/s-001'), /journal/)
  }
  test('of a project in a folder that git does not know yet', async (t) => {
    const outer = makeProject(t)
    const project = makeProject(t, { ...step, files: { 'a.txt': 'one\n' } })
    const root = outer.path('packages/app')
    renameSync(outer.path('config'), outer.path('other'))
    initRepository(outer.root)
    gitIn(outer.root, 'add', '-A')
    gitIn(outer.root, 'commit', '-q', '-m', 'begin')
    cpSync(project.root, root, { recursive: true })
    const path = (name: string) => join(root, name)
    await roundTrip({
      ...project,
      root,
      path,
      tos: (args) => tos([...args, '--root', root]),
      text: (name) => readFileSync(path(name), 'utf8'),
    })
  })
  test('where git keeps a file of it by force', async (t) => {
    const project = committed(t, { ...step, files: { ...files, 'logs/kept.txt': 'kept\n' } })
    gitIn(project.root, 'add', '-f', 'logs/kept.txt')
    await project.tos(['checkpoint', 'base'])
    gitIn(project.root, 'add', '-f', 'logs/journal.ndjson')
    await roundTrip(project)
  })
})

describe('undo', () => {
  test('without a rollback and a step says so', async (t) => {
    const { code, err } = await committed(t).tos(['undo'])
    assert.equal(code, 1)
    assert.match(err, /nothing to undo/)
  })

  test('of a script that ruined git brings back git and files; another undo goes the other way', async (t) => {
    const project = committed(t, {
      steps: [{ commands: ['rm -rf .git', 'rm a.txt'] }],
      config: { max_steps: 1 },
      tos: { exec: { sandbox: 'off' } },
    })
    gitIn(project.root, 'tag', 'v1')
    const { files: _files, ...git } = everythingOf(project.root)
    await project.tos(['run'])
    assert.equal(existsSync(project.path('.git/HEAD')), false)
    const { code, err, out } = await project.tos(['undo'])
    assert.equal(code, 0, err)
    assert.match(out, /undone: s-001 is back/)
    const { files, ...gitNow } = everythingOf(project.root)
    assert.deepEqual(gitNow, git)
    assert.ok(Object.keys(files).includes('a.txt'))
    assert.equal((await project.tos(['undo'])).code, 0)
    assert.equal(existsSync(project.path('a.txt')), false)
  })

  test('of a step passes over those that only looked, and takes back what was committed', async (t) => {
    const commit = 'git -c user.name=t -c user.email=t@t commit -qam two'
    const project = committed(t, {
      steps: [{ commands: [`echo two > a.txt && ${commit}`] }, { commands: ['cat a.txt'] }],
      config: { max_steps: 2 },
      tos: { exec: { sandbox: 'off' } },
    })
    const before = head(project)
    await project.tos(['run'])
    const after = head(project)
    assert.notEqual(after, before)
    const preview = JSON.parse((await project.tos(['undo', '--dry-run', '--json'])).out)
    assert.deepEqual([preview.target.id, preview.scope, preview.commits], ['s-001', 'all', { dropped: 1, gained: 0 }])
    const { out } = await project.tos(['undo', '--json'])
    assert.deepEqual(
      out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line).type])),
      ['undo.started', 'undo.finished'],
    )
    assert.deepEqual([head(project), project.text('a.txt')], [before, 'one\n'])
    assert.equal(gitIn(project.root, 'status', '--porcelain'), '')
    await project.tos(['undo'])
    assert.deepEqual([head(project), project.text('a.txt')], [after, 'two\n'])
  })

  test('is told in the journal with ids, and undone by another', async (t) => {
    const project = committed(t)
    await project.tos(['checkpoint', 'base'])
    project.write('a.txt', 'two\n')
    await project.tos(['rollback', '--save', '--no-test'])
    await project.tos(['undo'])
    assert.equal(project.text('a.txt'), 'two\n')
    await project.tos(['undo'])
    assert.equal(project.text('a.txt'), 'one\n')
    const told = project.events().flatMap((event) => ('saved' in event ? [`${event.type} ${event.saved}`] : []))
    assert.deepEqual(told, [
      'rollback.started u-001',
      'rollback.finished u-001',
      'undo.started u-002',
      'undo.finished u-002',
      'undo.started u-003',
      'undo.finished u-003',
    ])
    const [started] = project.events()
    assert.ok(started?.type === 'loop.started')
    assert.ok(existsSync(project.path(`logs/archive/${started.loop}/before-u-001/journal.ndjson`)))
  })
})
