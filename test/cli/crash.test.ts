import assert from 'node:assert/strict'
import { existsSync, readFileSync, truncateSync, rmSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import type { Event } from '../../source/core/event.ts'
import { marked } from '../../source/executor/kill-tree.ts'
import { until } from '../helpers/until.ts'
import { loopOf, makeProject, writeResult, type Project } from '../helpers/project.ts'

/** Three marked commands in two jobs; each appends its name to ran.txt, so that a repeat is seen. */
const steps = [
  { commands: ['echo one >> ran.txt', 'echo two >> ran.txt'] },
  { commands: ['echo three >> ran.txt', writeResult] },
  { commands: ['echo four >> ran.txt', `sleep 0.01; ${writeResult}`] },
]
const everything = ['one', 'two', 'three', 'four']

const ran = (project: Project) =>
  existsSync(project.path('ran.txt')) ? project.text('ran.txt').trim().split('\n') : []

/** The project as a kill at `line` leaves it: the journal ends there, files may lag behind it. */
async function killedAt(t: TestContext, line: number): Promise<Project> {
  const project = makeProject(t, { config: loopOf(2), steps })
  const whole = await project.tos(['run', '--loop', '--json'], {
    onStart(child) {
      let seen = ''
      child.stdout?.on('data', (chunk: Buffer | string) => {
        seen += String(chunk)
        if (seen.split('\n').length > line) child.kill('SIGKILL')
      })
    },
  })
  assert.ok(whole.code === null || whole.code === 0)
  return project
}

/** Events between two kills; at night none. */
const everyEvent = process.env['TOS_KILL_ALL'] ? 1 : 17

describe('killed and resumed', () => {
  for (let line = 1; line <= 64; line += everyEvent)
    test(`at event ${line}: no finished command is repeated, none is skipped, no file is torn`, async (t) => {
      const project = await killedAt(t, line)
      const started = project.events().filter(({ type }) => type === 'command.started').length
      const finished = project.events().filter(({ type }) => type === 'command.finished').length
      assert.ok(started - finished <= 1)
      const resumed = await project.tos(['resume', '--loop', '--in-doubt', 'skip'])
      assert.equal(resumed.code, 0, resumed.err + resumed.out)
      const doubtful = project.events().filter(({ type }) => type === 'command.settled').length
      assert.ok(doubtful <= 1)
      // What was in doubt may have run or not; everything else ran exactly once.
      const names = ran(project)
      assert.deepEqual(names, [...new Set(names)])
      assert.ok(names.length >= everything.length - doubtful, names.join())
      assert.equal(project.json('workspace/artifacts/phase_state.json')['current_phase'], 'job_loop_complete')
      for (const name of [
        'logs/phase_summary.json',
        'logs/last_run_summary.json',
        'workspace/artifacts/job_result.json',
      ])
        assert.doesNotThrow(() => project.json(name), name)
    })
})

test('killed while the next step was thought out: the log that was under way is made of the journal', async (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: steps.slice(0, 2) })
  assert.equal((await project.tos(['run'])).code, 0)
  const first = project.text('logs/steps/step_001.json')
  const lines = project.text('logs/journal.ndjson').split('\n')
  const second = lines.findIndex((line) => line.includes('"type":"step.started"') && line.includes('"step":2'))
  project.write('logs/journal.ndjson', `${lines.slice(0, second + 1).join('\n')}\n`)
  for (const name of ['journal.fold.json', 'steps/step_001.json', 'steps/step_002.json'])
    rmSync(project.path(`logs/${name}`))
  rmSync(project.path('workspace/artifacts/phase_state.json'))
  const resumed = await project.tos(['resume'])
  assert.equal(resumed.code, 0, resumed.err)
  assert.equal(project.text('logs/steps/step_001.json'), first)
  const restored = project.events().flatMap((event) => (event.type === 'file.restored' ? [event.path] : []))
  assert.ok(restored.includes('logs/steps/step_001.json'), restored.join())
})

/** A run killed in the middle of its only command. */
async function inDoubt(t: TestContext): Promise<Project> {
  const commands = ['echo begun >> ran.txt; sleep 30; echo ended >> ran.txt', writeResult]
  const project = makeProject(t, { steps: [{ commands }] })
  await project.tos(['run'], {
    onStart: (child) => void until(() => ran(project).length > 0).then(() => child.kill('SIGKILL')),
  })
  return project
}

const last = (events: Event[], type: Event['type']) => events.findLast((event) => event.type === type)

describe('a command in doubt', () => {
  test('is named and never run again by itself: run and resume end with exit code 5', async (t) => {
    const project = await inDoubt(t)
    const again = await project.tos(['run'])
    assert.equal(again.code, 5)
    assert.match(again.out, /in doubt: command 1 of step 1/)
    const resumed = await project.tos(['resume'])
    assert.equal(resumed.code, 5)
    assert.match(resumed.err, /in doubt: command 1 of step 1 had started: echo begun/)
    assert.match(resumed.err, /--in-doubt skip/)
    assert.deepEqual(ran(project), ['begun'])
  })
  test('can be skipped: the ones behind it run', async (t) => {
    const project = await inDoubt(t)
    const { code, err } = await project.tos(['resume', '--in-doubt', 'skip'])
    assert.equal(code, 0)
    assert.match(err, /going on without it, as '--in-doubt skip' says/)
    assert.deepEqual(ran(project), ['begun'])
  })
  test('can be run again: what is left of it is ended first', async (t) => {
    const project = await inDoubt(t)
    const started = last(project.events(), 'command.started')
    assert.ok(started?.type === 'command.started' && marked(started.marker).length > 0)
    const resumed = project.tos(['resume', '--in-doubt', 'rerun'], {
      onStart: (child) => void until(() => ran(project).length > 1).then(() => child.kill('SIGTERM')),
    })
    assert.equal((await resumed).code, 130)
    assert.deepEqual(ran(project), ['begun', 'begun'])
    assert.deepEqual(marked(started.marker), [])
    const finished = last(project.events(), 'command.finished')
    assert.ok(finished?.type === 'command.finished' && finished.outcome === 'stopped')
  })
})

test('a torn last line is cut off, kept in the journal’s own words, and the run goes on', async (t) => {
  const project = makeProject(t, { config: loopOf(1), steps: steps.slice(0, 2) })
  await project.tos(['run'])
  const whole = readFileSync(project.path('logs/journal.ndjson'))
  truncateSync(project.path('logs/journal.ndjson'), whole.length - 20)
  // A fold is stored behind a whole line only; one that knows more than the journal is a damage of its own.
  rmSync(project.path('logs/journal.fold.json'))
  const { code, out } = await project.tos(['run'])
  assert.equal(code, 0, out)
  assert.match(out, /a torn journal line of \d+ bytes was cut off/)
  const recovered = last(project.events(), 'run.recovered')
  assert.ok(recovered?.type === 'run.recovered' && recovered.tornText.includes('"type":"run.ended"'))
})

test('a broken line elsewhere stops with its number, and cleanrun keeps the journal and begins anew', async (t) => {
  const project = makeProject(t, { config: loopOf(2), steps: [...steps.slice(0, 2), ...steps.slice(0, 2)] })
  await project.tos(['run'])
  const lines = project.text('logs/journal.ndjson').split('\n')
  project.write('logs/journal.ndjson', lines.with(4, lines[4]?.slice(0, 30) ?? '').join('\n'))
  const { code, err } = await project.tos(['run'])
  assert.equal(code, 1)
  assert.match(err, /journal\.ndjson:5: the journal is broken \(not valid JSON\); .*tos cleanrun/)
})

test('a runbook file that was changed by hand is kept and written anew', async (t) => {
  const project = makeProject(t, { config: loopOf(3), steps: [...steps.slice(1, 2), ...steps.slice(1, 2)] })
  await project.tos(['run'])
  const state = project.text('workspace/artifacts/phase_state.json')
  project.write('workspace/artifacts/phase_state.json', state.replace('"job_index": 2', '"job_index": 9'))
  const { out } = await project.tos(['run'])
  assert.match(
    out,
    /phase_state\.json was not what the journal says and was written anew; the one found is in logs\/archive/,
  )
  const restored = last(project.events(), 'file.restored')
  assert.ok(restored?.type === 'file.restored' && restored.kept)
  assert.equal(project.json(`${restored.kept}/phase_state.json`)['job_index'], 9)
  assert.equal(project.json('workspace/artifacts/phase_state.json')['job_index'], 3)
})
