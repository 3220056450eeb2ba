import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { loopOf, makeProject, temporaryFolder, tos, writeResult, type Project } from '../helpers/project.ts'
import { isRunning } from '../helpers/processes.ts'
import { until } from '../helpers/until.ts'

const result = { commands: [writeResult] }
const waiting = { commands: ['touch waiting; until test -e go; do sleep 0.02; done', writeResult] }

/** A queue of its own; what is called in it. */
function openQueue(t: TestContext) {
  const environment = { XDG_STATE_HOME: temporaryFolder(t) }
  const call = (...args: string[]) => tos(args, { environment })
  return {
    environment,
    call,
    submit: async (project: Project, ...more: string[]) => {
      const { code, out, err } = await call('submit', '--root', project.root, ...more)
      assert.equal(code, 0, err)
      return out.trim()
    },
    list: async (): Promise<Record<string, unknown>[]> => JSON.parse((await call('fleet', 'list', '--json')).out),
  }
}

describe('tos worker', () => {
  test('runs what was submitted, by priority, and ends when the queue is empty', async (t) => {
    const queue = openQueue(t)
    const [first, urgent] = [makeProject(t, { config: loopOf(2), steps: [result, result] }), makeProject(t)]
    assert.equal(await queue.submit(first), 'l-0001')
    assert.equal(await queue.submit(urgent, '--priority', '9'), 'l-0002')
    const { code, out, err } = await queue.call('worker', '--drain')
    assert.equal(code, 0, err)
    assert.deepEqual(out.split('\n').slice(0, 4), [
      `l-0002 begins: ${urgent.root}`,
      // It has no recording to answer from.
      'l-0002 ended (exit 1)',
      `l-0001 begins: ${first.root}`,
      'l-0001 ended (exit 0)',
    ])
    assert.equal(first.json('workspace/artifacts/phase_state.json')['current_phase'], 'job_loop_complete')
    assert.deepEqual(
      (await queue.list()).map(({ state, exitCode }) => [state, exitCode]),
      [
        ['ended', 0],
        ['ended', 1],
      ],
    )
    assert.match((await queue.call('fleet')).out, /^l-0001 {2}ended {5}\/.* exit 0, job 2\/2, step \d\nl-0002 /)
  })

  test('killed, it takes its runner and the command along; the next worker goes on, and runs nothing twice by itself', async (t) => {
    const queue = openQueue(t)
    const project = makeProject(t, { config: loopOf(1), steps: [waiting, result] })
    await queue.submit(project)
    const killed = tos(['worker'], {
      environment: queue.environment,
      onStart: (child) => void until(() => existsSync(project.path('waiting'))).then(() => child.kill('SIGKILL')),
    })
    assert.equal((await killed).code, null)
    const spawned = project.events().find((event) => event.type === 'command.spawned')
    const runner = project.events().find((event) => event.type === 'run.started')
    assert.ok(spawned?.type === 'command.spawned' && runner?.type === 'run.started')
    await until(() => !isRunning(spawned.pid) && !isRunning(runner.pid))
    assert.match(project.text('logs/runner.log'), /the worker of this loop is gone/)
    assert.deepEqual(
      (await queue.list()).map(({ state }) => state),
      ['lost'],
    )
    const next = await queue.call('worker', '--drain')
    assert.match(next.out, /^l-0001 goes on, attempt 2: /)
    // What was under way is never run again by itself.
    assert.partialDeepStrictEqual(await queue.list(), [{ state: 'ended', exitCode: 5 }])
    assert.match(project.text('logs/runner.log'), /in doubt: command 1 of step 1 had started: touch waiting/)
    project.write('go', '')
    const resumed = await queue.call('resume', '--loop', 'l-0001', '--in-doubt', 'rerun')
    assert.equal(resumed.code, 0, resumed.err)
  })

  test('told to stop it takes no more; told again it stops what runs, which records its end', async (t) => {
    const queue = openQueue(t)
    const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
    const never = makeProject(t)
    await queue.submit(project)
    await queue.submit(never)
    const { code, err } = await tos(['worker'], {
      environment: queue.environment,
      onStart(child) {
        void until(() => existsSync(project.path('waiting'))).then(() => child.kill('SIGINT'))
        child.stderr?.on('data', (text: string) => text.includes('once more') && child.kill('SIGINT'))
      },
    })
    assert.equal(code, 0, err)
    const ended = project.events().findLast(({ type }) => type === 'run.ended')
    assert.ok(ended?.type === 'run.ended' && ended.exitCode === 130)
    assert.deepEqual(
      (await queue.list()).map(({ state, exitCode }) => [state, exitCode]),
      [
        ['ended', 130],
        ['queued', null],
      ],
    )
  })

  test('a loop that asks stands first in the list, and is answered from anywhere by its name', async (t) => {
    const queue = openQueue(t)
    const rule = { id: 'ask-touch', effect: 'ask', program: ['touch'] }
    const project = makeProject(t, {
      config: loopOf(1),
      tos: { policy: { rules: [rule] } },
      steps: [{ commands: ['touch asked', writeResult] }],
    })
    await queue.submit(makeProject(t), '--at', '2999-01-01')
    assert.equal(await queue.submit(project), 'l-0002')
    const worker = queue.call('worker', '--drain')
    const asks = () =>
      existsSync(project.path('logs/journal.ndjson')) &&
      project.text('logs/journal.ndjson').includes('"approval.asked"')
    await until(asks)
    const { out } = await queue.call('fleet')
    assert.match(
      out,
      /^l-0002 {2}asks {6}\/\S+ {2}job 1\/1, step 1, worker \d+, question 1: touch asked\nl-0001 {2}queued /,
    )
    assert.match((await queue.call('status', '--loop', 'l-0002')).out, /waiting/)
    const unknown = await queue.call('approve', '--loop', 'l-0009')
    assert.equal(unknown.code, 2)
    assert.match(unknown.err, /no loop 'l-0009' was submitted; see 'tos fleet list'/)
    const answered = await queue.call('approve', '--loop', 'l-0002')
    assert.equal(answered.code, 0, answered.err)
    await worker
    assert.ok(existsSync(project.path('asked')))
    assert.partialDeepStrictEqual(await queue.list(), [{ state: 'queued' }, { state: 'ended', exitCode: 0 }])
  })

  test('what it starts does not show the way to it to any command', async (t) => {
    const queue = openQueue(t)
    const look = 'env > seen.txt; ls -l /proc/self/fd >> seen.txt'
    const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [look, writeResult] }] })
    await queue.submit(project)
    await queue.call('worker', '--drain')
    const seen = project.text('seen.txt')
    assert.doesNotMatch(seen, /TOS_REPLICA|socket:/)
  })
})

describe('tos submit', () => {
  test('refuses what a worker could not begin, and a project that waits already', async (t) => {
    const queue = openQueue(t)
    const project = makeProject(t)
    await queue.submit(project)
    const again = await queue.call('submit', '--root', project.root)
    assert.equal(again.code, 3)
    assert.match(again.err, /in the queue already \(l-0001, queued\)/)
    const broken = makeProject(t)
    broken.write('config/tos.json', '{')
    assert.equal((await queue.call('submit', '--root', broken.root)).code, 2)
    for (const [option, value] of [
      ['--priority', 'high'],
      ['--at', 'tonight'],
    ] as const)
      assert.equal((await queue.call('submit', '--root', broken.root, option, value)).code, 2)
    const unmakeable = await tos(['submit', '--root', project.root], {
      environment: { XDG_STATE_HOME: '/proc/nowhere' },
    })
    assert.equal(unmakeable.code, 1)
    assert.match(unmakeable.err, /\/proc\/nowhere: .*XDG_STATE_HOME; then call again/)
    for (const slots of ['0', 'x', '-1', '1001'])
      assert.equal((await queue.call('worker', `--slots=${slots}`)).code, 2, slots)
  })
})
