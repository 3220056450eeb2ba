import assert from 'node:assert/strict'
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { archiveFiles, archiveLoop, archiveSteps, moveInto, stepFiles } from '../../source/files/archive.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { settingsOf } from '../helpers/facts.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureThrownBy } from '../helpers/results.ts'

/** A root with these files, each holding its own name. */
function rootWith(t: TestContext, ...names: string[]) {
  const root = temporaryFolder(t)
  const write = (name: string, text = name) => {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), text)
  }
  for (const name of names) write(name)
  const path = (name: string) => join(root, name)
  const files = () =>
    globSync('**', { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .toSorted()
  return {
    path,
    write,
    files,
    layout: layoutOf(root, settingsOf().config),
    text: (name: string) => readFileSync(path(name), 'utf8'),
  }
}

describe('what is moved into the archive', () => {
  test('lies there under its own name, in a folder made for it', (t) => {
    const { path, files } = rootWith(t, 'a.json')
    moveInto(path('archive/deep'), path('a.json'))
    assert.deepEqual(files(), ['archive/deep/a.json'])
  })
  test('never takes the place of what lies there', (t) => {
    const { path, write, text } = rootWith(t)
    for (const content of ['first', 'second', 'third']) {
      write('a.json', content)
      moveInto(path('archive'), path('a.json'))
    }
    const names = ['archive/a.json', 'archive/a.json.2', 'archive/a.json.3']
    assert.deepEqual(names.map(text), ['first', 'second', 'third'])
  })
  test('may be a folder, and be given another name', (t) => {
    const { path, files } = rootWith(t, 'output/x/1.log')
    moveInto(path('archive'), path('output'), 'kept')
    assert.deepEqual(files(), ['archive/kept/x/1.log'])
  })
  test('may be absent: then nothing is made', (t) => {
    const { path } = rootWith(t)
    moveInto(path('archive'), path('none'))
    assert.equal(existsSync(path('archive')), false)
  })
  test('stays where it is when it cannot be moved, and the failure says so', (t) => {
    const { path, files } = rootWith(t, 'a.json', 'archive')
    const failure = failureThrownBy(() => moveInto(path('archive'), path('a.json')))
    assert.equal(failure.where, path('archive'))
    assert.match(failure.remedy, /move away the file/)
    assert.deepEqual(files(), ['a.json', 'archive'])
  })
})

describe('step files', () => {
  test('are those named step_NNN.json, in the order of their numbers', (t) => {
    const steps = ['step_1000.json', 'step_999.json', 'step_002.json', 'step_010.json']
    const others = ['step_1.json', 'step_0010.json', 'step_003.json.2', 'xstep_004.json', 'notes.txt']
    const { layout } = rootWith(t, ...[...steps, ...others].map((name) => `logs/steps/${name}`))
    const found = stepFiles(layout).map((path) => basename(path))
    assert.deepEqual(found, ['step_002.json', 'step_010.json', 'step_999.json', 'step_1000.json'])
  })
  test('are none without their folder', (t) => assert.deepEqual(stepFiles(rootWith(t).layout), []))
  test('of a finished job go to its own folder, other files stay', (t) => {
    const { layout, files } = rootWith(
      t,
      'logs/steps/step_001.json',
      'logs/steps/step_002.json',
      'logs/steps/notes.txt',
    )
    archiveSteps(layout, 'loop-1', 7)
    assert.deepEqual(files(), [
      'logs/archive/loop-1/job_007/step_001.json',
      'logs/archive/loop-1/job_007/step_002.json',
      'logs/steps/notes.txt',
    ])
  })
})

describe('an archived loop', () => {
  const moved = [
    'logs/journal.ndjson',
    'logs/output/1.log',
    'logs/phase_summary.json',
    'logs/steps/step_001.json',
    'workspace/artifacts/job_result.json',
    'workspace/artifacts/phase_state.json',
  ]
  const kept = [
    'in/job.json',
    'logs/archive/old/journal.ndjson',
    'logs/last_run_summary.json',
    'workspace/results/result_v2.txt',
  ]
  const inArchive = [
    'job_result.json',
    'journal.ndjson',
    'output/1.log',
    'phase_state.json',
    'phase_summary.json',
    'steps/step_001.json',
  ].map((name) => `logs/archive/loop-1/${name}`)

  test('takes its files along; results, inputs, summaries and older loops stay', (t) => {
    const { layout, files, path, text } = rootWith(t, ...moved, ...kept)
    archiveLoop(layout, path('logs/archive/loop-1'))
    assert.deepEqual(files(), [...inArchive, ...kept].toSorted())
    assert.equal(text('logs/archive/loop-1/steps/step_001.json'), 'logs/steps/step_001.json')
  })
  test('leaves no cache and nothing live behind', (t) => {
    const { layout, files, path } = rootWith(t, 'logs/journal.fold.json', 'logs/live/reply.txt', 'logs/journal.ndjson')
    archiveLoop(layout, path('logs/archive/loop-1'))
    assert.deepEqual(files(), ['logs/archive/loop-1/journal.ndjson'])
  })
  test('keeps its journal in place when the rest cannot be moved, and is finished the next time', (t) => {
    const { layout, files, path, write } = rootWith(t, ...moved)
    write('logs/archive/loop-1/steps', 'in the way')
    failureThrownBy(() => archiveLoop(layout, path('logs/archive/loop-1')))
    assert.ok(files().includes('logs/journal.ndjson'))
    rmSync(path('logs/archive/loop-1/steps'))
    archiveLoop(layout, path('logs/archive/loop-1'))
    assert.deepEqual(files(), inArchive)
  })
  test('may be archived again without harm', (t) => {
    const { layout, files, path } = rootWith(t, ...moved)
    archiveLoop(layout, path('logs/archive/loop-1'))
    archiveLoop(layout, path('logs/archive/loop-1'))
    assert.deepEqual(files(), inArchive)
  })
  test("archives the runbook's files alone, too", (t) => {
    const { layout, files, path } = rootWith(t, ...moved)
    archiveFiles(layout, path('kept'))
    assert.deepEqual(files(), [
      'kept/job_result.json',
      'kept/phase_state.json',
      'kept/phase_summary.json',
      'kept/steps/step_001.json',
      'logs/journal.ndjson',
      'logs/output/1.log',
    ])
  })
  test('keeps both job results when the configured one lies elsewhere', (t) => {
    const { layout, files, path } = rootWith(t, 'out/job_result.json', 'workspace/artifacts/job_result.json')
    archiveFiles({ ...layout, jobResult: path('out/job_result.json') }, path('kept'))
    assert.deepEqual(files(), ['kept/job_result.json', 'kept/job_result.json.2'])
  })
})
