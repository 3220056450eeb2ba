import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { loopOf, makeProject, writeResult } from '../helpers/project.ts'

const oldState = (more: object) =>
  JSON.stringify({
    current_phase: 'execute',
    previous_phase: 'S-4',
    current_step: 1,
    last_done: false,
    last_done_reason: 'x',
    next_instruction_id: null,
    job_index: null,
    updated_at: '2025-12-13T23:19:06.517283',
    ...more,
  })
const oldStep = (step: number, more: object = {}) =>
  JSON.stringify({
    phase: 'execute',
    step_num: step,
    timestamp: '2025-12-13T23:19:06.517283',
    done: false,
    done_reason: 'r',
    stopped: false,
    ...more,
  })
const state = 'workspace/artifacts/phase_state.json'
const work = { commands: [writeResult] }

describe('a root of the old program', () => {
  test('is recognised by status and doctor before anything is run', async (t) => {
    const files = { [state]: oldState({ current_step: 3 }), 'logs/steps/step_001.json': oldStep(1) }
    const project = makeProject(t, { config: loopOf(3), files, steps: [work] })
    const { out } = await project.tos(['status'])
    assert.match(out, /^state +TOS v0\.3$/m)
    assert.match(out, /the next run takes this loop over/)
    const doctor = await project.tos(['doctor'])
    assert.match(doctor.out, /ok +last run +of TOS v0\.3, at execute in step 3; the next run takes it over/)
  })
  test('in the middle of a job goes on at its step, with its steps in the summary', async (t) => {
    const files = {
      [state]: oldState({ current_step: 3, job_index: 2 }),
      'logs/steps/step_001.json': oldStep(1),
      'logs/steps/step_002.json': oldStep(2),
    }
    const project = makeProject(t, { config: loopOf(3), files, steps: [work] })
    const { code, out } = await project.tos(['run'])
    assert.equal(code, 0)
    assert.ok(out.includes('前回の状態から復帰: step=3\n'))
    assert.equal(project.json('logs/steps/step_003.json')['job_index'], 2)
    const summary = project.json('logs/phase_summary.json')
    assert.equal(summary['total_steps'], 4)
    assert.equal((summary['steps'] as { timestamp: string }[])[0]?.timestamp, '2025-12-13T23:19:06.517283')
    assert.equal(project.json(state)['job_index'], 3)
  })
  test('behind a finished job begins the next one at step 1; the old steps go to the archive', async (t) => {
    const files = {
      [state]: oldState({ current_phase: 'done', last_done: true, current_step: 2, job_index: 2 }),
      'logs/steps/step_001.json': oldStep(1),
    }
    const project = makeProject(t, { config: loopOf(3), files, steps: [work] })
    assert.equal((await project.tos(['run'])).code, 0)
    const archived = globSync('logs/archive/*/job_001/step_001.json', { cwd: project.root })
    assert.equal(archived.length, 1)
    assert.equal(project.json(archived[0] ?? '')['timestamp'], '2025-12-13T23:19:06.517283')
    assert.equal(project.json('logs/steps/step_001.json')['job_index'], 2)
  })
  test('a failed step is done again; its old log is kept', async (t) => {
    const files = {
      [state]: oldState({ current_phase: 'fatal_error', current_step: 1 }),
      'logs/steps/step_001.json': oldStep(1, { phase: 'fatal_error', stopped: true }),
    }
    const project = makeProject(t, { files, steps: [work] })
    assert.equal((await project.tos(['run'])).code, 0)
    const kept = globSync('logs/archive/*/job_001/step_001.attempt*.json', { cwd: project.root })
    assert.equal(project.json(kept[0] ?? '')['phase'], 'fatal_error')
    assert.partialDeepStrictEqual(project.json('logs/phase_summary.json'), { fatal_error_count: 0, stopped_count: 0 })
  })
  test('step files without a state go to the archive', async (t) => {
    const project = makeProject(t, {
      files: { 'logs/steps/step_001.json': oldStep(1), 'logs/steps/step_1.json': 'mine' },
      steps: [work],
    })
    assert.equal((await project.tos(['run'])).code, 0)
    assert.equal(globSync('logs/archive/*/before/step_001.json', { cwd: project.root }).length, 1)
    assert.equal(project.text('logs/steps/step_1.json'), 'mine')
    assert.equal(project.json('logs/phase_summary.json')['total_steps'], 2)
  })
  test('a complete loop stays complete', async (t) => {
    const files = { [state]: oldState({ current_phase: 'job_loop_complete', last_done: true, job_index: 4 }) }
    const project = makeProject(t, { config: loopOf(3), files })
    const { code, out } = await project.tos(['run'])
    assert.equal(code, 0)
    assert.ok(out.includes('job_loop_complete: max_jobs(3)に到達'))
  })
  for (const [title, files] of [
    ['a state of a wrong type', { [state]: oldState({ current_step: null }) }],
    ['a state that is a list', { [state]: '[]' }],
    ['a torn state', { [state]: '{"current_phase": "exec' }],
    ['a torn step file', { [state]: oldState({ current_step: 2 }), 'logs/steps/step_001.json': '{"phase": ' }],
  ] as const)
    test(`${title} is refused with the remedy named; cleanrun archives it and begins anew`, async (t) => {
      const project = makeProject(t, { files, steps: [work] })
      const { code, err } = await project.tos(['run'])
      assert.equal(code, 2)
      assert.match(
        err,
        /(phase_state|step_001)\.json of the program before is damaged .*'tos cleanrun' archives everything/,
      )
      for (const [name, content] of Object.entries(files))
        assert.equal(readFileSync(project.path(name), 'utf8'), content)
      assert.equal((await project.tos(['cleanrun'])).code, 0)
      assert.equal(globSync('logs/archive/before-*/phase_state.json', { cwd: project.root }).length, 1)
    })
})
