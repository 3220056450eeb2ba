// The vocabulary of effects, and programs that are told what to do by plain words.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEffects } from '../../../source/policy/grammar/effects.ts'
import { describeProgram } from '../../../source/policy/explain/describe.ts'
import { judgeOf } from '../../helpers/judging.ts'

test('an effect is a kind, a place and how far it goes; a mistake in a table is none', () => {
  assert.deepEqual(readEffects('disk delete:0/tree'), [
    { kind: 'disk', place: '', more: '' },
    { kind: 'delete', place: '0', more: 'tree' },
  ])
  assert.deepEqual(readEffects('overwrite:/usr/lib/packages'), [
    { kind: 'overwrite', place: '/usr/lib/packages', more: '' },
  ])
  assert.deepEqual(readEffects(''), [])
  assert.throws(() => readEffects('delete:'), /'delete:' is no effect/)
})

test('what is known of such a program can be told, of one of Windows as well', () => {
  assert.deepEqual(describeProgram('passwd')[0]?.effects, [
    'said /^(?:-S|--status|-Sa|-S -a)(?: [\\w.-]+)?$/: nothing',
    'any other call: account privilege',
  ])
  assert.deepEqual(describeProgram('subst')[0]?.effects, ['said /^$/: nothing', 'any other call: privilege'])
})

test('what is said counts word by word: a blank, a hole or nothing in a word is no look', () => {
  const judge = judgeOf('guarded')
  for (const code of ['service x status', 'mount -t ext4', 'dpkg -l', 'hostnamectl', 'ip -br addr', 'crontab -l'])
    assert.equal(judge(code).verdict, 'allow', code)
  for (const code of [
    'service "x status" stop',
    'service "$x" "$y"',
    'mount -t ext4 /dev/x /mnt',
    'mount "-l x"',
    'dpkg "$x"',
    'dpkg "-l$x"',
    'hostnamectl "-$x" status',
    'hostnamectl "status x"',
    'crontab -r -l',
    'ip addr "$x"x add',
    'ip addr --no-such',
    'sysctl "$x"',
    'route "-$x"',
  ])
    assert.notEqual(judge(code).verdict, 'allow', code)
})

test('ip with an option that it need not have may take its verbs from a file', () => {
  const judge = judgeOf('no-priv-change')
  for (const code of ['ip -V', 'ip -br -c addr', 'ip "$x"', 'ip -4 route show'])
    assert.equal(judge(code).verdict, 'allow', code)
  for (const code of [
    'ip "-$x" f',
    'ip -"$x" link',
    'ip --"$x" f',
    'ip -h"$x" f',
    'ip -"$x"=never f',
    'ip -b f',
    'ip -batch - < f',
    'ip -force -batch f',
    'ip -br -b f',
    'ip -t monitor',
  ])
    assert.equal(judge(code).verdict, 'deny', code)
})

test('a half known word of mkdir may be a mode', () => {
  assert.equal(judgeOf('guarded')('mkdir "-$x" a').verdict, 'ask')
  assert.equal(judgeOf('guarded')('mkdir -p "$x"a').verdict, judgeOf('guarded')('mkdir -p -- "$x"a').verdict)
})
