import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { cannotTry, people, tryAs } from '../helpers/people.ts'
import { controls, type Controlled } from '../helpers/try-escapes.ts'

for (const person of people)
  describe(`what must work in the sandbox of ${person.name}`, { skip: cannotTry(person) }, () => {
    let ran = new Map<string, Controlled>()
    before(async () => {
      ran = await tryAs(person, 'controls')
    })
    for (const { id, what, out, exitCode = 0 } of controls)
      test(`${id}: ${what}`, () => {
        const result = ran.get(id)
        assert.equal(result?.out, out, result?.error)
        assert.equal(result?.exitCode, exitCode, result?.error)
      })
  })
