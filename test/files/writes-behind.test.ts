import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { Failed } from '../../source/core/failure.ts'
import { writeAtomicBeside } from '../../source/files/write-atomic.ts'
import { createWritesBehind } from '../../source/files/writes-behind.ts'
import { temporaryFolder } from '../helpers/project.ts'

describe('files written while the loop goes on', () => {
  test('are under way when the call returns, and whole when they are waited for', async (t) => {
    const folder = temporaryFolder(t)
    const files = createWritesBehind(() => undefined)
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
    const files = createWritesBehind(() => undefined)
    files.write(join(folder, 'taken'), 'a folder is there', 'content')
    files.write(join(folder, 'file', 'below'), 'a file is no folder', 'content')
    files.write(join(folder, 'good'), 'good', 'content')
    files.begin()
    await files.pending()
    for (let i = 0; i < 2; i++) {
      assert.equal(files.standing(), 'refused')
      await assert.rejects(files.settled(), (error) => error instanceof Failed && error.failure.where !== undefined)
    }
    assert.deepEqual(readdirSync(folder).toSorted(), ['file', 'good', 'taken'])
    assert.equal(readFileSync(join(folder, 'file'), 'utf8'), 'old')
  })
  test('begin when what they tell is on disk, and whoever waits for them puts it there first', async (t) => {
    const folder = temporaryFolder(t)
    const order: string[] = []
    const files = createWritesBehind(() => order.push(`synced, files: ${readdirSync(folder).length}`))
    files.write(join(folder, 'a.json'), 'first', 'content')
    // As long as it takes another one.
    await writeAtomicBeside(join(temporaryFolder(t), 'other'), 'other', 'content')
    assert.deepEqual(readdirSync(folder), [])
    await files.settled()
    assert.deepEqual(order, ['synced, files: 0'])
    assert.deepEqual(readdirSync(folder), ['a.json'])
    files.write(join(folder, 'b.json'), 'second', 'nothing')
    files.begin()
    await files.settled()
    assert.equal(order.length, 1)
  })
  test('are never written when that cannot be put there, and nobody waits for them any more', async (t) => {
    const folder = temporaryFolder(t)
    const files = createWritesBehind(() => {
      throw new Error('EIO')
    })
    files.write(join(folder, 'a.json'), 'first', 'content')
    const pending = files.pending()
    await assert.rejects(files.settled(), /EIO/)
    await pending
    assert.deepEqual(readdirSync(folder), [])
    assert.equal(files.standing(), 'refused')
  })
})
