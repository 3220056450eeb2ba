import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codesIn, Unclear } from '../../../../source/policy/readers/code/interpolation.ts'

const rows: readonly (readonly [string, readonly string[] | null])[] = [
  ['a {x!r:>{width}} b', ['x', 'width']],
  ['{{x}} {y}', ['y']],
  ['{{{x}}}', ['x']],
  ['{f() or {1}}', ['f() or {1}']],
  ['{1+1=}', ['1+1']],
  ['\\{x}', ['x']],
  ['{d["}"]}', null],
  ['{open(', null],
]

function codesOrNull(raw: string): readonly string[] | null {
  try {
    return codesIn(raw)
  } catch (error) {
    assert.ok(error instanceof Unclear)
    return null
  }
}

test('code in strings is taken out with its brackets in balance, or not at all', () => {
  assert.deepEqual(
    rows.map(([raw]) => [raw, codesOrNull(raw)]),
    rows,
  )
})
