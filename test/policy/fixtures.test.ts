import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, test } from 'node:test'
import { corpora, policyRows, type PolicyRow } from '../helpers/policy-fixtures.ts'

const everyRow = (): readonly PolicyRow[] => corpora.flatMap((name) => policyRows(name))
const packsOf = (rows: readonly PolicyRow[]) => new Set(rows.map((row) => row.pack))

/** The ids of the rows bash cannot read. Nothing of a row is run. */
function unreadable(rows: readonly PolicyRow[]): readonly string[] {
  const reads = (code: string) => spawnSync('bash', ['-O', 'extglob', '-n'], { input: code, encoding: 'utf8' }).status
  const each = (list: readonly PolicyRow[]) => list.map(({ code }) => `(\n${code}\n)\n`).join('')
  const status = reads(each(rows))
  assert.notEqual(status, null, 'bash did not start')
  if (status === 0) return []
  // One after the other only to say which.
  return rows.length === 1 ? rows.map(({ id }) => id) : halves(rows).flatMap(unreadable)
}

const halves = <T>(list: readonly T[]): T[][] => {
  const middle = Math.ceil(list.length / 2)
  return [list.slice(0, middle), list.slice(middle)]
}

describe("the policy's own corpora", () => {
  test('are as large as promised', () => {
    assert.ok(policyRows('bypass').length >= 350)
    assert.ok(policyRows('harmless').length >= 230)
    assert.ok(policyRows('dynamic').length >= 60)
  })

  test('never expect a bypass to be allowed, a harmless command to be stopped or an unclear one to be decided', () => {
    for (const row of [
      ...policyRows('bypass'),
      ...policyRows('bypass2'),
      ...policyRows('bypass3'),
      ...policyRows('bypass4'),
      ...policyRows('bypass5'),
      ...policyRows('bypass6'),
    ])
      assert.ok(row.expect === 'deny' || row.expect === 'deny|ask', row.id)
    for (const name of ['harmless', 'harmless2', 'harmless3', 'harmless4', 'harmless5', 'harmless6'] as const)
      for (const row of policyRows(name)) assert.equal(row.expect, 'allow', row.id)
    for (const row of [...policyRows('dynamic'), ...policyRows('dynamic3')]) assert.equal(row.expect, 'ask', row.id)
  })

  test('have an id of its own for every row, and no command twice under one pack', () => {
    const rows = everyRow()
    assert.equal(new Set(rows.map((row) => row.id)).size, rows.length)
    assert.equal(new Set(rows.map((row) => `${row.pack} ${row.type} ${row.code}`)).size, rows.length)
  })

  test('try every pack, from both sides', () => {
    assert.equal(packsOf(policyRows('bypass')).size, 9)
    assert.equal(packsOf(policyRows('harmless')).size, 8, 'strict has none')
  })

  test('hold nothing that bash cannot read, except among the unclear', () => {
    assert.deepEqual(unreadable([...policyRows('bypass'), ...policyRows('harmless')]), [])
  })
})
