import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const inStep = (...facts: Fact[]) => f.fold(...f.inStep(), ...facts)
const draftOf = (...facts: Fact[]) => inStep(...facts).step?.calls.draft

describe('the done check', () => {
  const results = [{ check: 'file', holds: false, reason: 'missing' }]
  test('inside a step is of the step', () => {
    const checked: Fact = { type: 'done.checked', job: 1, step: 1, isDone: false, results }
    assert.deepEqual(inStep(checked).step?.done, { isDone: false, results })
    assert.equal(inStep(checked).run?.recheck, null)
  })
  test('behind a finished step is a second look of the run', () => {
    const state = inStep(f.doneChecked(false), f.stepFinished('max_steps_reached'), f.doneChecked(true))
    assert.equal(state.run?.recheck, true)
    assert.equal(state.step?.done?.isDone, false)
  })
})

describe('a call', () => {
  test('is asked, answered, accepted', () => {
    assert.partialDeepStrictEqual(draftOf(), { status: 'idle', round: 1, attempt: 0, prompt: null, raw: null })
    assert.partialDeepStrictEqual(draftOf(f.asked('draft')), { status: 'asked', attempt: 1, prompt: 'p', model: 'm' })
    const answered = [f.asked('draft'), f.answered('draft', 'text')]
    assert.partialDeepStrictEqual(draftOf(...answered), { status: 'answered', raw: 'text', value: null })
    const value = { commands: [] }
    assert.partialDeepStrictEqual(draftOf(...answered, f.accepted('draft', value)), {
      status: 'accepted',
      raw: 'text',
      value,
    })
  })
  test('the prompt that is logged is the first one', () => {
    const again: Fact = { ...f.asked('draft', 2), prompt: 'prefix p' } as Fact
    assert.equal(draftOf(f.asked('draft'), f.answered('draft', 'x'), f.refused('draft'), again)?.prompt, 'p')
  })
  test('a refused reply leaves its text and what was read of it; an accepted one clears that', () => {
    const refused = [f.asked('draft'), f.answered('draft', 'x y'), f.refused('draft')]
    assert.partialDeepStrictEqual(draftOf(...refused), { status: 'refused', raw: 'x y', extracted: 'x' })
    assert.equal(draftOf(...refused, f.accepted('draft', { commands: [] }))?.extracted, null)
  })
  test('a failure keeps kind, message, status, permanence and wait, until an answer comes', () => {
    const failed = [f.asked('draft', 1, 2), f.failed('draft', 2, { retryAfterMs: 5, isPermanent: true })]
    assert.partialDeepStrictEqual(draftOf(...failed), {
      status: 'failed',
      attempt: 2,
      failure: { kind: 'overloaded', message: 'busy', status: 529, isPermanent: true, retryAfterMs: 5 },
    })
    assert.equal(draftOf(...failed, f.asked('draft', 1, 3), f.answered('draft', 'x'))?.failure, null)
  })
  test('one that was stopped was not made', () => {
    const stopped = [f.asked('draft', 1, 2), f.failed('draft', 2, { kind: 'cancelled' })]
    assert.partialDeepStrictEqual(draftOf(...stopped), { status: 'idle', attempt: 1 })
  })
  test('a planned one shows until when it waits, an asked one no more', () => {
    const until = '2026-01-02T03:04:09.000Z'
    const planned: Fact = {
      type: 'model.retryPlanned',
      job: 1,
      step: 1,
      role: 'draft',
      round: 1,
      attempt: 2,
      waitMs: 1000,
      until,
    }
    assert.equal(draftOf(planned)?.retryAt, until)
    assert.equal(draftOf(planned, f.asked('draft', 1, 2))?.retryAt, null)
  })
  test('roles do not mix', () => {
    const calls = inStep(f.asked('draft'), f.answered('draft', 'd'), f.asked('review')).step?.calls
    assert.deepEqual([calls?.draft.status, calls?.review.status, calls?.final.status], ['answered', 'asked', 'idle'])
  })
})

describe('the commands', () => {
  const after = (...facts: Fact[]) => f.fold(...f.afterReplies(f.bash('a', 'b')), ...facts).step
  test('are those of the final reply, as they came', () => {
    const odd = [{ type: 'bash', code: ' a\n', why: 'kept' }]
    assert.deepEqual(f.fold(...f.inStep(), f.accepted('final', { final_commands: odd })).step?.commands, [
      {
        command: odd[0],
        judged: null,
        approval: null,
        status: 'waiting',
        marker: null,
        pid: null,
        startTick: null,
        result: null,
      },
    ])
  })
  test('blank ones are none, and numbers count the rest', () => {
    const commands = f.fold(...f.afterReplies(f.bash('', 'a', ' \n\t', 'b')), f.judged(1, 'deny')).step?.commands
    assert.deepEqual(
      commands?.map(({ command, judged }) => [command.code, judged?.verdict]),
      [
        ['a', undefined],
        ['b', 'deny'],
      ],
    )
  })
  test('are judged, started, spawned and finished one by one', () => {
    const spawned: Fact = { type: 'command.spawned', job: 1, step: 1, index: 1, pid: 42, startTick: '7' }
    const running = after(f.judged(1, 'allow'), f.commandStarted(1), spawned)
    assert.deepEqual(running?.commands[0], after()?.commands[0])
    assert.partialDeepStrictEqual(running?.commands[1], {
      judged: { verdict: 'allow' },
      status: 'started',
      pid: 42,
      startTick: '7',
    })
    const ended = after(f.commandStarted(1), spawned, f.commandFinished(1, { exitCode: 2, durationMs: 9 }))
    assert.partialDeepStrictEqual(ended?.commands[1], {
      status: 'finished',
      result: { outcome: 'exited', exitCode: 2, durationMs: 9 },
    })
  })
  test('the snapshot of a step is delayed, made, skipped or failed', () => {
    const place = { job: 1, step: 1 }
    const facts: Fact[] = [
      { type: 'snapshot.delayed', ...place },
      { type: 'snapshot.made', ...place, id: 's-001' },
      { type: 'snapshot.skipped', ...place, reason: 'r' },
      { type: 'snapshot.failed', ...place, reason: 'r' },
    ]
    assert.deepEqual(
      facts.map((fact) => after(fact)?.snapshot),
      ['delayed', 'made', 'skipped', 'failed'],
    )
  })
  test('one in doubt is settled: left out with the name of who decided, or done again from the verdict on', () => {
    const doubtful = [f.judged(0, 'allow'), f.commandStarted(0), f.runStarted({}, {}, { run: 2 })]
    const settled = (decision: 'skip' | 'rerun') =>
      after(...doubtful, { type: 'command.settled', job: 1, step: 1, index: 0, decision, by: 'op' })
    assert.partialDeepStrictEqual(settled('skip'), { inDoubt: null, commands: [{ status: 'finished' }, {}] })
    assert.partialDeepStrictEqual(settled('skip')?.commands[0]?.result, {
      outcome: 'left out',
      exitCode: null,
      error: 'in doubt after a crash, skipped by op',
    })
    assert.partialDeepStrictEqual(settled('rerun'), {
      inDoubt: null,
      commands: [{ status: 'waiting', judged: null, pid: null }, {}],
    })
  })
  test('what is not known of one in doubt, and what was not run, is told to the model', () => {
    const told = (...facts: Fact[]) =>
      f
        .fold(...f.afterReplies(f.bash('a', 'b', 'c')), ...facts)
        .job?.observations.map(({ code, outcome }) => [code, outcome])
    const judged = [f.judged(0, 'allow'), f.judged(1, 'deny'), f.judged(2, 'allow'), f.commandStarted(0)]
    assert.deepEqual(
      told(
        ...judged,
        f.runStarted({}, {}, { run: 2 }),
        { type: 'command.settled', job: 1, step: 1, index: 0, decision: 'skip', by: 'op' },
        f.judged(1, 'deny'),
        f.judged(2, 'allow'),
        f.commandFinished(2),
        f.stepFinished('execute'),
      ),
      [
        [
          'a',
          'in doubt: the run died while it ran; it may have run in part, whole or not at all, and is not run again',
        ],
        ['c', 'exited'],
      ],
    )
    assert.deepEqual(told(...judged, f.commandFinished(0, { outcome: 'stopped' }), f.stepFinished('execute')), [
      ['a', 'stopped'],
      ['c', 'not run: the run ended before it'],
    ])
  })
  test('nothing reaches a finished step', () => {
    const end = [...f.afterReplies(f.bash('a')), f.stepFinished('execute')]
    const late = [f.asked('draft'), f.judged(0, 'deny'), f.commandStarted(0), f.commandFinished(0), f.refused('final')]
    assert.deepEqual(f.fold(...end, ...late).step, f.fold(...end).step)
  })
})

describe('the counters of a run', () => {
  test('ended and stopped commands are executed; timed out, not started and denied ones have their own; left out is none', () => {
    const outcomes = ['exited', 'exited', 'stopped', 'timed out', 'not started', 'left out'] as const
    const facts = outcomes.map((outcome, i) =>
      f.commandFinished(i, { outcome, exitCode: outcome === 'exited' ? i : null }),
    )
    const state = f.fold(
      ...f.afterReplies(f.bash('0', '1', '2', '3', '4', '5', '6')),
      f.judged(6, 'deny'),
      ...facts,
      f.stepFinished('execute'),
    )
    assert.deepEqual(state.run?.counts, { executed: 3, denied: 1, timeout: 1, failed: 1 })
  })
  test('denied commands count when the step ends, also when nothing ran', () => {
    const denied = [...f.afterReplies(f.bash('a', 'b')), f.judged(0, 'deny'), f.judged(1, 'deny')]
    assert.equal(f.fold(...denied).run?.counts.denied, 0)
    assert.equal(f.fold(...denied, f.stepFinished('deny')).run?.counts.denied, 2)
  })
})

describe('what the model is shown of its commands', () => {
  const two = [
    ...f.afterReplies(f.bash('a', 'b')),
    f.commandFinished(0),
    f.commandFinished(1, { exitCode: 4 }),
    f.stepFinished('execute'),
  ]
  const inSecond = (...facts: Fact[]) => f.fold(...two, f.stepStarted(2), ...facts).job?.observations
  const final = f.accepted('final', { final_commands: f.bash('c') })

  test('code, outcome, exit code and both outputs of each', () => {
    const output = { stdout: { text: 'out', bytes: 3, cut: 0 }, stderr: { text: 'err', bytes: 3, cut: 0 } }
    assert.deepEqual(
      f.fold(...f.afterReplies(f.bash('ls')), f.commandFinished(0, { exitCode: 2, ...output })).job?.observations,
      [{ step: 1, code: 'ls', outcome: 'exited', exit_code: 2, stdout_tail: 'out', stderr_tail: 'err' }],
    )
  })
  test('those of the last step that executed, until the next one executes', () => {
    assert.deepEqual(
      inSecond()?.map(({ code }) => code),
      ['a', 'b'],
    )
    assert.deepEqual(inSecond(final, f.judged(0, 'deny'), f.stepFinished('deny', { step: 2 }))?.length, 2)
    assert.deepEqual(
      inSecond(final, f.commandFinished(0, { step: 2 }))?.map(({ step, code }) => [step, code]),
      [[2, 'c']],
    )
  })
  test('500 code points of code, the last 2000 characters of each output', () => {
    const text = `${'x'.repeat(3000)}END`
    const stdout = { text, bytes: 3003, cut: 0 }
    const [shown] =
      f.fold(...f.afterReplies(f.bash('😀'.repeat(600))), f.commandFinished(0, { stdout, stderr: stdout })).job
        ?.observations ?? []
    assert.equal(shown?.code, '😀'.repeat(500))
    assert.equal(shown?.stdout_tail, `${'x'.repeat(1997)}END`)
    assert.equal(shown?.stderr_tail, shown?.stdout_tail)
  })
  test('also one that was timed out, stopped or could not start', () => {
    for (const outcome of ['timed out', 'stopped', 'not started'] as const) {
      const state = f.fold(...f.afterReplies(f.bash('a')), f.commandFinished(0, { outcome, exitCode: null }))
      assert.partialDeepStrictEqual(state.job?.observations, [{ outcome, exit_code: null }])
    }
  })
})

describe('a verdict', () => {
  test('keeps how the command may run: with the network, contained', () => {
    const accepted = f.accepted('final', { final_commands: [{ type: 'bash', code: 'make' }] })
    const judged: Fact = {
      type: 'command.judged',
      job: 1,
      step: 1,
      index: 0,
      verdict: 'allow',
      reason: 'contained',
      matched: null,
      rule: 'contained',
      place: '',
      part: 'make',
      usesNetwork: true,
      contained: ['policy.dynamic: a script'],
    }
    assert.partialDeepStrictEqual(inStep(accepted, judged).step?.commands[0]?.judged, {
      usesNetwork: true,
      contained: ['policy.dynamic: a script'],
    })
  })
})
