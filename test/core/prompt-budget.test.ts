import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { array, assert as holds, nat, property } from '../helpers/properties.ts'
import { decide } from '../../source/core/decide.ts'
import { makePrompt, type PromptParts } from '../../source/core/prompt.ts'
import { boundedParts } from '../../source/core/prompt-budget.ts'
import type { Fact } from '../../source/core/event.ts'
import * as f from '../helpers/facts.ts'

const template = 'Step {step_num} {history_json} {observations_json} {draft_json} {review_json} {job_payload_json}'
const make = (parts: PromptParts) =>
  makePrompt('final', template, parts) + makePrompt('draft', '{history_json}{job_payload_json}', parts)
const parts = (more: Partial<PromptParts> = {}): PromptParts => ({
  stepNum: 3,
  history: [],
  payload: null,
  observations: [],
  draft: { commands: [] },
  review: { review: '', approval: true, improved_commands: [] },
  ...more,
})
const long = (n: number) => 'あ'.repeat(n)
const entry = (step: number, size: number) => ({ step, summary: long(size) })

describe('a prompt within its budget', () => {
  test('is as it always was', () => {
    const small = parts({ history: [entry(1, 50)] })
    assert.equal(boundedParts(small, 16_000, make), small)
  })
})

describe('a prompt beyond its budget', () => {
  test('comes within it, however much was said before', () => {
    holds(
      property(
        array(nat(9000), { maxLength: 60 }),
        array(nat(2000), { maxLength: 10 }),
        nat(9000),
        (said, seen, reviewed) => {
          const observations = seen.map((n, i) => ({ step: i, code: 'x', stdout_tail: long(n), stderr_tail: '' }))
          const review = { review: long(reviewed), approval: true, improved_commands: [] }
          const all = parts({ history: said.map((n, i) => entry(i + 1, n)), observations, review })
          assert.ok(make(boundedParts(all, 8000, make)).length <= 8000)
        },
      ),
      { numRuns: 60 },
    )
  })
  test('loses of the oldest first, and says so', () => {
    const all = parts({ history: [entry(1, 5000), entry(2, 5000), entry(3, 300)] })
    const { history } = boundedParts(all, 9000, make)
    const [first, second, third] = history as { summary: string }[]
    assert.match(first?.summary ?? '', /^あ{2000} \[shortened: 3000 characters left out\]$/)
    assert.equal(second?.summary, long(5000))
    assert.deepEqual(third, entry(3, 300))
  })
  test('leaves whole entries out when there are very many, with a note in their place', () => {
    const all = parts({ history: Array.from({ length: 3000 }, (_, i) => entry(i + 1, 30)) })
    const { history } = boundedParts(all, 8000, make)
    assert.match(JSON.stringify(history[0]), /left out to save room: this step and the \d+ before it/)
    assert.deepEqual(history.at(-1), entry(3000, 30))
    assert.ok(make({ ...all, history }).length <= 8000)
  })
  test('keeps the end of an output and the beginning of everything else', () => {
    const observation = {
      step: 1,
      code: 'cat x',
      outcome: 'exited',
      exit_code: 1,
      stdout_tail: `${long(3000)}END`,
      stderr_tail: '',
    }
    const bounded = boundedParts(parts({ observations: [observation] }), 2500, make)
    const [{ stdout_tail: out, exit_code: code }] = bounded.observations as [typeof observation]
    assert.match(out, /^\[shortened: \d+ characters left out\] あ+END$/)
    assert.equal(code, 1)
  })
  test('shortens what a review says, never a command', () => {
    const commands = [{ type: 'bash', code: long(6000) }]
    const review = { review: long(6000), notes: [long(4000)], approval: true, improved_commands: commands }
    const bounded = boundedParts(parts({ review, draft: { thought: long(4000), commands } }), 4000, make)
    assert.deepEqual((bounded.review as typeof review).improved_commands, commands)
    assert.deepEqual((bounded.draft as { commands: unknown }).commands, commands)
    assert.ok((bounded.review as typeof review).review.length < 200)
  })
})

describe('a server that finds a prompt too long', () => {
  const words = { draft_prompt_template: '{history_json}', api_retry: 0 }
  const tooLong: Fact = f.failed('draft', 1, { kind: 'prompt too long', status: 400, isPermanent: true })
  const asked = (length: number, attempt: number) =>
    ({ ...f.asked('draft'), model: 'gpt-4o-mini', prompt: 'x'.repeat(length), attempt }) as Fact

  test('is asked with half of it, and half again, at most three times', () => {
    const facts: Fact[] = [...f.inStep(words), f.doneChecked(false)]
    const budgets: (number | undefined)[] = []
    for (const [attempt, length] of [9000, 4500, 2250].entries()) {
      facts.push(asked(length, attempt + 1), { ...tooLong, attempt: attempt + 1 } as Fact)
      const state = f.fold(...facts)
      budgets.push(state.loop?.promptLimits['gpt-4o-mini']?.budget)
      assert.partialDeepStrictEqual(decide(state), { kind: 'askModel', attempt: attempt + 2, waitMs: 0 })
    }
    assert.deepEqual(budgets, [4500, 2250, 1125])
    facts.push(asked(1125, 4), { ...tooLong, attempt: 4 } as Fact)
    assert.partialDeepStrictEqual(decide(f.fold(...facts)), { facts: [{ phase: 'fatal_error' }] })
  })
  test('is remembered by the next run of the loop', () => {
    const facts = [
      ...f.inStep(words),
      f.doneChecked(false),
      asked(9000, 1),
      tooLong,
      f.runStarted(words, {}, { run: 2 }),
    ]
    assert.equal(f.fold(...facts).loop?.promptLimits['gpt-4o-mini']?.budget, 4500)
  })
})
