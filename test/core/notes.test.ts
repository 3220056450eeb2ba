import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { decide } from '../../source/core/decide.ts'
import type { Fact } from '../../source/core/event.ts'
import { answerRequest } from '../../source/core/request.ts'
import * as f from '../helpers/facts.ts'

const begun: Fact[] = [...f.inStep(), f.doneChecked(false)]
const once: Fact = { type: 'note.added', text: 'use the staging host', isKept: false, by: 'op' }
const kept: Fact = { ...once, text: 'answer in Japanese', isKept: true }

/** What the model that drafts would be asked now. */
function draftPrompt(...facts: Fact[]): string {
  const effect = decide(f.fold(...facts))
  assert.equal(effect.kind, 'askModel')
  return effect.kind === 'askModel' ? effect.prompt : ''
}
const asked = f.asked('draft')
const accepted: Fact[] = [f.answered('draft', '{"commands":[]}'), f.accepted('draft', { commands: [] })]

describe('a note of the operator', () => {
  test('stands behind the prompt of the next draft; without one the prompt is the template', () => {
    const plain = draftPrompt(...begun)
    assert.equal(draftPrompt(...begun, once), `${plain}\n\nNotes of the operator:\n- use the staging host`)
  })
  test('is said once: the draft after that does not see it, one that is kept does', () => {
    const heard = f.fold(...begun, once, kept, asked, ...accepted)
    assert.deepEqual(
      heard.loop?.notes.map(({ text }) => text),
      ['answer in Japanese'],
    )
  })
  test('that comes while a draft is being made waits for the next one', () => {
    const { loop } = f.fold(...begun, asked, once, ...accepted)
    assert.equal(loop?.notes.length, 1)
  })
  test('is seen again by a draft that is asked for again', () => {
    const { loop } = f.fold(...begun, once, asked, f.answered('draft', 'no JSON'))
    assert.equal(loop?.notes.length, 1)
  })
  test('is taken back with all others, and then there is nothing to take back', () => {
    const state = f.fold(...begun, once, kept)
    const cleared = answerRequest(state, { kind: 'clearNotes', by: 'op' }, new Date(0))
    assert.deepEqual(cleared, [{ type: 'note.cleared', by: 'op' }])
    const after = f.fold(...begun, once, kept, ...cleared)
    assert.deepEqual(after.loop?.notes, [])
    assert.deepEqual(answerRequest(after, { kind: 'clearNotes', by: 'op' }, new Date(0)), [])
  })
})
