import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../helpers/properties.ts'
import { compileGlob, mayMatch, mustMatch } from '../../source/policy/model/glob.ts'
import { hole, textValue, unknown, type Value } from '../../source/policy/model/value.ts'

/** `may`: some text of the value fits; `must`: every one does. */
function fits(glob: string, value: Value | string): 'must' | 'may' | 'no' {
  const compiled = compileGlob(glob)
  const given = typeof value === 'string' ? textValue(value) : value
  return mustMatch(compiled, given) ? 'must' : mayMatch(compiled, given) ? 'may' : 'no'
}

describe('known texts fit or do not', () => {
  for (const [glob, text, expected] of [
    ['/srv/app', '/srv/app', 'must'],
    ['/srv/app', '/srv/apps', 'no'],
    ['/srv/*', '/srv/app', 'must'],
    ['/srv/*', '/srv/app/x', 'no'],
    ['/srv/**', '/srv/app/x', 'must'],
    ['/srv/?', '/srv/a', 'must'],
    ['/srv/?', '/srv//', 'no'],
    ['**/.env', '/srv/.env', 'must'],
    ['a\\*b', 'a*b', 'must'],
    ['a\\*b', 'axb', 'no'],
    ['+([!.])', 'HEAD', 'must'],
    ['+([!.])', 'a.b', 'no'],
  ] as const)
    test(`${glob} and ${text}: ${expected}`, () => assert.equal(fits(glob, text), expected))
})

describe('an unknown part may fit', () => {
  for (const [glob, value, expected] of [
    ['/srv/**', ['/srv/', ...unknown], 'must'],
    ['/srv/*', ['/srv/', ...hole('name')], 'must'],
    ['/srv/*', ['/srv/', ...hole('path')], 'may'],
    ['/srv/app', ['/srv/', ...hole('name')], 'may'],
    ['/etc/**', ['/srv/', ...unknown], 'no'],
    ['/srv/.env', ['/srv/', ...hole('glob')], 'no'],
    ['/srv/.env', ['/srv/.', ...hole('glob')], 'may'],
    ['/srv/a.log', ['/srv/', ...hole('glob'), '.log'], 'may'],
    ['/srv/a.log', ['/srv/', ...hole('glob'), '.txt'], 'no'],
    ['/srv/??', ['/srv/', ...hole('char'), ...hole('char')], 'must'],
    ['/dev/sd*', ['/dev/sd', ...hole('digits')], 'must'],
    ['/dev/sda', ['/dev/sd', ...hole('digits')], 'no'],
    ['**', unknown, 'must'],
  ] as const satisfies readonly (readonly [string, Value, string])[])
    test(`${glob} and ${JSON.stringify(value)}: ${expected}`, () => assert.equal(fits(glob, value), expected))
})

test('what must fit may fit, and a literal does both or none', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '/'), maxLength: 6 })
  const globs = fc
    .array(fc.constantFrom('a', 'b', '.', '/', '*', '**', '?'), { maxLength: 6 })
    .map((all) => all.join(''))
  const values = fc.array(
    fc.oneof(
      letters,
      fc.constantFrom('any', 'path', 'name', 'glob', 'char', 'digits').map((kind) => ({ hole: kind }) as const),
    ),
    { maxLength: 4 },
  )
  fc.assert(
    fc.property(globs, values, (glob, value) => fits(glob, value) !== 'must' || mayMatch(compileGlob(glob), value)),
  )
  fc.assert(fc.property(globs, letters, (glob, text) => fits(glob, text) !== 'may'))
})

test('many stars against a long text end soon', () => {
  assert.equal(fits('*a'.repeat(40), 'a'.repeat(4000) + 'b'), 'no')
})
