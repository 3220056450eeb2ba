import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { pipeline } from '../../source/views/pipeline.ts'
import * as f from '../helpers/facts.ts'

const stages = (...facts: Fact[]) =>
  pipeline(f.fold(...facts)).map(({ name, state, note }) => [name, state, note].join(' ').trim())
const inStep = (...facts: Fact[]) => stages(...f.inStep(), f.doneChecked(false), ...facts)
const stage = (name: string, ...facts: Fact[]) => inStep(...facts).find((entry) => entry.startsWith(`${name} `))
const two = f.agreed(f.bash('a', 'b'))

describe('the stages of a step', () => {
  test('there are none before a step', () => {
    assert.deepEqual(stages(f.loopStarted()), [])
  })
  test('wait in their order', () => {
    assert.deepEqual(inStep(), [
      'draft waiting',
      'review waiting',
      'final waiting',
      'policy waiting',
      'execute waiting',
      'done waiting',
    ])
  })
  test('run one after the other', () => {
    assert.equal(stage('draft', f.asked('draft')), 'draft running')
    assert.equal(stage('draft', f.asked('draft'), f.answered('draft', 'x')), 'draft running')
    assert.deepEqual(inStep(...two, f.judged(0, 'allow'), f.judged(1, 'allow'), f.commandStarted(0)), [
      'draft ok ok',
      'review ok ok',
      'final ok ok',
      'policy ok 2/2',
      'execute running 0/2',
      'done waiting',
    ])
  })
})

describe('a stage that is not well', () => {
  test('a failed call, a refused reply, a review that does not approve', () => {
    assert.equal(stage('draft', f.asked('draft'), f.failed('draft')), 'draft bad FAIL')
    assert.equal(stage('draft', f.asked('draft'), f.answered('draft', 'x'), f.refused('draft')), 'draft bad again')
    assert.equal(stage('review', f.accepted('review', { improved_commands: [], approval: false })), 'review bad REJECT')
  })
  test('a denied command', () => {
    assert.equal(stage('policy', ...two, f.judged(0, 'allow'), f.judged(1, 'deny')), 'policy bad DENY')
    assert.equal(stage('policy', ...two, f.judged(0, 'allow')), 'policy ok 1/2')
  })
  test('a command that failed, by its exit code or otherwise', () => {
    const judged = [...two, f.judged(0, 'allow'), f.judged(1, 'allow')]
    assert.equal(stage('execute', ...judged, f.commandFinished(0)), 'execute ok 1/2')
    assert.equal(stage('execute', ...judged, f.commandFinished(0, { exitCode: 1 })), 'execute bad 1/2 FAIL')
    const timedOut = f.commandFinished(1, { outcome: 'timed out', exitCode: null })
    assert.equal(stage('execute', ...judged, f.commandFinished(0), timedOut), 'execute bad 2/2 FAIL')
  })
  test('only allowed commands count as work', () => {
    const mixed = [...two, f.judged(0, 'deny'), f.judged(1, 'allow'), f.commandFinished(1)]
    assert.equal(stage('execute', ...mixed), 'execute ok 1/1')
  })
})

describe('the end of a step', () => {
  test('is done or not yet', () => {
    assert.equal(stage('done', f.stepFinished('done')), 'done ok yes')
    assert.equal(stage('done', f.stepFinished('execute')), 'done waiting not yet')
  })
  test('leaves no call running', () => {
    assert.equal(stage('draft', f.asked('draft'), f.stepFinished('execute')), 'draft stopped')
  })
})
