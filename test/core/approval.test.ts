import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decide } from '../../source/core/decide.ts'
import type { Fact } from '../../source/core/event.ts'
import { answered, asked, asks } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

const next = (...facts: Fact[]) => decide(f.fold(...facts))
const onlyFact = (...facts: Fact[]) => {
  const effect = next(...facts)
  return effect.kind === 'record' ? effect.facts[0] : assert.fail(`not recorded: ${effect.kind}`)
}
const letting = { execution_policy: { stop_on_deny: false } }
const running = { policy: { mixed_step: 'run_allowed' as const } }
const three = (config = {}, tos = {}) => f.afterReplies(f.bash('a', 'b', 'c'), config, tos)
const paused: Fact = { type: 'run.pauseRequested', by: 'op' }
const resumed: Fact = { type: 'run.resumeRequested', by: 'op' }
const stopped = (when: 'step' | 'now'): Fact => ({ type: 'run.stopRequested', by: 'op', when })
const expired: Fact = { type: 'approval.expired', job: 1, step: 1, question: 1 }
const newRun = [f.runStarted({}, {}, { run: 2 }), f.payloadRead()]

/** Commands 1 and 3 must be asked, 2 is allowed. */
const mixed = [...three(), asks(0, 'net'), f.judged(1, 'allow'), asks(2, 'del', 'net')]
const open = [...mixed, asked({ 0: ['net'], 2: ['del', 'net'] })]

describe('a step that must be asked', () => {
  test('puts one question for all its asks before anything runs', () => {
    assert.deepEqual(next(...mixed), {
      kind: 'askPerson',
      job: 1,
      step: 1,
      question: 1,
      reasons: [
        { index: 0, rules: ['net'], reason: 'ask 0' },
        { index: 2, rules: ['del', 'net'], reason: 'ask 2' },
      ],
    })
  })
  test('waits for the answer, to the deadline that stands in the journal', () => {
    const place = { kind: 'waitForAnswer', job: 1, step: 1, question: 1 }
    assert.deepEqual(next(...open), { ...place, expiresAt: null })
    const expiresAt = '2026-01-02T04:00:00.000Z'
    assert.deepEqual(next(...mixed, asked({ 0: ['net'], 2: ['del', 'net'] }, { expiresAt })), { ...place, expiresAt })
  })
  test('a verdict without a list of rules is asked by its one rule', () => {
    const facts = [...f.afterReplies(f.bash('a')), f.judged(0, 'ask')]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'askPerson', reasons: [{ index: 0, rules: [''] }] })
  })
  test('allowed, runs all of it in order behind a snapshot', () => {
    const facts = [...open, answered('allow')]
    assert.equal(next(...facts).kind, 'takeSnapshot')
    assert.partialDeepStrictEqual(next(...facts, f.snapshotSkipped), { kind: 'runCommand', index: 0 })
    const ran = [...facts, f.snapshotSkipped, ...[0, 1].flatMap((i) => [f.commandStarted(i), f.commandFinished(i)])]
    assert.partialDeepStrictEqual(next(...ran), { kind: 'runCommand', index: 2 })
  })
})

describe('a denied command beside an asked one', () => {
  const both = (config = {}, tos = {}) => [
    ...f.afterReplies(f.bash('a', 'b'), config, tos),
    f.judged(0, 'deny', 'never'),
    asks(1, 'net'),
  ]
  test('with stop_on_deny stops the step: nobody is asked', () => {
    assert.partialDeepStrictEqual(onlyFact(...both()), { type: 'step.finished', phase: 'deny', isStopped: true })
  })
  for (const [name, config, tos] of [
    ['without stop_on_deny', letting, {}],
    ['with mixed_step run_allowed', {}, running],
  ] as const) {
    test(`${name} is left out, and the other is asked about`, () => {
      assert.partialDeepStrictEqual(next(...both(config, tos)), { kind: 'askPerson', reasons: [{ index: 1 }] })
      const facts = [...both(config, tos), asked({ 1: ['net'] }), answered('allow'), f.snapshotSkipped]
      assert.partialDeepStrictEqual(next(...facts), { kind: 'runCommand', index: 1 })
    })
    test(`${name}, all denied by policy and person together is phase deny and the loop goes on`, () => {
      const facts = [...both(config, tos), asked({ 1: ['net'] }), answered('deny', { reason: 'not on Fridays' })]
      assert.partialDeepStrictEqual(onlyFact(...facts), {
        phase: 'deny',
        reason: '全コマンドがdeny: never; denied by ann: not on Fridays',
        isStopped: false,
      })
    })
  }
  test('an answer never lifts the deny', () => {
    const facts = [...both(letting), asked({ 0: ['net'], 1: ['net'] }), answered('allow', { scope: 'run' })]
    const ran = [...facts, f.snapshotSkipped, f.commandStarted(1), f.commandFinished(1)]
    assert.partialDeepStrictEqual(onlyFact(...ran), { type: 'step.finished', phase: 'execute' })
  })
})

describe('a no', () => {
  test('stops the whole step before anything ran, but never the run', () => {
    const denied = [...open, answered('deny', { reason: 'too wide' })]
    assert.partialDeepStrictEqual(onlyFact(...denied), { type: 'step.finished', phase: 'deny', isStopped: false })
    assert.partialDeepStrictEqual(onlyFact(...denied, f.stepFinished('deny')), { type: 'step.started', step: 2 })
  })
  for (const [name, config, tos] of [
    ['without stop_on_deny', letting, {}],
    ['with mixed_step run_allowed', {}, running],
  ] as const)
    test(`${name} leaves out what was asked about and runs the rest`, () => {
      const facts = [...three(config, tos), asks(0, 'net'), f.judged(1, 'allow'), asks(2, 'net')]
      const denied = [...facts, asked({ 0: ['net'], 2: ['net'] }), answered('deny'), f.snapshotSkipped]
      assert.partialDeepStrictEqual(next(...denied), { kind: 'runCommand', index: 1 })
      const ran = [...denied, f.commandStarted(1), f.commandFinished(1)]
      assert.partialDeepStrictEqual(onlyFact(...ran), { type: 'step.finished', phase: 'execute' })
    })
  test('is in the history with its reason, for the model to see', () => {
    const denied = [...open, answered('deny', { reason: 'too wide' }), f.stepFinished('deny')]
    assert.deepEqual(f.fold(...denied).job?.history, [
      { step: 1, summary: 's', outcome: 'denied', reason: 'denied by ann: too wide; denied by ann: too wide' },
    ])
    assert.equal(f.fold(...denied).run?.counts.denied, 2)
  })
  test('stands when a new run judges the command again, whatever changed rules say', () => {
    const again = [
      ...open,
      answered('deny'),
      ...newRun,
      f.judged(0, 'allow'),
      f.judged(1, 'allow'),
      f.judged(2, 'allow'),
    ]
    assert.partialDeepStrictEqual(onlyFact(...again), { type: 'step.finished', phase: 'deny' })
  })
})

describe('no answer', () => {
  test('ends the run as unanswered with exit code 5, and is no denial', () => {
    const facts = [...open, expired]
    assert.partialDeepStrictEqual(onlyFact(...facts), {
      type: 'run.ended',
      why: 'unanswered',
      endReason: 'unanswered: nobody answered question 1 (step 1, command 1, 3) in time',
      exitCode: 5,
    })
    assert.equal(f.fold(...facts).job?.history.length, 0)
    assert.equal(f.fold(...facts).step?.finished, null)
  })
  test('is asked about anew by the next run, under the next number', () => {
    const again = [...open, expired, ...newRun, asks(0, 'net'), f.judged(1, 'allow'), asks(2, 'del', 'net')]
    assert.partialDeepStrictEqual(next(...again), { kind: 'askPerson', question: 2 })
  })
  test('is not what an answer before it becomes', () => {
    assert.equal(next(...open, answered('allow'), expired).kind, 'takeSnapshot')
  })
})

describe('while a question is open', () => {
  for (const when of ['step', 'now'] as const)
    test(`stop (${when}) ends the run at once: nothing of the step has run`, () => {
      assert.partialDeepStrictEqual(onlyFact(...open, stopped(when)), { type: 'run.ended', why: 'stopped' })
    })
  test('a stop before it is put ends the run without a question', () => {
    assert.partialDeepStrictEqual(onlyFact(...mixed, stopped('step')), { type: 'run.ended', why: 'stopped' })
  })
  test('a limit ends the run', () => {
    const reached: Fact = { type: 'limit.reached', limit: 'max_minutes', allowed: 1, used: 1, needed: 0 }
    assert.partialDeepStrictEqual(onlyFact(...open, reached), { type: 'run.ended', why: 'limit' })
  })
  test('pause waits; an answer meanwhile counts when the run goes on', () => {
    assert.equal(onlyFact(...open, paused)?.type, 'run.paused')
    const during = [...open, paused, { type: 'run.paused', run: 1 } as const]
    assert.equal(next(...during).kind, 'waitForRequest')
    assert.equal(next(...during, resumed).kind, 'waitForAnswer')
    assert.equal(next(...during, answered('allow')).kind, 'waitForRequest')
    assert.equal(next(...during, answered('allow'), resumed).kind, 'takeSnapshot')
  })
  const late = [...mixed, asked({ 0: ['net'], 2: ['del', 'net'] }, { expiresAt: '2026-01-02T03:04:05.000Z' })]
  test('a deadline that passed during a pause puts it anew instead of ending the run', () => {
    assert.partialDeepStrictEqual(next(...late, paused, resumed), { kind: 'askPerson', question: 2 })
  })
  test('a deadline that passed while no runner lived puts it anew', () => {
    const again = [...late, ...newRun, asks(0, 'net'), f.judged(1, 'allow'), asks(2, 'del', 'net')]
    assert.partialDeepStrictEqual(next(...again), { kind: 'askPerson', question: 2 })
  })
})

describe('a question that outlived its runner', () => {
  const judgedAgain = [asks(0, 'net'), f.judged(1, 'allow'), asks(2, 'net', 'del')]
  test('is still the same question, and nothing is drafted', () => {
    assert.equal(next(...open, ...newRun).kind, 'judge')
    assert.partialDeepStrictEqual(next(...open, ...newRun, ...judgedAgain), { kind: 'waitForAnswer', question: 1 })
  })
  test('may be answered before its commands are judged again', () => {
    assert.equal(next(...open, ...newRun, answered('allow'), ...judgedAgain).kind, 'takeSnapshot')
  })
  test('answered before the crash, is not put again', () => {
    assert.equal(next(...open, answered('allow'), ...newRun, ...judgedAgain).kind, 'takeSnapshot')
  })
  test('is put anew when other rules ask than those that were answered', () => {
    const changed = [asks(0, 'net', 'new'), f.judged(1, 'allow'), asks(2, 'net', 'del')]
    assert.partialDeepStrictEqual(next(...open, ...newRun, ...changed), { kind: 'askPerson', question: 2 })
    assert.partialDeepStrictEqual(next(...open, answered('allow'), ...newRun, ...changed), {
      kind: 'askPerson',
      reasons: [{ index: 0, rules: ['net', 'new'] }],
    })
  })
  test('falls when nothing is asked any more', () => {
    const allowed = [0, 1, 2].map((index) => f.judged(index, 'allow'))
    const facts = [...open, ...newRun, ...allowed]
    assert.equal(next(...facts).kind, 'takeSnapshot')
    assert.equal(f.fold(...facts).step?.question, null)
  })
  test('falls with commands that must be drafted again', () => {
    const masked = [
      ...f.afterReplies(f.bash('curl [masked:abcdef-1]')),
      asks(0, 'net'),
      asked({ 0: ['net'] }),
      ...newRun,
    ]
    assert.partialDeepStrictEqual(next(...masked), { kind: 'askModel', role: 'draft' })
    assert.equal(f.fold(...masked).step?.question, null)
  })
})
