// What a reader is given, and what it cannot forget.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Call } from '../../../source/policy/grammar/analysis.ts'
import { compileRow } from '../../../source/policy/grammar/compile.ts'
import { reader } from '../../../source/policy/grammar/reader.ts'
import type { Row } from '../../../source/policy/grammar/row.ts'
import { textValue, unknown, type Value } from '../../../source/policy/model/value.ts'

const callOf = (...args: readonly (string | Value)[]): Call => ({
  name: 'x',
  args: args.map((arg) => (typeof arg === 'string' ? textValue(arg) : arg)),
  stdin: [],
  folder: textValue('/home/dev/ws'),
})
const silent = compileRow(reader('-o/--output:overwrite -c:code -q', () => ({})))
const kindsOf = (...args: readonly (string | Value)[]) =>
  silent(callOf(...args)).actions.map(({ kind, doubt }) => doubt ?? kind)

describe('a reader that says nothing', () => {
  test('still tells what the values of its options do', () => {
    assert.deepEqual(kindsOf('-qo', 'a', '--output=b'), ['overwrite', 'overwrite'])
    assert.deepEqual(silent(callOf('-c', 'rm a')).runs, [{ kind: 'shell', source: ['rm a'], args: [] }])
  })

  test('doubts an option that its grammar does not have, and a word that may be one', () => {
    assert.deepEqual(kindsOf('-z', 'a'), ['unknown-option'])
    assert.deepEqual(kindsOf('--no-such'), ['unknown-option'])
    assert.deepEqual(kindsOf(unknown), ['unknown-option'])
    assert.deepEqual(kindsOf('--', unknown), [])
  })
})

describe('a word that is not known', () => {
  const halfKnown: Value = ['-', { hole: 'any' }]
  const kinds = (how: Partial<Row>, ...args: readonly (string | Value)[]) =>
    compileRow({ ...reader('-q --quiet', () => ({})), ...how })(callOf(...args)).actions.map(({ doubt }) => doubt)

  test('that begins with a dash is an option, also where a plain word is meant', () => {
    for (const how of [{}, { isPlain: true }])
      for (const word of [halfKnown, ['-q', ...unknown], ['--', ...unknown]])
        assert.deepEqual(kinds(how, word, 'a'), ['unknown-option'])
    assert.deepEqual(kinds({ isPlain: true }, '--', halfKnown), [])
  })

  test('is taken for an operand where a plain word is meant', () => {
    assert.deepEqual(kinds({ isPlain: true, isTame: true }, unknown), [])
    for (const how of [{}, { isPlain: true }, { isTame: true }])
      assert.deepEqual(kinds(how, unknown), ['unknown-option'])
  })

  test('harms nothing where every option is harmless', () => {
    assert.deepEqual(kinds({ isOpen: true, isTame: true }, '-z', halfKnown, unknown), [])
    // Else it may be one of those that are named.
    assert.deepEqual(kinds({ isOpen: true }, '-z', unknown), ['unknown-option'])
  })
})

test('a reader is told which options are given, with which values', () => {
  const seen: unknown[] = []
  const row = reader(
    '-a/--all -f/--file:pair',
    ({ operands, has, valueOf, valuesOf, inRole }) => {
      seen.push(operands, has('a'), has('b', 'f'), valueOf('f'), valuesOf('f'), inRole('pair'), valueOf('a'))
      return {}
    },
    { isPosix: true },
  )
  compileRow(row)(callOf('--all', '-f', '1', '--file=2', 'x', '-a'))
  assert.deepEqual(seen, [[['x'], ['-a']], true, true, ['1'], [['1'], ['2']], [['1'], ['2']], null])
})
