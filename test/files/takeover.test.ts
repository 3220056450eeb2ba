import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { parseEvent } from '../../source/core/event.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { readOldRoot } from '../../source/files/takeover.ts'
import { loopStarted, settingsOf } from '../helpers/facts.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

const stateFile = 'workspace/artifacts/phase_state.json'

function rootWith(t: TestContext, files: Record<string, object | string>) {
  const root = temporaryFolder(t)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content, null, 1))
  }
  const layout = layoutOf(root, settingsOf().config)
  return { root, read: () => readOldRoot(layout) }
}
const takenOver = (t: TestContext, files: Record<string, object | string>) =>
  valueOf(rootWith(t, files).read()).takeover

const state = { current_phase: 'execute', current_step: 3, last_done: false, last_done_reason: 'r', job_index: null }

describe('a root of the old program', () => {
  test('is taken over with its state and a row for each step file, in step order', (t) => {
    const log = { phase: 'execute', timestamp: '2026-01-02T03:04:05', done_reason: 'because', message: 'm' }
    const old = takenOver(t, {
      [stateFile]: state,
      'logs/steps/step_010.json': { phase: 'fatal_error', step_num: 10, error: 'e', stopped: true },
      'logs/steps/step_002.json': { ...log, done: true, more: 'ignored' },
    })
    const nothing = { isDone: false, reason: null, ts: '', error: null, message: null, isStopped: false }
    assert.deepEqual(old, {
      phase: 'execute',
      step: 3,
      isDone: false,
      reason: 'r',
      index: null,
      rows: [
        {
          ...nothing,
          job: 1,
          step: 2,
          phase: 'execute',
          isDone: true,
          reason: 'because',
          ts: log.timestamp,
          message: 'm',
        },
        { ...nothing, job: 1, step: 10, phase: 'fatal_error', error: 'e', isStopped: true },
      ],
    })
  })
  test('needs no more than its phase', (t) => {
    const old = { phase: 'init', step: 1, isDone: false, reason: '', index: null, rows: [] }
    assert.deepEqual(takenOver(t, { [stateFile]: { current_phase: 'init' } }), old)
  })
  const jobs: [isDone: boolean, index: number | null, job: number][] = [
    [false, null, 1],
    [false, 0, 1],
    [false, 3, 3],
    [true, null, 1],
    [true, 1, 1],
    [true, 4, 3],
  ]
  for (const [isDone, index, job] of jobs)
    test(`whose last job is ${isDone ? 'done' : 'open'} and whose job_index is ${index}: its rows are of job ${job}`, (t) => {
      const files = { [stateFile]: { ...state, last_done: isDone, job_index: index }, 'logs/steps/step_001.json': {} }
      assert.deepEqual(
        takenOver(t, files)?.rows.map((row) => row.job),
        [job],
      )
    })
  test('without a state has step files that nobody vouches for, and they are handed back', (t) => {
    const { root, read } = rootWith(t, { 'logs/steps/step_001.json': 'not even JSON', 'logs/steps/notes.txt': '' })
    assert.deepEqual(valueOf(read()), { takeover: null, strays: [join(root, 'logs/steps/step_001.json')] })
  })
  test('without anything is nothing', (t) => {
    assert.deepEqual(valueOf(rootWith(t, {}).read()), { takeover: null, strays: [] })
  })
  test('with a state has no strays', (t) => {
    const { read } = rootWith(t, { [stateFile]: state, 'logs/steps/step_001.json': {} })
    assert.deepEqual(valueOf(read()).strays, [])
  })
  test('may be written in UTF-8 with its mark', (t) => {
    assert.equal(takenOver(t, { [stateFile]: `\uFEFF${JSON.stringify(state)}` })?.step, 3)
  })
})

describe('what is taken over fits the journal', () => {
  const roots: Record<string, Record<string, object>> = {
    'with nothing but a state': {},
    'with steps': { 'logs/steps/step_001.json': { phase: 'execute', step_num: 99 } },
    'with a step 0': { 'logs/steps/step_000.json': { phase: 'execute' } },
    'with a step of 12 digits': { 'logs/steps/step_123456789012.json': { phase: 'execute' } },
  }
  for (const [how, files] of Object.entries(roots))
    test(how, (t) => {
      const takeover = takenOver(t, { [stateFile]: state, ...files })
      assert.ok(takeover)
      const line = { v: 1, seq: 1, ts: '2026-01-02T03:04:05.678Z', ...loopStarted({ origin: 'takeover', takeover }) }
      const parsed = parseEvent(line)
      assert.ok(parsed.ok, parsed.ok ? '' : parsed.reason)
    })
})

describe('a damaged file of the old program is refused: nobody can know what it meant', () => {
  const refused = (
    t: TestContext,
    files: Record<string, object | string>,
    name: string,
    line: number,
    what: RegExp,
  ) => {
    const { root, read } = rootWith(t, files)
    const failure = failureOf(read())
    assert.equal(failure.where, `${join(root, name)}:${line}`)
    assert.match(failure.what, what)
    assert.match(failure.remedy, /correct it, or 'tos cleanrun' archives everything/)
    assert.equal(failure.exitCode, 2)
  }
  const damaged = /^phase_state\.json of the program before is damaged/
  const states: Record<string, [content: object | string, line: number, what: RegExp]> = {
    'an empty state': ['', 1, /damaged \(the file is empty\)/],
    'a torn state': ['{\n"current_phase": "exec', 2, /damaged \(invalid JSON/],
    'a state that is a list': ['[]', 1, damaged],
    'a state without a phase': [{ current_step: 1 }, 1, /'current_phase': /],
    'a step number that is text': [{ ...state, current_step: '3' }, 3, /'current_step': /],
    'a step number 0': [{ ...state, current_step: 0 }, 3, /'current_step': /],
    'a job number that is a fraction': [{ ...state, job_index: 1.5 }, 6, /'job_index': /],
  }
  for (const [name, [content, line, what]] of Object.entries(states))
    test(name, (t) => {
      refused(t, { [stateFile]: content }, stateFile, line, what)
      refused(t, { [stateFile]: content }, stateFile, line, damaged)
    })
  const step = 'logs/steps/step_001.json'
  test('a torn step file', (t) =>
    refused(t, { [stateFile]: state, [step]: '{\n"phase"' }, step, 2, /^step_001\.json .*invalid JSON/))
  test('a step file with a wrong type', (t) =>
    refused(t, { [stateFile]: state, [step]: { phase: 'x', done: 'yes' } }, step, 3, /^step_001\.json .*'done': /))
})
