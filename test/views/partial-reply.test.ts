import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { partialReply } from '../../source/views/partial-reply.ts'

const reply = JSON.stringify({
  commands: [
    { type: 'bash', code: 'printf "合計: 6\\n" > out.txt\necho \\"done\\"' },
    { type: 'bash', code: 'ls -l' },
  ],
  summary: 'two commands',
})

describe('a reply that is being written', () => {
  test('is its commands and sentences, readable', () => {
    assert.deepEqual(partialReply(reply), [
      '$ printf "合計: 6\\n" > out.txt',
      '  echo \\"done\\"',
      '$ ls -l',
      'summary: two commands',
    ])
  })
  test('cut anywhere shows what can be read so far, and never an escape or a brace', () => {
    const whole = partialReply(reply)?.join('\n') ?? ''
    for (let cut = 1; cut < reply.length; cut++) {
      const shown = partialReply(reply.slice(0, cut))
      if (shown) assert.ok(whole.startsWith(shown.join('\n').trimEnd()), `${cut}: ${shown.join('|')}`)
    }
  })
  test('behind a fence or a thought is found', () => {
    assert.deepEqual(partialReply('```json\n{"review": "fine", "approval": true'), ['review: fine', 'approval: true'])
  })
  test('that is no JSON is shown as it is', () => assert.equal(partialReply('I think that'), null))
})
