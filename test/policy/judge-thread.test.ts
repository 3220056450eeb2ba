import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policySchema } from '../../source/core/policy-settings.ts'
import { configSchema } from '../../source/core/config-schema.ts'
import { openJudge } from '../../source/policy/judge.ts'
import type { PolicyInput } from '../../source/policy/policy.ts'
import { around } from '../helpers/judging.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

const inputOf = ({ config = {}, policy = {} }: { config?: object; policy?: object }): PolicyInput => ({
  config: configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs', allow_types: ['bash'], ...config }),
  policy: policySchema.parse(policy),
  placeOf: (keys) => `config.json:${keys.join('.')}`,
  placeOfRule: (keys) => `tos.json:${keys.join('.')}`,
  around,
})
const guarded = inputOf({ policy: { packs: ['guarded'] } })
const bash = (code: string) => ({ type: 'bash' as const, code })
const stubborn = new URL(`../helpers/stubborn-judge${import.meta.url.slice(-3)}`, import.meta.url)

test('the thread says what the policy says, places included', async () => {
  const rule = { id: 'no-x', effect: 'deny', program: ['x'] }
  const input = inputOf({
    config: { deny_patterns: ['a+b'], execution_policy: { default_action: 'allow', deny_if_contains: ['bad'] } },
    policy: { packs: ['guarded'], rules: [rule] },
  })
  const { judge, explain } = valueOf(await openJudge(input))
  const placed = async (code: string) => {
    const { verdict, place } = await judge(bash(code))
    return `${verdict} ${place}`
  }
  assert.equal(await placed('ls'), 'allow ')
  assert.equal(await placed('x'), 'deny tos.json:policy.rules.0')
  assert.equal(await placed('echo aab'), 'deny config.json:deny_patterns.0')
  assert.equal(await placed('echo bad'), 'deny config.json:execution_policy.deny_if_contains.0')
  assert.equal((await judge({ type: 'powershell', code: 'ls' })).place, 'config.json:allow_types')
  const { parsed, judgement } = await explain(bash('rm -rf ~/photos'))
  assert.equal(judgement.verdict, 'deny')
  assert.deepEqual(
    parsed.commands.map(({ name }) => name),
    ['rm'],
  )
})

test('a policy that does not compile is refused with its place', async () => {
  const broken = inputOf({ policy: { rules: [{ id: 'a', effect: 'deny', program: ['x'], match: ['y'] }] } })
  assert.equal(failureOf(await openJudge(broken)).where, 'tos.json:policy.rules.0')
})

test('a thread that does not answer is given up: the command is asked about, and the next one is judged', async () => {
  const { judge, explain } = valueOf(await openJudge(guarded, stubborn))
  for (const code of ['hang', 'no text', 'die', 'throw']) {
    const { verdict, rule, rules, reason } = await judge(bash(code))
    assert.deepEqual({ verdict, rule, rules }, { verdict: 'ask', rule: 'policy.dynamic', rules: ['policy.dynamic'] })
    assert.match(reason, /too complex/)
    assert.equal((await judge(bash('fine'))).verdict, 'allow')
  }
  assert.equal((await explain(bash('hang'))).judgement.verdict, 'ask')
})

test('what the text rules forbid stays forbidden when the thread is lost', async () => {
  const { judge } = valueOf(await openJudge(guarded, stubborn))
  assert.equal((await judge(bash('forbidden, hang'))).verdict, 'deny')
  assert.equal((await judge(bash('forbidden, die'))).verdict, 'deny')
})

test('many questions at once are answered each', async () => {
  const { judge } = valueOf(await openJudge(guarded, stubborn))
  const verdicts = await Promise.all(['fine', 'die', 'fine', 'hang', 'fine'].map((code) => judge(bash(code))))
  assert.deepEqual(
    verdicts.map(({ verdict }) => verdict),
    ['allow', 'ask', 'allow', 'ask', 'allow'],
  )
})

test('a thread that uses up its memory is lost, not the program', async () => {
  const { judge } = valueOf(await openJudge(guarded, stubborn))
  assert.equal((await judge(bash('eat'))).verdict, 'ask')
})
