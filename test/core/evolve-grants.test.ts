import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { openAsks } from '../../source/core/approval.ts'
import type { State } from '../../source/core/state.ts'
import * as f from '../helpers/facts.ts'

const granted = (rules: string[], program: string | null = null, until: string | null = null): Fact => ({
  type: 'approval.granted',
  rules,
  program,
  until,
  by: 'op',
})
const revoked = (...rules: string[]): Fact => ({ type: 'approval.revoked', rules, by: 'op' })
const asks = (rules: string[], programs: string[]): Fact => ({ ...f.judged(0, 'ask'), rules, programs }) as Fact
const waiting = (rules = ['host:a.example'], programs = ['curl']) => [
  ...f.inStep(),
  ...f.agreed(f.bash('curl a.example')),
  asks(rules, programs),
]
const question = (rules: string[]): Fact => ({
  type: 'approval.asked',
  job: 1,
  step: 1,
  question: 1,
  commands: [0],
  reasons: [{ index: 0, rules, reason: 'why' }],
  expiresAt: null,
})

/** Indexes of the commands a person must be asked about. */
const waits = ({ step }: State): number[] => (step ? openAsks(step).map(({ index }) => index) : [])

describe('a grant', () => {
  test('lets through what waits, and settles the question about it', () => {
    const state = f.fold(...waiting(), question(['host:a.example']), granted(['host:a.example']))
    assert.equal(state.step?.question, null)
    assert.partialDeepStrictEqual(state.step?.commands[0]?.approval, { answer: 'allow', via: 'grant', by: 'op' })
    assert.deepEqual(waits(state), [])
  })
  test('of another host or for another program leaves the question open', () => {
    for (const grant of [granted(['host:b.example']), granted(['host:a.example'], 'wget')]) {
      const state = f.fold(...waiting(), question(['host:a.example']), grant)
      assert.equal(state.step?.question?.question, 1)
      assert.equal(state.step?.commands[0]?.approval, null)
    }
  })
  test('for a program covers no command that asks because of another too', () => {
    const of = (...programs: string[]) =>
      f.fold(...waiting(['r'], programs), granted(['r'], 'curl')).step?.commands[0]?.approval ?? null
    assert.notEqual(of('curl'), null)
    assert.equal(of('curl', 'ssh'), null)
  })
  test('that is taken back holds what waits again; the others stay', () => {
    const state = f.fold(...waiting(), granted(['host:a.example', 'host:b.example']), revoked('host:a.example'))
    assert.deepEqual(
      state.run?.grants.map(({ rule }) => rule),
      ['host:b.example'],
    )
    assert.equal(state.step?.commands[0]?.approval, null)
    assert.deepEqual(waits(state), [0])
    assert.deepEqual(f.fold(...waiting(), granted(['a', 'b']), revoked()).run?.grants, [])
  })
  test('changes nothing about a command that has begun', () => {
    const state = f.fold(...waiting(), granted(['host:a.example']), f.snapshotSkipped, f.commandStarted(0), revoked())
    assert.equal(state.step?.commands[0]?.status, 'started')
    assert.partialDeepStrictEqual(state.step?.commands[0]?.approval, { via: 'grant' })
  })
})
