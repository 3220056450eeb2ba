import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes } from '../../source/core/failure.ts'
import { configSchema } from '../../source/core/config-schema.ts'
import { readJsonFile } from '../../source/files/json-file.ts'
import { compileTextRules, type TextRules } from '../../source/policy/text-rules.ts'
import { settingsOf } from '../helpers/facts.ts'
import { temporaryFolder } from '../helpers/project.ts'

interface Rules {
  readonly action?: 'allow' | 'deny'
  readonly words?: string[]
  readonly patterns?: string[]
  readonly types?: ('bash' | 'powershell')[]
}

function compile({ action = 'allow', words = [], patterns = [], types = ['bash'] }: Rules) {
  const { config } = settingsOf({
    allow_types: types,
    deny_patterns: patterns,
    execution_policy: { default_action: action, deny_if_contains: words },
  })
  return compileTextRules(config, (keys) => keys.join('.'))
}
function rulesOf(rules: Rules): TextRules {
  const compiled = compile(rules)
  assert.ok(compiled.ok, compiled.ok ? '' : compiled.failure.what)
  return compiled.value
}
const judge = (rules: Rules, code: string, type = 'bash') => rulesOf(rules).judge({ type, code })
const isDenied = (rules: Rules, code: string) => judge(rules, code).verdict === 'deny'

describe('the reasons are the words of the runbook', () => {
  test('nothing hit', () => {
    assert.deepEqual(judge({}, 'ls'), {
      verdict: 'allow',
      reason: 'allowlist通過',
      matched: null,
      rule: '',
      place: '',
      part: '',
    })
  })
  test('default_action deny', () => {
    assert.deepEqual(judge({ action: 'deny' }, 'ls -l'), {
      verdict: 'deny',
      reason: 'execution_policy.default_action=deny',
      matched: null,
      rule: 'default_action',
      place: 'execution_policy.default_action',
      part: 'ls -l',
    })
  })
  test('a word', () => {
    assert.deepEqual(judge({ words: ['zip ', 'rmdir'] }, 'x; rmdir y'), {
      verdict: 'deny',
      reason: "deny_if_contains 'rmdir' に一致",
      matched: 'rmdir',
      rule: 'deny_if_contains[1]',
      place: 'execution_policy.deny_if_contains.1',
      part: 'rmdir',
    })
  })
  test('a type', () => {
    assert.deepEqual(judge({ types: ['powershell', 'bash'] }, 'print(1)', 'python'), {
      verdict: 'deny',
      reason: "type 'python' は許可されていない (allow_types: ['powershell', 'bash'])",
      matched: null,
      rule: 'allow_types',
      place: 'allow_types',
      part: 'python',
    })
    assert.equal(judge({ types: [] }, 'ls').reason, "type 'bash' は許可されていない (allow_types: [])")
    assert.equal(judge({}, 'ls', '').reason, "type '' は許可されていない (allow_types: ['bash'])")
  })
  test('a pattern: the part is what it found', () => {
    assert.deepEqual(judge({ patterns: ['^never', 'remove.*-recurse'] }, 'a; Remove-Item x -Recurse; b'), {
      verdict: 'deny',
      reason: "禁止パターン 'remove.*-recurse' に一致",
      matched: 'remove.*-recurse',
      rule: 'deny_patterns[1]',
      place: 'deny_patterns.1',
      part: 'Remove-Item x -Recurse',
    })
  })
  test('the word is not escaped inside its quotes', () => {
    assert.equal(judge({ words: ["it's \\ \n"] }, "it's \\ \n!").reason, "deny_if_contains 'it's \\ \n' に一致")
  })
})

describe('first hit wins', () => {
  const all: Rules = { action: 'deny', words: ['x'], patterns: ['x'], types: [] }
  const ruleOf = (rules: Rules) => judge(rules, 'x').rule

  test('default_action, then words, then types, then patterns', () => {
    assert.equal(ruleOf(all), 'default_action')
    assert.equal(ruleOf({ ...all, action: 'allow' }), 'deny_if_contains[0]')
    assert.equal(ruleOf({ ...all, action: 'allow', words: [] }), 'allow_types')
    assert.equal(ruleOf({ ...all, action: 'allow', words: [], types: ['bash'] }), 'deny_patterns[0]')
  })
  test('words and patterns in the order of their lists, not of the code', () => {
    assert.equal(judge({ words: ['second', 'first'] }, 'first second').matched, 'second')
    assert.equal(judge({ patterns: ['second', 'first'] }, 'first second').matched, 'second')
  })
})

describe('the meaning of words, types and patterns', () => {
  test('words are case-sensitive', () => {
    assert.equal(isDenied({ words: ['Remove-Item'] }, 'remove-item x'), false)
    assert.equal(isDenied({ words: ['Remove-Item'] }, 'Remove-Item x'), true)
  })
  test('a word hits anywhere, inside others too, and is no expression', () => {
    assert.equal(isDenied({ words: ['del '] }, 'model x'), true)
    assert.equal(isDenied({ words: ['a.c'] }, 'abc'), false)
  })
  test('an empty word denies everything, an empty command too', () => {
    assert.equal(judge({ words: ['never', ''] }, 'ls').reason, "deny_if_contains '' に一致")
    assert.equal(isDenied({ words: [''] }, ''), true)
  })
  test('types are exact', () => {
    for (const type of ['Bash', 'bash ', 'BASH']) assert.equal(judge({}, 'ls', type).rule, 'allow_types')
  })
  test('patterns ignore case', () => {
    assert.equal(isDenied({ patterns: ['remove-ITEM'] }, 'REMOVE-item x'), true)
    assert.equal(isDenied({ patterns: ['[a-c]{3}é'] }, 'ABCÉ'), true)
  })
  test('`.` does not match a line feed, but every other character', () => {
    const rules = { patterns: ['Remove-Item.*-Recurse'] }
    assert.equal(isDenied(rules, 'Remove-Item x\n-Recurse'), false)
    for (const character of ['\r', '\u2028', '\u0085', '\0', '😀'])
      assert.equal(isDenied(rules, `Remove-Item ${character} -Recurse`), true, JSON.stringify(character))
  })
  test('`^` and `$` are the ends of the command, not of its lines', () => {
    assert.equal(isDenied({ patterns: ['^rm'] }, 'ls\nrm x'), false)
    assert.equal(isDenied({ patterns: ['x$'] }, 'rm x\nls'), false)
    assert.equal(isDenied({ patterns: ['(?m)^rm'] }, 'ls\nrm x'), true)
  })
  test('`$` hits before a last line feed as well, as it always did', () => {
    assert.equal(isDenied({ patterns: ['shutdown$'] }, 'shutdown'), true)
    assert.equal(isDenied({ patterns: ['shutdown$'] }, 'shutdown\n'), true)
  })
  test('`\\s` is every white space that PowerShell takes for a blank, as it always was', () => {
    for (const space of [' ', '\t', '\n', '\v', '\f', '\u00A0', '\u3000', '\u2003'])
      assert.equal(isDenied({ patterns: ['Remove-Item\\s+-Recurse'] }, `Remove-Item${space}-Recurse`), true, space)
  })
  test('what Python spells otherwise than RE2 means what it did', () => {
    const hits: [pattern: string, hit: string[], missed: string[]][] = [
      ['rm.{,3}-rf', ['rm -rf', 'rm  \t-rf', 'rm-rf'], ['rm    -rf']],
      ['[{,3}]x', ['{x', ',x'], ['x']],
      ['a{,}b{,x}', ['a{,}b{,x}'], ['b']],
      ['\\u524a\\U00009664', ['削除'], ['u524a']],
      ['[\\u3041-\\u3096]+\\u002e', ['あ.'], ['あx']],
      ['a[\\b]', ['a\b'], ['a b', 'ab']],
    ]
    for (const [pattern, hit, missed] of hits) {
      for (const code of hit) assert.ok(isDenied({ patterns: [pattern] }, code), `${pattern} hits ${code}`)
      for (const code of missed) assert.ok(!isDenied({ patterns: [pattern] }, code), `${pattern} misses ${code}`)
    }
  })
  test('`\\b` is the edge of a word of any script, at the ends of a pattern', () => {
    const hits: [pattern: string, hit: string[], missed: string[]][] = [
      ['\\b削除\\b', ['削除', 'x 削除 y', 'x;削除'], ['未削除', '削除済', 'a削除']],
      ['\\brm\\b', ['rm', 'a; rm -rf', '"rm"'], ['rmあ', 'あrm', 'arm', 'rm2']],
      ['x|\\b消去', ['消去', 'x'], ['未消去']],
      ['\\bdel |\\brd ', ['del x', 'a rd x'], ['あdel x', 'model x']],
      ['(?:\\brm)', ['rm'], ['arm']],
      ['\\bé?a', ['a', 'éa', 'x a'], ['xa']],
    ]
    for (const [pattern, hit, missed] of hits) {
      for (const code of hit) assert.ok(isDenied({ patterns: [pattern] }, code), `${pattern} hits ${code}`)
      for (const code of missed) assert.ok(!isDenied({ patterns: [pattern] }, code), `${pattern} misses ${code}`)
    }
  })
  test('an empty pattern hits everything', () => {
    assert.equal(judge({ patterns: [''] }, 'ls').reason, "禁止パターン '' に一致")
  })
})

describe('expressions', () => {
  const bad: Record<string, string> = {
    'an open group': '(',
    'an open class': '[a',
    'a repetition of nothing': '*x',
    'look-ahead': 'a(?=b)',
    'negative look-ahead': 'rm(?! -i)',
    'look-behind': '(?<=a)b',
    'a back-reference': '(a)\\1',
  }
  function load(t: TestContext, pattern: string) {
    const path = join(temporaryFolder(t), 'config_v0_3.json')
    const config = { workspace_dir: 'w', logs_dir: 'l', deny_patterns: ['fine', 'fine too', pattern] }
    writeFileSync(path, JSON.stringify(config, null, 2))
    const read = readJsonFile(path, { maxBytes: 1_000_000 })
    assert.ok(read.ok)
    return { path, loaded: compileTextRules(configSchema.parse(read.value.value), read.value.place) }
  }
  for (const [what, pattern] of Object.entries(bad))
    test(`${what} is an error with file and line when it is loaded`, (t) => {
      const { path, loaded } = load(t, pattern)
      assert.ok(!loaded.ok, 'it was accepted')
      assert.equal(loaded.failure.where, `${path}:7`)
      assert.equal(loaded.failure.exitCode, exitCodes.usage)
      assert.ok(loaded.failure.what.includes(`'${pattern}'`), loaded.failure.what)
      assert.match(loaded.failure.remedy, /RE2/)
    })
  test('a verdict names file and line of its rule', (t) => {
    const { path, loaded } = load(t, 'shutdown')
    assert.ok(loaded.ok)
    assert.equal(loaded.value.judge({ type: 'powershell', code: 'shutdown' }).place, `${path}:7`)
  })
  test('one that would never end elsewhere ends', () => {
    const rules = rulesOf({ patterns: ['(a+)+$', '(x|xx)*y', '^(([a-z])+.)+[A-Z]([a-z])+$'] })
    const code = `${'a'.repeat(5000)}!${'x'.repeat(5000)}!`
    assert.equal(rules.judge({ type: 'bash', code }).verdict, 'allow')
  })
})
