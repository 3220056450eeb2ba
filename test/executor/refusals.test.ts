import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { refusals } from '../../source/executor/refusals.ts'
import { repository } from '../helpers/repository.ts'

/** Words that a sentence of advice begins with. */
const advice = /^(?:add|free|install|it stays|let it|look at|put|raise|run|see|see that) /

describe('what is held back', () => {
  for (const [name, refusal] of Object.entries(refusals))
    test(`${name} says what happened and what helps`, () => {
      const said = (refusal as (...given: readonly string[]) => string)('ONE', 'TWO', 'THREE')
      const [what = '', ...cures] = said.split('; ')
      assert.ok(what.length > 10, said)
      assert.match(cures.at(-1) ?? '', advice, said)
    })
  test('is told by the table, nowhere else', () => {
    const files = globSync('source/executor/**/*.ts', { cwd: repository }).filter(
      (path) => !path.endsWith('refusals.ts'),
    )
    const own = files.filter((path) =>
      /`[^`\n]*(?:not taken over|was ruined|is not among the hosts|ended: |could not be kept|live on)/.test(
        readFileSync(join(repository, path), 'utf8'),
      ),
    )
    assert.deepEqual(own, [])
  })
})
