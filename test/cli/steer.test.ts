import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { until } from '../helpers/until.ts'
import { makeProject, writeResult, type Outcome, type Project } from '../helpers/project.ts'

/** A run whose first command waits until the file `go` is there. */
async function runningProject(t: TestContext): Promise<{ project: Project; ended: Promise<Outcome> }> {
  const wait = 'touch waiting; until test -e go; do sleep 0.02; done; echo first >> ran.txt'
  const project = makeProject(t, {
    steps: [{ commands: [wait, 'echo second >> ran.txt'] }, { commands: [writeResult] }],
  })
  const ended = project.tos(['run'])
  await until(() => existsSync(project.path('waiting')))
  return { project, ended }
}

const has = (project: Project, type: string) =>
  readFileSync(project.path('logs/journal.ndjson'), 'utf8').includes(`"type":"${type}"`)

describe('a running loop', () => {
  test('holds the project: a second runner ends with exit code 3 and says who has it', async (t) => {
    const { project, ended } = await runningProject(t)
    const journal = project.text('logs/journal.ndjson')
    const second = await project.tos(['run', '--clean'])
    assert.equal(second.code, 3)
    assert.match(
      second.err,
      /another runner holds this project \(run by .+, pid \d+ on .+\); watch it with 'tos-tui', or end it with 'tos stop'/,
    )
    assert.ok(project.text('logs/journal.ndjson').startsWith(journal))
    project.write('go', '')
    assert.equal((await ended).code, 0)
  })

  test('is told to stop: the step ends, the run ends with 130, the next run goes on', async (t) => {
    const { project, ended } = await runningProject(t)
    assert.equal((await project.tos(['stop'])).code, 0)
    await until(() => has(project, 'run.stopRequested'))
    project.write('go', '')
    assert.equal((await ended).code, 130)
    assert.equal(project.text('ran.txt'), 'first\nsecond\n')
    assert.equal((await project.tos(['run'])).code, 0)
  })

  test('is told to stop now: the command is ended with its children, the rest is left out', async (t) => {
    const { project, ended } = await runningProject(t)
    assert.equal((await project.tos(['stop', '--now'])).code, 0)
    assert.equal((await ended).code, 130)
    assert.equal(existsSync(project.path('ran.txt')), false)
    const results = project.json('logs/steps/step_001.json')['execution'] as { command_results: { error?: string }[] }
    assert.deepEqual(
      results.command_results.map(({ error }) => error),
      ['stopped by the operator'],
    )
  })

  test('SIGTERM stops it like stop --now', async (t) => {
    const wait = 'touch waiting; sleep 30'
    const project = makeProject(t, { steps: [{ commands: [wait] }] })
    const outcome = await project.tos(['run'], {
      onStart: (child) => void until(() => existsSync(project.path('waiting'))).then(() => child.kill('SIGTERM')),
    })
    assert.equal(outcome.code, 130)
    assert.match(outcome.out, /stop \(now\) asked for by SIGTERM/)
  })

  test('a hang-up is nobody’s wish to stop', async (t) => {
    const { project, ended } = await runningProject(t)
    const started = project.events().find(({ type }) => type === 'run.started')
    assert.ok(started?.type === 'run.started')
    process.kill(started.pid, 'SIGHUP')
    project.write('go', '')
    assert.equal((await ended).code, 0)
  })

  test('pauses behind the command under way and goes on with resume', async (t) => {
    const { project, ended } = await runningProject(t)
    await project.tos(['pause'])
    await until(() => has(project, 'run.pauseRequested'))
    project.write('go', '')
    await until(() => has(project, 'run.paused'))
    assert.equal(project.text('ran.txt'), 'first\n')
    assert.match((await project.tos(['status'])).out, /state +paused/)
    assert.equal((await project.tos(['resume'])).code, 0)
    assert.equal((await ended).code, 0)
    assert.equal(project.text('ran.txt'), 'first\nsecond\n')
  })

  test('its output may go away without harm', async (t) => {
    const { project, ended } = await runningProject(t)
    project.write('go', '')
    await ended
    const other = makeProject(t, { steps: [{ commands: ['sleep 0.2'] }, { commands: [writeResult] }] })
    await other.tos(['run'], { onStart: (child) => child.stdout?.destroy() })
    assert.equal(other.json('workspace/artifacts/phase_state.json')['current_phase'], 'done')
  })
})

test('a lock left by a dead process is taken over and reported', async (t) => {
  const project = makeProject(t, { steps: [{ commands: [writeResult] }] })
  const record = { host: (await import('node:os')).hostname(), user: 'x', pid: 999_999_9, startTick: '1', bootId: null }
  project.write(
    'logs/runner.lock',
    JSON.stringify({ ...record, startedAt: '2026-01-01T00:00:00.000Z', purpose: 'run' }),
  )
  const { code, out } = await project.tos(['run'])
  assert.equal(code, 0)
  assert.match(out, /lock of pid 9999999 \(x@.+\) taken over: that process is gone/)
})

test('a lock of another host is respected', async (t) => {
  const project = makeProject(t)
  const record = { host: 'elsewhere.example', user: 'x', pid: 1, startTick: null, bootId: null }
  project.write(
    'logs/runner.lock',
    JSON.stringify({ ...record, startedAt: '2026-01-01T00:00:00.000Z', purpose: 'run' }),
  )
  const { code, err } = await project.tos(['run'])
  assert.equal(code, 3)
  assert.match(err, /elsewhere\.example.*; end it there; if it is surely dead, remove /)
})

test('steering without a run is an error', async (t) => {
  const project = makeProject(t)
  for (const command of ['stop', 'pause']) {
    const { code, err } = await project.tos([command])
    assert.equal(code, 1)
    assert.match(err, /nothing is running in this project; start it with 'tos run'/)
  }
})
