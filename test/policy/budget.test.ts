import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBash } from '../../source/policy/bash/parse.ts'
import { judgeOf } from '../helpers/judging.ts'

const context = { root: '/home/dev/ws', home: '/home/dev', temporary: '/tmp', isFolder: () => false }
const guarded = judgeOf('guarded')

/** Texts that grow at every turn, or nest. Each ends as a question, not as a long wait. */
const bombs: Readonly<Record<string, string>> = {
  'a variable that doubles': `a=xxxxxxxx; ${'a=$a$a; '.repeat(60)} rm "$a"`,
  'a list that doubles': `a=(1 2 3); ${'a=("${a[@]}" "${a[@]}"); '.repeat(40)} rm "\${a[@]}"`,
  'arguments that double': `set -- 1 2; ${'set -- "$@" "$@"; '.repeat(40)} rm "$@"`,
  'braces side by side': `rm ${'{a,b}'.repeat(400)}`,
  'braces that open nothing': `rm ${'{'.repeat(30_000)}`,
  'substitutions in substitutions': `echo ${'$('.repeat(2000)}ls${')'.repeat(2000)}`,
  'functions that call themselves twice': `f() { f; f; }; f`,
  'expressions that lead to each other': `${Array.from({ length: 300 }, (_, i) => `v${i}='v${i + 1}+v${i + 2}'`).join('; ')}; echo $((v0))`,
}

for (const [what, code] of Object.entries(bombs))
  test(`ends: ${what}`, () => assert.ok(['ask', 'deny', 'allow'].includes(guarded(code).verdict)))

test('a text that doubles for ever is asked', () => {
  const { verdict, reason } = guarded(bombs['a variable that doubles'] ?? '')
  assert.equal(verdict, 'ask')
  assert.match(reason, /too complex/)
})

/** Long texts of the kinds that made an expression run for ever, or for the square of their length. */
const long: Readonly<Record<string, string>> = {
  'names behind a python for': `python3 -c "for ${'a'.repeat(20_000)} x"`,
  'names and blanks behind a python for': `python3 -c "for ${'ab '.repeat(10_000)};"`,
  'names of lua': `lua -e "local ${'ab '.repeat(10_000)};"`,
  'brackets of ed': `ed x <<< 'g/${'[^a]'.repeat(5000)}'`,
  'open brackets of a shell': `echo ${'['.repeat(20_000)}`,
  'blanks of sed': `sed '${' '.repeat(20_000)}x' f`,
  slashes: `cp x ${'/'.repeat(30_000)}a`,
  'ten thousand operands': `rm ${'x '.repeat(10_000)}`,
  'a very long word': `echo ${'x'.repeat(60_000)}`,
}

for (const [what, code] of Object.entries(long))
  test(`is read: ${what}`, () => assert.ok(['ask', 'deny', 'allow'].includes(guarded(code).verdict)))

/** Patterns that a command brings are expressions, too. */
const brought: Readonly<Record<string, string>> = {
  'options that may be there or not': `('${'a'.repeat(25)}' -replace '${'a?'.repeat(25)}${'a'.repeat(25)}b','')`,
  'a choice that repeats': `('${'a'.repeat(5000)}b' -replace '(a|aa)+c','')`,
  'brackets that never close': `('${'{0:'.repeat(10_000)}' -f 1)`,
}

for (const [what, code] of Object.entries(brought))
  test(`is read: ${what}`, () => assert.ok(['ask', 'deny', 'allow'].includes(guarded(code, 'powershell').verdict)))

test('what is longer than the reader takes is asked, whatever stands in it', () => {
  const word = 'x'.repeat(1_000_000)
  assert.equal(guarded(`echo ${word}`).verdict, 'ask')
  const [command] = parseBash(`echo ${word}`, context).commands
  assert.equal(command?.actions.find(({ kind }) => kind === 'unknown')?.doubt, 'too-long')
})
