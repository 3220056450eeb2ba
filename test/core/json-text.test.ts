import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { indentedJson, inlineJson, pythonList } from '../../source/core/json-text.ts'

describe('inline JSON', () => {
  test('is one line with ", " and ": ", nothing escaped that need not be', () => {
    assert.equal(
      inlineJson({ a: [1, 'x', null, true], 日本: { 'b"': '😀\n\\' }, e: [], o: {} }),
      '{"a": [1, "x", null, true], "日本": {"b\\"": "😀\\n\\\\"}, "e": [], "o": {}}',
    )
  })
  test('is JSON again, with the same value', () => {
    const value = { z: [{ a: [[], {}, [null]] }], 'ключ ,": ': 'a, b: c', n: [-0.5, 1e21, 0] }
    assert.deepEqual(JSON.parse(inlineJson(value)), value)
  })
  test('leaves members without a value out; alone or in a list they are null', () => {
    assert.equal(inlineJson({ a: undefined, b: 1 }), '{"b": 1}')
    assert.equal(inlineJson([undefined]), '[null]')
    assert.equal(inlineJson(undefined), 'null')
  })
  test('escapes half a surrogate pair, so that it can be written', () => {
    assert.equal(inlineJson('\uD83D'), '"\\ud83d"')
  })
})

test('indented JSON has two blanks, empty containers closed, no line end behind', () => {
  assert.equal(
    indentedJson({ a: [], b: {}, c: [1, '語'] }),
    '{\n  "a": [],\n  "b": {},\n  "c": [\n    1,\n    "語"\n  ]\n}',
  )
})

describe("Python's spelling of a list", () => {
  const spelled: [string, readonly string[], string][] = [
    ['nothing', [], '[]'],
    ['one', ['bash'], "['bash']"],
    ['several', ['powershell', 'bash'], "['powershell', 'bash']"],
    ['Japanese', ['合計:', '件数:'], "['合計:', '件数:']"],
    ['an apostrophe takes double quotes', ["it's"], `["it's"]`],
    ['double quotes take single ones', ['a"b'], `['a"b']`],
    ['both: the apostrophe is escaped', [`a"b'c`], `['a"b\\'c']`],
    ['a backslash is doubled', ['a\\b', "a\\'b"], `['a\\\\b', "a\\\\'b"]`],
    ['line feed, return and tab have their letters', ['\n\r\t'], `['\\n\\r\\t']`],
    ['an empty text', [''], "['']"],
    ['an emoji', ['😀'], "['😀']"],
    ['other control characters have their number', ['\u0000\u001B\u007F\u0085'], `['\\x00\\x1b\\x7f\\x85']`],
  ]
  for (const [what, items, expected] of spelled) test(what, () => assert.equal(pythonList(items), expected))
})
