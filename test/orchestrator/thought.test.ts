import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Effect } from '../../source/core/effect.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { isThought, mustWait } from '../../source/orchestrator/thought.ts'
import { settingsOf } from '../helpers/facts.ts'

const place = { job: 1, step: 1 }
const command = { type: 'bash', code: 'true' }
const call = { role: 'draft', round: 1, attempt: 1, prompt: '', askedBefore: false, waitMs: 0 } as const
const where = (done: object = {}) => {
  const settings = settingsOf({}, { done })
  return { settings, layout: layoutOf('/p', settings.config) }
}
const runs: Effect = { kind: 'runCommand', ...place, index: 0, command }
const checks: Effect = { kind: 'checkDone', ...place }

const thinking: Effect[] = [
  { kind: 'askModel', ...place, ...call },
  { kind: 'judge', ...place, commands: [{ index: 0, command }] },
  { kind: 'record', facts: [{ type: 'step.started', ...place, attempt: 1 }] },
  checks,
]
const doing: Effect[] = [
  runs,
  { kind: 'takeSnapshot', ...place },
  { kind: 'beginJob', job: 2, index: null, firstStep: 1 },
  { kind: 'makeCheckpoint', name: 'x', by: 'someone' },
  { kind: 'record', facts: [{ type: 'run.paused', run: 1 }] },
  { kind: 'finish' },
]

describe('while the files of a step are under way', () => {
  for (const effect of thinking) test(`${effect.kind} goes on`, () => assert.ok(isThought(effect, where())))
  for (const effect of doing) test(`${effect.kind} waits for them`, () => assert.ok(!isThought(effect, where())))
  for (const check of [
    { kind: 'command', code: 'test -f logs/steps/step_001.json' },
    { kind: 'file', path: 'logs/steps/step_001.json' },
    { kind: 'file', path: 'workspace/artifacts/../artifacts/phase_state.json' },
  ])
    test(`a check of ${check.code ?? check.path} waits for them`, () =>
      assert.ok(!isThought(checks, where({ checks: [check] }))))
  test('a check of another file goes on', () =>
    assert.ok(isThought(checks, where({ checks: [{ kind: 'file', path: 'result.txt' }] }))))
})

test('when the disk has refused one, thinking waits, too: it would be paid for a run that ends', () => {
  for (const effect of [...thinking, ...doing])
    assert.ok(mustWait(effect, { standing: () => 'refused' }, where()), effect.kind)
})
