import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { createWritesBehind } from '../../source/files/writes-behind.ts'
import { temporaryFolder } from '../helpers/project.ts'

describe('files written while the loop goes on', () => {
  test('are under way when the call returns, and whole when they are waited for', async (t) => {
    const folder = temporaryFolder(t)
    const files = createWritesBehind()
    assert.equal(files.standing(), 'settled')
    files.write(join(folder, 'steps', 'a.json'), 'first', 'content')
    files.write(join(folder, 'b.json'), 'second', 'nothing')
    assert.equal(files.standing(), 'under way')
    assert.notEqual(files.pending(), null)
    await files.settled()
    assert.equal(files.standing(), 'settled')
    assert.equal(files.pending(), null)
    assert.deepEqual(readdirSync(folder).toSorted(), ['b.json', 'steps'])
    assert.equal(readFileSync(join(folder, 'steps', 'a.json'), 'utf8'), 'first')
    assert.equal(readFileSync(join(folder, 'b.json'), 'utf8'), 'second')
  })
  test('what the disk refuses is told to whoever waits, now and later; the old content stays', async (t) => {
    const folder = temporaryFolder(t)
    writeFileSync(join(folder, 'file'), 'old')
    mkdirSync(join(folder, 'taken'))
    const files = createWritesBehind()
    files.write(join(folder, 'taken'), 'a folder is there', 'content')
    files.write(join(folder, 'file', 'below'), 'a file is no folder', 'content')
    files.write(join(folder, 'good'), 'good', 'content')
    await files.pending()
    for (let i = 0; i < 2; i++) {
      assert.equal(files.standing(), 'refused')
      await assert.rejects(files.settled(), (error) => error instanceof Failed && error.failure.where !== undefined)
    }
    assert.deepEqual(readdirSync(folder).toSorted(), ['file', 'good', 'taken'])
    assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'old')
  })
})
