import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isLook, reachesFiles, readSql } from '../../../source/policy/readers/queries.ts'

const rows: readonly (readonly [text: string, statements: readonly string[], commands: readonly string[]])[] = [
  ['select 1; drop table t', ['select 1', 'drop table t'], []],
  ['select 1 -- ; drop table t\n', ['select 1'], []],
  ['select 1;/**/drop table t', ['select 1', 'drop table t'], []],
  ["select 'a''; -- '; drop table t", ["select ''", 'drop table t'], []],
  ['select "a;b", [c;d]', ['select a_b, c_d'], []],
  ['.headers on\ndrop table t;', ['drop table t'], ['headers on']],
  ["select '\n.shell x'; drop table t", ["select ''", 'drop table t'], []],
  ['select 1\n.tables', ['select 1\n.tables'], []],
  ['select 1\ngo\ndrop table t', ['select 1', 'drop table t'], []],
  ['# a comment\n.mode csv\nselect 1', ['select 1'], ['mode csv']],
]

describe('a script of sqlite3 is cut as its shell cuts it', () => {
  for (const [text, statements, commands] of rows)
    test(JSON.stringify(text), () => {
      const script = readSql(text)
      assert.deepEqual(script.statements, statements)
      assert.deepEqual(
        script.commands.map(([name, rest]) => `${name} ${rest}`),
        commands,
      )
    })
})

test('a statement looks when no word of it can change the database', () => {
  for (const each of [
    'select 1',
    'explain drop table t',
    'pragma table_info(t)',
    'with a as (select 1) select * from a',
  ])
    assert.equal(isLook(each), true, each)
  for (const each of [
    'with a as (select 1) replace into t select 1',
    'pragma wal_checkpoint',
    'pragma user_version = 2',
    'vacuum',
  ])
    assert.equal(isLook(each), false, each)
})

test('functions that reach files are found under quoted names', () => {
  const [statement = ''] = readSql(`select "writefile"('x', 1)`).statements
  assert.equal(reachesFiles(statement), true)
  assert.equal(reachesFiles('select 1'), false)
})
