import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { Failed, openProject, type Event } from '../../source/index.ts'
import { loopOf, makeProject, temporaryFolder, writeResult, type StepAnswers } from '../helpers/project.ts'

const steps: readonly StepAnswers[] = [{ commands: ['echo one'] }, { commands: [writeResult], summary: 'written' }]

const replay = { provider: 'replay' }

function library(t: TestContext, more: readonly StepAnswers[] = [], config: Record<string, unknown> = {}) {
  const made = makeProject(t, { config, steps: [...steps, ...more] })
  return { ...made, project: openProject(made.root) }
}

async function collect(events: AsyncIterable<Event>): Promise<Event[]> {
  const all: Event[] = []
  for await (const event of events) all.push(event)
  return all
}

describe('a run as a stream', () => {
  test('gives every event of its journal, in order, and ends with the run', async (t) => {
    const { project, events } = library(t)
    const seen = await collect(project.run())
    assert.deepEqual(
      seen,
      events().filter(({ type }) => type !== 'loop.started'),
    )
    assert.equal(seen[0]?.type, 'run.started')
    assert.equal(seen.at(-1)?.type, 'run.ended')
  })
  test('gives the events of this run only, when there were others before', async (t) => {
    const { project, events } = library(t, steps, loopOf(2))
    await project.run().done
    const before = events().length
    const seen = await collect(project.run())
    assert.equal(seen[0]?.seq, before + 1)
    assert.deepEqual(seen, events().slice(before))
  })
  test('tells how it ended, whether it is iterated or not', async (t) => {
    const { project } = library(t)
    const { exitCode, standing } = await project.run().done
    assert.equal(exitCode, 0)
    assert.equal(standing.job?.isDone, true)
  })
  test('begins a new loop with cleanrun and gives that one from its first event', async (t) => {
    const { project } = library(t, steps)
    await project.run().done
    const seen = await collect(project.run({ mode: 'cleanrun' }))
    assert.ok(seen.some(({ type }) => type === 'run.started'))
    assert.ok(seen.every(({ seq }, i) => i === 0 || seq === (seen[i - 1]?.seq ?? 0) + 1))
  })
  test('is stopped by its signal, and says so', async (t) => {
    const { project } = library(t)
    const controller = new AbortController()
    const run = project.run({ signal: controller.signal })
    for await (const event of run) if (event.type === 'step.started') controller.abort()
    assert.equal((await run.done).exitCode, 130)
  })
  test('hears what it is asked while it goes on', async (t) => {
    const { project } = library(t)
    const run = project.run({ until: 'loop' })
    for await (const event of run)
      if (event.type === 'run.started') run.send({ kind: 'stop', when: 'step', by: 'test' })
    const stopped = (await collect(project.watch())).find(({ type }) => type === 'run.stopRequested')
    assert.equal(stopped?.type === 'run.stopRequested' && stopped.by, 'test')
  })
  test('that cannot begin fails where it is iterated and where it is awaited', async (t) => {
    const { project, root } = library(t)
    rmSync(`${root}/config/recording.json`)
    const run = project.run()
    await assert.rejects(run.done, Failed)
    await assert.rejects(collect(run), Failed)
  })
})

describe('a loop that is watched', () => {
  test('gives its events from the number asked for', async (t) => {
    const { project, events } = library(t)
    await project.run().done
    assert.deepEqual(await collect(project.watch({ from: 4 })), events().slice(3))
  })
  test('is followed while another process runs it, to its end', async (t) => {
    const { project, tos, events } = library(t)
    const controller = new AbortController()
    const watched: Event[] = []
    const other = tos(['run', '--plain'])
    for await (const event of project.watch({ isEndless: true, signal: controller.signal })) {
      watched.push(event)
      if (event.type === 'run.ended') controller.abort()
    }
    assert.equal((await other).code, 0)
    assert.deepEqual(watched, events())
  })
  test('has its question answered from here, and it is told whose answer counted', async (t) => {
    const { root, tos } = makeProject(t, {
      steps: [{ commands: ['touch asked'] }, { commands: [writeResult] }],
      tos: {
        models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
        policy: { rules: [{ id: 'ask-touch', effect: 'ask', program: ['touch'] }] },
      },
    })
    const project = openProject(root)
    const no = { kind: 'deny', by: 'night', question: null, reason: 'in the morning' } as const
    await assert.rejects(project.answer(no), /no question is open/)
    const controller = new AbortController()
    const other = tos(['run', '--plain'], { isProcess: true })
    for await (const event of project.watch({ isEndless: true, signal: controller.signal })) {
      if (event.type === 'run.ended') controller.abort()
      if (event.type !== 'approval.asked') continue
      await assert.rejects(project.answer({ ...no, question: 9 }), /question 9 is not open/)
      const { question, answer, ended, isOurs } = await project.answer(no)
      assert.deepEqual([question, answer?.type, ended, isOurs], [1, 'approval.answered', null, true])
    }
    assert.equal((await other).code, 0)
    assert.equal(project.state().run?.denied, 1)
    assert.equal(existsSync(`${root}/asked`), false)
  })
  test('is left with its signal, also while nothing happens', async (t) => {
    const { project } = library(t)
    const controller = new AbortController()
    const seen = collect(project.watch({ isEndless: true, signal: controller.signal }))
    controller.abort()
    assert.deepEqual(await seen, [])
  })
})

describe('a project', () => {
  test('tells where its loop stands', async (t) => {
    const { project } = library(t)
    assert.equal(project.state().loop, null)
    await project.run().done
    assert.equal(project.state().run?.ended?.why, 'done')
    assert.equal(project.runner(), null)
  })
  test('judges a command as a step would have it judged, and runs nothing', async (t) => {
    const { project, path } = library(t, [], { execution_policy: { deny_if_contains: ['rm -rf'] } })
    assert.equal((await project.judge({ type: 'bash', code: 'rm -rf /' })).verdict, 'deny')
    assert.equal((await project.judge({ type: 'bash', code: 'ls' })).verdict, 'allow')
    assert.equal(existsSync(path('logs/journal.ndjson')), false)
  })
  test('makes checkpoints, goes back to them, and undoes that', async (t) => {
    const { project, root, write, text } = library(t)
    execFileSync('git', ['init', '-q', root])
    write('.gitignore', 'logs/\n')
    write('story.txt', 'first')
    const { commit } = await project.checkpoints.make('begin')
    write('story.txt', 'second')
    execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', 'commit', '-qam', 'more'])
    const preview = await project.checkpoints.preview(commit)
    assert.equal(preview.target.commit, commit)
    assert.equal(await project.checkpoints.rollback(commit, { confirm: () => false }), null)
    assert.equal(text('story.txt'), 'second')
    const types: string[] = []
    const back = await project.checkpoints.rollback(commit, { onEvent: ({ type }) => types.push(type) })
    assert.equal(text('story.txt'), 'first')
    assert.deepEqual(types, ['rollback.started', 'rollback.finished'])
    assert.equal(back?.saved, 'u-001')
    assert.deepEqual(await project.checkpoints.compare('begin', 'u-001'), [{ path: 'story.txt', change: 'changed' }])
    await project.checkpoints.undo()
    assert.equal(text('story.txt'), 'second')
    write('story.txt', 'third')
    await assert.rejects(project.checkpoints.rollback(commit, { onlyClean: true }), /not clean/)
    assert.equal(text('story.txt'), 'third')
    await project.checkpoints.pin('c-001', true)
    assert.equal((await project.checkpoints.show('begin')).isPinned, true)
    await assert.rejects(project.checkpoints.show('nothing'), Failed)
    assert.ok((await project.checkpoints.list()).some(({ name }) => name === 'begin'))
  })
  test('takes requests only while somebody runs it, and says so', async (t) => {
    const { project } = library(t)
    await assert.rejects(project.send({ kind: 'pause', by: 'test' }), /nothing is running/)
  })
  test('is not opened where there is none, and the failure says what to do', (t) => {
    assert.throws(
      () => openProject(temporaryFolder(t)),
      (error) => error instanceof Failed && /tos init/.test(error.failure.remedy) && error.failure.exitCode === 2,
    )
  })
})

test('importing it does nothing: the importer goes on and ends by itself', async (t) => {
  const { spawn } = await import('node:child_process')
  const { repository } = await import('../helpers/repository.ts')
  const code = `import * as all from '${repository}/dist/index.js'; console.log(Object.keys(all).sort().join())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { cwd: temporaryFolder(t) })
  let out = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
  const [exitCode] = await once(child, 'close')
  assert.equal(exitCode, 0)
  assert.equal(out, 'Failed,checkCommand,openProject\n')
})
