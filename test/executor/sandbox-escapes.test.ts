import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { cannotTry, people, tryAs } from '../helpers/people.ts'
import { repository } from '../helpers/repository.ts'
import { attempts, type Tried } from '../helpers/try-escapes.ts'

test('there are at least 60 attempts, each with a name of its own', () => {
  assert.ok(attempts.length >= 60)
  assert.equal(new Set(attempts.map(({ id }) => id)).size, attempts.length)
})

test('docs/sandbox.md lists every attempt', () => {
  const text = readFileSync(join(repository, 'docs', 'sandbox.md'), 'utf8')
  for (const { id, what } of attempts) assert.ok(text.includes(`\`${id}\` ${what}`), id)
  assert.ok(text.includes(`\n${attempts.length} attempts to get out`))
})

for (const person of people)
  describe(`in the sandbox of ${person.name}`, { skip: cannotTry(person) }, () => {
    let tried = new Map<string, Tried>()
    before(async () => {
      tried = await tryAs(person, 'sandboxed')
    })
    for (const { id, what } of attempts)
      test(`${id}: ${what}`, () => {
        const result = tried.get(id)
        assert.deepEqual(result?.escaped, [], result?.said)
        assert.equal(result?.outcome, 'exited', result?.said)
      })
  })

const [somebody] = people
if (somebody)
  describe('without the sandbox the same attempts do get out', { skip: cannotTry(somebody) }, () => {
    let tried = new Map<string, Tried>()
    before(async () => {
      tried = await tryAs(somebody, 'bare')
    })
    for (const { id, what, bare } of attempts)
      if (bare)
        test(`${id}: ${what}`, () => {
          const result = tried.get(id)
          assert.notDeepEqual(result?.escaped ?? [], [], result?.said)
        })
  })
