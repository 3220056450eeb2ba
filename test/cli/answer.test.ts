import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { sendRequest } from '../../source/files/inbox.ts'
import { me, startAsked, type AskedRun } from '../helpers/asked-run.ts'
import { allow, no } from '../helpers/asking.ts'
import { makeProject, writeResult, type Project } from '../helpers/project.ts'

const steps = [
  { commands: ['touch ask-one', 'touch plain'] },
  { commands: ['touch ask-one; touch again', writeResult] },
]

async function asking(t: TestContext): Promise<{ project: Project; run: AskedRun }> {
  const project = makeProject(t, { steps })
  const run = await startAsked(project)
  await run.isAsked(1)
  return { project, run }
}

/** Holds this whole process, and with it the runner, until another process has done something. */
function blockUntil(holds: () => boolean): void {
  const clock = new Int32Array(new SharedArrayBuffer(4))
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 2000, 'never came true')
    Atomics.wait(clock, 0, 0, 10)
  }
}

describe('tos approve', () => {
  test('allows the open question once, and says so', async (t) => {
    const { project, run } = await asking(t)
    const { code, err } = await project.tos(['approve'])
    assert.equal(code, 0, err)
    assert.equal(err, `tos: question 1: allowed once by ${me}\n`)
    await run.isAsked(2)
    assert.equal(existsSync(project.path('ask-one')), true)
    assert.equal((await project.tos(['approve', '2'])).code, 0)
    assert.equal((await run.ended).run?.ended?.exitCode, 0)
  })
  test('--for-run allows what the same rules ask about for the rest of the run', async (t) => {
    const { project, run } = await asking(t)
    assert.equal((await project.tos(['approve', '--for-run'])).code, 0)
    const { run: last } = await run.ended
    assert.equal(last?.ended?.exitCode, 0)
    assert.deepEqual(last?.grants, [{ rule: 'ask-one', until: null, question: 1, by: me }])
  })
  test('--for bounds it, and --json prints the journal line', async (t) => {
    const { project, run } = await asking(t)
    const event = JSON.parse((await project.tos(['approve', '1', '--for', '30', '--json'])).out)
    assert.partialDeepStrictEqual(event, { type: 'approval.answered', answer: 'allow', scope: 'run', by: me })
    assert.equal(Math.round((Date.parse(event.until) - Date.parse(event.ts)) / 60_000), 30)
    await run.ended
  })
})

describe('tos deny', () => {
  test('says no with a reason, and the loop goes on', async (t) => {
    const { project, run } = await asking(t)
    const { code, err } = await project.tos(['deny', '--reason', 'too wide'])
    assert.equal(code, 0)
    assert.equal(err, `tos: question 1: denied by ${me}: too wide\n`)
    await run.isAsked(2)
    assert.equal(existsSync(project.path('plain')), false)
    run.send(allow())
    assert.equal((await run.ended).run?.ended?.exitCode, 0)
  })
})

describe('an answer that changes nothing', () => {
  test('without an open question says so with exit code 1', async (t) => {
    const project = makeProject(t)
    for (const call of ['approve', 'deny']) {
      const { code, out, err } = await project.tos([call])
      assert.deepEqual([code, out], [1, ''])
      assert.match(err, /no question is open; 'tos status' shows where the loop stands/)
    }
  })
  test('to a question that is not the open one is refused, and names the open one', async (t) => {
    const { project, run } = await asking(t)
    const { code, err } = await project.tos(['approve', '7'])
    assert.equal(code, 1)
    assert.match(err, /question 7 is not open; the open one is 1/)
    run.send({ kind: 'stop', by: 'ann', when: 'now' })
    await run.ended
  })
  test('behind the end of the run is told to go on with it first', async (t) => {
    const { project, run } = await asking(t)
    run.send({ kind: 'stop', by: 'ann', when: 'now' })
    await run.ended
    const { code, err } = await project.tos(['approve'])
    assert.equal(code, 1)
    assert.match(err, /nothing is running that could hear; go on with 'tos resume' first/)
  })
  test('that comes second hears whose answer counted', async (t) => {
    const { project, run } = await asking(t)
    const inbox = project.path('logs/inbox')
    const { code, err } = await project.tos(['approve'], {
      // The runner lives in this process: it sees nothing before both answers lie there.
      onStart() {
        sendRequest(inbox, { ...no('mine'), by: 'ben' })
        blockUntil(() => readdirSync(inbox).filter((name) => name.endsWith('.json')).length === 2)
      },
    })
    assert.equal(code, 1)
    assert.equal(err, 'tos: question 1: denied by ben: mine; that answer came first, yours changed nothing\n')
    await run.isAsked(2)
    run.send(allow())
    await run.ended
  })
  test('in wrong words is a usage error', async (t) => {
    const project = makeProject(t)
    for (const args of [
      ['approve', 'all'],
      ['approve', '0'],
      ['approve', '--for', 'ever'],
      ['approve', '--for', '-1'],
      ['deny', '1', '2'],
    ])
      assert.equal((await project.tos(args)).code, 2, args.join(' '))
  })
})

describe('tos status', () => {
  test('shows the open question with its commands, rules, reasons and deadline', async (t) => {
    const { project, run } = await asking(t)
    const { out } = await project.tos(['status'])
    assert.match(out, /^state +waiting \(pid/m)
    assert.match(out, /^question +1: answer with 'tos approve' or 'tos deny'$/m)
    assert.match(out, /^ +\? touch ask-one$/m)
    assert.match(out, /^ +makes a file \(ask-one, config\/tos.json:7\)$/m)
    const facts = JSON.parse((await project.tos(['status', '--json'])).out)
    assert.partialDeepStrictEqual(facts, {
      state: 'waiting',
      grants: [],
      question: {
        question: 1,
        step: 1,
        expires_at: null,
        commands: [{ index: 0, code: 'touch ask-one', rules: ['ask-one'], reason: 'makes a file' }],
      },
    })
    run.send(allow({ scope: 'run' }))
    await run.ended
    assert.equal(JSON.parse((await project.tos(['status', '--json'])).out).question, null)
  })
})
