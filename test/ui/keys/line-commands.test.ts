import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bindings } from '../../../source/ui/keys/keys.ts'
import { complete, lineCommands, readLine, type LineCommand } from '../../../source/ui/keys/line-commands.ts'

const known = {
  checkpoint: ['s-012', 's-013', 'u-001', 'cafe123'],
  limit: ['max_cost_usd', 'max_tokens'],
  job: ['1', '2', '12'],
  language: ['ja', 'en', 'auto'],
}
const named = (text: string) => {
  const entered = readLine(text)
  return entered && 'command' in entered ? [entered.command.name, entered.rest] : entered
}

describe('what is entered', () => {
  test('is a command and what stands behind it', () => {
    assert.deepEqual(named('rollback s-012'), ['rollback', 's-012'])
    assert.deepEqual(named('  checkpoint  two  words '), ['checkpoint', 'two  words'])
    assert.deepEqual(named('quit'), ['q', ''])
  })
  test('may come from a Japanese input method', () => {
    assert.deepEqual(named('ｕｎｄｏ'), ['undo', ''])
    assert.deepEqual(named('checkpoint\u3000大きな変更の前'), ['checkpoint', '大きな変更の前'])
  })
  test('is nothing when there is nothing', () => {
    assert.equal(readLine('   '), null)
  })
  test('names the nearest when nobody knows it', () => {
    assert.deepEqual(readLine('rolback s-012'), { unknown: 'rolback', near: 'rollback' })
    assert.deepEqual(readLine('frobnicate'), { unknown: 'frobnicate', near: null })
  })
})

describe('completion', () => {
  const done = (text: string) => complete(text, known).text
  test('ends a name that is clear, with a space where something follows', () => {
    assert.equal(done('ro'), 'rollback ')
    assert.equal(done('un'), 'undo')
    assert.equal(done('ｌ'), 'lang ')
  })
  test('goes as far as all agree, and lists what is left', () => {
    assert.equal(done('r'), 'r')
    assert.deepEqual(complete('r', known).candidates, ['rollback', 'revoke', 'resume', 'raise'])
    assert.equal(done('rollback s'), 'rollback s-01')
    assert.deepEqual(complete('rollback s-01', known).candidates, ['s-012', 's-013'])
  })
  test('knows what an operand can be', () => {
    assert.equal(done('rollback u'), 'rollback u-001')
    assert.equal(done('rollback CA'), 'rollback cafe123')
    assert.equal(done('raise max_t'), 'raise max_tokens ')
    assert.equal(done('lang j'), 'lang ja')
    assert.deepEqual(complete('job 1', known).candidates, ['1', '12'])
  })
  test('leaves alone what it does not know: free text, other words, too many', () => {
    for (const text of ['checkpoint na', 'filter de', 'x y', 'raise max_tokens 5', 'undo x', 'lang ja e'])
      assert.equal(done(text), text)
  })
  test('lists every command on an empty line', () => {
    assert.deepEqual(
      complete('', known).candidates,
      lineCommands.map(({ name }) => name),
    )
  })
})

test('every command does what a key does, and no two have one name', () => {
  const table: readonly LineCommand[] = lineCommands
  const names = table.flatMap(({ name, aliases = [] }) => [name, ...aliases])
  assert.equal(new Set(names).size, names.length)
  for (const { actions, name } of table)
    for (const wanted of actions)
      assert.ok(
        bindings.some(({ action }) => action === wanted),
        name,
      )
})
