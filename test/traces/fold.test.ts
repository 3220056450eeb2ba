import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { spanFold } from '../../source/traces/fold.ts'
import type { TracedSpan } from '../../source/traces/span.ts'
import * as f from '../helpers/facts.ts'

function spansOf(...facts: Fact[]) {
  const spans: TracedSpan[] = []
  const fold = spanFold((span) => spans.push(span))
  f.eventsOf(...facts).forEach(fold.take)
  return { spans, fold }
}
const path = (spans: readonly TracedSpan[], span: TracedSpan): string =>
  [span.parent === null ? '' : path(spans, spans.find(({ key }) => key === span.parent) ?? span), span.name]
    .filter(Boolean)
    .join(' > ')

const asking: Fact[] = [
  f.loopStarted(),
  f.runStarted(),
  f.jobStarted({ name: 'n' }),
  f.stepStarted(1),
  f.judged(0, 'ask'),
  { type: 'approval.asked', job: 1, step: 1, question: 1, commands: [0], reasons: [], expiresAt: null },
]
const ended = { type: 'run.ended', run: 1, why: 'unanswered', endReason: '', exitCode: 5 } as const

test('a question is a span; a run that ends ends all in it; the next run has a job and a step of its own', () => {
  const { spans } = spansOf(
    ...asking,
    ended,
    f.runStarted({}, {}, { run: 2 }),
    { type: 'approval.asked', job: 1, step: 1, question: 1, commands: [0], reasons: [], expiresAt: null },
    {
      type: 'approval.answered',
      job: 1,
      step: 1,
      question: 1,
      answer: 'allow',
      scope: 'once',
      until: null,
      reason: '',
      by: 'u',
    },
    f.stepFinished('done'),
    { type: 'job.finished', job: 1, index: 1, step: 1 },
    { ...ended, run: 2, why: 'done', exitCode: 0 },
  )
  const run = 'invoke_workflow tos run'
  assert.deepEqual(
    spans.map((span) => [span.run.run, path(spans, span), span.error]),
    [
      [1, `${run} > invoke_agent tos > step > question`, 'unanswered'],
      [1, `${run} > invoke_agent tos > step`, 'unanswered'],
      [1, `${run} > invoke_agent tos`, 'unanswered'],
      [1, run, 'unanswered'],
      [2, `${run} > invoke_agent tos > step > question`, null],
      [2, `${run} > invoke_agent tos > step`, null],
      [2, `${run} > invoke_agent tos`, null],
      [2, run, null],
    ],
  )
  assert.deepEqual(
    spans[1]?.moments.map(({ name }) => name),
    ['ask'],
  )
})

test('a run that died is told in the same order whether its reader learns it at once or of the next run', () => {
  const at = ({ key, name }: TracedSpan) => [key, name]
  const first = spansOf(...asking)
  assert.equal(first.spans.length, 0)
  first.fold.died()
  first.fold.died()
  const second = spansOf(...asking, f.runStarted({}, {}, { run: 2 }))
  assert.deepEqual(first.spans.map(at), second.spans.map(at))
  assert.deepEqual([first.spans.length, new Set(first.spans.map(({ error }) => error))], [4, new Set(['died'])])
})

test('what is said and done stays here: no prompt, reply, command or output is in a span', () => {
  const words = 'words-that-stay'
  const { spans } = spansOf(
    ...asking.slice(0, 4),
    { ...f.asked('draft'), prompt: words } as Fact,
    f.answered('draft', words),
    { ...f.commandStarted(0), code: words } as Fact,
    f.commandFinished(0, { stdout: { text: words, bytes: 1, cut: 0 } }),
    { ...ended, endReason: words },
  )
  assert.equal(spans.length, 5)
  assert.doesNotMatch(JSON.stringify(spans), new RegExp(words))
})
