// What a word becomes is not only claimed: bash itself is asked. It expands, and prints with printf; nothing else runs.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { literal } from '../../../source/policy/model/value.ts'
import { around } from '../../helpers/judging.ts'
import { commandsOf } from './reader.ts'

const values = ['abc', 'a/b.c', '../z', 'x y,q', 'aXbXc', '']

const words = String.raw`
  $\{x}
  "$\{x}"
  "$\{x%/*}"
  "$\{x##*/}"
  "$\{x%%.*}"
  "$\{x#*X}"
  "$\{x%%"*"}"
  "$\{x#"$\{x%?}"}"
  "$\{x/b/Q}"
  "$\{x//X/-}"
  "$\{x/#a/Q}"
  "$\{x/%c/Q}"
  "$\{x/%/Q}"
  "$\{x/#/Q}"
  "$\{x/"*"/Q}"
  "$\{x/b/[&]}"
  "$\{x:1}"
  "$\{x:1:2}"
  "$\{x: -2}"
  "$\{x:0:1}"
  "$\{#x}"
  "$\{x^}"
  "$\{x,,}"
  "$\{x@U}"
  "$\{x:-d}"
  "$\{x-d}"
  "$\{x:+d}"
  "$\{x+d}"
  $\{x+"q r"}
  "$\{a[0]}"
  "$\{a[-1]}"
  "$\{a[1+1]}"
  "$\{a[n]}"
  "$\{a[n-1]}"
  "$\{a[*]}"
  "$\{a[@]:1}"
  "$\{a[*]:0:2}"
  "$\{a[@]: -1:1}"
  "$\{#a[@]}"
  "$\{m[k]}"
  "$\{m[none]}"
  "$*"
  "$@"
  "$\{@:2}"
  "$\{@: -1}"
  "$\{*:1:2}"
  "$\{@:-d}"
  "$\{!#}"
  $#
  "$\{1%b}"
  $\{!p}
  "$((n))"
  "$((010))"
  {a,"$x"}
  {1..3}"$x"
  "$(echo "$x")"
  $(echo "$x")
  "$(printf %s "$x")"
  "$(printf '%3s' a)"
  "$(printf '%*s' 3 a)"
  "$(basename "/$x")"
  "$(dirname "/$x")"
  "$(basename /)"
  "$(dirname /)"
  "$(seq 3)"
  "$(seq -s/ 2)"
  "$(tr a-c A-C <<<"$x")"
  "$(rev <<<"$x")"
  "$(false && echo a)"
  "$(true && echo a)"
  "$([ -z "$x" ] && echo a || echo b)"
  "$(f() { local x=in; }; f; echo "$x")"
  "$(n=1; ((n++)); echo "$\{a[n]}")"
  "$(declare -u q; q="$x"; echo "$q")"
  "$(x=sub; echo "$x")"
  "$(q=$x; q+=e; echo "$q")"
  "$(set -- 1 2; shift; echo "$1")"
  "$(read -r q w <<<"$x"; echo "$w")"
  ~/a
  "~"
  a~
  $'\x41\t'
`
  .replaceAll('$\\{', '${')
  .trim()
  .split(/\n\s*/)

const separators = ['', 'IFS=,\n', 'IFS=/\n']

const before = (value: string, separator: string) =>
  `x='${value.replaceAll("'", String.raw`'\''`)}'; n=2; p=x; a=(u "$x" ../w); declare -A m=([k]="$x"); set -- one "$x" ../v; ${separator}`

test('a word becomes what bash makes of it, as far as it is said to be known', () => {
  const cases = values.flatMap((value) =>
    separators.flatMap((separator) => words.map((word) => ({ start: before(value, separator), word }))),
  )
  const script = cases.map(({ start, word }) => `(${start}\nprintf '%s\\0' ${word} END; printf '\\1')`).join('\n')
  const { stdout, error } = spawnSync('bash', [], {
    input: script,
    encoding: 'utf8',
    cwd: '/',
    env: { HOME: around.home, PATH: process.env['PATH'], LC_ALL: 'C.UTF-8' },
    maxBuffer: 64_000_000,
  })
  assert.equal(error, undefined)
  const printed = stdout.split('\u0001')
  const wrong = cases.flatMap(({ start, word }, i) => {
    const real = (printed[i] ?? '').split('\0').slice(0, -2)
    const call = commandsOf(`${start}\nprobe ${word} END`).findLast(({ program }) => program === 'probe')
    const said = call?.args.slice(0, -1).map(literal) ?? [null]
    // An empty word that stays or not names nothing.
    const told = JSON.stringify(said.filter((text) => text !== ''))
    return said.includes(null) || told === JSON.stringify(real.filter((text) => text !== ''))
      ? []
      : [`${start} ${word}\n  said ${told}, is ${JSON.stringify(real)}`]
  })
  assert.deepEqual(wrong, [])
})

test('most of these words are known', () => {
  const known = words.filter((word) =>
    commandsOf(`${before('a/b.c', '')}\nprobe ${word}`)
      .findLast(({ program }) => program === 'probe')
      ?.args.every((arg) => literal(arg) !== null),
  )
  assert.ok(known.length * 3 > words.length * 2, `${known.length} of ${words.length}`)
})
