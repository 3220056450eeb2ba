import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { contentIn } from '../../source/core/proof.ts'
import {
  belatedEvidence,
  checkFile,
  evidenceOf,
  fingerprint,
  outdatedIn,
  putBack,
  writtenSince,
} from '../../source/files/evidence.ts'
import { temporaryFolder } from '../helpers/project.ts'

const path = 'workspace/results/result.txt'
const words = ['合計:', '平均:', '件数:']
const good = '合計: 6\n平均: 2\n件数: 3\n'

function rootWith(t: TestContext, content?: string | Uint8Array) {
  const root = temporaryFolder(t)
  const file = join(root, path)
  mkdirSync(join(root, 'workspace', 'results'), { recursive: true })
  const write = (text: string | Uint8Array) => writeFileSync(file, text)
  if (content !== undefined) write(content)
  const check = (before?: string | null, contains: readonly string[] = words) =>
    checkFile(root, { path, contains }, before)
  return { root, file, write, check }
}
const clear = { holds: true, reason: 'done判定: 全条件クリア' }
const missing = { holds: false, reason: 'done判定: result.txt が存在しない' }
const stale = { holds: false, reason: 'done判定: result.txt はこの job の開始後に書かれていない' }
const undecodable = { holds: false, reason: 'done判定: ファイルのエンコードを判別できませんでした' }

describe('evidence', () => {
  test('holds when every word occurs', (t) => assert.deepEqual(rootWith(t, good).check(), clear))
  test('that is missing does not hold', (t) => assert.deepEqual(rootWith(t).check(), missing))
  test('below a file or behind a broken link is missing', (t) => {
    const { root, file, check } = rootWith(t)
    symlinkSync('nowhere', file)
    assert.deepEqual(check(), missing)
    writeFileSync(join(root, 'file'), '')
    assert.equal(checkFile(root, { path: 'file/result.txt', contains: [] }, undefined).holds, false)
  })
  test('behind a link that leads to itself does not hold, and nothing is thrown', (t) => {
    const { file, check } = rootWith(t)
    symlinkSync(file, file)
    assert.equal(check().holds, false)
  })
  test('that is a folder or a pipe does not hold, and says so without waiting', (t) => {
    const { file, check } = rootWith(t)
    mkdirSync(file)
    const error = (kind: string) => ({
      holds: false,
      reason: `done判定エラー: result.txt is ${kind}, not a regular file`,
    })
    assert.deepEqual(check(), error('a folder'))
    rmSync(file, { recursive: true })
    execFileSync('mkfifo', [file])
    assert.deepEqual(check(), error('a named pipe'))
  })
  test('of more than 64 MiB does not hold', (t) => {
    const { file, check } = rootWith(t, good)
    truncateSync(file, 64 * 1024 * 1024 + 1)
    assert.match(check().reason, /^done判定エラー: result\.txt 67108865 bytes is more than the limit of 67108864/)
  })
  test('names the words it lacks the way Python spells a list', (t) => {
    const { check } = rootWith(t, '平均: 2')
    assert.deepEqual(check(), { holds: false, reason: "done判定: 必須キーワード不足 ['合計:', '件数:']" })
    assert.equal(check(undefined, ["it's", 'a\\b\n']).reason, "done判定: 必須キーワード不足 [\"it's\", 'a\\\\b\\n']")
  })
  test('may be empty when no word is wanted', (t) => assert.deepEqual(rootWith(t, '').check(undefined, []), clear))
  test('may be of any bytes when no word is wanted', (t) => {
    assert.deepEqual(rootWith(t, Buffer.from([0xff, 0xff, 0xff])).check(undefined, []), clear)
  })
  test('may be named with backslashes', (t) => {
    const { root } = rootWith(t, good)
    const check = { path: 'workspace\\results\\result.txt', contains: words }
    assert.deepEqual(checkFile(root, check, undefined), clear)
    assert.deepEqual(checkFile(root, check, fingerprint(root, path)), stale)
  })
})

describe('evidence from before the job', () => {
  /** The file as it was long before the job, and its fingerprint when the job began. */
  const begun = (t: TestContext) => {
    const made = rootWith(t, good)
    utimesSync(made.file, 1000, 1000)
    return { ...made, before: fingerprint(made.root, path) }
  }
  test('does not hold while nobody writes it', (t) => {
    const { check, before } = begun(t)
    assert.notEqual(before, null)
    assert.deepEqual(check(before), stale)
  })
  test('holds when files of any age are accepted', (t) => assert.deepEqual(begun(t).check(undefined), clear))
  test('is fresh once it was written with the same content', (t) => {
    const { write, check, before } = begun(t)
    write(good)
    assert.deepEqual(check(before), clear)
  })
  test('is fresh once it was replaced by a copy that has its time', (t) => {
    const { file, check, before } = begun(t)
    writeFileSync(`${file}.new`, good)
    utimesSync(`${file}.new`, 1000, 1000)
    renameSync(`${file}.new`, file)
    assert.deepEqual(check(before), clear)
  })
  test('is fresh when there was none', (t) => {
    const { root, write, check } = rootWith(t)
    assert.equal(fingerprint(root, path), null)
    write(good)
    assert.deepEqual(check(null), clear)
  })
  test('is missing once it was removed', (t) => {
    const { file, check, before } = begun(t)
    rmSync(file)
    assert.deepEqual(check(before), missing)
  })
  test('that was put back, or carried to another host, proves nothing until a job writes it', (t) => {
    const { root, file, write } = rootWith(t, good)
    const before = evidenceOf(root, path)
    const content = contentIn(before) ?? ''
    const known = { known: { [path]: before, absent: null }, written: {}, outdated: { [path]: [content] } }
    const check = (was: string | null | undefined) => checkFile(root, { path, contains: words }, was)
    assert.deepEqual([check(before), outdatedIn(root, known), writtenSince(root, known)], [stale, {}, {}])
    rmSync(file)
    write(good)
    const renewed = outdatedIn(root, known)
    assert.deepEqual([Object.keys(renewed), check(before), check(renewed[path])], [[path], clear, stale])
    assert.deepEqual(writtenSince(root, known), { [path]: content })
    const seen = { ...known, written: { [path]: [content] } }
    assert.deepEqual([outdatedIn(root, seen), writtenSince(root, seen), putBack(root, seen)], [{}, {}, renewed])
    rmSync(file)
    write(good)
    assert.deepEqual(check(renewed[path]), clear)
    write(`${good}\n`)
    const now = evidenceOf(root, path)
    assert.deepEqual([outdatedIn(root, known), putBack(root, known)], [{}, { [path]: now }])
    assert.deepEqual(putBack(root, { ...known, written: { [path]: [contentIn(now) ?? ''] } }), {})
  })
  test('is told from younger one by its time, where its check came later than the job', (t) => {
    const { root } = begun(t)
    const before = evidenceOf(root, path)
    const [now, later] = [new Date('1970-01-01T01:00:00Z'), new Date('1970-01-01T00:16:39Z')]
    assert.equal(belatedEvidence(root, path, '1970-01-01T00:16:40.001Z', now), before)
    assert.equal(belatedEvidence(root, path, '1970-01-01T00:16:40.000Z', now), null)
    assert.equal(belatedEvidence(root, path, '1970-01-01T00:16:30.000Z', later), before)
    assert.equal(belatedEvidence(root, path, null, now), before)
    assert.equal(belatedEvidence(root, 'none', '1970-01-01T00:16:40.000Z', now), null)
  })
})

describe('evidence is read', () => {
  const utf16 = (text: string, isBig: boolean) => {
    const data = Buffer.from(text, 'utf16le')
    return isBig ? data.swap16() : data
  }
  const cp932 = Buffer.from('8d878c763a20360a95bd8bcf3a20320a8c8f90943a20330a', 'hex')
  const encodings: Record<string, Uint8Array> = {
    'in UTF-8': Buffer.from(good),
    'in UTF-8 with its mark': Buffer.from(`\uFEFF${good}`),
    'in UTF-16 LE with its mark': utf16(`\uFEFF${good}`, false),
    'in UTF-16 BE with its mark': utf16(`\uFEFF${good}`, true),
    'in UTF-16 LE without a mark': utf16(good, false),
    'in UTF-16 BE without a mark': utf16(good, true),
    'in CP932': cp932,
  }
  for (const [how, content] of Object.entries(encodings))
    test(how, (t) => {
      const { check } = rootWith(t, content)
      assert.deepEqual(check(), clear)
      assert.equal(check(undefined, ['合計:', '不足:']).holds, false)
    })
  test('in UTF-16 without a mark when it is all ASCII, which UTF-8 would take for text too', (t) => {
    assert.deepEqual(rootWith(t, utf16('total: 6', false)).check(undefined, ['total:']), clear)
    assert.deepEqual(rootWith(t, utf16('total: 6', true)).check(undefined, ['total:']), clear)
  })
  test("with CP932's own characters", (t) => {
    const { check } = rootWith(t, Buffer.from('8740fbfc878a', 'hex'))
    assert.deepEqual(check(undefined, ['①', '髙', '㈱']), clear)
  })
  test('in none of these does not hold', (t) => {
    assert.deepEqual(rootWith(t, Buffer.from([0xff, 0xff, 0xff])).check(), undecodable)
  })
  test('by its mark alone: the other order of bytes is not tried', (t) => {
    for (const isBig of [true, false]) {
      const mark = utf16('\uFEFF', !isBig)
      assert.equal(rootWith(t, Buffer.concat([mark, utf16(good, isBig)])).check().holds, false)
    }
  })
  test('with a mark that lies does not hold', (t) => {
    assert.deepEqual(rootWith(t, Buffer.from([0xff, 0xfe, 0x41])).check(), undecodable)
  })
})
