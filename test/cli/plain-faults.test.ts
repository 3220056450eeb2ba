import assert from 'node:assert/strict'
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { makeProject, program, temporaryFolder, writeResult } from '../helpers/project.ts'
import { cannotRead } from '../helpers/people.ts'
import { until } from '../helpers/until.ts'

const isRoot = process.getuid?.() === 0
/** An ordinary user; a number that the system does not know. */
const stranger = ['setpriv', '--reuid=54321', '--regid=54321', '--clear-groups']
const noStranger = isRoot ? cannotRead(stranger) : 'needs another user'
const asStranger = (args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  spawnSync('env', [...(isRoot ? stranger : []), process.execPath, program, ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], LANG: 'C.UTF-8', ...environment },
  })

describe('a lock of another host', () => {
  const foreign = {
    host: 'a-container-that-is-gone',
    pid: 13,
    startTick: '1',
    bootId: 'x',
    user: 'ann',
    startedAt: '2026-01-02T03:04:05.678Z',
    purpose: 'run',
  }
  for (const args of [['stop'], ['pause'], ['resume'], ['raise', 'max_cost_usd=1']])
    test(`nobody who hears is no success of ${args[0] ?? ''}: exit code 3, the host and the cure named`, async (t) => {
      const project = makeProject(t, { files: { 'logs/runner.lock': JSON.stringify(foreign) } })
      const { code, err } = await project.tos(args)
      assert.equal(code, 3)
      assert.match(err, /nobody took the request.*pid 13 on a-container-that-is-gone.*remove .*runner\.lock/)
      assert.deepEqual(readdirSync(project.path('logs/inbox')), [])
    })
  test('who takes the request is believed to live', async (t) => {
    const { takeRequests } = await import('../../source/files/inbox.ts')
    const project = makeProject(t, { files: { 'logs/runner.lock': JSON.stringify(foreign) } })
    const asked = project.tos(['stop'])
    const taken: string[] = []
    await until(() => taken.push(...takeRequests(project.path('logs/inbox')).map(({ kind }) => kind)) > 0)
    assert.equal((await asked).code, 0)
    assert.deepEqual(taken, ['stop'])
  })
  test('status says that it cannot be seen from here', async (t) => {
    const project = makeProject(t, { files: { 'logs/runner.lock': JSON.stringify(foreign) } })
    assert.match((await project.tos(['status'])).out, /whether it lives cannot be seen from here/)
  })
  test('a pid beyond the kernel’s is nobody', async (t) => {
    const { hostname } = await import('node:os')
    const record = { ...foreign, host: hostname(), pid: 2 ** 40, startTick: null, bootId: null }
    const project = makeProject(t, { files: { 'logs/runner.lock': JSON.stringify(record) } })
    assert.equal((await project.tos(['stop'])).code, 1)
  })
})

test('what standard output does not take is told, with a code that is not zero', async (t) => {
  const project = makeProject(t)
  const call = 'exec "$0" "$@" > /dev/full'
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', call, process.execPath, program, 'status', '--root', project.root],
    {
      encoding: 'utf8',
    },
  )
  assert.equal(status, 1)
  assert.match(stderr, /standard output: cannot be written \(ENOSPC.*free some space/)
})

test('init in a folder that may not be written is a plain error', { skip: noStranger }, (t) => {
  const folder = temporaryFolder(t)
  chmodSync(folder, 0o755)
  for (const place of [folder, join(folder, 'new')]) {
    const { status, stderr } = asStranger(['init', place])
    assert.equal(status, 1)
    assert.match(stderr, /^tos: .*cannot be written \(EACCES: permission denied\); make the folder writable/)
  }
  assert.deepEqual(readdirSync(folder), [])
})

test('logs that may not be read are no new project', { skip: noStranger }, async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await project.tos(['run'])
  for (const name of ['.', 'config', 'logs']) chmodSync(project.path(name), name === 'logs' ? 0o000 : 0o755)
  const { status, stdout, stderr } = asStranger(['status', '--root', project.root])
  chmodSync(project.path('logs'), 0o755)
  assert.equal(status, 1)
  assert.equal(stdout, '')
  assert.match(stderr, /cannot be read \(EACCES: permission denied\); make it readable/)
})

test('doctor says of a project that this user cannot write what a run says of it', { skip: noStranger }, async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  await project.tos(['run'])
  for (const name of ['.', 'config', 'logs']) chmodSync(project.path(name), name === 'logs' ? 0o555 : 0o755)
  const said = /logs: cannot be written \(EACCES: permission denied\)/
  const [doctor, run] = [['doctor'], ['run']].map((call) => asStranger([...call, '--root', project.root]))
  chmodSync(project.path('logs'), 0o755)
  assert.match(doctor?.stdout ?? '', said)
  assert.match(run?.stderr ?? '', said)
})

test('a user whom the system does not know, without a home, is served', { skip: noStranger }, (t) => {
  const folder = temporaryFolder(t)
  chmodSync(folder, 0o777)
  assert.equal(asStranger(['init', join(folder, 'p')]).status, 0)
  const { status, stderr } = asStranger(['policy', 'check', 'ls', '--root', join(folder, 'p')])
  assert.equal(status, 0, stderr)
  assert.doesNotMatch(stderr, /unexpected|passwd/)
})

describe('an empty journal is a new one', () => {
  for (const [name, content] of [
    ['of no byte', ''],
    ['of a torn first line', '{"v":1,"seq":1,"ts":"2026'],
  ] as const)
    test(name, async (t) => {
      const project = makeProject(t, {
        steps: [{ commands: [writeResult] }],
        files: { 'logs/journal.ndjson': content },
      })
      const { code, err } = await project.tos(['resume'])
      assert.equal(code, 0, err)
      assert.deepEqual(
        project
          .events()
          .slice(0, 1)
          .map(({ type }) => type),
        ['loop.started'],
      )
    })
})

test('temporary files of killed processes are gone after the next run; those of others stay', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  const gone = ['logs/steps/step_001.json.4194304.tmp', 'logs/runner.lock.4194304-0123456789abcdef.tmp']
  const kept = ['workspace/artifacts/notes.4194304.tmp', `logs/control.json.${process.pid}-0123456789abcdef.tmp`]
  for (const name of [...gone, ...kept]) project.write(name, 'half')
  assert.equal((await project.tos(['run'], { isProcess: true })).code, 0)
  assert.deepEqual(
    [...gone, ...kept].filter((name) => existsSync(project.path(name))),
    kept,
  )
})

describe('a signal', () => {
  test('that comes twice ends the run once, recorded, the lock free', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['touch waiting; sleep 300'] }] })
    const again = async (child: ChildProcess): Promise<void> => {
      await until(() => existsSync(project.path('waiting')))
      for (let n = 0; n < 4; n++) child.kill('SIGINT')
    }
    const ended = project.tos(['run'], { onStart: (child) => void again(child) })
    assert.equal((await ended).code, 130)
    assert.equal(project.events().at(-1)?.type, 'run.ended')
    assert.equal(existsSync(project.path('logs/runner.lock')), false)
  })
  test('behind the end of a run changes its exit code no more, whoever still reads', async (t) => {
    const loud = Array.from({ length: 40 }, () => 'seq 20000')
    const project = makeProject(t, { steps: [{ commands: [...loud, writeResult] }] })
    const late = async (child: ChildProcess): Promise<void> => {
      // Nobody reads: it waits with what it has to say.
      child.stdout?.pause()
      await until(
        () =>
          existsSync(project.path('logs/journal.ndjson')) &&
          project.text('logs/journal.ndjson').includes('"type":"run.ended"'),
      )
      await until(() => !existsSync(project.path('logs/runner.lock')))
      child.kill('SIGHUP')
      child.kill('SIGTERM')
      child.stdout?.resume()
    }
    const ended = await project.tos(['run', '--json'], { onStart: (child) => void late(child) })
    assert.equal(ended.code, 0, ended.err)
  })
  test('to the launcher that cannot be passed on ends the program behind it', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['touch waiting; sleep 300'] }] })
    mkdirSync(project.path('logs'), { recursive: true })
    writeFileSync(project.path('launch.sh'), 'TOS_LAUNCHER=$$ "$@" & wait')
    const launcher = spawn(
      'sh',
      [project.path('launch.sh'), process.execPath, program, 'run', '--root', project.root],
      {
        stdio: 'ignore',
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
      },
    )
    await until(() => existsSync(project.path('waiting')))
    launcher.kill('SIGKILL')
    await once(launcher, 'exit')
    await until(() => project.events().some(({ type }) => type === 'run.ended'))
    await until(() => !existsSync(project.path('logs/runner.lock')))
  })
})
