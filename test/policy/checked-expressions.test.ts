// No regular expression is super-linear: what a checker found stands in checked-expressions.json.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { repository } from '../helpers/repository.ts'

const path = join(repository, 'test/policy/checked-expressions.json')
const rows = z.array(z.object({ expression: z.string(), reason: z.string().min(1) }).loose())
const list = z
  .object({ checker: z.string(), safe: z.array(z.string()), bounded: rows, made: z.array(z.object({}).loose()) })
  .parse(JSON.parse(readFileSync(path, 'utf8')))

function look(changed: object): { status: number | null; said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'tos-expressions-'))
  try {
    const file = join(folder, 'list.json')
    writeFileSync(file, JSON.stringify({ ...list, ...changed }))
    const { status, stderr } = spawnSync(process.execPath, [join(repository, 'scripts/redos.js'), '--look', file], {
      encoding: 'utf8',
    })
    return { status, said: stderr }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('every regular expression', () => {
  test('was found linear by a checker, or says what bounds its text', () => {
    const { status, said } = look({})
    assert.equal(said, '')
    assert.equal(status, 0)
  })

  test('is named with the command that checks it when nobody did, one that is made while judging as well', () => {
    const [first = ''] = list.safe
    const { status, said } = look({ safe: list.safe.slice(1), made: list.made.slice(1) })
    assert.equal(status, 1)
    assert.ok(said.includes(`not checked yet: ${first}`), said)
    assert.match(said, /^made while judging, and nothing says why it is safe: source\/policy\//m)
    assert.match(said, /npm run redos/)
  })

  test('leaves the list when it leaves the sources', () =>
    assert.match(look({ safe: [...list.safe, '/(a+)+$/'] }).said, /^no longer there: \/\(a\+\)\+\$\/$/m))
})
