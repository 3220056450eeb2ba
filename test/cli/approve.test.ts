import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { makeProject, writeResult, type Outcome, type Project } from '../helpers/project.ts'
import { until } from '../helpers/until.ts'

const replay = { provider: 'replay' }
const settings = (more: object = {}) => ({
  models: { draft: replay, review: replay, final: replay, replay: 'config/recording.json' },
  policy: { rules: [{ id: 'ask-touch', effect: 'ask', program: ['touch'] }] },
  ...more,
})
const steps = [{ commands: ['echo before >> ran.txt', 'touch asked'] }, { commands: ['touch again', writeResult] }]

/** A run of the built program, with its rules out of config/tos.json, up to its first question. */
async function asking(t: TestContext, more: object = {}, args: string[] = []) {
  const project = makeProject(t, { steps, tos: settings(more) })
  const ended = project.tos(['run', ...args])
  await until(() => isAsked(project, 1))
  return { project, ended }
}

const isAsked = (project: Project, question: number): boolean =>
  existsSync(project.path('logs/journal.ndjson')) &&
  project.text('logs/journal.ndjson').includes(`"type":"approval.asked","job":1,"step":${question}`)

const count = (project: Project, type: string) => project.events().filter((event) => event.type === type).length
const ran = (project: Project) => existsSync(project.path('asked'))

describe('a rule that asks', () => {
  test('holds the step until a person allows it from another terminal', async (t) => {
    const { project, ended } = await asking(t)
    assert.equal(existsSync(project.path('ran.txt')), false)
    assert.equal((await project.tos(['approve', '--for-run'])).code, 0)
    const { code, out } = await ended
    assert.equal(code, 0, out)
    assert.match(out, /question 1: answer with 'tos approve' or 'tos deny'\n {2}\? touch asked/)
    assert.match(out, /question 1: allowed for this run by /)
    assert.ok(ran(project))
    assert.equal(count(project, 'approval.asked'), 1)
  })
  test('denied by a person, nothing of the step runs and the loop goes on', async (t) => {
    const { project, ended } = await asking(t)
    assert.equal((await project.tos(['deny', '--reason', 'no new files'])).code, 0)
    await until(() => isAsked(project, 2))
    assert.equal((await project.tos(['approve'])).code, 0)
    assert.equal((await ended).code, 0)
    assert.deepEqual([ran(project), existsSync(project.path('ran.txt'))], [false, false])
  })
  test('without a person ends the run with 5 when the time is up', async (t) => {
    const { project, ended } = await asking(t, { approval: { timeout_min: 0.001 } }, ['--json'])
    const { code, out }: Outcome = await ended
    assert.equal(code, 5)
    assert.match(out, /"type":"run.ended","run":1,"why":"unanswered"/)
    assert.equal(ran(project), false)
    assert.equal(JSON.parse((await project.tos(['status', '--json'])).out).exit_code, 5)
    const late = await project.tos(['approve'])
    assert.match(late.err, /nobody answered the question in time; 'tos resume' puts it again/)
  })
  test('is asked by the same question when the runner was killed and the run goes on', async (t) => {
    const project = makeProject(t, { steps, tos: settings() })
    await project.tos(['run'], {
      onStart: (child) => void until(() => isAsked(project, 1)).then(() => child.kill('SIGKILL')),
    })
    const status = JSON.parse((await project.tos(['status', '--json'])).out)
    assert.partialDeepStrictEqual(status, { state: 'crashed', question: { question: 1 } })
    const watched = await project.tos(['watch'])
    assert.equal(watched.code, 1)
    assert.match(watched.err, /^tos: the run of pid \d+ died without a word; 'tos resume' says what happened$/m)
    const resumed = project.tos(['resume'])
    await until(() => count(project, 'run.started') === 2)
    assert.equal((await project.tos(['approve', '1', '--for-run'])).code, 0)
    const { code, out } = await resumed
    assert.equal(code, 0, out)
    assert.match(out, /question 1: answer with/)
    assert.equal(count(project, 'approval.asked'), 1)
    assert.equal(count(project, 'model.asked'), 6)
  })
  test('ends with tos stop, which need not wait for an answer', async (t) => {
    const { project, ended } = await asking(t)
    assert.equal((await project.tos(['stop'])).code, 0)
    assert.equal((await ended).code, 130)
    assert.equal(ran(project), false)
  })
})

describe('a grant as narrow as wanted', () => {
  test('for one program answers the later questions about it', async (t) => {
    const more = [...steps.slice(0, 1), { commands: ['touch second'] }, { commands: ['touch again', writeResult] }]
    const project = makeProject(t, { steps: more, tos: settings() })
    const ended = project.tos(['run'])
    await until(() => isAsked(project, 1))
    assert.equal((await project.tos(['approve', '--program', 'touch'])).code, 0)
    const { code, out } = await ended
    assert.equal(code, 0, out)
    assert.equal(count(project, 'approval.asked'), 1)
    assert.equal(count(project, 'approval.granted'), 1)
  })
  test('for hosts stands in status with its rules until it is revoked', async (t) => {
    const { project, ended } = await asking(t)
    assert.equal((await project.tos(['approve', '--hosts', 'example.com', '--for', '30'])).code, 0)
    assert.match((await project.tos(['status'])).out, /example\.com/)
    assert.equal((await project.tos(['approve', '--revoke'])).code, 0)
    assert.doesNotMatch((await project.tos(['status'])).out, /example\.com/)
    assert.deepEqual([count(project, 'approval.granted'), count(project, 'approval.revoked')], [1, 1])
    assert.equal((await project.tos(['approve', '--for-run'])).code, 0)
    assert.equal((await ended).code, 0)
  })
})

test("a person's no counts as denied wherever decisions are counted", async (t) => {
  const { project, ended } = await asking(t)
  assert.equal((await project.tos(['deny', '--reason', 'no new files'])).code, 0)
  await until(() => isAsked(project, 2))
  assert.equal((await project.tos(['approve'])).code, 0)
  const { code, out } = await ended
  assert.equal(code, 0)
  assert.match(out, /question 1: denied by .*: no new files/)
  assert.match(out, /^denied 1 +job 1 step 1  touch asked  \(.*: no new files\)$/m)
  assert.equal(JSON.parse(project.text('logs/phase_summary.json')).denied_count, 1)
  const { decisions } = JSON.parse((await project.tos(['status', '--json'])).out)
  assert.ok(decisions.deny >= 1, JSON.stringify(decisions))
  assert.match((await project.tos(['status'])).out, new RegExp(`${decisions.deny} denied`))
})
