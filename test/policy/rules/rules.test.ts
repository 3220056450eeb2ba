import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compile, policyOf } from '../../helpers/judging.ts'
import { failureOf } from '../../helpers/results.ts'

type Verdict = 'allow' | 'ask' | 'deny'
let ids = 0
const rule = (effect: Verdict, more: object) => ({ id: `r${(ids += 1)}`, effect, ...more })

/** What each command is judged as by the rules. */
function judged(rules: readonly object[], commands: Readonly<Record<string, Verdict>>, more: object = {}): void {
  const policy = policyOf({ rules, ...more })
  for (const [code, verdict] of Object.entries(commands))
    assert.equal(policy.judge({ type: 'bash', code }).verdict, verdict, code)
}

describe('a rule speaks of', () => {
  test('programs', () =>
    judged([rule('deny', { program: ['rm', 'mv'] })], {
      'rm a': 'deny',
      'env nice rm a': 'deny',
      '/bin/mv a b': 'deny',
      'echo rm': 'allow',
    }))
  test('the first words behind a program', () =>
    judged([rule('deny', { program: ['git'], args: { prefix: ['push'] } })], {
      'git push': 'deny',
      'git -C src push --force': 'deny',
      'git log push': 'allow',
      'git "$X"': 'ask',
    }))
  test('flags, in clusters and abbreviated', () =>
    judged([rule('deny', { program: ['rm'], args: { flags: ['-f', '--recursive'] } })], {
      'rm -f a': 'deny',
      'rm -vf a': 'deny',
      'rm --rec a': 'deny',
      'rm a': 'allow',
      'rm -- -f': 'allow',
      'rm "$X"': 'ask',
      'rm -v"$X"': 'ask',
    }))
  test('operands', () =>
    judged([rule('deny', { program: ['cat'], args: { operands: ['*.pem'] } })], {
      'cat a.pem': 'deny',
      'cat a.txt': 'allow',
      'cat *.pem': 'deny',
      'cat a*': 'ask',
    }))
  test('actions', () =>
    judged([rule('deny', { action: ['delete'] })], {
      'rm a': 'deny',
      'find . -delete': 'deny',
      'git clean -fd': 'deny',
      'touch a': 'allow',
    }))
  test('places', () =>
    judged([rule('deny', { action: ['overwrite'], in: ['outside'], not_in: ['scratch'] })], {
      'cp a /srv/a': 'deny',
      'cp a /tmp/a': 'allow',
      'cp a b': 'allow',
      'cp a "$X"': 'ask',
    }))
  test('places that links of the same text lead to, and those without the links', () => {
    judged([rule('deny', { action: ['overwrite'], in: ['git'] })], {
      'ln -s .git l; echo x > l/HEAD': 'deny',
      'ln -s src .git; echo x > .git/HEAD': 'deny',
      'ln -s src l; echo x > l/a': 'allow',
    })
    const allowed = rule('allow', { action: ['overwrite'], in: ['/srv/**'] })
    judged(
      [allowed],
      { 'ln -s /srv l; echo x > l/a': 'deny' },
      { config: { execution_policy: { default_action: 'deny' } } },
    )
  })
  test('redirections', () =>
    judged([rule('deny', { redirect: ['*.log'] })], {
      'echo x > a.log': 'deny',
      'echo x > a.txt': 'allow',
      'echo x > "$X"': 'ask',
    }))
  test('doubts', () =>
    judged([rule('deny', { doubt: ['opaque-script'] })], { './a.sh': 'deny', $UNKNOWN_THING: 'ask', ls: 'allow' }))
  test('a type of command', () => {
    const policy = policyOf({ rules: [rule('deny', { type: 'powershell', action: ['delete'] })] })
    assert.equal(policy.judge({ type: 'bash', code: 'rm a' }).verdict, 'allow')
    assert.equal(policy.judge({ type: 'powershell', code: 'ri a' }).verdict, 'deny')
  })
})

describe('of several rules', () => {
  test('what surely happens counts before the same that only may', () =>
    judged([rule('deny', { action: ['privilege'] })], {
      'install -m "$m" a b': 'ask',
      'install -m "$m" -o root a b': 'deny',
    }))
  test('the strictest wins, wherever it stands', () => {
    const ask = rule('ask', { program: ['rm'] })
    const deny = rule('deny', { action: ['delete'] })
    judged([ask, deny], { 'rm a': 'deny' })
    judged([deny, ask], { 'rm a': 'deny' })
  })
  test('of equally strict ones the first is named', () => {
    const rules = [rule('deny', { action: ['delete'] }), rule('deny', { program: ['rm'] }), rule('deny', {})]
    for (const order of [rules, rules.toReversed(), [rules[1], rules[0], rules[2]]])
      assert.equal(
        policyOf({ rules: order.filter((each) => each !== undefined) }).judge({ type: 'bash', code: 'rm a' }).rule,
        order[0]?.id,
      )
  })
  test('one command of many is enough', () =>
    judged([rule('deny', { program: ['rm'] })], { 'ls && (cd x; rm a)': 'deny' }))
  test('an allow never weakens a deny or an ask', () => {
    judged([rule('allow', { program: ['rm'] }), rule('deny', { action: ['delete'] })], { 'rm a': 'deny' })
    judged([rule('allow', { program: ['rm'] }), rule('ask', { action: ['delete'] })], { 'rm a': 'ask' })
  })
})

describe('what the text does not tell', () => {
  const deny = rule('deny', { action: ['delete'], in: ['outside'] })
  test('is asked, or denied where the settings say so', () => {
    judged([deny], { 'rm "$X"': 'ask', $UNKNOWN_THING: 'ask', 'eval "$X"': 'ask' })
    judged([deny], { 'rm "$X"': 'deny', $UNKNOWN_THING: 'deny' }, { dynamic: 'deny' })
  })
  test('is no matter to an ask: it stays one', () =>
    judged([rule('ask', { action: ['delete'], in: ['outside'] })], { 'rm "$X"': 'ask' }, { dynamic: 'deny' }))
  test('a program nobody knows is lifted by a rule that names it', () => {
    judged([deny, rule('allow', { program: ['frobnicate'] })], { 'frobnicate a': 'allow', 'frob a': 'ask' })
    judged([deny, rule('allow', { program: ['build.sh'] })], { './build.sh': 'allow', './other.sh': 'ask' })
  })
  test('or by one that names the doubt', () =>
    judged([deny, rule('allow', { doubt: ['unknown-program'] })], { 'frobnicate a': 'allow', './a.sh': 'ask' }))
  test('not by one that allows everything', () => {
    judged([deny, rule('allow', {})], { 'frobnicate a': 'ask', 'eval "$X"': 'ask' })
    judged([deny, rule('allow', { action: ['unknown'] })], { 'frobnicate a': 'ask' })
  })
  test('code that is made is not lifted by naming the shell', () =>
    judged([deny, rule('allow', { program: ['eval', 'sh', ''] })], { 'eval "$X"': 'ask', 'cat a | sh': 'ask' }))
})

describe('default_action: deny of the text rules', () => {
  const config = { execution_policy: { default_action: 'deny', deny_if_contains: [] } }
  test('is lifted by allow rules for what they cover, and by nothing else', () => {
    judged(
      [rule('allow', { program: ['ls'] })],
      { 'ls src': 'allow', 'cat a': 'deny', 'ls; cat a': 'deny' },
      { config },
    )
    judged([rule('ask', { program: ['ls'] })], { 'ls src': 'deny' }, { config })
  })
  test('names itself and its place', () => {
    const policy = policyOf({ rules: [rule('allow', { program: ['ls'] })], config })
    const { rule: id, place } = policy.judge({ type: 'bash', code: 'cat a' })
    assert.deepEqual([id, place], ['policy.default', 'config.json:execution_policy.default_action'])
  })
  test('the words of the text rules are never lifted', () => {
    const words = { execution_policy: { default_action: 'deny', deny_if_contains: ['src'] } }
    judged([rule('allow', { program: ['ls'] })], { 'ls src': 'deny', 'ls lib': 'allow' }, { config: words })
  })
})

describe('a verdict says', () => {
  test('which rule, where it stands, why, and which part', () => {
    const policy = policyOf({ rules: [{ id: 'no-rm', effect: 'deny', program: ['rm'], reason: 'files are kept' }] })
    const { reason, rule: id, place, part } = policy.judge({ type: 'bash', code: 'ls; rm -f a' })
    assert.deepEqual(
      { reason, id, place, part },
      { reason: 'no-rm: files are kept', id: 'no-rm', place: 'tos.json:policy.rules.0', part: 'rm -f a' },
    )
  })
  test('what it would be without that rule', () => {
    const policy = policyOf({ rules: [rule('deny', { program: ['rm'] }), rule('ask', { action: ['delete'] })] })
    assert.equal(policy.explain({ type: 'bash', code: 'rm a' }).without, 'ask')
    assert.equal(policy.explain({ type: 'bash', code: 'ls' }).without, null)
  })
  test('which rule is near a command that is allowed', () => {
    const near = rule('deny', { action: ['delete'], in: ['outside'] })
    assert.equal(policyOf({ rules: [near] }).explain({ type: 'bash', code: 'rm a' }).near?.rule.id, near.id)
    assert.equal(policyOf({ rules: [near] }).explain({ type: 'bash', code: 'ls' }).near, null)
  })
  test('explaining and judging agree', () => {
    const policy = policyOf({ packs: ['guarded'] })
    for (const code of ['rm -rf /srv', 'curl x', 'ls', '$X', 'rm "'])
      assert.deepEqual(policy.explain({ type: 'bash', code }).judgement, policy.judge({ type: 'bash', code }), code)
  })
})

describe('a wrong rule refuses the whole policy and says where', () => {
  test('an example that does not hold', () => {
    const { what, where } = failureOf(compile({ rules: [{ ...rule('deny', { program: ['rm'] }), match: ['ls'] }] }))
    assert.match(what, /does not hit its example "ls"/)
    assert.equal(where, 'tos.json:policy.rules.0')
  })
  test('an example that must not be hit', () => {
    const { what } = failureOf(compile({ rules: [{ ...rule('deny', { program: ['rm'] }), not_match: ['rm a'] }] }))
    assert.match(what, /hits "rm a", which it must not/)
  })
  test('an example of an allow rule is a command it lets through', () => {
    const allow = { ...rule('allow', { program: ['frobnicate'] }), match: ['frobnicate a'], not_match: ['rm a'] }
    assert.ok(policyOf({ rules: [allow] }))
    assert.match(failureOf(compile({ rules: [{ ...allow, match: ['rm a'] }] })).what, /does not hit its example "rm a"/)
  })
  test('an id that stands twice', () => {
    const twice = { id: 'same', effect: 'deny', program: ['rm'] }
    const { what, where } = failureOf(compile({ rules: [twice, twice] }))
    assert.match(what, /'same' stands twice, the other is tos\.json:policy\.rules\.0/)
    assert.equal(where, 'tos.json:policy.rules.1')
  })
  test('a kind of action that does not exist', () => {
    assert.throws(() => policyOf({ rules: [rule('deny', { action: ['explode'] })] }), /explode|Invalid option/)
  })
})
