import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { cannotTry, people, tryAs } from '../helpers/people.ts'
import { attackControls, attacks, byDay, type Attacked } from '../helpers/try-attacks.ts'

const isNight = process.env['TOS_KILL_ALL'] !== undefined

test('there are at least 150 attacks, each with a name of its own', () => {
  assert.ok(attacks.length >= 150)
  assert.equal(new Set(attacks.map(({ id }) => id)).size, attacks.length)
})

/** By day as one of them. */
for (const person of isNight ? people : people.slice(-1)) {
  describe(`nothing that a command of ${person.name} leaves behind acts outside`, { skip: cannotTry(person) }, () => {
    let tried = new Map<string, Attacked>()
    before(async () => {
      tried = await tryAs(person, isNight ? 'all' : 'day', 'try-attacks.js')
    })
    for (const { id, what } of isNight ? attacks : byDay)
      test(`${id}: ${what}`, () => assert.deepEqual(tried.get(id)?.wrong, [], tried.get(id)?.said))
  })
  describe(`what must go on working for ${person.name}`, { skip: cannotTry(person) }, () => {
    let tried = new Map<string, Attacked>()
    before(async () => {
      tried = await tryAs(person, 'controls', 'try-attacks.js')
    })
    for (const { id } of attackControls) test(id, () => assert.deepEqual(tried.get(id)?.wrong, [], tried.get(id)?.said))
  })
}
