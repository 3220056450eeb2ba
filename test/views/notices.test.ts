import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Fact } from '../../source/core/event.ts'
import { chatNames, chatRow } from '../../source/core/chats.ts'
import type { Notice } from '../../source/core/notice.ts'
import { deathOf, evolveNotices, noMemory, silenceOf, toldOf, type NoticeMemory } from '../../source/views/notices.ts'
import * as f from '../helpers/facts.ts'

function told(...facts: Fact[]): { memory: NoticeMemory; notices: Notice[] } {
  let memory = noMemory
  const notices: Notice[] = []
  for (const event of f.eventsOf(...facts)) {
    const step = evolveNotices(memory, event)
    memory = step.memory
    if (step.notice) notices.push(step.notice)
  }
  return { memory, notices }
}

const begun = [f.loopStarted(), f.runStarted(), f.jobStarted(), f.stepStarted(1)]
const ended: Fact = { type: 'run.ended', run: 1, why: 'deny', endReason: 'deny', exitCode: 1 }

test('a deny is told once a step, a limit and an end once, each with an id that stays the same', () => {
  const limit: Fact = { type: 'limit.reached', limit: 'max_cost_usd', allowed: 5, used: 4.98, needed: 0.05 }
  const { notices } = told(...begun, f.judged(0, 'deny', 'no'), f.judged(1, 'deny', 'no'), limit, ended)
  assert.deepEqual(
    notices.map(({ id, exit_code: exit }) => [id, exit]),
    [
      ['loop-1/5/deny', null],
      ['loop-1/7/limit', null],
      ['loop-1/8/end', 1],
    ],
  )
})

test('a run without an end is told as dead once, by whoever comes first: a look, or the next run', () => {
  const { memory, notices } = told(...begun)
  assert.deepEqual(notices, [])
  const death = deathOf(memory)
  assert.ok(death)
  assert.equal(deathOf(toldOf(memory, death)), null)
  const [next] = told(...begun, f.runStarted({}, {}, { run: 2 })).notices
  assert.equal(next?.id, death.id)
  assert.equal(deathOf(told(...begun, ended).memory), null)
})

test('silence is told once, and not while a person is waited for', () => {
  const { memory } = told(...begun)
  const later = Date.parse(memory.ts) + 31 * 60_000
  assert.equal(silenceOf(memory, later - 2 * 60_000, 30), null)
  const silence = silenceOf(memory, later, 30)
  assert.match(silence?.text ?? '', /for 31 minutes/)
  assert.ok(silence)
  assert.equal(silenceOf(toldOf(memory, silence), later, 30), null)
  assert.equal(silenceOf(memory, later, null), null)
  const asked: Fact = {
    type: 'approval.asked',
    job: 1,
    step: 1,
    question: 1,
    commands: [0],
    reasons: [{ index: 0, rules: ['r'], reason: 'uses the network' }],
    expiresAt: null,
  }
  const waiting = told(...begun, asked)
  assert.match(waiting.notices[0]?.text ?? '', /question 1: uses the network/)
  assert.equal(silenceOf(waiting.memory, later, 30), null)
})

test('every chat service has a form with the words in it', () => {
  const [notice] = told(...begun, ended).notices
  assert.ok(notice)
  for (const name of chatNames) assert.match(JSON.stringify(chatRow(name).body(notice)), /run 1 ended: deny/)
})
