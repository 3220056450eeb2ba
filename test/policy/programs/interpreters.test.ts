import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileRow } from '../../../source/policy/grammar/compile.ts'
import { interpreterRows } from '../../../source/policy/readers/interpreters.ts'
import { show, textValue, unknown } from '../../../source/policy/model/value.ts'

/** `read a`, `unknown`, `run curl x` of a call; `inline-code` left out. */
function deedsOf(name: string, ...args: string[]): string[] {
  const call = { name, args: args.map(textValue), stdin: unknown, folder: unknown }
  const analysis = compileRow(interpreterRows[name] ?? {})(call)
  return [
    ...analysis.actions
      .filter(({ kind }) => kind !== 'inline-code')
      .map(({ kind, path }) => (path === undefined ? kind : `${kind} ${show(path)}`)),
    ...analysis.runs.map((run) => `run ${run.kind === 'shell' ? show(run.source) : run.words.map(show).join(' ')}`),
  ]
}

test('operands are read when the code reads what is named', () => {
  assert.deepEqual(deedsOf('perl', '-e', 'print <>', 'a'), ['read a'])
  assert.deepEqual(deedsOf('perl', '-e', 'print 1', 'a'), [])
  assert.deepEqual(deedsOf('perl', '-pe', '1', 'a', 'b'), ['read a', 'read b'])
  assert.deepEqual(deedsOf('ruby', '-e', 'puts gets', 'a'), ['read a', 'unknown'])
  assert.deepEqual(deedsOf('ruby', '-e', 'puts 1', 'a'), [])
  assert.deepEqual(deedsOf('perl', '-i', '-pe', '1', 'a'), ['modify a', 'read a'])
})

test('perl opens operands that are no names of files as commands or to write', () => {
  assert.deepEqual(deedsOf('perl', '-ne', 'print', 'curl x |'), ['run curl x '])
  assert.deepEqual(deedsOf('perl', '-ne', 'print', '| curl x'), ['run  curl x'])
  assert.deepEqual(deedsOf('perl', '-ne', '1', '>a'), ['overwrite a'])
  assert.deepEqual(deedsOf('perl', '-ne', '1', ' +<a'), ['overwrite a'])
  assert.deepEqual(deedsOf('perl', '-ne', '1', '< a'), ['read a'])
})

test('code that names the operands of a loop itself is not understood', () => {
  assert.ok(deedsOf('perl', '-ne', 'BEGIN{@ARGV=("a")} print', 'b').includes('unknown'))
})

test('a setting of php that is not known, and files that hold settings or code, are not understood', () => {
  assert.deepEqual(deedsOf('php', '-d', 'auto_prepend_file=a', '-r', 'echo 1;'), ['unknown'])
  assert.deepEqual(deedsOf('php', '-d', 'error_log=a', '-r', 'echo 1;'), ['unknown'])
  assert.deepEqual(deedsOf('php', '-c', 'a', '-r', 'echo 1;'), ['unknown'])
  assert.deepEqual(deedsOf('php', '-d', 'memory_limit=1G', '-d', 'display_errors', '-r', 'echo 1;'), [])
  assert.deepEqual(deedsOf('perl', '-I.', '-e', '1'), ['unknown'])
})

test('lua runs a script even after code', () => {
  assert.deepEqual(deedsOf('lua', '-e', 'print(1)', 'a.lua'), ['unknown'])
})
