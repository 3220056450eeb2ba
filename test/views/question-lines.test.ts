import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { evolve } from '../../source/core/evolve.ts'
import { initialState } from '../../source/core/state.ts'
import { describeEvent } from '../../source/views/describe.ts'
import { eventLines } from '../../source/views/lines.ts'
import { pipeline } from '../../source/views/pipeline.ts'
import { answered, asked, asks } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

const paths = { root: '/r', steps: '/r/s', phaseState: '/r/p', phaseSummary: '/r/m', jobResult: '/r/j' }
/** The lines of the last fact. */
function linesOf(...facts: Fact[]): string[] {
  const events = f.eventsOf(...facts)
  const [last] = events.slice(-1)
  return last ? eventLines(last, events.reduce(evolve, initialState), paths) : []
}
const expiresAt = '2026-01-02T04:00:00.000Z'
const open = [
  ...f.afterReplies(f.bash('curl x', 'ls', 'rm a\n\u001B[2Jb')),
  asks(0, 'net'),
  f.judged(1, 'allow'),
  asks(2, 'net', 'del'),
  asked({ 0: ['net'], 2: ['net', 'del'] }, { expiresAt }),
]
const shown = [
  `question 1: answer with 'tos approve' or 'tos deny', until ${expiresAt}`,
  '  ? curl x',
  '    ask 0 (net)',
]

describe('an open question in the lines', () => {
  test('names the commands that wait, why, and how to answer, without control characters', () => {
    const lines = linesOf(...open)
    assert.deepEqual(lines.slice(0, 3), shown)
    assert.equal(lines.length, 5)
    assert.match(lines[3] ?? '', /^ {2}\? rm a/)
    assert.equal(lines[4], '    ask 2 (net, del)')
    // eslint-disable-next-line no-control-regex
    assert.ok(lines.every((line) => !/[\u0000-\u001F\u007F]/.test(line)))
  })
  test('is shown again by the run that goes on with it', () => {
    assert.deepEqual(linesOf(...open, f.runStarted({}, {}, { run: 2 })).slice(3, 6), shown)
  })
  test('without a deadline says none', () => {
    const facts = [...f.afterReplies(f.bash('c')), asks(0, ''), asked({ 0: [''] })]
    assert.deepEqual(linesOf(...facts), ["question 1: answer with 'tos approve' or 'tos deny'", '  ? c', '    ask 0'])
  })
})

describe('an answer', () => {
  const lineOf = (more: object, answer: 'allow' | 'deny' = 'allow') => linesOf(...open, answered(answer, more))
  test('says who decided what, and for how long', () => {
    assert.deepEqual(lineOf({}), ['question 1: allowed once by ann'])
    assert.deepEqual(lineOf({ scope: 'run' }), ['question 1: allowed for this run by ann'])
    assert.deepEqual(lineOf({ scope: 'run', until: expiresAt }), [
      `question 1: allowed for this run until ${expiresAt} by ann`,
    ])
    assert.deepEqual(lineOf({ reason: 'no' }, 'deny'), ['question 1: denied by ann: no'])
  })
  test('that never came is not called a denial', () => {
    const expired: Fact = { type: 'approval.expired', job: 1, step: 1, question: 1 }
    assert.deepEqual(linesOf(...open, expired), ['question 1: no answer in time'])
  })
  test('stands with the command it let run', () => {
    const lines = linesOf(...open, answered('allow'), f.snapshotSkipped, f.commandStarted(0, 'curl x'))
    assert.deepEqual(lines, ['コマンド許可: ask 0 (allowed by ann)', '  $ curl x'])
  })
})

test('the event log names the commands as people count', () => {
  const [event] = f.eventsOf(asked({ 0: ['net'], 2: ['del'] }))
  assert.ok(event)
  assert.equal(describeEvent(event), 'question 1: commands 1, 3 to be allowed or denied')
})

test('the pipeline stands at the policy while a question is open, and goes on by its answer', () => {
  const stage = (name: string, ...facts: Fact[]) => pipeline(f.fold(...facts)).find((each) => each.name === name)
  assert.deepEqual(stage('policy', ...open), { name: 'policy', state: 'running', note: 'ASK' })
  assert.deepEqual(stage('policy', ...open, answered('allow')), { name: 'policy', state: 'ok', note: '3/3' })
  assert.deepEqual(stage('policy', ...open, answered('deny')), { name: 'policy', state: 'bad', note: 'DENY' })
  const ran = [...open, answered('allow'), f.snapshotSkipped, f.commandStarted(0), f.commandFinished(0)]
  assert.deepEqual(stage('execute', ...ran), { name: 'execute', state: 'ok', note: '1/3' })
})
