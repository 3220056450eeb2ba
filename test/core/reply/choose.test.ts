import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../../helpers/properties.ts'
import { readReply } from '../../../source/core/reply.ts'
import { scan } from '../../../source/core/reply/objects.ts'

const runs = { numRuns: Number(process.env['TOS_PROPERTY_RUNS'] ?? 300) }
const final = (code: string) => JSON.stringify({ final_commands: [{ type: 'bash', code }], summary: 's' })
const review = (approval: boolean, word = 'r') => JSON.stringify({ review: word, improved_commands: [], approval })

const refusal = (role: 'review' | 'final', text: string) => {
  const reply = readReply(role, text)
  return reply.ok ? null : reply.reason
}
const approval = (text: string) => {
  const reply = readReply('review', text)
  return reply.ok ? reply.value['approval'] : null
}

/** What stands around answers: everything that looks a little like one. */
const scraps = [
  'Sure!',
  'a { is needed',
  '\\frac{1}{2}',
  '{"a": 1}',
  '{"draft": true}',
  "it's",
  'a 5" disk',
  '[note]',
  'see [1] and [2].',
  '{name}',
  'x in {1, 2}',
  '`{`',
  '了解しました。',
  '```json',
  '```',
  '<answer>',
  '**Final:**',
  '<think>{"final_commands": [{"type": "bash", "code": "thought"}]}</think>',
  '<think>a { and a " and \\frac{1}{2}</think>',
  'the "final_commands" are',
  '{"final_commands": [...]}',
  '{"commands": [{"type": "bash", "code": "draft"}]}',
  '"',
  '{',
  '[',
] as const
const prose = fc
  .array(fc.oneof(fc.constantFrom(...scraps), fc.lorem({ maxCount: 3 })), { maxLength: 8 })
  .chain((parts) => fc.constantFrom(' ', '\n').map((joint) => parts.join(joint)))
const code = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('echo "}"', "awk '{print $1}'", 'echo "<think>"', '{'),
)

describe('an answer', () => {
  test('is not changed by what stands around it', () => {
    fc.assert(
      fc.property(prose, code, prose, (before, command, behind) => {
        const text = `${before}\n${final(command)}\n${behind}`
        const reply = readReply('final', text)
        assert.ok(reply.ok, reply.ok ? '' : reply.reason)
        assert.deepEqual(reply.value, JSON.parse(final(command)))
      }),
      runs,
    )
  })
  test('is none of two that differ, wherever they stand', () => {
    fc.assert(
      fc.property(
        prose,
        code,
        fc.constantFrom(' ', '\n', ' or ', ''),
        prose,
        code,
        prose,
        (a, one, joint, b, two, c) => {
          fc.pre(one !== two)
          const reason = refusal('final', `${a} ${final(one)}${joint}${b}${joint}${final(two)} ${c}`)
          assert.match(reason ?? 'it was accepted', /two different answers/)
        },
      ),
      runs,
    )
  })
  test('that is said twice is one, in whatever order its keys stand', () => {
    const turned = '{"summary": "s", "final_commands": [{"code": "date", "type": "bash"}]}'
    assert.equal(refusal('final', `${final('date')} so: ${turned}`), null)
  })
  test('is no approval while a no stands anywhere', () => {
    fc.assert(
      fc.property(prose, prose, prose, fc.boolean(), (a, b, c, isFirst) => {
        const [one, two] = [review(isFirst), review(!isFirst, 'q')]
        assert.notEqual(approval(`${a} ${one} ${b} ${two} ${c}`), true)
      }),
      runs,
    )
  })
  test('and whatever the text is, what comes out stood in it as an object', () => {
    const pieces = [
      ...scraps,
      final('a'),
      final('b'),
      review(true),
      '}',
      ']',
      ',',
      ':',
      '"final_commands"',
      '</think>',
      '<think>',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const reply = readReply('final', text)
        if (!reply.ok) return
        const objects = scan(text).found.map(({ value }) => JSON.stringify(value))
        assert.ok(objects.includes(JSON.stringify(reply.value)))
      }),
      runs,
    )
  })
})

describe('two answers that differ', () => {
  test('are both named, whichever comes first', () => {
    const reason = refusal('final', `${final('date')} or ${final('rm -rf build')}`)
    assert.match(reason ?? '', /two different answers: .*"date".* and .*rm -rf build/)
  })
  test('are refused also when one of them is broken, cut off or of a wrong shape', () => {
    const begun = '{"final_commands": [{"type": "bash", "code": "rm"'
    assert.match(refusal('final', `${begun},}]}\n${final('a')}`) ?? '', /one that is not valid JSON/)
    assert.match(refusal('final', `${final('a')}\n${begun}`) ?? '', /one that is cut off/)
    assert.match(refusal('final', `{"final_commands": ["rm"]}\n${final('a')}`) ?? '', /one that has a wrong shape/)
    assert.match(refusal('final', `{'final_commands': [{'type': 'bash'}]}\n${final('a')}`) ?? '', /not valid JSON/)
  })
  test('are refused also within one object: a key that stands twice is read in two ways', () => {
    const twice = '{"final_commands": [], "final_commands": [{"type": "bash", "code": "rm"}]}'
    assert.match(refusal('final', twice) ?? '', /the key "final_commands" stands twice/)
    assert.equal(approval('{"improved_commands": [], "approval": false, "approval": true}'), null)
  })
})

describe('a review approves nothing while', () => {
  const yes = review(true)
  const noes: Record<string, string> = {
    'an answer before it says no': `${review(false)} ${yes}`,
    'an answer behind it says no': `${yes} ${review(false)}`,
    'an object without commands says no': `${yes}\n{"approval": false}`,
    'an object within an object says no': `${yes}\n{"verdict": {"approval": false}}`,
    'an object within the answer says no': '{"improved_commands": [], "approval": true, "also": {"approval": false}}',
    'a broken object says no': `${yes}\n{"approval": false, }`,
    'a line of prose says no': `${yes}\napproval: false`,
    'a line of a report says no': `${yes}\n**Approval**: **No**`,
    'a line in Japanese says no': `${yes}\n承認：却下`,
    'a word in Japanese says no': `承認: 「いいえ」\n${yes}`,
    'a word for no stands in an object': `${yes}\n{"approved": "no"}`,
  }
  for (const [what, text] of Object.entries(noes)) test(what, () => assert.notEqual(approval(text), true))
  test('what was only thought does not count', () => {
    assert.equal(approval(`<think>${review(false)} approval: false?</think>${yes}`), true)
  })
  test('the no of two answers is the answer, with its words', () => {
    const reply = readReply('review', `${yes}\n${review(false, 'it deletes too much')}`)
    assert.ok(reply.ok && reply.value['review'] === 'it deletes too much')
  })
})

describe('objects are found by the grammar alone', () => {
  test('what is found is what JSON.parse reads, for any value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })), prose, (value, before) => {
        const text = JSON.stringify(value)
        const last = scan(`${before}\n${text}`).found.at(-1)
        assert.equal(last?.text, text)
      }),
      runs,
    )
  })
  test('what is cut or broken is not found, wherever it is cut', () => {
    const whole = '{"a": ["x\\u0041", -1.5e3, true, null, {"b": {}}], "c": "d"}'
    for (let length = 1; length < whole.length; length++)
      assert.ok(scan(whole.slice(0, length)).found.every(({ start }) => start > 0))
  })
})
