// What of a result file a later run believes: what the job was seen to write, never what a rollback or a journey left there.
import assert from 'node:assert/strict'
import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { gitShim } from '../helpers/git-shim.ts'
import { loopOf, makeProject, temporaryFolder, tos, type Project, type ProjectOptions } from '../helpers/project.ts'
import { initRepository } from '../helpers/worktree.ts'

const path = 'workspace/results/result_v2.txt'
const result = (name: string) => `合計: ${name}\n平均: 2\n件数: 3\n`
const write = (name: string) => ({ commands: [`printf '${result(name).replaceAll('\n', '\\n')}' > ${path}`] })
/** It is denied, and the run ends with its job open. */
const denied = { commands: ['rm -rf /'] }
const second = 'workspace/second.txt'
const checks = [
  { kind: 'file', path, contains: ['合計:'] },
  { kind: 'file', path: second, contains: ['ok'] },
]

function inRepository(t: TestContext, options: ProjectOptions): Project {
  const project = makeProject(t, options)
  initRepository(project.root)
  return project
}

const executed = (project: Project) =>
  project.events().flatMap((event) => (event.type === 'command.finished' ? [event.job] : []))

async function well(call: Promise<{ code: number | null; err: string }>, code = 0): Promise<void> {
  const ended = await call
  assert.equal(ended.code, code, ended.err)
}

describe('a rollback puts back what proves nothing', () => {
  /** Two jobs are done, and the third has begun. */
  async function inThird(t: TestContext, more: ProjectOptions['steps'] = [write('three')]) {
    const project = inRepository(t, { config: loopOf(3), steps: [write('one'), write('two'), denied, ...more] })
    await well(project.tos(['run', '--loop']), 1)
    assert.equal(project.text(path), result('two'))
    return project
  }
  test('a result that is older than that of the job before', async (t) => {
    const project = await inThird(t)
    await well(project.tos(['rollback', 's-002', '--no-test']))
    assert.equal(project.text(path), result('one'))
    await well(project.tos(['resume', '--loop']))
    assert.deepEqual(executed(project), [1, 2, 3])
  })
  test('the same behind an undo and another undo, and one of that file alone', async (t) => {
    const project = await inThird(t)
    const ofFile = ['rollback', 's-002', '--no-test', '--root', project.root, '--', path]
    await well(tos(ofFile, { folder: project.root }))
    await well(project.tos(['undo']))
    assert.equal(project.text(path), result('two'))
    await well(project.tos(['undo']))
    assert.equal(project.text(path), result('one'))
    await well(project.tos(['resume', '--loop']))
    assert.deepEqual(executed(project), [1, 2, 3])
  })
  test('the same where the rollback was killed, and the next command finishes it', async (t) => {
    const project = await inThird(t)
    const { path: PATH } = gitShim(temporaryFolder(t), { killAt: 'read-tree', runs: true })
    const killed = await project.tos(['rollback', 's-002', '--no-test'], { environment: { PATH } })
    assert.deepEqual([killed.code, existsSync(project.path('logs/restore.json'))], [null, true])
    await well(project.tos(['resume', '--loop']))
    assert.equal(existsSync(project.path('logs/restore.json')), false)
    assert.deepEqual(executed(project), [1, 2, 3])
  })
  test('but a result that a person writes behind it counts', async (t) => {
    const project = await inThird(t)
    await well(project.tos(['rollback', 's-002', '--no-test']))
    project.write(path, result('by hand'))
    await well(project.tos(['resume', '--loop']))
    assert.deepEqual(executed(project), [1, 2])
  })
  test('and what an earlier job of the loop left, put back by whatever', async (t) => {
    const project = await inThird(t)
    project.write(path, result('one'))
    await well(project.tos(['resume', '--loop']))
    assert.deepEqual(executed(project), [1, 2, 3])
  })
})

describe('what the job itself wrote', () => {
  /** Its first step wrote the result, and the second file is missing. */
  const half = (t: TestContext) =>
    inRepository(t, {
      tos: { done: { checks } },
      steps: [
        write('one'),
        { commands: ['echo more > workspace/more.txt'] },
        denied,
        { commands: [`echo ok > ${second}`] },
      ],
    })
  const end = async (project: Project) => {
    await well(project.tos(['resume']))
    assert.deepEqual(project.text(path), result('one'))
    assert.equal(project.events().at(-1)?.type, 'run.ended')
  }
  test('still proves it when a rollback puts it back', async (t) => {
    const project = half(t)
    await well(project.tos(['run']), 1)
    await well(project.tos(['rollback', 's-001', '--no-test']))
    await well(project.tos(['rollback', 's-002', '--no-test']))
    await end(project)
  })
  test('still proves it behind an undo', async (t) => {
    const project = half(t)
    await well(project.tos(['run']), 1)
    await well(project.tos(['rollback', 's-001', '--no-test']))
    await well(project.tos(['undo']))
    await end(project)
  })
})

describe('a check that is added in the middle of a job', () => {
  const settings = (more: object) => ({
    models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
    exec: { sandbox: 'off' },
    ...more,
  })
  const replay = { provider: 'replay' }
  const begun = async (t: TestContext, files: ProjectOptions['files'], first: string) => {
    const project = makeProject(t, {
      steps: [{ commands: [first] }, denied, { commands: [`echo ok > ${second}`] }],
      tos: { done: { checks: [{ kind: 'file', path: second, contains: ['ok'] }] } },
      files: files ?? {},
    })
    await well(project.tos(['run']), 1)
    project.write('config/tos.json', JSON.stringify(settings({ done: { checks } })))
    return project
  }
  test('wants a file anew that lay there when the tree was carried to another place', async (t) => {
    const project = await begun(t, { [path]: result('long ago') }, 'true')
    const there = join(temporaryFolder(t), 'there')
    cpSync(project.root, there, { recursive: true })
    const { code, out } = await tos(['resume', '--root', there])
    assert.notEqual(code, 0)
    assert.match(out, /result_v2\.txt はこの job の開始後に書かれていない/)
  })
  test('wants a file anew that lay there, and the tree is carried when a run has seen the check', async (t) => {
    const project = await begun(t, { [path]: result('long ago') }, 'true')
    await project.tos(['resume'])
    const there = join(temporaryFolder(t), 'there')
    cpSync(project.root, there, { recursive: true })
    const { code, out } = await tos(['resume', '--root', there])
    assert.notEqual(code, 0)
    assert.match(out, /result_v2\.txt はこの job の開始後に書かれていない/)
  })
  test('takes what the job wrote before it was added', async (t) => {
    const project = await begun(t, {}, write('one').commands[0] ?? '')
    await well(project.tos(['resume']))
    assert.deepEqual(executed(project), [1, 1])
  })
})
