import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codesIn, type Interpolation, Unclear } from '../../../../source/policy/readers/code/interpolation.ts'

const rows: readonly (readonly [Interpolation, string, readonly string[] | null])[] = [
  ['python', 'a {x!r:>{width}} b', ['x', 'width']],
  ['python', '{{x}} {y}', ['y']],
  ['python', '{{{x}}}', ['x']],
  ['python', '{f() or {1}}', ['f() or {1}']],
  ['python', '{1+1=}', ['1+1']],
  ['python', '\\{x}', ['x']],
  ['python', '{d["}"]}', null],
  ['python', '{open(', null],
  ['javascript', '${[1].map(()=>{return 2})} ${b}', ['[1].map(()=>{return 2})', 'b']],
  ['javascript', '\\${a} $b {c}', []],
  ['javascript', '${a /* } */}', null],
  ['any', 'a #{b} c', ['a #{b} c']],
  ['any', 'a $b', ['a $b']],
  ['any', '[a]', ['[a]']],
  ['any', 'a b', []],
  ['perl', '$a $b{c} $d[0]{e} @f $g->{h} a\\@b', ['$a', '$b{c}', '$d[0]{e}', '@f', '$g->{h}']],
  ['perl', '${name} @{[ f() ]}', ['$name', '@{[ f() ]}']],
]

function codesOrNull(kind: Interpolation, raw: string): readonly string[] | null {
  try {
    return codesIn(kind, raw)
  } catch (error) {
    assert.ok(error instanceof Unclear)
    return null
  }
}

test('code in strings is taken out with its brackets in balance, or not at all', () => {
  assert.deepEqual(
    rows.map(([kind, raw]) => [kind, raw, codesOrNull(kind, raw)]),
    rows,
  )
})
