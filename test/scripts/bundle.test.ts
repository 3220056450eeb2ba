import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const dist = new URL('../../../dist/', import.meta.url)
const manyBytes = 30_000

// One letter beyond ASCII, and V8 keeps the whole file with two bytes a letter, in each thread that loads it.
test('no large file of the bundle has a letter beyond ASCII', () => {
  const wide = readdirSync(dist)
    .filter((name) => name.endsWith('.js'))
    .filter((name) => {
      const bytes = readFileSync(new URL(name, dist))
      return bytes.length > manyBytes && bytes.some((byte) => byte > 127)
    })
  assert.deepEqual(wide, [])
})
