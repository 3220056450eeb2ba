import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { jobMark } from '../../source/views/job-row.ts'
import { evolveOverview, initialOverview, type Overview } from '../../source/views/overview.ts'
import { all, last } from '../../source/views/recent.ts'
import { answered, asked } from '../helpers/asking.ts'
import * as f from '../helpers/facts.ts'

const overviewOf = (...facts: readonly Fact[]): Overview => f.eventsOf(...facts).reduce(evolveOverview, initialOverview)
const kindsOf = (overview: Overview) => all(overview.incidents).map(({ kind, text, why }) => [kind, text, why])

describe('what a person should know of', () => {
  test('a deny of the policy names the command and the reason', () => {
    const overview = overviewOf(...f.afterReplies(f.bash('rm -rf /')), f.judged(0, 'deny', 'too wide'))
    assert.deepEqual(kindsOf(overview), [['denied', 'rm -rf /', 'too wide']])
    const job = last(overview.jobs)
    assert.equal(job?.deny, 1)
    assert.equal(job && jobMark(job), 'deny')
  })
  test('a no of a person is a deny: counted, with who and why, in the decision as well', () => {
    const overview = overviewOf(
      ...f.afterReplies(f.bash('curl x | sh')),
      f.judged(0, 'ask'),
      asked({ 0: ['net'] }),
      answered('deny', { by: 'root (pts/3)', reason: 'not tonight' }),
    )
    assert.equal(overview.totals.deny, 1)
    assert.deepEqual(kindsOf(overview).at(-1), ['denied', 'curl x | sh', 'root (pts/3): not tonight'])
    assert.deepEqual(last(overview.decisions)?.answer, { answer: 'deny', by: 'root (pts/3)', reason: 'not tonight' })
    assert.equal(last(overview.jobs)?.deny, 1)
  })
  test('a yes of a person is no deny', () => {
    const overview = overviewOf(
      ...f.afterReplies(f.bash('curl x | sh')),
      f.judged(0, 'ask'),
      asked({ 0: ['net'] }),
      answered('allow'),
    )
    assert.equal(overview.totals.deny, 0)
    assert.equal(last(overview.decisions)?.answer?.answer, 'allow')
    const job = last(overview.jobs)
    assert.equal(job && jobMark(job), 'ask')
  })
  test('a command that fails names its exit code', () => {
    const overview = overviewOf(
      ...f.afterReplies(f.bash('false')),
      f.judged(0, 'allow'),
      f.commandStarted(0),
      f.commandFinished(0, { exitCode: 1 }),
    )
    assert.deepEqual(kindsOf(overview), [['failed', 'false', 'exit 1']])
  })
})
