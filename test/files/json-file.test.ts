import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { readJsonFile } from '../../source/files/json-file.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

const limit = 2_000_000

function fileOf(t: TestContext, content: string | Uint8Array): string {
  const path = join(temporaryFolder(t), 'file.json')
  writeFileSync(path, content)
  return path
}
const read = (t: TestContext, content: string | Uint8Array) =>
  valueOf(readJsonFile(fileOf(t, content), { maxBytes: limit }))

const utf16 = (text: string, isBig: boolean) => {
  const data = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return isBig ? data.swap16() : data
}
const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('a JSON file is read', () => {
  const text = '{"名": "値 é 🔑"}'
  const encodings: Record<string, Buffer> = {
    'in UTF-8': Buffer.from(text),
    'in UTF-8 with its mark': Buffer.from(`\uFEFF${text}`),
    'in UTF-16 LE with its mark': utf16(text, false),
    'in UTF-16 BE with its mark': utf16(text, true),
  }
  for (const [how, content] of Object.entries(encodings))
    test(how, (t) => {
      const file = read(t, content)
      assert.deepEqual(file.value, { 名: '値 é 🔑' })
      assert.equal(file.text, text)
      assert.equal(file.bytes, content.length)
    })
  test('with Windows line ends', (t) => {
    const file = read(t, '{\r\n"a": 1,\r\n"b": 2\r\n}\r\n')
    assert.deepEqual(file.value, { a: 1, b: 2 })
    assert.equal(file.place(['b']), `${file.path}:3`)
  })
  test('up to its limit of bytes', (t) => {
    const path = fileOf(t, '"12345678"')
    assert.equal(valueOf(readJsonFile(path, { maxBytes: 10 })).value, '12345678')
    assert.equal(failureOf(readJsonFile(path, { maxBytes: 9 })).exitCode, 2)
  })
  test('up to 200 levels deep, and brackets in texts are no levels', (t) => {
    read(t, deep(200))
    read(t, JSON.stringify({ a: '['.repeat(1000), 'b"\\': '{"'.repeat(1000) }))
  })
  test('and knows the line of every value and of keys', (t) => {
    const file = read(t, '{\n "a": {\n  "b": [\n   1,\n   {"c": 2}\n  ]\n },\n "d": 3\n}')
    const line = (...path: (string | number)[]) => file.place(path).slice(file.path.length)
    assert.deepEqual(
      [line(), line('a'), line('a', 'b', 0), line('a', 'b', 1, 'c'), line('d')],
      [':1', ':2', ':4', ':5', ':8'],
    )
    assert.equal(file.place([], 'd'), `${file.path}:8`)
    assert.equal(file.place(['a', 'b', 1], 'c'), `${file.path}:5`)
  })
  test('and gives the line of the nearest thing around what is not there', (t) => {
    const file = read(t, '{\n "a": {\n  "b": 1\n }\n}')
    assert.equal(file.place(['a', 'missing', 'deep']), `${file.path}:2`)
    assert.equal(file.place(['a'], 'missing'), `${file.path}:2`)
  })
  test('and keys that every object inherits are found as its own', (t) => {
    const file = read(t, '{\n"a": 1,\n"constructor": 2,\n"__proto__": 3\n}')
    assert.equal(file.place([], 'constructor'), `${file.path}:3`)
    assert.equal(file.place(['__proto__']), `${file.path}:4`)
  })
})

describe('refused with file, line and remedy is', () => {
  const cases: Record<string, [content: string, line: number, what: RegExp]> = {
    'an empty file': ['', 1, /empty/],
    'a file of blanks': [' \n\n ', 1, /empty/],
    'a file that only has a mark': ['\uFEFF', 1, /empty/],
    'a truncated file': ['{\n"a": [1,\n', 3, /invalid JSON/],
    'a truncated text': ['{\n"a": "x', 2, /invalid JSON/],
    'a comment': ['{\n// why\n"a": 1}', 2, /invalid JSON.*Comment/],
    'a block comment': ['{\n"a": 1\n/* why */}', 3, /invalid JSON.*Comment/],
    'a comma behind the last member': ['{\n"a": 1,\n}', 3, /invalid JSON/],
    'a comma behind the last item': ['[\n1,\n]', 3, /invalid JSON/],
    'a missing comma': ['{\n"a": 1\n"b": 2}', 3, /invalid JSON.*Comma/],
    'a second value': ['{}\n{}', 2, /invalid JSON/],
    'single quotes': ["{\n'a': 1}", 2, /invalid JSON/],
    'a number JSON does not know': ['{\n"a": NaN}', 2, /invalid JSON/],
    'a raw tab in a text': ['{\n"a": "x\ty"}', 2, /invalid JSON/],
    'a wrong escape': ['{\n"a": "C:\\dir"}', 2, /invalid JSON/],
    'nesting deeper than 200 levels': [`\n${deep(201)}`, 2, /deeper than 200/],
    'nesting of 200000 levels': [deep(200_000), 1, /deeper than 200/],
    'nesting of 200000 objects': ['{"a":'.repeat(200_000), 1, /deeper than 200/],
    'UTF-16 without its mark': [Buffer.from('{"a": 1}', 'utf16le').toString('latin1'), 1, /invalid JSON/],
  }
  for (const [name, [content, line, what]] of Object.entries(cases))
    test(name, (t) => {
      const path = fileOf(t, content)
      const failure = failureOf(readJsonFile(path, { maxBytes: limit }))
      assert.equal(failure.where, `${path}:${line}`)
      assert.match(failure.what, what)
      assert.match(failure.remedy, /correct the file/)
      assert.equal(failure.exitCode, 2)
    })
})

describe('refused with its path and a remedy is', () => {
  const refused = (path: string, what: RegExp, remedy: RegExp) => {
    const failure = failureOf(readJsonFile(path, { maxBytes: limit }))
    assert.equal(failure.where, path)
    assert.match(failure.what, what)
    assert.match(failure.remedy, remedy)
    assert.equal(failure.exitCode, 2)
  }
  test('a missing file', (t) => refused(join(temporaryFolder(t), 'none.json'), /ENOENT/, /put it there/))
  test('a folder', (t) => {
    const path = join(temporaryFolder(t), 'folder')
    mkdirSync(path)
    refused(path, /not a regular file/, /put a regular file there/)
  })
  test('a device', () => refused('/dev/null', /not a regular file/, /put a regular file there/))
  test('a file that is too large', (t) =>
    refused(fileOf(t, `"${'x'.repeat(limit)}"`), /2000002 bytes is more than the limit of 2000000/, /smaller/))
  const undecodable: Record<string, Buffer> = {
    'invalid UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
    'a character cut in the middle': Buffer.from('"あ').subarray(0, -1),
    CP932: Buffer.from([0x22, 0x82, 0xa0, 0x22]),
    'UTF-16 of an odd length': Buffer.concat([utf16('{}', false), Buffer.from([0x20])]),
  }
  for (const [name, content] of Object.entries(undecodable))
    test(name, (t) => refused(fileOf(t, content), /cannot be read \(.*encod/i, /readable UTF-8 JSON/))
})
