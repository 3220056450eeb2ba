import assert from 'node:assert/strict'
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { writeAtomic } from '../../source/files/write-atomic.ts'
import { startChild } from '../helpers/children.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureThrownBy } from '../helpers/results.ts'

function fileOf(t: TestContext, content?: string): string {
  const path = join(temporaryFolder(t), 'file.json')
  if (content !== undefined) writeFileSync(path, content)
  return path
}
const around = (path: string) => readdirSync(dirname(path))

describe('a file written the atomic way', () => {
  test('holds the text, and nothing temporary is left', (t) => {
    const path = fileOf(t)
    writeAtomic(path, 'new あ')
    assert.equal(readFileSync(path, 'utf8'), 'new あ')
    assert.deepEqual(around(path), ['file.json'])
  })
  for (const keeps of ['all', 'content', 'nothing'] as const)
    test(`is another file: who has the old one open reads all of it (keeps: ${keeps})`, (t) => {
      const path = fileOf(t, 'old'.repeat(1000))
      const { ino } = statSync(path)
      const descriptor = openSync(path, 'r')
      t.after(() => closeSync(descriptor))
      writeAtomic(path, 'new', keeps)
      assert.equal(readFileSync(descriptor, 'utf8'), 'old'.repeat(1000))
      assert.equal(readFileSync(path, 'utf8'), 'new')
      assert.notEqual(statSync(path).ino, ino)
    })
  test('has its folders made', (t) => {
    const path = join(temporaryFolder(t), 'a', 'b', 'file.json')
    writeAtomic(path, 'x')
    assert.equal(readFileSync(path, 'utf8'), 'x')
  })
  test('takes the place of a link; what the link led to stays', (t) => {
    const path = fileOf(t)
    const target = join(dirname(path), 'target')
    writeFileSync(target, 'theirs')
    symlinkSync(target, path)
    writeAtomic(path, 'ours')
    assert.deepEqual([readFileSync(target, 'utf8'), readFileSync(path, 'utf8')], ['theirs', 'ours'])
  })
  test('takes no name that somebody could have foreseen', (t) => {
    const path = fileOf(t, 'old')
    const target = join(temporaryFolder(t), 'target')
    writeFileSync(target, 'theirs')
    for (const name of [`${path}.${process.pid}.tmp`, `${path}.tmp`]) symlinkSync(target, name)
    writeAtomic(path, 'new')
    assert.deepEqual([readFileSync(target, 'utf8'), readFileSync(path, 'utf8')], ['theirs', 'new'])
  })
})

describe('a write that fails leaves the old content and nothing temporary', () => {
  test('on a full disk, and says to free some space', async (t) => {
    const path = fileOf(t, 'old')
    const said = await startChild(t, 'overwrite', [path, '20000'], { fileKiB: 8 }).said()
    assert.partialDeepStrictEqual(said, { where: path, exitCode: 1 })
    assert.match(JSON.stringify(said), /EFBIG.*free some space/)
    assert.equal(readFileSync(path, 'utf8'), 'old')
    assert.deepEqual(around(path), ['file.json'])
  })
  test('the same text within the limit is written', async (t) => {
    const path = fileOf(t, 'old')
    const said = await startChild(t, 'overwrite', [path, '2000'], { fileKiB: 8 }).said()
    assert.deepEqual(said, { ok: true })
    assert.equal(readFileSync(path, 'utf8'), 'n'.repeat(2000))
  })
  test('where a folder stands', (t) => {
    const path = fileOf(t)
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'old')
    const failure = failureThrownBy(() => writeAtomic(path, 'new'))
    assert.equal(failure.where, path)
    assert.match(failure.remedy, /folder that stands there/)
    assert.equal(failure.exitCode, 1)
    assert.deepEqual(around(path), ['file.json'])
    assert.equal(readFileSync(join(path, 'inside'), 'utf8'), 'old')
  })
  test('where the folder is a file, which is named', (t) => {
    const path = fileOf(t, 'old')
    assert.equal(failureThrownBy(() => writeAtomic(join(path, 'below'), 'new')).where, path)
    assert.equal(readFileSync(path, 'utf8'), 'old')
  })
  test('where the folder is a link; nothing is written behind it', (t) => {
    const folder = temporaryFolder(t)
    const elsewhere = temporaryFolder(t)
    symlinkSync(elsewhere, join(folder, 'logs'))
    const failure = failureThrownBy(() => writeAtomic(join(folder, 'logs', 'file.json'), 'new'))
    assert.match(failure.what, /symbolic link/)
    assert.deepEqual(readdirSync(elsewhere), [])
  })
})
