import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Role } from '../../source/core/event-place.ts'
import { makePrompt, retryPrompt, type PromptParts } from '../../source/core/prompt.ts'

const nothing: PromptParts = { stepNum: 1, history: [], payload: null, observations: [] }
const full: PromptParts = {
  stepNum: 3,
  history: [{ step: 1, summary: '日本' }],
  payload: '{"a": 1.0}',
  observations: [{ step: 2, exit_code: 1 }],
  draft: { commands: [] },
  review: { approval: true },
}

describe('placeholders', () => {
  test('stand for step, history, payload, observations, draft and review', () => {
    assert.equal(
      makePrompt('draft', 'n={step_num} h={history_json} p={job_payload_json} o={observations_json}', full),
      'n=3 h=[{"step": 1, "summary": "日本"}] p={"a": 1.0} o=[{"step": 2, "exit_code": 1}]',
    )
    assert.equal(makePrompt('review', '{step_num}|{draft_json}', full), '3|{\n  "commands": []\n}')
    assert.equal(
      makePrompt('final', '{review_json}|{draft_json}', full),
      '{\n  "approval": true\n}|{\n  "commands": []\n}',
    )
  })
  test('are replaced wherever they stand, as often as they stand', () => {
    assert.equal(makePrompt('draft', '{step_num}{step_num} {step_num}', full), '33 3')
  })
  test('of nothing are an empty list and null', () => {
    assert.equal(makePrompt('draft', '{history_json} {job_payload_json} {observations_json}', nothing), '[] null []')
  })
  test('of the payload show it as it is spelled in the file, an empty object too', () => {
    for (const payload of ['{}', '{"n": 1.0, "m": 1e22}'])
      assert.equal(makePrompt('draft', '{job_payload_json}', { ...nothing, payload }), payload)
  })
  test('of another role, and unknown ones, stay as they stand', () => {
    const all = '{step_num} {history_json} {job_payload_json} {observations_json} {draft_json} {review_json}'
    const left = (role: Role) => [...makePrompt(role, all, full).matchAll(/\{\w+\}/g)].join(' ')
    assert.equal(left('draft'), '{draft_json} {review_json}')
    assert.equal(left('review'), '{history_json} {job_payload_json} {review_json}')
    assert.equal(left('final'), '{history_json} {job_payload_json}')
    const unknown = '{name} {STEP_NUM} { step_num } {step-num} {} {{x}} {toString} {constructor} {__proto__}'
    assert.equal(makePrompt('draft', unknown, full), unknown)
  })
  test('inside further braces are replaced, the braces stay', () => {
    assert.equal(makePrompt('draft', '{{step_num}}', full), '{3}')
  })
  test('of a draft that is not there stay', () => {
    assert.equal(makePrompt('review', '{draft_json}', nothing), '{draft_json}')
  })
})

describe('what came in is never expanded again', () => {
  const hostile = '{step_num} {job_payload_json} {review_json} $& $1 $$ $`'

  test('from the history, the payload or an observation', () => {
    const parts = { ...nothing, history: [{ summary: hostile }], payload: `"${hostile}"`, observations: [hostile] }
    assert.equal(
      makePrompt('draft', '{history_json}/{job_payload_json}/{observations_json}/{step_num}', parts),
      `[{"summary": "${hostile}"}]/"${hostile}"/["${hostile}"]/1`,
    )
  })
  test('from the draft or the review', () => {
    const parts = { ...full, draft: { a: hostile }, review: { b: '{draft_json}' } }
    assert.equal(
      makePrompt('final', '{draft_json}{review_json}', parts),
      `{\n  "a": "${hostile}"\n}{\n  "b": "{draft_json}"\n}`,
    )
  })
})

test('a re-ask is the prefix, a blank line and the first prompt', () => {
  assert.equal(retryPrompt('JSON only.', 'D1'), 'JSON only.\n\nD1')
  assert.equal(retryPrompt('{step_num}', 'D1'), '{step_num}\n\nD1')
})
