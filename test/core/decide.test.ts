import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decide } from '../../source/core/decide.ts'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const next = (...facts: Fact[]) => decide(f.fold(...facts))
const kinds = (...facts: Fact[]) => {
  const effect = next(...facts)
  return effect.kind === 'record' ? effect.facts.map(({ type }) => type) : [effect.kind]
}
const onlyFact = (...facts: Fact[]) => {
  const effect = next(...facts)
  assert.equal(effect.kind, 'record')
  return effect.kind === 'record' ? effect.facts[0] : undefined
}

describe('between jobs', () => {
  const started = [f.loopStarted(), f.runStarted(f.looping(2))]

  test('nothing is decided before a run has started', () => {
    assert.deepEqual(kinds(f.loopStarted()), ['finish'])
  })
  test('the job input is read before a job begins', () => {
    assert.deepEqual(kinds(...started), ['readPayload'])
  })
  test('the first job has number 1 and index 1, and begins with step 1', () => {
    assert.deepEqual(next(...started, f.payloadRead()), { kind: 'beginJob', job: 1, index: 1, firstStep: 1 })
  })
  test('without job_loop a job has no index', () => {
    assert.deepEqual(next(f.loopStarted(), f.runStarted(), f.payloadRead()), {
      kind: 'beginJob',
      job: 1,
      index: null,
      firstStep: 1,
    })
  })
  const jobDone = [
    f.payloadRead(),
    f.jobStarted({ index: 1 }),
    f.stepStarted(),
    f.stepFinished('done'),
    f.jobFinished(1),
  ]
  test('one run is one job: it ends when its job is done', () => {
    const fact = onlyFact(...started, ...jobDone)
    assert.partialDeepStrictEqual(fact, {
      type: 'run.ended',
      why: 'done',
      endReason: 'done (job 1/2 completed)',
      exitCode: 0,
    })
  })
  test('with --loop the job input is read again and the next job begins', () => {
    const loop = [f.loopStarted(), f.runStarted(f.looping(2), {}, { until: 'loop' }), ...jobDone]
    assert.deepEqual(kinds(...loop), ['readPayload'])
    assert.deepEqual(next(...loop, f.payloadRead()), { kind: 'beginJob', job: 2, index: 2, firstStep: 1 })
  })
  test('the next run begins the next job at step 1', () => {
    const second = f.runStarted(f.looping(2), {}, { run: 2 })
    assert.deepEqual(next(...started, ...jobDone, second, f.payloadRead()), {
      kind: 'beginJob',
      job: 2,
      index: 2,
      firstStep: 1,
    })
  })
  test('behind max_jobs the loop is complete, with the real count and the next free step number', () => {
    const effect = next(
      f.loopStarted(),
      f.runStarted(f.looping(1)),
      ...jobDone,
      f.runStarted(f.looping(1), {}, { run: 2 }),
      f.payloadRead(),
    )
    assert.partialDeepStrictEqual(effect, {
      kind: 'record',
      facts: [
        { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 },
        { type: 'run.ended', why: 'loop_complete', endReason: 'job_loop_complete: max_jobs(1)に到達', exitCode: 0 },
      ],
    })
  })
  test('a complete loop says so again and completes nothing twice', () => {
    const complete: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 }
    const again = [f.runStarted(f.looping(1), {}, { run: 2 }), f.payloadRead()]
    assert.deepEqual(kinds(f.loopStarted(), f.runStarted(f.looping(1)), ...jobDone, complete, ...again), ['run.ended'])
  })
  test('raising max_jobs after completion goes on with the next job', () => {
    const complete: Fact = { type: 'loop.completed', maxJobs: 1, jobsExecuted: 1, job: 1, step: 2 }
    const more = [f.runStarted(f.looping(2), {}, { run: 2 }), f.payloadRead()]
    assert.deepEqual(next(f.loopStarted(), f.runStarted(f.looping(1)), ...jobDone, complete, ...more), {
      kind: 'beginJob',
      job: 2,
      index: 2,
      firstStep: 1,
    })
  })
  test('max_jobs 0 is complete at once', () => {
    assert.deepEqual(kinds(f.loopStarted(), f.runStarted(f.looping(0)), f.payloadRead()), [
      'loop.completed',
      'run.ended',
    ])
  })
  test('a root that was taken over in the middle of a job goes on at its step', () => {
    const takeover = { phase: 'execute', step: 3, isDone: false, reason: 'x', index: 2, rows: [] }
    const effect = next(f.loopStarted({ origin: 'takeover', takeover }), f.runStarted(f.looping(3)), f.payloadRead())
    assert.deepEqual(effect, { kind: 'beginJob', job: 2, index: 2, firstStep: 3 })
  })
})

describe('steps of a job', () => {
  const inJob = (config = {}) => [f.loopStarted(), f.runStarted(config), f.payloadRead(), f.jobStarted()]

  test('a step begins with the done check', () => {
    assert.deepEqual(kinds(...inJob()), ['step.started'])
    assert.deepEqual(kinds(...f.inStep()), ['checkDone'])
  })
  test('evidence that holds ends the step and the job', () => {
    assert.deepEqual(kinds(...f.inStep(), f.doneChecked(true)), ['step.finished', 'job.finished'])
  })
  test('the check is made behind the last step too', () => {
    const used = [...inJob({ max_steps: 1 }), f.stepStarted(1), f.stepFinished('execute')]
    assert.deepEqual(onlyFact(...used), { type: 'step.started', job: 1, step: 2, attempt: 1 })
    assert.deepEqual(kinds(...used, f.stepStarted(2)), ['checkDone'])
    assert.deepEqual(kinds(...used, f.stepStarted(2), f.doneChecked(true, 2)), ['step.finished', 'job.finished'])
  })
  const exhausted = [
    ...inJob({ max_steps: 1 }),
    f.stepStarted(1),
    f.stepFinished('execute'),
    f.stepStarted(2),
    f.doneChecked(false, 2),
  ]
  test('behind max_steps without evidence the run ends with exit code 4', () => {
    assert.partialDeepStrictEqual(onlyFact(...exhausted), { type: 'step.finished', phase: 'max_steps_reached' })
    const fact = onlyFact(...exhausted, f.stepFinished('max_steps_reached', { step: 2 }))
    assert.partialDeepStrictEqual(fact, {
      type: 'run.ended',
      why: 'max_steps',
      endReason: 'max_steps_reached: 1',
      exitCode: 4,
    })
  })
  test('a rerun behind max_steps looks at the evidence first, then says so again without another step', () => {
    const again = [
      ...exhausted,
      f.stepFinished('max_steps_reached', { step: 2 }),
      f.runStarted({ max_steps: 1 }, {}, { run: 2 }),
      f.payloadRead(),
    ]
    assert.deepEqual(next(...again), { kind: 'checkDone', job: 1, step: 2 })
    assert.deepEqual(kinds(...again, f.doneChecked(false, 2)), ['run.ended'])
    assert.deepEqual(onlyFact(...again, f.doneChecked(true, 2)), { type: 'step.started', job: 1, step: 2, attempt: 2 })
  })
  test('with max_steps raised the job goes on with the number the end had taken', () => {
    const raised = [
      ...exhausted,
      f.stepFinished('max_steps_reached', { step: 2 }),
      f.runStarted({ max_steps: 3 }, {}, { run: 2 }),
      f.payloadRead(),
    ]
    assert.deepEqual(onlyFact(...raised), { type: 'step.started', job: 1, step: 2, attempt: 2 })
  })
  test('a step that failed is done again by the next run, under the same number', () => {
    const fatal = [...f.inStep(), f.stepFinished('fatal_error', { error: 'draft生成失敗', isStopped: true })]
    assert.partialDeepStrictEqual(onlyFact(...fatal), {
      type: 'run.ended',
      why: 'fatal_error',
      endReason: 'fatal_error: draft生成失敗',
      exitCode: 1,
    })
    const again = [...fatal, f.runStarted({}, {}, { run: 2 }), f.payloadRead()]
    assert.deepEqual(onlyFact(...again), { type: 'step.started', job: 1, step: 1, attempt: 2 })
  })
})

describe('the roles', () => {
  const ready = (config = {}, tos = {}) => [...f.inStep(config, tos), f.doneChecked(false)]
  const templates = {
    draft_prompt_template: 'D{step_num}',
    review_prompt_template: 'R{draft_json}',
    final_prompt_template: 'F{review_json}',
  }

  test('draft, review and final are asked in this order', () => {
    const order: string[] = []
    const facts = ready()
    for (const [role, value] of [
      ['draft', { commands: [] }],
      ['review', { improved_commands: [], approval: true }],
      ['final', { final_commands: [] }],
    ] as const) {
      const effect = next(...facts)
      order.push(effect.kind === 'askModel' ? effect.role : effect.kind)
      facts.push(f.accepted(role, value))
    }
    assert.deepEqual(order, ['draft', 'review', 'final'])
  })
  test('the prompt is the configured template', () => {
    assert.partialDeepStrictEqual(next(...ready(templates)), {
      kind: 'askModel',
      prompt: 'D1',
      round: 1,
      attempt: 1,
      waitMs: 0,
    })
  })
  test('a passing failure is retried after 1, 2, 4 seconds', () => {
    const waits = [1, 2, 3].map((attempt) => {
      const effect = next(...ready({ api_retry: 5 }), f.asked('draft', 1, attempt), f.failed('draft', attempt))
      return effect.kind === 'askModel' ? [effect.attempt, effect.waitMs] : null
    })
    assert.deepEqual(waits, [
      [2, 1000],
      [3, 2000],
      [4, 4000],
    ])
  })
  test('a longer retry-after is obeyed', () => {
    assert.partialDeepStrictEqual(next(...ready(), f.failed('draft', 1, { retryAfterMs: 90_000 })), { waitMs: 90_000 })
  })
  test('behind api_retry the step is a fatal_error that says why', () => {
    assert.partialDeepStrictEqual(onlyFact(...ready({ api_retry: 1 }), f.failed('draft', 2)), {
      type: 'step.finished',
      phase: 'fatal_error',
      error: 'draft生成失敗',
      detail: 'overloaded (status 529): busy',
      isStopped: true,
    })
  })
  test('a permanent failure ends the role at once', () => {
    const fact = onlyFact(
      ...ready(),
      f.failed('draft', 1, { isPermanent: true, kind: 'auth', status: 401, message: 'no' }),
    )
    assert.partialDeepStrictEqual(fact, { phase: 'fatal_error', detail: 'auth (status 401): no' })
  })
  test('an answer is read; one of a wrong form is asked for again with the prefix once', () => {
    const config = { ...templates, json_retry_prefix: 'P' }
    assert.deepEqual(kinds(...ready(config), f.answered('draft', 'prose')), ['reply.refused'])
    const second = next(...ready(config), f.answered('draft', 'prose'), f.refused('draft'))
    assert.partialDeepStrictEqual(second, { kind: 'askModel', round: 2, attempt: 1, prompt: 'P\n\nD1' })
    const third = next(
      ...ready(config),
      f.answered('draft', 'prose'),
      f.refused('draft', 1),
      f.asked('draft', 2),
      f.answered('draft', 'x', 2),
      f.refused('draft', 2),
    )
    assert.partialDeepStrictEqual(third, { round: 3, prompt: 'P\n\nD1' })
  })
  test('behind json_retry the step is a fatal_error', () => {
    const facts = [...ready({ json_retry: 0 }), f.asked('draft'), f.answered('draft', 'x'), f.refused('draft')]
    assert.partialDeepStrictEqual(onlyFact(...facts), { phase: 'fatal_error', error: 'draft生成失敗' })
  })
  test('each round has its own retries', () => {
    const facts = [
      ...ready({ api_retry: 1 }),
      f.failed('draft', 1),
      f.asked('draft', 1, 2),
      f.answered('draft', 'x', 1, 2),
      f.refused('draft'),
    ]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'askModel', round: 2, attempt: 1 })
    const failedAgain = f.failed('draft', 1, { round: 2 })
    assert.partialDeepStrictEqual(next(...facts, f.asked('draft', 2, 1), failedAgain), {
      kind: 'askModel',
      round: 2,
      attempt: 2,
    })
  })
  test('a call without an answer is asked again after a crash, and says that it may be billed twice', () => {
    const facts = [...ready(), f.asked('draft'), f.runStarted({}, {}, { run: 2 }), f.payloadRead()]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'askModel', round: 1, attempt: 1, askedBefore: true })
  })
  const rejected = [
    f.accepted('draft', { commands: [] }),
    f.accepted('review', { improved_commands: [], approval: false, review: 'no' }),
  ]
  test('a review that does not approve ends the step before the final call', () => {
    assert.partialDeepStrictEqual(onlyFact(...ready(), ...rejected), {
      type: 'step.finished',
      phase: 'rejected',
      reason: 'レビューが却下: no',
    })
  })
  test('without the gate the review is advice only', () => {
    assert.partialDeepStrictEqual(next(...ready({}, { review: { gate: false } }), ...rejected), {
      kind: 'askModel',
      role: 'final',
    })
  })
})

describe('the commands', () => {
  const two = f.bash('a', 'b')

  test('every command is judged before any of them runs', () => {
    assert.partialDeepStrictEqual(next(...f.afterReplies(two)), {
      kind: 'judge',
      commands: [{ index: 0 }, { index: 1 }],
    })
  })
  test('a snapshot is taken before the first command, and not again', () => {
    const facts = [...f.afterReplies(two), f.judged(0, 'allow'), f.judged(1, 'allow')]
    assert.equal(next(...facts).kind, 'takeSnapshot')
    assert.partialDeepStrictEqual(next(...facts, f.snapshotSkipped), { kind: 'runCommand', index: 0 })
    const first = [...facts, f.snapshotSkipped, f.commandStarted(0), f.commandFinished(0)]
    assert.partialDeepStrictEqual(next(...first), { kind: 'runCommand', index: 1 })
  })
  test('a step whose first snapshot was delayed waits for that snapshot, also behind a crash', () => {
    const delayed: Fact = { type: 'snapshot.delayed', job: 1, step: 1 }
    assert.equal(next(...f.afterReplies(f.bash('a')), f.judged(0, 'allow'), delayed).kind, 'takeSnapshot')
  })
  test('a snapshot that fails stops the step and the run with exit code 1', () => {
    const failure: Fact = { type: 'snapshot.failed', job: 1, step: 1, reason: 'disk' }
    const fact = onlyFact(...f.afterReplies(f.bash('a')), f.judged(0, 'allow'), failure)
    assert.partialDeepStrictEqual(fact, { type: 'run.ended', why: 'failed', exitCode: 1 })
  })
  test('a failing command does not stop the ones behind it', () => {
    const facts = [...f.afterReplies(two), f.judged(0, 'allow'), f.judged(1, 'allow'), f.snapshotSkipped]
    const failing = f.commandFinished(0, { exitCode: 1 })
    assert.partialDeepStrictEqual(next(...facts, f.commandStarted(0), failing), { kind: 'runCommand', index: 1 })
  })
  test('no command at all is an executed step without a snapshot', () => {
    assert.partialDeepStrictEqual(onlyFact(...f.afterReplies([])), { type: 'step.finished', phase: 'execute' })
  })
  test('a blank command is no command', () => {
    assert.partialDeepStrictEqual(onlyFact(...f.afterReplies(f.bash('  \n '))), {
      type: 'step.finished',
      phase: 'execute',
    })
  })
  const mixed = (config = {}, tos = {}) => [
    ...f.afterReplies(two, config, tos),
    f.judged(0, 'deny', 'because'),
    f.judged(1, 'allow'),
  ]
  const letting = { execution_policy: { stop_on_deny: false } }
  test('with stop_on_deny one denied command stops the step before anything ran, and the run', () => {
    assert.partialDeepStrictEqual(onlyFact(...mixed()), {
      phase: 'deny',
      reason: '全コマンドがdeny: because',
      isStopped: true,
    })
    const fact = onlyFact(...mixed(), f.stepFinished('deny', { isStopped: true }))
    assert.partialDeepStrictEqual(fact, { type: 'run.ended', why: 'deny', endReason: 'deny: because', exitCode: 1 })
  })
  test('without stop_on_deny the denied one is left out and the allowed one runs', () => {
    assert.partialDeepStrictEqual(next(...mixed(letting), f.snapshotSkipped), { kind: 'runCommand', index: 1 })
  })
  test('mixed_step run_allowed brings the old behaviour back', () => {
    assert.equal(next(...mixed({}, { policy: { mixed_step: 'run_allowed' } })).kind, 'takeSnapshot')
  })
  test('all denied without stop_on_deny is phase deny, and the next step begins', () => {
    const facts = [...f.afterReplies(f.bash('a'), letting), f.judged(0, 'deny', 'because')]
    assert.partialDeepStrictEqual(onlyFact(...facts), { phase: 'deny', isStopped: false })
    assert.deepEqual(onlyFact(...facts, f.stepFinished('deny')), { type: 'step.started', job: 1, step: 2, attempt: 1 })
  })
})

describe('requests', () => {
  const stop = (when: 'step' | 'now'): Fact => ({ type: 'run.stopRequested', by: 'op', when })
  const executing = [...f.afterReplies(f.bash('a', 'b')), f.judged(0, 'allow'), f.judged(1, 'allow'), f.snapshotSkipped]

  test('stop lets the step end, then ends the run with 130', () => {
    assert.partialDeepStrictEqual(next(...executing, stop('step')), { kind: 'runCommand', index: 0 })
    const fact = onlyFact(...executing, stop('step'), f.stepFinished('execute'))
    assert.partialDeepStrictEqual(fact, { type: 'run.ended', why: 'stopped', exitCode: 130 })
  })
  test('stop now in the middle of the commands ends the step without the rest', () => {
    const stopped = f.commandFinished(0, { outcome: 'stopped', exitCode: null })
    const facts = [...executing, f.commandStarted(0), stop('now'), stopped]
    assert.partialDeepStrictEqual(onlyFact(...facts), { type: 'step.finished', phase: 'execute' })
  })
  test('stop now before any command leaves the step open for the next run', () => {
    assert.partialDeepStrictEqual(onlyFact(...f.inStep(), f.doneChecked(false), stop('now')), {
      type: 'run.ended',
      why: 'stopped',
    })
  })
  const pause: Fact = { type: 'run.pauseRequested', by: 'op' }
  test('pause waits between two commands, and resume goes on', () => {
    const facts = [...executing, f.commandStarted(0), f.commandFinished(0), pause]
    assert.deepEqual(kinds(...facts), ['run.paused'])
    const paused: Fact = { type: 'run.paused', run: 1 }
    assert.deepEqual(kinds(...facts, paused), ['waitForRequest'])
    assert.partialDeepStrictEqual(next(...facts, paused, { type: 'run.resumeRequested', by: 'op' }), {
      kind: 'runCommand',
      index: 1,
    })
  })
})

describe('after a crash', () => {
  const executing = [...f.afterReplies(f.bash('a', 'b')), f.judged(0, 'allow'), f.judged(1, 'allow'), f.snapshotSkipped]
  const newRun = f.runStarted({}, {}, { run: 2 })

  test('a command that had started is in doubt: it is never run again silently, the run ends with 5', () => {
    const fact = onlyFact(...executing, f.commandStarted(0), newRun)
    assert.partialDeepStrictEqual(fact, { type: 'run.ended', why: 'in_doubt', exitCode: 5 })
  })
  test('settled with skip it is left out', () => {
    const settled: Fact = { type: 'command.settled', job: 1, step: 1, index: 0, decision: 'skip', by: 'op' }
    const facts = [...executing, f.commandStarted(0), newRun, settled, f.payloadRead()]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'judge', commands: [{ index: 1 }] })
  })
  test('settled with rerun it is judged again with the rest', () => {
    const settled: Fact = { type: 'command.settled', job: 1, step: 1, index: 0, decision: 'rerun', by: 'op' }
    const facts = [...executing, f.commandStarted(0), newRun, settled, f.payloadRead()]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'judge', commands: [{ index: 0 }, { index: 1 }] })
  })
  test('the job input is read again before anything else', () => {
    assert.deepEqual(kinds(...executing, newRun), ['readPayload'])
  })
  test('verdicts not yet acted on are asked for again: the rules may have changed', () => {
    assert.partialDeepStrictEqual(next(...executing, newRun, f.payloadRead()), {
      kind: 'judge',
      commands: [{ index: 0 }, { index: 1 }],
    })
  })
  test('a finished command is not run again', () => {
    const facts = [
      ...executing,
      f.commandStarted(0),
      f.commandFinished(0),
      newRun,
      f.payloadRead(),
      f.judged(1, 'allow'),
      f.snapshotSkipped,
    ]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'runCommand', index: 1 })
  })
  test('commands with masked secrets of the dead run are drafted again', () => {
    const facts = [...f.afterReplies(f.bash('curl [masked:abcdef-1]')), newRun, f.payloadRead()]
    assert.partialDeepStrictEqual(next(...facts), { kind: 'askModel', role: 'draft' })
  })
})
