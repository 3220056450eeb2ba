import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compileGrammar, parseOptions } from '../../../source/policy/grammar/options.ts'
import { show, textValue, unknown, type Value } from '../../../source/policy/model/value.ts'

const grammar = compileGrammar(
  '-abc -r/-R/--recursive -o/--output:overwrite -i/--in-place? -l# --color? --preserve --print: -log:append +o: +xy',
)

/** `name`, `name=value`, operands as they are, `?` for options that are not known, `‹hidden›`. */
function taken(line: string | readonly Value[], isPermuting = true): string[] {
  const args = typeof line === 'string' ? line.split(' ').map(textValue) : line
  const { options, operands, strange, mayHideOption } = parseOptions(grammar, args, isPermuting)
  return [
    ...options.map(({ option, value }) => (value === null ? `-${option.name}` : `-${option.name}=${show(value)}`)),
    ...operands.map(show),
    ...strange.map((each) => `?${each}`),
    ...(mayHideOption ? ['‹hidden›'] : []),
  ]
}

const rows: readonly (readonly [line: string, ...expected: string[]])[] = [
  ['-abc x', '-a', '-b', '-c', 'x'],
  ['x -a', '-a', 'x'],
  ['-R', '-r'],
  ['--recursive', '-r'],
  ['--recur', '-r'],
  ['--r', '-r'],
  ['--p', '?--p'],
  ['--pres', '-preserve'],
  ['-o out', '-o=out'],
  ['-oout', '-o=out'],
  ['-aoout x', '-a', '-o=out', 'x'],
  ['-log out', '-log=out'],
  ['-log=out x', '-log=out', 'x'],
  ['-o=out', '-o==out'],
  ['--output=out', '-o=out'],
  ['--output out', '-o=out'],
  ['--out out', '-o=out'],
  ['-i x', '-i', 'x'],
  ['-i.bak x', '-i=.bak', 'x'],
  ['--in-place=.bak x', '-i=.bak', 'x'],
  ['--in-place x', '-i', 'x'],
  ['-l0777a', '-l', '-a'],
  ['-- -a', '-a'],
  ['- x', '-', 'x'],
  ['-z', '?-z'],
  ['-az', '-a', '?-z'],
  ['--zeal=1', '?--zeal'],
  ['+xy +o z', '-x', '-y', '-o=z'],
  ['-o', '-o='],
]

describe('a command line is taken apart the way getopt does', () => {
  for (const [line, ...expected] of rows) test(line, () => assert.deepEqual(taken(line), expected))

  test('options end at the first operand where a command follows', () => {
    assert.deepEqual(taken('-a x -b', false), ['-a', 'x', '-b'])
  })
  test('a word that is not known may be an option, unless `--` came before it', () => {
    assert.deepEqual(taken([unknown]), ['‹?›', '‹hidden›'])
    assert.deepEqual(taken([['--'], unknown]), ['‹?›'])
    assert.deepEqual(taken([['-a', ...unknown]]), ['-a', '‹hidden›'])
    assert.deepEqual(taken([['x', ...unknown]]), ['x‹?›'])
    assert.deepEqual(taken([['--output=', ...unknown]]), ['-o=‹?›'])
  })
})

test('a grammar with a mistake refuses to be compiled', () => {
  for (const wrong of ['-i?/--in-place?', 'x', '-o:over:write', '-:'])
    assert.throws(() => compileGrammar(wrong), /is no option of a grammar/, wrong)
  assert.throws(() => compileGrammar('-o:overwrite -so'), /'-o' of '-so' stands for another option/)
})
