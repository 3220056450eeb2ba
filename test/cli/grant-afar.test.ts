import assert from 'node:assert/strict'
import { test } from 'node:test'
import { grantAfar } from '../../source/cli/grant.ts'
import type { Invocation } from '../../source/cli/command.ts'

const call = (options: Invocation['options'], ...operands: string[]): Invocation => ({
  name: 'approve',
  options,
  operands,
  typed: 'approve',
  isRunbook: false,
})

test('hosts, a program and taking them back are grants for a loop of another host too, never its answer', () => {
  assert.deepEqual(grantAfar(call({ hosts: 'Example.org,*.example.com' }), 'me', 5), {
    ok: true,
    value: {
      kind: 'grant',
      by: 'me',
      rules: ['host:example.org', 'host:*.example.com'],
      program: null,
      minutes: 5,
    },
  })
  assert.deepEqual(grantAfar(call({ revoke: true }), 'me', null), {
    ok: true,
    value: { kind: 'revoke', by: 'me', rules: [] },
  })
  assert.equal(grantAfar(call({ hosts: 'no host' }), 'me', null).ok, false)
  assert.equal(grantAfar(call({ program: 'curl' }), 'me', null).ok, false)
})
