import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test } from 'node:test'
import { sendRequest } from '../../source/files/inbox.ts'
import { allow, no } from '../helpers/asking.ts'
import { startAsked } from '../helpers/asked-run.ts'
import { makeProject, writeResult, type Project } from '../helpers/project.ts'

const steps = [
  { commands: ['echo one >> ran.txt', 'echo two >> ran.txt; touch ask-one'] },
  { commands: ['echo three >> ran.txt; touch ask-two', writeResult] },
]
const ran = (project: Project) =>
  existsSync(project.path('ran.txt')) ? project.text('ran.txt').trim().split('\n') : []
const types = (project: Project, type: string) => project.events().filter((event) => event.type === type)
const finished = (project: Project) => types(project, 'step.finished').map((event) => 'phase' in event && event.phase)

describe('a run that asks', () => {
  test('runs nothing of the step before the answer, and everything behind it', async (t) => {
    const project = makeProject(t, { steps })
    const run = await startAsked(project)
    await run.isAsked(1)
    assert.deepEqual(ran(project), [])
    run.send(allow())
    await run.isAsked(2)
    assert.deepEqual(ran(project), ['one', 'two'])
    run.send(allow({ question: 2 }))
    assert.equal((await run.ended).run?.ended?.why, 'done')
    assert.deepEqual(ran(project), ['one', 'two', 'three'])
  })
  test('takes the answer out of the inbox, the first one alone', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['touch ask-one', writeResult] }] })
    const run = await startAsked(project)
    await run.isAsked(1)
    sendRequest(project.path('logs/inbox'), { ...no('first'), by: 'ben' })
    sendRequest(project.path('logs/inbox'), allow())
    await run.ended
    assert.equal(existsSync(project.path('ask-one')), false)
    assert.deepEqual(
      types(project, 'approval.answered').map((event) => 'by' in event && event.by),
      ['ben'],
    )
  })
  test('tells the model why a person said no, and goes on', async (t) => {
    const project = makeProject(t, {
      config: { draft_prompt_template: 'before: {history_json}' },
      steps: [{ commands: ['touch ask-one'] }, { commands: [writeResult] }],
    })
    const run = await startAsked(project)
    await run.isAsked(1)
    run.send(no('use the other folder'))
    assert.equal((await run.ended).run?.ended?.exitCode, 0)
    assert.deepEqual(finished(project), ['deny', 'execute', 'done'])
    const asked = run.events.findLast((event) => event.type === 'model.asked' && event.role === 'draft')
    assert.match(asked?.type === 'model.asked' ? asked.prompt : '', /"denied by ann: use the other folder"/)
    const log = project.json('logs/steps/step_001.json')
    assert.partialDeepStrictEqual(log, {
      phase: 'deny',
      stopped: false,
      message: 'deny: denied by ann: use the other folder',
      execution: { execution_summary: { executed_count: 0, denied_count: 1 } },
    })
  })
  test('logs who allowed a command that ran', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['touch ask-one', writeResult] }] })
    const run = await startAsked(project)
    await run.isAsked(1)
    run.send(allow({ scope: 'run' }))
    await run.ended
    const { execution } = project.json('logs/steps/step_001.json') as { execution: { command_results: object[] } }
    assert.partialDeepStrictEqual(execution.command_results[0], {
      allowed: true,
      allow_reason: 'makes a file (allowed for this run by ann)',
      returncode: 0,
    })
  })
  test('ends with 5 when its time is up, and the step has not run', async (t) => {
    const project = makeProject(t, { steps, tos: replayed({ approval: { timeout_min: 0.0005 } }) })
    const run = await startAsked(project)
    const { run: last } = await run.ended
    assert.partialDeepStrictEqual(last?.ended, { why: 'unanswered', exitCode: 5 })
    assert.deepEqual(ran(project), [])
    assert.deepEqual(finished(project), [])
    assert.equal(project.json('logs/last_run_summary.json')['exit_code'], 5)
  })
  test('is stopped at once, and puts the same question again when it goes on', async (t) => {
    const project = makeProject(t, { steps })
    const run = await startAsked(project)
    await run.isAsked(1)
    run.send({ kind: 'stop', by: 'ann', when: 'step' })
    assert.equal((await run.ended).run?.ended?.why, 'stopped')
    const again = await startAsked(project)
    await again.isAsked(1)
    assert.equal(types(project, 'approval.asked').length, 1)
    again.send(allow({ question: 1 }))
    await again.isAsked(2)
    again.send(no())
    await again.ended
    assert.deepEqual(ran(project), ['one', 'two'])
  })
  test('that is paused takes the answer and acts on it when it goes on', async (t) => {
    const project = makeProject(t, { steps: [{ commands: ['touch ask-one', writeResult] }] })
    const run = await startAsked(project)
    await run.isAsked(1)
    run.send({ kind: 'pause', by: 'ann' })
    run.send(allow())
    assert.equal(existsSync(project.path('ask-one')), false)
    run.send({ kind: 'resume', by: 'ann' })
    await run.ended
    assert.equal(existsSync(project.path('ask-one')), true)
  })
})

/** The settings of a project, with its recorded models. */
const replayed = (more: object) => {
  const replay = { provider: 'replay' }
  return { models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' }, ...more }
}

describe('killed at any event and resumed', () => {
  const scopes = ['once', 'run'] as const
  test('no question is lost or put twice, nothing is drafted twice, no command runs twice or unasked', async (t) => {
    const whole = makeProject(t, { steps })
    const first = await startAsked(whole)
    for (const [i, scope] of scopes.entries()) {
      await first.isAsked(i + 1)
      first.send(allow({ scope }))
    }
    await first.ended
    const lines = whole.text('logs/journal.ndjson').trimEnd().split('\n')
    // Behind the job's end a run would begin another job.
    const end = lines.findIndex((line) => line.includes('"type":"job.finished"'))
    assert.ok(end > 40)
    for (let length = 1; length <= end; length++) {
      const project = makeProject(t, { steps })
      project.write('logs/journal.ndjson', `${lines.slice(0, length).join('\n')}\n`)
      const before = project.events()
      project.write('workspace/results/.keep', '')
      const began = before.filter(({ type }) => type === 'command.started').length
      if (began === 4) project.write('workspace/results/result_v2.txt', '合計: 6\n平均: 2\n件数: 3\n')
      const run = await startAsked(project)
      for (const [i, scope] of scopes.entries()) {
        await run.isAsked(i + 1)
        run.send(allow({ scope, question: i + 1 }))
      }
      const at = `killed behind event ${length} (${before.at(-1)?.type})`
      const { ended } = (await run.ended).run ?? {}
      assert.equal(ended?.exitCode, 0, `${at}: ${ended?.endReason}`)
      const count = (type: string) => types(project, type).length
      assert.deepEqual([count('approval.asked'), count('approval.answered')], [2, 2], at)
      const redone = before.at(-1)?.type === 'model.asked' ? 1 : 0
      assert.equal(count('model.asked'), 6 + redone, at)
      // What had begun before the kill ran elsewhere or is in doubt and skipped.
      assert.equal(ran(project).length, Math.max(0, 3 - began), at)
    }
  })
})
