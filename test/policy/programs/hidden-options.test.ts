import assert from 'node:assert/strict'
import { test } from 'node:test'
import { programNames } from '../../../source/policy/programs/programs.ts'
import { compileGrammar } from '../../../source/policy/grammar/options.ts'
import { policyOf } from '../../helpers/judging.ts'

/** Rules that stop nothing but doubts: what is left to allow is what nobody doubts. */
const policy = policyOf({ rules: [{ id: 'none', effect: 'deny', program: ['no-such-program'] }] })
const verdict = (code: string) => policy.judge({ type: 'bash', code }).verdict

test('a word that may hide an option is doubted of every program that is not said to be harmless with all of them', () => {
  // Kept short on purpose: a program comes in here only when none of its options writes, runs, loads or reaches anything.
  const open = programNames.filter((name) => verdict(`${name} "$O"`) === 'allow')
  assert.ok(open.length < 230, `${open.length}: ${open.join(' ')}`)
  for (const name of ['git', 'tar', 'unzip', 'zip', 'csplit', 'split', 'sed', 'awk', 'find', 'curl', 'ssh', 'tcpdump'])
    assert.ok(!open.includes(name), name)
})

test('behind two dashes nothing hides', () => {
  for (const code of ['git diff -- "$f"', 'unzip -- "$f"', 'csplit -- "$f" 1', 'file -- "$f"'])
    assert.equal(verdict(code), 'allow', code)
})

test('a table that names a role nobody knows does not load', () => {
  assert.throws(() => compileGrammar('-o/--output:overwriet'), /no role 'overwriet'/)
})
