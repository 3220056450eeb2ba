import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { jobStrip, sparkline, timeLeft } from '../../../source/ui/panels/job-strip.ts'
import { sortedJobs, type BegunJob, type JobEntry } from '../../../source/ui/panels/job-entries.ts'
import { rowText } from '../../../source/ui/draw/row.tsx'

const job = (number: number, more: Partial<BegunJob> = {}): BegunJob => ({
  isQueued: false,
  since: null,
  seq: number,
  job: number,
  index: number,
  name: 'n',
  startedAt: '2026-01-02T03:04:05.000Z',
  endedAt: '2026-01-02T03:05:05.000Z',
  steps: 1,
  phase: 'done',
  costUsd: null,
  tokens: 0,
  workMs: 60_000,
  deny: 0,
  ask: 0,
  failed: 0,
  rejected: 0,
  isLimited: false,
  files: 0,
  lastDid: null,
  ...more,
})
const night: readonly JobEntry[] = [
  job(1),
  job(2, { failed: 2 }),
  job(3, { deny: 1, failed: 1 }),
  job(4, { ask: 1 }),
  job(5, { rejected: 1 }),
  job(6, { isLimited: true, endedAt: null }),
  job(7, { endedAt: null }),
  { job: 8, isQueued: true },
]

describe('the strip of jobs', () => {
  test('has a cell per job with the worst that happened to it', () => {
    assert.equal(rowText(jobStrip(night, true, 80)), '.FDARL> ')
  })
  test('shows no job as running while nothing runs', () =>
    assert.equal(rowText(jobStrip(night, false, 80)), '.FDARLo '))
  test('folds several jobs into a cell where there are more of them, and loses nothing grave', () => {
    const many = Array.from({ length: 100 }, (_, i) => job(i + 1, i === 57 ? { deny: 1 } : {}))
    const text = rowText(jobStrip(many, false, 10))
    assert.equal(text.length, 10)
    assert.equal(text, '.....D....')
  })
})

describe('the curve of figures', () => {
  test('has its top at the highest', () => assert.equal(sparkline([0, 5, 10], 80, false), '▁▅█'))
  test('is drawn with plain signs where boxes are', () => assert.equal(sparkline([0, 5, 10], 80, true), '_+#'))
  test('is empty where nothing was counted', () => assert.equal(sparkline([0, 0], 80, false), ''))
})

describe('jobs in an order', () => {
  test('of trouble: a deny before a limit before failures, the quiet ones last', () => {
    const order = sortedJobs(night, 'trouble').map(({ job }) => job)
    assert.deepEqual(order.slice(0, 3), [3, 6, 2])
    assert.deepEqual(order.slice(-1), [8])
  })
  test('of time or tokens: the most first', () => {
    const jobs = [job(1, { workMs: 5, tokens: 9 }), job(2, { workMs: 7, tokens: 1 })]
    assert.deepEqual(
      sortedJobs(jobs, 'time').map(({ job }) => job),
      [2, 1],
    )
    assert.deepEqual(
      sortedJobs(jobs, 'tokens').map(({ job }) => job),
      [1, 2],
    )
  })
})

test('the time that is left is told by the jobs that are done', () => {
  assert.equal(timeLeft([job(1), job(2, { workMs: 20_000 }), { job: 3, isQueued: true }]), 40_000)
  assert.equal(timeLeft([{ job: 1, isQueued: true }]), null)
})
