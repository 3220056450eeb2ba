import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readReply } from '../../../source/core/reply.ts'

const answer = (code: string) => JSON.stringify({ final_commands: [{ type: 'bash', code }], summary: 's' })
const good = answer('date')
const bad = answer('rm -rf build')

function codeOf(text: string): string {
  const reply = readReply('final', text)
  assert.ok(reply.ok, reply.ok ? '' : reply.reason)
  return (reply.value['final_commands'] as { code: string }[]).map(({ code }) => code).join()
}
const isNoAnswer = (text: string, why: RegExp) => {
  const reply = readReply('final', text)
  assert.ok(!reply.ok, 'it was accepted')
  assert.match(reply.reason, why)
}

/** How a thought is marked: before it and behind it. */
const inNone = 'the analysis channel, with the answer in none'
const pairs: Record<string, readonly [string, string]> = {
  think: ['<think>', '</think>'],
  'think with blanks': ['\n<think>\n', '\n</think>\n\n'],
  'capitals and an attribute': ['<Think mode="deep">', '</THINK>'],
  thinking: ['<thinking>', '</thinking>'],
  'two names of one thing': ['<thinking>', '</think>'],
  thought: ['<thought>', '</thought>'],
  reasoning: ['<reasoning>', '</reasoning>'],
  scratchpad: ['<SCRATCHPAD>', '</SCRATCHPAD>'],
  antThinking: ['<antThinking>', '</antThinking>'],
  'a prefix': ['<thinking>', '</thinking>'],
  seed: ['<seed:think>', '</seed:think>'],
  longcat: ['<longcat_think>', '</longcat_think>'],
  'an escaped tag': ['&lt;think&gt;', '&lt;/think&gt;'],
  'a tag escaped as in JSON': [String.raw`\u003cthink\u003e`, String.raw`\u003c/think\u003e`],
  'scratch pad': ['<scratch_pad>', '</scratch_pad>'],
  internal: ['<internal>', '</internal>'],
  'a name of three words': ['<chain_of_thought>', '</chain_of_thought>'],
  'a name with a word behind': ['<reasoning_content>', '</reasoning_content>'],
  'a name with a hyphen': ['<thought-process>', '</thought-process>'],
  'a final response in brackets': ['Here are my reasoning steps:\n', '\n[BEGIN FINAL RESPONSE]\n'],
  'square brackets': ['[THINK]', '[/THINK]'],
  triangles: ['◁think▷', '◁/think▷'],
  'tokens with a beginning and an end': ['<|begin_of_thought|>', '<|end_of_thought|><|begin_of_solution|>'],
  'tokens in capitals': ['<|START_THINKING|>', '<|END_THINKING|><|START_RESPONSE|>'],
  'tokens of full width': ['<｜begin▁of▁thought｜>', '<｜end▁of▁thought｜>'],
  'a token whose end is the content': ['<|think|>', '<|end|><|begin|>assistant<|content|>'],
  'inner tokens': ['<|inner_prefix|>', '<|inner_suffix|>'],
  'a channel of its own': ['<|channel>thought\n', '<channel|>'],
  'unused tokens': ['<unused94>thought\n', '<unused95>'],
  'a details element': [
    '<details type="reasoning" done="true">\n<summary>Thought for 3 s</summary>\n',
    '\n</details>\n',
  ],
  'a fence': ['```thinking\n', '\n```\n'],
  'a terminal’s words': ['Thinking...\n', '\n...done thinking.\n\n'],
  'two sentences': ["Here's my thought process:\n", "\nHere's my response:\n"],
  'the analysis channel': ['<|channel|>analysis<|message|>', '<|end|><|start|>assistant<|channel|>final<|message|>'],
  'the analysis channel with a constraint': [
    '<|start|>assistant<|channel|>analysis<|message|>',
    '<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>',
  ],
  'the commentary channel': [
    '<|channel|>commentary to=functions.run <|constrain|>json<|message|>',
    '<|call|><|start|>assistant<|channel|>final<|message|>',
  ],
  'a Japanese tag': ['<思考>', '</思考>'],
  'a Chinese tag': ['<思考过程>', '</思考过程>'],
  [inNone]: ['<|channel|>analysis<|message|>', '<|end|>'],
  'channels without their messages': ['<|channel|>analysis ', '<|channel|>final '],
  'channels whose marks were lost': ['analysis', 'assistantfinal'],
}

for (const [name, [before, behind]] of Object.entries(pairs))
  describe(`a thought in ${name}`, () => {
    test('is no answer; the answer behind it is, also on the same line', () => {
      assert.equal(codeOf(`${before}First ${bad}, no.${behind}${good}`), 'date')
    })
    test('is no answer when the chat template opened it and only its end arrives', () => {
      // Without any mark of its beginning or end nothing tells a thought from prose; these arrive whole.
      if (name.startsWith('channels whose') || ['a fence', 'a details element', inNone].includes(name)) return
      assert.equal(codeOf(`Maybe ${bad}. No.${behind}${good}`), 'date')
    })
    test('may hold braces, quotes and formulas', () => {
      const odd = 'a { is needed, \\frac{1}{2}, {"a": 1}, [1, {"draft": true}, it\'s 5" {"final_commands": '
      assert.equal(codeOf(`${before}${odd}${behind}${good}`), 'date')
    })
  })

describe('a thought that never ends holds no answer', () => {
  for (const [name, [before]] of Object.entries(pairs))
    test(name, () => {
      const lost = name.startsWith('channels whose') ? 'We could run ' : ' One could run '
      isNoAnswer(`${before}${lost}${good} but`, /thought/)
    })
  test('also behind an answer', () => isNoAnswer(`${good}\n<think>or rather`, /ends in a thought \(<think>/))
  test('also when another one ended before', () => isNoAnswer(`<think>a</think>\n<think>${good}`, /thought/))
  test('also when it is nested in one that did', () =>
    isNoAnswer(`<think>a <think>b</think> ${good}`, /ends in a thought/))
})

describe('of a text with thoughts', () => {
  test('what stands between them is read', () => {
    assert.equal(codeOf(`<think>${bad}</think>Well.<think>${bad}</think>\n${good}<think>${bad}</think>`), 'date')
  })
  test('nothing grows together where one was cut out', () => {
    isNoAnswer('{"final_commands": [<think>x</think>]}', /not valid JSON/)
  })
  test('an end without a beginning behind the answer leaves no answer', () => {
    isNoAnswer(`${good} hm </think> no`, /no JSON object/)
  })
  test('an empty one changes nothing', () => {
    assert.equal(codeOf(`<think>\n\n</think>\n\n${good}`), 'date')
    assert.equal(codeOf(`<think/>${good}`), 'date')
  })
  test('marks in the strings of the answer are its text', () => {
    const codes = [
      'grep "<think>" f',
      'echo "</think>"',
      'echo "<|channel|>final<|message|>" "<|end|>"',
      'echo [THINK]',
    ]
    for (const code of codes) {
      assert.equal(codeOf(answer(code)), code)
      assert.equal(codeOf(`<think>hm</think>${answer(code)}`), code)
      assert.equal(
        codeOf(`<|channel|>analysis<|message|>x<|end|><|channel|>final<|message|>${answer(code)}<|return|>`),
        code,
      )
    }
  })
  test('ordinary tags and fences around the answer are prose', () => {
    assert.equal(codeOf(`<answer>\n\`\`\`json\n${good}\n\`\`\`\n</answer>`), 'date')
    assert.equal(codeOf(`<details><summary>x</summary>${good}</details>`), 'date')
    assert.equal(codeOf(`<|begin_of_box|>${good}<|end_of_box|>`), 'date')
    assert.equal(codeOf(`<|start|>assistant<|message|>${good}<|end|>`), 'date')
    assert.equal(codeOf(`analysis of the draft: fine.\n${good}`), 'date')
  })
  test('what is said behind an open channel, or to a tool, is no answer', () => {
    isNoAnswer(`<|channel|>analysis<|message|>x<|end|><|channel|>analysis<|message|>${good}`, /thought/)
    isNoAnswer(`<|channel|>commentary to=functions.run<|message|>x<|end|>${good}`, /thought/)
    isNoAnswer(
      `<|channel|>analysis<|message|>x<|end|><|start|>assistant<|channel|>analysis<|message|>${good}`,
      /thought/,
    )
  })
  test('two final channels that differ are two answers', () => {
    const final = '<|start|>assistant<|channel|>final<|message|>'
    isNoAnswer(`${final}${bad}<|end|>${final}${good}<|return|>`, /two different answers/)
  })
})
