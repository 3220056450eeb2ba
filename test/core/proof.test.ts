import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const path = 'out.txt'
const [old, own, back] = ['1:1 old', 'own', '3:3 back']
const begun: Fact[] = f.inStep().filter(({ type }) => !['job.started', 'step.started'].includes(type))
const job = f.jobStarted({ evidence: { [path]: old, none: null } })
const wrote = (content: string): Fact => ({
  type: 'done.checked',
  job: 1,
  step: 1,
  isDone: false,
  results: [],
  written: { [path]: content },
})
const place = { job: 1, step: 1, saved: 'u-001' }
const started = (written?: Record<string, string>): Fact => ({
  type: 'rollback.started',
  ...place,
  by: 'u',
  target: 's-001',
  scope: 'files',
  commit: 'c',
  marker: 'm',
  ...(written && { written }),
})
const finished = (evidence?: Record<string, string>): Fact => ({
  type: 'rollback.finished',
  ...place,
  commit: 'c',
  files: 1,
  ...(evidence && { evidence }),
})

const after = (...facts: Fact[]) => {
  const { job: folded, loop } = f.fold(...begun, job, f.stepStarted(), ...facts)
  return { ...folded?.proof, outdated: loop?.outdated }
}

describe('the proof of a job', () => {
  test('is what was there before it, which is old for the whole loop', () => {
    assert.partialDeepStrictEqual(after(), {
      known: { [path]: old, none: null },
      written: {},
      outdated: { [path]: ['old'] },
    })
    const next = f.fold(...begun, job, f.jobFinished(null, 1), f.jobStarted({ job: 2, evidence: { [path]: back } }))
    assert.deepEqual(next.loop?.outdated, { [path]: ['old', 'back'] })
    assert.deepEqual(next.job?.proof.known, { [path]: back })
  })
  test('is what it was seen to write, each content once', () => {
    assert.deepEqual(after(wrote(own), wrote(own), wrote('more')).written, { [path]: [own, 'more'] })
  })
  test('behind a rollback is what it wrote, without what is old as well; what came back is old', () => {
    const ended = after(wrote('old'), wrote(own), started({ [path]: 'last' }), finished({ [path]: back }))
    assert.partialDeepStrictEqual(ended, {
      known: { [path]: back, none: null },
      written: { [path]: [own, 'last'] },
      outdated: { [path]: ['old', 'back'] },
      isRestoring: false,
      isTreeNew: true,
    })
  })
  test('waits for the end of a rollback that nobody told, until a run has looked', () => {
    assert.equal(after(started()).isRestoring, true)
    assert.equal(after(started(), { type: 'job.resumed', job: 1, evidence: {} }).isRestoring, false)
  })
  test('knows whether the tree lies where the job began', () => {
    const next = (more: object) => after(f.runStarted({}, {}, { run: 2, ...more })).isTreeNew
    assert.deepEqual([next({}), next({ host: 'other' }), next({ root: '/other' })], [false, true, true])
    assert.equal(
      after(f.runStarted({}, {}, { run: 2, host: 'other' }), f.runStarted({}, {}, { run: 3 })).isTreeNew,
      true,
    )
  })
})
