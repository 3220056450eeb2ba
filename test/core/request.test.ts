import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Effect } from '../../source/core/effect.ts'
import type { Fact } from '../../source/core/event.ts'
import { answerRequest, isOvertaken, type Request } from '../../source/core/request.ts'
import { answered, asked, asks } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

const by = 'op@host'
const now = new Date('2026-01-02T03:04:05.000Z')
const running = [f.loopStarted(), f.runStarted()]
const paused: Fact = { type: 'run.pauseRequested', by }
const stopped = (when: 'step' | 'now'): Fact => ({ type: 'run.stopRequested', by, when })
const ended: Fact = { type: 'run.ended', run: 1, why: 'done', endReason: 'done', exitCode: 0 }
const answers = (request: Request, ...facts: Fact[]) => answerRequest(f.fold(...running, ...facts), request, now)

const pause: Request = { kind: 'pause', by }
const resume: Request = { kind: 'resume', by }
const stop = (when: 'step' | 'now'): Request => ({ kind: 'stop', by, when })

describe('a request becomes a fact that names who asked', () => {
  test('pause, resume, stop', () => {
    assert.deepEqual(answers(pause), [paused])
    assert.deepEqual(answers(resume, paused), [{ type: 'run.resumeRequested', by }])
    assert.deepEqual(answers(stop('step')), [stopped('step')])
    assert.deepEqual(answers(stop('now')), [stopped('now')])
  })
})

describe('a request that changes nothing is no fact', () => {
  test('pausing twice, resuming what runs', () => {
    assert.deepEqual(answers(pause, paused), [])
    assert.deepEqual(answers(resume), [])
    assert.deepEqual(answers(resume, paused, { type: 'run.resumeRequested', by }), [])
  })
  test('stopping twice; only "now" goes beyond "step"', () => {
    assert.deepEqual(answers(stop('step'), stopped('step')), [])
    assert.deepEqual(answers(stop('now'), stopped('step')), [stopped('now')])
    assert.deepEqual(answers(stop('now'), stopped('now')), [])
    assert.deepEqual(answers(stop('step'), stopped('now')), [])
  })
  test('anything before a run or behind its end', () => {
    for (const request of [pause, resume, stop('step'), stop('now')]) {
      assert.deepEqual(answerRequest(f.fold(f.loopStarted()), request, now), [])
      assert.deepEqual(answers(request, paused, ended), [])
    }
  })
})

describe('an effect is interrupted', () => {
  const place = { job: 1, step: 1 }
  const ask = { role: 'draft', prompt: 'p', round: 1, attempt: 1, askedBefore: false, waitMs: 0 } as const
  const effects: Effect[] = [
    { kind: 'askModel', ...place, ...ask },
    { kind: 'runCommand', ...place, index: 0, command: { type: 'bash', code: 'c' } },
    { kind: 'checkDone', ...place },
    { kind: 'waitForRequest' },
    { kind: 'takeSnapshot', ...place },
    { kind: 'judge', ...place, commands: [] },
    { kind: 'readPayload' },
  ]
  const overtaken = (...facts: Fact[]) =>
    effects.filter((effect) => isOvertaken(f.fold(...running, ...facts), effect)).map(({ kind }) => kind)

  test('by stop now: whatever may take long, also a snapshot, but never a verdict', () => {
    assert.deepEqual(overtaken(paused, stopped('now')), [
      'askModel',
      'runCommand',
      'checkDone',
      'waitForRequest',
      'takeSnapshot',
    ])
  })
  test('by stop at the step: only the wait of a pause', () => {
    assert.deepEqual(overtaken(paused, stopped('step')), ['waitForRequest'])
  })
  test('by a pause: nothing', () => {
    assert.deepEqual(overtaken(paused), [])
  })
  test('by resuming: only the wait', () => {
    assert.deepEqual(overtaken(paused, { type: 'run.resumeRequested', by }), ['waitForRequest'])
  })
  describe('the wait for an answer', () => {
    const waiting = [...f.afterReplies(f.bash('a')), asks(0, 'net'), asked({ 0: ['net'] })]
    const isOver = (...facts: Fact[]) =>
      isOvertaken(f.fold(...waiting, ...facts), { kind: 'waitForAnswer', ...place, question: 1, expiresAt: null })
    test('goes on by itself', () => assert.equal(isOver(), false))
    test('by the answer', () => assert.equal(isOver(answered('allow')), true))
    test('by a pause', () => assert.equal(isOver(paused), true))
    test('by stop, of either kind', () =>
      assert.deepEqual([isOver(stopped('step')), isOver(stopped('now'))], [true, true]))
    test('by another question', () => assert.equal(isOver(asked({ 0: ['net'] }, { question: 2 })), true))
  })
  test('when there is no run', () => {
    assert.ok(effects.every((effect) => isOvertaken(f.fold(f.loopStarted()), effect)))
  })
})
