import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isLook, reachesFiles, readSql } from '../../../source/policy/readers/queries.ts'

const looksOnly = (text: string): boolean => readSql(text).statements.every(isLook)

describe('a script of sqlite3', () => {
  test('looks when each of its statements does, behind commands that only show', () => {
    for (const text of [
      'select 1; select 2',
      "select 'a''b'",
      '.headers on\nselect 1',
      '# a comment\n.mode csv\nselect 1',
    ])
      assert.equal(looksOnly(text), true, text)
  })

  test('hides no statement behind another one, a comment, a text or a command', () => {
    for (const text of [
      'select 1; drop table t',
      'select 1;/**/drop table t',
      'select 1;\n--x\ndrop table t',
      "select 'a''; -- '; drop table t",
      '.headers on\ndrop table t;',
      "select '\n.print x'; drop table t",
      "select ';\n.print ', 1; drop table t",
      '/*;\n.print */ drop table t',
      'select 1\n.print x; drop table t',
      'select 1\ngo\ndrop table t',
    ])
      assert.equal(looksOnly(text), false, text)
  })

  test('has the commands that begin a line', () => {
    assert.deepEqual(readSql('.mode csv\n .shell ls\nselect 1').commands, [
      ['mode', 'csv'],
      ['shell', 'ls'],
    ])
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
