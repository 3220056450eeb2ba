import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import * as z from 'zod'
import { packNames } from '../../../source/core/policy-settings.ts'
import { describeProgram } from '../../../source/policy/explain/describe.ts'
import { compileRow } from '../../../source/policy/grammar/compile.ts'
import type { Verb } from '../../../source/policy/grammar/row.ts'
import { rows } from '../../../source/policy/programs/rows/rows.ts'
import { judgeOf } from '../../helpers/judging.ts'
import * as fc from '../../helpers/properties.ts'
import { repository } from '../../helpers/repository.ts'
import { effectsOf } from '../../helpers/row-effects.ts'

const rowSchema = z.strictObject({ code: z.string(), pack: z.enum(packNames), expect: z.enum(['ask', 'deny']) })
const corpus = readFileSync(join(repository, 'test/fixtures/policy/rows.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => rowSchema.parse(JSON.parse(line)))
const effects = Object.entries(rows).flatMap(([name, row]) => effectsOf(name, row))

/** What calls of plain words do, as a row says. */
function analyserOf(program: string, verb: Verb): (code: string) => string {
  const analyse = compileRow(verb)
  return (code) => {
    const args = code.split(' ').slice(1)
    const call = { name: program, args: args.map((word) => [word]), stdin: [], folder: ['/home/dev/ws'] }
    return JSON.stringify(analyse(call))
  }
}

describe('every effect of a row', () => {
  test('has a command in the corpus that is stopped for it: `npm run rows` writes what is missing', () => {
    const known = new Set(corpus.map(({ code, pack }) => `${pack} ${code}`))
    const missing = effects.filter(({ code, pack }) => !known.has(`${pack} ${code}`))
    assert.deepEqual(
      missing.map(({ name }) => name),
      [],
    )
  })

  test('keeps its verdict', () => {
    for (const { code, pack, expect } of corpus) assert.equal(judgeOf(pack)(code).verdict, expect, `${pack}: ${code}`)
  })

  test('taken out of its row is missed by the corpus', () => {
    const byProgram = Map.groupBy(corpus, ({ code }) => code.split(' ')[0])
    for (const [program, row] of Object.entries(rows)) {
      const whole = analyserOf(program, row)
      const calls = (byProgram.get(program) ?? []).map(({ code }) => ({ code, does: whole(code) }))
      for (const { name, without } of effectsOf(program, row)) {
        const lacking = analyserOf(program, without)
        assert.ok(
          calls.some(({ code, does }) => lacking(code) !== does),
          name,
        )
      }
    }
  })
})

/** Options of a call that take no value and are plain data, those that only print or change other words left out. */
function harmlessOptions(code: string): string[] {
  const [program = '', word = ''] = code.split(' ')
  const found = describeProgram(program)
  const calls = found.filter(({ name }) => name === program || name === `${program} ${word}`)
  const deciding = new Set(
    calls.flatMap(({ operands, effects: does }) => [
      ...[...(operands ?? '').matchAll(/with --?(\S+)/g)].map(([, name]) => name),
      ...does.flatMap((effect) =>
        [...(/, unless (.*)$/.exec(effect)?.[1] ?? '').matchAll(/--?(\w[\w-]*)/g)].map(([, name]) => name),
      ),
    ]),
  )
  const last = calls.at(-1)
  return (last?.options ?? []).flatMap(({ names, value, role }) => {
    const plain = names.map((name) => name.replace(/^-+/, ''))
    const isOut = plain.some((name) => /^(?:help|version)$/.test(name) || deciding.has(name))
    return value === 'none' && role === '' && !isOut ? [names[0] ?? ''] : []
  })
}

const spelled = (word: string): fc.Arbitrary<string> =>
  fc.constantFrom(word, `'${word}'`, `"${word}"`, `${word.slice(0, 1)}''${word.slice(1)}`, `\\${word}`)

const around: readonly ((code: string) => string)[] = [
  (code) => code,
  (code) => `env A=1 ${code}`,
  (code) => `timeout 5 ${code}`,
  (code) => `sh -c '${code.replaceAll("'", `'\\''`)}'`,
  (code) => `if true; then ${code}; fi`,
  (code) => `f() { ${code}; }; f`,
  (code) => `( ${code} )`,
  (code) => `echo x | xargs -I_ ${code}`,
  (code) => `x=$(${code}); echo done`,
  (code) => `true && { ${code} & }`,
]

test('random options, quotes and wrappers never get a forbidden command of a row through', () => {
  const cases = fc.constantFrom(...corpus).chain((row) => {
    const [program = '', ...words] = row.code.split(' ')
    const hasVerb = describeProgram(program).some(({ name }) => name === `${program} ${words[0] ?? ''}`)
    const at = hasVerb ? 1 : 0
    const options = harmlessOptions(row.code)
    const more =
      options.length > 0 ? fc.subarray(options, { maxLength: Math.min(3, options.length) }) : fc.constant<string[]>([])
    return more.chain((given) => {
      const all = [program, ...words.slice(0, at), ...given, ...words.slice(at)]
      return fc
        .tuple(fc.tuple(...all.map(spelled)), fc.constantFrom(...around))
        .map(([parts, wrap]) => [row, wrap(parts.join(' '))] as const)
    })
  })
  fc.assert(
    fc.property(cases, ([{ pack }, code]) => assert.notEqual(judgeOf(pack)(code).verdict, 'allow', `${pack}: ${code}`)),
    { numRuns: Number(process.env['TOS_PROPERTY_RUNS'] ?? 3) * 100 },
  )
})
