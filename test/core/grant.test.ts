import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allow, byWord, Drive, no, started } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

/** A run whose steps are these commands, up to its first question. */
function drive(steps: string[][], tos = {}, timeout = 0): Drive {
  const run = new Drive({ steps, judge: byWord, timeout })
  run.append(f.loopStarted(), f.runStarted({ max_steps: 20 }, tos))
  run.go()
  return run
}
const count = ({ events }: Drive, type: string) => events.filter((event) => event.type === type).length

describe('allow for this run', () => {
  test('lets later commands of the same rule run without a question', () => {
    const run = drive([['ask-net: a'], ['ask-net: b', 'plain'], ['ask-net: c']])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'finish')
    assert.deepEqual(started(run), ['ask-net: a', 'ask-net: b', 'plain', 'ask-net: c'])
    assert.equal(count(run, 'approval.asked'), 1)
    assert.deepEqual(run.state.run?.grants, [{ rule: 'net', until: null, question: 1, by: 'ann' }])
  })
  test('asks about a command that another rule asks about too', () => {
    const run = drive([['ask-net: a'], ['ask-net+del: b']])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-net: a'])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'finish')
    assert.deepEqual(
      run.state.run?.grants.map(({ rule, question }) => [rule, question]),
      [
        ['net', 2],
        ['del', 2],
      ],
    )
  })
  test('of several rules covers each of them', () => {
    const run = drive([['ask-net: a', 'ask-del: b'], ['ask-del+net: c']])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'finish')
  })
  test('covers nothing that no rule of a name asks about', () => {
    const run = drive([['ask-: a'], ['ask-: b']])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-: a'])
  })
  test('lifts no deny', () => {
    const run = drive([['ask-net: a'], ['deny-net: b']])
    run.request(allow({ scope: 'run' }))
    assert.equal(run.go(), 'finish')
    assert.equal(run.state.run?.ended?.why, 'deny')
    assert.deepEqual(started(run), ['ask-net: a'])
  })
  test('ends when its minutes are over', () => {
    const run = drive([['ask-net: a'], ['ask-net: b'], ['ask-del: wait'], ['ask-net: c']])
    run.request(allow({ scope: 'run', minutes: 30 }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-net: a', 'ask-net: b'])
    run.sleep(31)
    run.request(allow())
    assert.equal(run.go(), 'waitForAnswer')
    assert.equal(run.state.step?.question?.question, 3)
    assert.deepEqual(started(run), ['ask-net: a', 'ask-net: b', 'ask-del: wait'])
  })
  test('ends with the run', () => {
    const run = drive([['ask-net: a'], ['ask-del: b'], ['ask-net: c']])
    run.request(allow({ scope: 'run' }))
    run.go()
    run.append(f.runStarted({ max_steps: 20 }, {}, { run: 2 }))
    run.go()
    run.request(allow())
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-net: a', 'ask-del: b'])
  })
  test('that a command had in a run that died does not reach into the next one', () => {
    const run = drive([['ask-net: a'], ['ask-net: b', 'ask-del: c']])
    run.request(allow({ scope: 'run' }))
    run.go()
    assert.deepEqual(run.state.step?.question?.commands, [1])
    run.append(f.runStarted({}, {}, { run: 2 }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(run.state.step?.question?.commands, [0, 1])
  })
})

describe('allow once', () => {
  test('is for the commands of that question only', () => {
    const run = drive([['ask-net: a'], ['ask-net: b']])
    run.request(allow())
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-net: a'])
    assert.deepEqual(run.state.run?.grants, [])
    run.request(no())
    assert.equal(run.go(), 'finish')
    assert.deepEqual(started(run), ['ask-net: a'])
  })
  test('minutes bound a grant only', () => {
    const run = drive([['ask-net: a']])
    run.request(allow({ minutes: 5 }))
    assert.partialDeepStrictEqual(run.events.at(-1), { type: 'approval.answered', scope: 'once', until: null })
  })
})

describe('the first answer', () => {
  test('wins: one behind it is no fact', () => {
    const run = drive([['ask-net: a']])
    run.request(no('mine'))
    const before = run.events.length
    run.request(allow())
    run.request(allow({ question: 1 }))
    assert.equal(run.events.length, before)
    run.go()
    assert.deepEqual(started(run), [])
  })
  test('counts for the question it names, never for a later one', () => {
    const run = drive([['ask-net: a'], ['ask-net: b']])
    run.request(allow({ question: 1 }))
    run.go()
    run.request(allow({ question: 1 }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.deepEqual(started(run), ['ask-net: a'])
  })
  test('without a question, or behind the end of the run, is no fact', () => {
    const run = drive([['plain']])
    const before = run.events.length
    run.request(allow())
    run.request(no())
    assert.equal(run.events.length, before)
  })
})

describe('a deadline', () => {
  test('without an answer ends the run with 5, and the next run asks again', () => {
    const run = drive([['ask-net: a']], {}, 10)
    run.sleep(11)
    assert.equal(run.go(), 'finish')
    assert.partialDeepStrictEqual(run.state.run?.ended, { why: 'unanswered', exitCode: 5 })
    run.append(f.runStarted({}, {}, { run: 2 }))
    assert.equal(run.go(), 'waitForAnswer')
    run.request(allow({ question: 2 }))
    assert.equal(run.go(), 'finish')
    assert.deepEqual(started(run), ['ask-net: a'])
  })
  test('is kept by a run that goes on before it', () => {
    const run = drive([['ask-net: a']], {}, 10)
    const { expiresAt } = run.state.step?.question ?? {}
    run.sleep(5)
    run.append(f.runStarted({}, {}, { run: 2 }))
    assert.equal(run.go(), 'waitForAnswer')
    assert.equal(run.state.step?.question?.expiresAt, expiresAt)
    assert.equal(count(run, 'approval.asked'), 1)
    run.sleep(6)
    run.go()
    assert.equal(run.state.run?.ended?.why, 'unanswered')
  })
})
