import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../helpers/properties.ts'
import { parse } from 'unbash'
import { judgeOf } from '../helpers/judging.ts'
import { policyRows, type PolicyRow } from '../helpers/policy-fixtures.ts'

const forbidden = policyRows('bypass')
/**
 * In a shell of its own a text has no arguments: `$1` is empty there. What bash cannot read is left out: a bracket too many
 * closes what is put around it, and the rest is another command.
 */
const stopped = [...forbidden, ...policyRows('dynamic')].filter(
  ({ id, code }) => !/\$\{?[!#]?[0-9@*]/.test(code) && !id.includes('unparsable'),
)
/** One program with plain words, so that words can be written otherwise one by one. */
const plain = forbidden.filter(({ code }) => /^(?!cd |exit|exec )[a-z][\w.-]*(?: [\w./:@%=+-]+)+$/.test(code))

const quoted = (code: string) => `'${code.replaceAll("'", `'\\''`)}'`
const neverAllowed = (row: PolicyRow, code: string) =>
  assert.notEqual(judgeOf(row.pack)(code).verdict, 'allow', `${row.id} under ${row.pack}:\n${code}`)

/** Tries `spell` on rows; the seed is fixed by fast-check's report when one fails. */
function stays(
  rows: readonly PolicyRow[],
  spell: (code: string) => fc.Arbitrary<string>,
  numRuns = fc.byNight(600),
): void {
  const cases = fc.constantFrom(...rows).chain((row) => spell(row.code).map((code) => [row, code] as const))
  fc.assert(
    fc.property(cases, ([row, code]) => neverAllowed(row, code)),
    { numRuns },
  )
}

const eachWord = (code: string, write: (word: string) => fc.Arbitrary<string>) =>
  fc.tuple(...code.split(' ').map(write)).map((words) => words.join(' '))

describe('another spelling never gets a forbidden command through', () => {
  test('quotes and backslashes in its words', () =>
    stays(plain, (code) =>
      eachWord(code, (word) =>
        fc
          .tuple(fc.nat(word.length), fc.constantFrom('plain', 'single', 'double', 'split', 'escaped', 'ansi', 'empty'))
          .map(([at, way]) => {
            const [start, end] = [word.slice(0, at), word.slice(at)]
            switch (way) {
              case 'single':
                return `'${word}'`
              case 'double':
                return `"${word}"`
              case 'split':
                return `${start}""'${end}'`
              case 'escaped':
                return Array.from(word, (c) => `\\${c}`).join('')
              case 'ansi':
                return `$'${Array.from(word, (c) => `\\x${c.charCodeAt(0).toString(16)}`).join('')}'`
              case 'empty':
                return `${start}''${end}`
              default:
                return word
            }
          }),
      ),
    ))

  test('line continuations', () =>
    stays(plain, (code) => fc.nat(code.length).map((at) => `${code.slice(0, at)}\\\n${code.slice(at)}`)))

  test('wrappers before it', () =>
    stays(plain, (code) =>
      fc
        .array(
          fc.constantFrom(
            'env',
            'env A=1',
            'nice',
            'nice -n 5',
            'timeout 5',
            'timeout -k 1 5s',
            'command',
            'stdbuf -o0',
            'ionice -c 3',
            'setsid',
            'nohup',
            'time',
            'chronic',
            'busybox',
          ),
          { minLength: 1, maxLength: 4 },
        )
        .map((wrappers) => `${wrappers.join(' ')} ${code}`),
    ))

  test('shells and blocks around it', () =>
    stays(stopped, (code) =>
      fc
        .array(
          fc.constantFrom(
            (inner: string) => `bash -c ${quoted(inner)}`,
            (inner: string) => `eval ${quoted(inner)}`,
            (inner: string) => `env nice bash -c ${quoted(inner)}`,
            (inner: string) => `(\n${inner}\n)`,
            (inner: string) => `{\n${inner}\n}`,
            (inner: string) => `if true; then\n${inner}\nfi`,
            (inner: string) => `for i in 1; do\n${inner}\ndone`,
            (inner: string) => `f() {\n${inner}\n}; f`,
            (inner: string) => `true && {\n${inner}\n}`,
            (inner: string) => `echo "$(\n${inner}\n)"`,
            (inner: string) => `ls; :\n${inner}`,
          ),
          { minLength: 1, maxLength: 3 },
        )
        .map((around) => around.reduce((inner, wrap) => wrap(inner), code)),
    ))

  test('the words of rm in any order', () =>
    stays(
      plain.filter(({ code }) => /^rm (?!.*--)/.test(code)),
      (code) => {
        const [program = '', ...words] = code.split(' ')
        return fc.shuffledSubarray(words, { minLength: words.length }).map((all) => [program, ...all].join(' '))
      },
    ))

  test('its words in variables', () =>
    stays(plain, (code) =>
      eachWord(code, (word) => fc.constantFrom(word, `\${x:-${word}}`, `"$(echo ${word})"`, `$(printf %s ${word})`)),
    ))
})

const tokens = [
  ...'rm ls $x $( ) ${ } ` " \' ; & && || | < > >> << <<< 2>&1 { } ( ) (( )) [[ ]] [ ] if then fi for in do done while case esac function f() ! = += * ? ~ \\ # -rf -- /srv .. $@ $# $? ${!x} {a,b} {1..9} <( >( EOF @( !( $\' $" \t \n \r \\\n time coproc select until x= x=( eval exec exit'.split(
    ' ',
  ),
  '\n',
  '\\\n',
]
const rowsWithNoise = fc
  .tuple(
    fc.constantFrom(...stopped, ...policyRows('harmless')),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(...tokens, ''), fc.nat(3)), { minLength: 1, maxLength: 5 }),
  )
  .map(([{ code }, changes]) =>
    changes.reduce((text, [at, token, cut]) => {
      const start = at % (text.length + 1)
      return text.slice(0, start) + token + text.slice(start + cut)
    }, code),
  )

/** A judge never throws, and never allows what the grammar could not read. */
function holds(code: string): void {
  const { verdict } = judgeOf('guarded')(code)
  if ((parse(code).errors ?? []).length > 0) assert.notEqual(verdict, 'allow', JSON.stringify(code))
}

describe('whatever the text, there is a verdict, and what cannot be read is never allowed', () => {
  test('tokens of the shell in any order', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...tokens), { maxLength: 30 }), fc.boolean(), (list, isSpaced) =>
        holds(list.join(isSpaced ? ' ' : '')),
      ),
      { numRuns: fc.byNight(3000) },
    ))
  test('any characters', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (code) => holds(code)),
      { numRuns: fc.byNight(1000) },
    ))
  test('rows with pieces put in and taken out', () =>
    fc.assert(
      fc.property(rowsWithNoise, (code) => holds(code)),
      { numRuns: fc.byNight(2000) },
    ))
  test('any characters as PowerShell', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (code) => {
        judgeOf('guarded')(code, 'powershell')
      }),
    ))

  const deep: readonly (readonly [string, string, string])[] = [
    ['$(', 'rm -rf /srv', ')'],
    ['( ', 'rm -rf /srv', ' )'],
    ['{ ', 'rm -rf /srv', '; }'],
    ['if true; then ', 'rm -rf /srv', '; fi'],
    ['for i in 1 2; do ', 'rm -rf /srv', '; done'],
    ['while :; do ', 'rm -rf /srv', '; done'],
    ['eval ', 'rm -rf /srv', ''],
    ['env ', 'rm -rf /srv', ''],
    ['echo "$(', 'rm -rf /srv', ')"'],
    ['${x:-', '$(rm -rf /srv)', '}'],
    ['cat <(', 'rm -rf /srv', ')'],
    ['`', 'rm -rf /srv', '`'],
    ['x[$(( ', '$(rm -rf /srv)', ' ))]=1; '],
    ['{a,', 'b', '}'],
    ['((', '1', '))'],
    ['f() { ', 'rm -rf /srv', '; }; f'],
    ['[[ ! ', '-n x', ' ]]'],
    ['ls | ', 'rm -rf /srv', ''],
    ['ls && ', 'rm -rf /srv', ''],
    ['a=1 ', 'rm -rf /srv', ''],
  ]
  for (const [open, middle, close] of deep)
    test(`${open.trim()} … ${close.trim()}, deeply`, () => {
      for (const depth of [1, 7, 60, 700, 3000]) {
        const code = open.repeat(depth) + middle + close.repeat(depth)
        holds(code)
        if (middle.includes('rm')) assert.notEqual(judgeOf('guarded')(code).verdict, 'allow', `${open} ${depth}`)
      }
    })

  test('long texts', () => {
    for (const code of [
      `rm -rf /srv ${'x '.repeat(20_000)}`,
      `rm -rf /srv/${'x'.repeat(60_000)}`,
      `echo ${'x'.repeat(100_000)}; rm -rf /srv`,
      `${'ls; '.repeat(5000)}rm -rf /srv`,
      `x=${'a'.repeat(30_000)}; rm -rf "/srv/\${x//a/b}"`,
      `rm -rf {${'/srv,'.repeat(3000)}/srv}`,
      `rm -rf /srv/${'{a,b}'.repeat(40)}`,
      `rm -rf /${'*'.repeat(5000)}/srv`,
      `cat <<E\n${'x\n'.repeat(20_000)}E\nrm -rf /srv`,
      `rm -rf /srv #${' '.repeat(50_000)}`,
    ])
      assert.notEqual(judgeOf('guarded')(code).verdict, 'allow', code.slice(0, 60))
  })
})
