import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
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

// A look at a global that Node makes of its own copy of undici loads all of it: 4 MB for the rest of the process's life.
test('what asks the models does not load a second HTTP client', () => {
  const clients = readdirSync(dist).filter((name) => /^(openai|anthropic)-\w+\.js$/.test(name))
  assert.equal(clients.length, 2)
  const imports = clients.map((name) => `await import(${JSON.stringify(new URL(name, dist).href)});`).join('')
  const code = `${imports}console.log(process.moduleLoadList.filter((name) => / http2$|undici/.test(name)).join())`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })
  assert.equal(stdout + stderr, '\n')
})
