import assert from 'node:assert/strict'
import * as fc from '../../helpers/properties.ts'
import { describe, test } from 'node:test'
import { actionsOf } from './actions.ts'

/** A cmdlet, its alias, a parameter that may be cut short, and the rest. */
const calls = [
  ['Remove-Item', 'ri', 'Recurse', '-Path a'],
  ['Clear-Content', 'clc', 'LiteralPath', 'a'],
  ['Set-Content', 'sc', 'LiteralPath', 'a -Value x'],
  ['Move-Item', 'mi', 'Destination', 'b -Path a'],
  ['Invoke-WebRequest', 'iwr', 'OutFile', 'a -Uri x.org'],
  ['Start-Process', 'saps', 'Verb', 'RunAs -FilePath a.exe'],
] as const
const anyCall = fc.constantFrom(...calls)
const canonical = ([name, , parameter, rest]: (typeof calls)[number]) => actionsOf(`${name} -${parameter} ${rest}`)

const cased = (word: string) =>
  fc
    .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
    .map((ups) => Array.from(word, (c, i) => (ups[i] === true ? c.toUpperCase() : c.toLowerCase())).join(''))
/** Backticks only before letters that mean themselves behind one. */
const ticked = (word: string) =>
  fc
    .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
    .map((ticks) => Array.from(word, (c, i) => (ticks[i] === true && !/[0abfnrtvu]/.test(c) ? `\`${c}` : c)).join(''))
const shortest: Readonly<Record<string, number>> = { Recurse: 1, LiteralPath: 1, Destination: 3, OutFile: 4, Verb: 4 }

describe('spelling never changes the actions', () => {
  const same = (spell: (call: (typeof calls)[number]) => fc.Arbitrary<string>) =>
    fc.assert(
      fc.property(
        anyCall.chain((call) => spell(call).map((source) => [call, source] as const)),
        ([call, source]) => assert.deepEqual(actionsOf(source), canonical(call), source),
      ),
    )
  test('case', () =>
    same(([name, , parameter, rest]) => fc.tuple(cased(name), cased(parameter)).map(([n, p]) => `${n} -${p} ${rest}`)))
  test('backticks', () => same(([name, , parameter, rest]) => ticked(name).map((n) => `${n} -${parameter} ${rest}`)))
  test('alias', () =>
    same(([name, alias, parameter, rest]) =>
      fc.constantFrom(...(alias === 'sc' ? [name] : [name, alias])).map((n) => `${n} -${parameter} ${rest}`),
    ))
  test('a parameter cut short', () =>
    same(([name, , parameter, rest]) =>
      fc
        .integer({ min: shortest[parameter] ?? 1, max: parameter.length })
        .map((end) => `${name} -${parameter.slice(0, end)} ${rest}`),
    ))
  test('a name made of pieces', () =>
    same(([name, , parameter, rest]) =>
      fc
        .integer({ min: 0, max: name.length })
        .map((at) => `& ('${name.slice(0, at)}' + "${name.slice(at)}") -${parameter} ${rest}`),
    ))
  test('blocks, texts and shells around it', () =>
    same(([name, , parameter, rest]) =>
      fc
        .constantFrom(
          '& { % }',
          'if (1) { % }',
          "iex '%'",
          'Invoke-Command { % }',
          '$(%)',
          'function f { % }; f',
          "pwsh -c '%'",
          '1 | % { % }',
        )
        .map((around) => around.replace(/%(?! \{)/, `${name} -${parameter} ${rest}`)),
    ))
})

const tokens =
  '$x|$_|(|)|{|}|@(|@{|$(|"|\'|`|\\||&&|&|;|\n|-join|-f|-replace|..|1|[char]|::|.|foreach|if|function f|f|ri|iex|cmd /c|powershell -enc|=|+|,|%|?|>|2>&1|--%|#|<#|@"\n|\n"@|$env:X|@x|[IO.File]|.Delete(|-Path|“|–|try|switch|do|param|1..100|.ForEach{|[|]|~|C:\\'.split(
    /(?<!\\)\|/,
  )

describe('no text breaks the reader', () => {
  test('any sequence of tokens gives commands, each with the action run', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 40 }), fc.boolean(), (words, isSpaced) => {
        const source = words.map((word) => word.replace('\\|', '|')).join(isSpaced ? ' ' : '')
        assert.ok(Array.isArray(actionsOf(source)))
      }),
      { numRuns: fc.byNight(2000) },
    )
  })
  test('any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (source) =>
        assert.ok(Array.isArray(actionsOf(source))),
      ),
    )
  })
  test('what grows by itself ends in a doubt or in a path that nobody knows', () => {
    for (const source of [
      `$x = 'a'; ${'$x += $x;'.repeat(400)} ri $x`,
      `${'foreach ($i in 1..20) {'.repeat(20)} ri $i ${'}'.repeat(20)}`,
      `${'1..9 | % {'.repeat(20)} ri $_ ${'}'.repeat(20)}`,
      'function f($n) { ri $n; f "$n$n" }; f aaaa',
    ])
      assert.ok(
        actionsOf(source).some((action) => action === 'unknown[too-complex]' || action === 'delete(‹?›)'),
        source.slice(0, 40),
      )
  })
  test('a function that only calls itself does nothing', () => {
    assert.deepEqual(actionsOf('function f { f; f; f }; f; f; f'), [])
  })
})
