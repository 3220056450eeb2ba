import assert from 'node:assert/strict'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { layoutOf } from '../../source/files/layout.ts'
import { readPayload } from '../../source/files/payload.ts'
import { looping, settingsOf } from '../helpers/facts.ts'
import { temporaryFolder } from '../helpers/project.ts'
import { failureOf, valueOf } from '../helpers/results.ts'

const path = 'in/job.json'

interface Setup {
  readonly content?: string | Buffer
  readonly enabled?: boolean
  readonly required?: boolean
  /** As configured. */
  readonly path?: string
}

function setUp(t: TestContext, { content, enabled = true, required = false, path: configured = path }: Setup) {
  const root = temporaryFolder(t)
  const file = join(root, path)
  mkdirSync(dirname(file))
  if (content !== undefined) writeFileSync(file, content)
  const { config } = settingsOf(looping(1))
  const loop = { ...config.s5_settings.job_loop, enabled, job_input: { path: configured, required } }
  const settings = { ...config, s5_settings: { ...config.s5_settings, job_loop: loop } }
  return { file, read: () => readPayload(layoutOf(root, settings), settings) }
}
const payload = (t: TestContext, setup: Setup) => valueOf(setUp(t, setup).read())
const textOf = (t: TestContext, content: string) => payload(t, { content }).text

describe('a job input is kept as inline JSON', () => {
  test('with its place, size and name', (t) => {
    const content = '{\n  "job_name": "朝の仕事",\n  "list": [1, {"a": true}, [], {}]\n}\n'
    assert.deepEqual(payload(t, { content }), {
      type: 'payload.read',
      path,
      isThere: true,
      bytes: Buffer.byteLength(content),
      text: '{"job_name": "朝の仕事", "list": [1, {"a": true}, [], {}]}',
      name: '朝の仕事',
    })
  })
  for (const number of ['1.0', '1e3', '12345678901234567890', '-0.0', '-0', '1e-7', '0.1000', '1E+400', '100'])
    test(`with the number ${number} as it is spelled`, (t) => {
      assert.equal(textOf(t, `{"n":${number},"l":[ ${number} ]}`), `{"n": ${number}, "l": [${number}]}`)
    })
  test('with its keys in their order, those that look like numbers too', (t) => {
    const text = '{"b": 1, "10": 2, "2": {"z": 1, "1": 2}, "a": 3}'
    assert.equal(textOf(t, text), text)
  })
  test('with the last of equal keys, at the place of the first', (t) => {
    assert.equal(
      textOf(t, '{"a": 1, "b": {"x": 1}, "a": 2, "b": {"y": [2]}, "c": 3}'),
      '{"a": 2, "b": {"y": [2]}, "c": 3}',
    )
  })
  test('with keys that every object inherits', (t) => {
    const text = '{"__proto__": {"job_name": "x"}, "constructor": 1}'
    assert.partialDeepStrictEqual(payload(t, { content: text }), { text, name: null })
  })
  test('with texts in their shortest spelling', (t) => {
    const text = textOf(t, String.raw`{"k\u0041": "\u3042\/\n\"\\ \ud83d\ude00", "l": "\ud800"}`)
    assert.equal(text, String.raw`{"kA": "あ/\n\"\\ 😀", "l": "\ud800"}`)
  })
  test('when it is an empty object', (t) => {
    assert.partialDeepStrictEqual(payload(t, { content: '{}' }), { isThere: true, text: '{}', name: null })
  })
  test('without a name when job_name is empty or null', (t) => {
    assert.partialDeepStrictEqual(payload(t, { content: '{"job_name": ""}' }), { text: '{"job_name": ""}', name: null })
    assert.equal(payload(t, { content: '{"job_name": null}' }).name, null)
  })
  test('with the last job_name when there are two', (t) => {
    assert.equal(payload(t, { content: '{"job_name": 1, "job_name": "b"}' }).name, 'b')
  })
  test('from a path with backslashes', (t) => {
    assert.partialDeepStrictEqual(payload(t, { content: '{}', path: 'in\\job.json' }), { path, text: '{}' })
  })
  test('from UTF-16 with its mark', (t) => {
    assert.equal(payload(t, { content: Buffer.from('\uFEFF{"a": 1.0}', 'utf16le') }).text, '{"a": 1.0}')
  })
})

describe('no job input', () => {
  test('is what null says, though the file is there', (t) => {
    const fact = { type: 'payload.read', path, isThere: true, bytes: 5, text: null, name: null }
    assert.deepEqual(payload(t, { content: 'null\n' }), fact)
  })
  test('is what a missing file says', (t) => {
    const fact = { type: 'payload.read', path, isThere: false, bytes: 0, text: null, name: null }
    assert.deepEqual(payload(t, {}), fact)
  })
  test('is what no path says', (t) => {
    assert.partialDeepStrictEqual(payload(t, { content: '{}', path: '' }), { path: '', isThere: false, text: null })
  })
})

describe('with job_loop off', () => {
  const off = { enabled: false }

  test('presence and size are told, and nothing is read', (t) => {
    const fact = { type: 'payload.read', path, isThere: true, bytes: 8, text: null, name: null }
    assert.deepEqual(payload(t, { ...off, content: 'not JSON' }), fact)
  })
  test('a folder is no job input', (t) => {
    const { file, read } = setUp(t, off)
    mkdirSync(file)
    assert.partialDeepStrictEqual(valueOf(read()), { isThere: false, bytes: 0 })
  })
  test('a required one may be missing', (t) => {
    assert.equal(payload(t, { ...off, required: true }).isThere, false)
  })
})

describe('a job input is refused with exit code 2', () => {
  const refused = ({ file, read }: ReturnType<typeof setUp>, line: number | null, what: RegExp, remedy: RegExp) => {
    const failure = failureOf(read())
    assert.equal(failure.where, line === null ? file : `${file}:${line}`)
    assert.match(failure.what, what)
    assert.match(failure.remedy, remedy)
    assert.equal(failure.exitCode, 2)
  }
  for (const [name, content] of [
    ['a list', '\n[{}]'],
    ['a text', '\n"x"'],
    ['a number', '\n1'],
    ['a boolean', '\nfalse'],
  ] as const)
    test(`that is ${name}`, (t) => refused(setUp(t, { content }), 2, /not a JSON object/, /write an object/))
  for (const value of ['1', 'true', '[]', '{}'])
    test(`whose job_name is ${value}`, (t) =>
      refused(setUp(t, { content: `{\n"a": 1,\n"job_name": ${value}}` }), 3, /'job_name' is not a string/, /quotes/))
  test('that is no JSON', (t) => refused(setUp(t, { content: '{\n"a": 1,\n}' }), 3, /invalid JSON/, /correct the file/))
  test('that is empty', (t) => refused(setUp(t, { content: '' }), 1, /empty/, /correct the file/))
  test('that is required and missing', (t) =>
    refused(setUp(t, { required: true }), null, /required job input is missing/, /job_input\.required' to false/))
  test('of 50 MB', (t) => {
    const setup = setUp(t, { content: '{}' })
    truncateSync(setup.file, 50_000_000)
    refused(setup, null, /50000000 bytes is more than the limit/, /smaller/)
  })
  test('that is a folder', (t) => {
    const setup = setUp(t, {})
    mkdirSync(setup.file)
    refused(setup, null, /not a regular file/, /put a regular file there/)
  })
})
