import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkCommand, explainCommand, Failed, packNames, type PackName } from '../../source/policy.ts'

const at = { root: '/home/dev/ws', home: '/home/dev' }

test('the default pack guards what lies outside of the folder', () => {
  const { verdict, rule } = checkCommand('rm -rf ../other', at)
  assert.equal(verdict, 'deny')
  assert.equal(rule, 'no-delete-outside')
  assert.equal(checkCommand('ls -l', at).verdict, 'allow')
})

test('other packs can be named, the strictest wins', () => {
  assert.equal(checkCommand('touch new', { ...at, packs: ['read-only'] }).verdict, 'deny')
  assert.equal(checkCommand('touch new', { ...at, packs: ['no-network', 'read-only'] }).verdict, 'deny')
})

test('every pack can be named', () => {
  for (const pack of packNames) assert.equal(checkCommand('true', { ...at, packs: [pack] }).verdict, 'allow')
})

test('an unknown pack is refused', () => {
  assert.throws(() => checkCommand('ls', { packs: ['nothing' as PackName] }), Failed)
})

test('what a command would do is told call by call, wrapped calls and doubts among them', () => {
  const { judgement, calls } = explainCommand("env sh -c 'rm -rf ../other'; ./x.sh", at)
  assert.equal(judgement.verdict, 'deny')
  assert.deepEqual(
    calls.flatMap(({ program, effects }) =>
      effects
        .filter(({ kind }) => kind !== 'secret')
        .map(({ kind, path, isTree, doubt }) => [program, kind, path, isTree, doubt]),
    ),
    [
      ['rm', 'delete', '../other', true, null],
      ['./x.sh', 'unknown', null, false, 'opaque-script'],
    ],
  )
})
