import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { Output } from '../../source/executor/output.ts'
import { createMasker } from '../../source/files/mask.ts'
import { outputFile } from '../../source/files/output-file.ts'
import { temporaryFolder } from '../helpers/project.ts'

const secret = 'Zq7-very-secret-value-0123456789-Xw'
const masker = createMasker([secret])
/** No piece of the secret of this length may be readable. */
const telling = 12
const pieces = Array.from({ length: secret.length - telling + 1 }, (_, i) => secret.slice(i, i + telling))
const leaksIn = (text: string) => pieces.filter((piece) => text.includes(piece))

/** What the file and the text hold of chunks that reached one stream; the journal masks the text as it is here. */
function collected(t: TestContext, ...chunks: string[]) {
  const file = `${temporaryFolder(t)}/o.log`
  const output = new Output({
    file: outputFile(file),
    maxBytes: 10_000_000,
    maskStream: masker.stream,
  })
  // A byte that is no UTF-8 keeps the file.
  output.push('stderr', Buffer.from([0xff]))
  for (const chunk of chunks) output.push('stdout', Buffer.from(chunk))
  const { stdout } = output.end()
  return { file: readFileSync(file, 'latin1'), text: masker.mask(stdout.text) }
}

describe('secrets never reach the output file', () => {
  test('in one piece', (t) => {
    const { file } = collected(t, `before ${secret} after`)
    assert.deepEqual(leaksIn(file), [])
    assert.match(file, /before \[masked:[^\]]+\] after/)
  })
  test('cut anywhere by the border of two chunks', (t) => {
    for (let at = 1; at < secret.length; at++) {
      const { file } = collected(t, `x ${secret.slice(0, at)}`, `${secret.slice(at)} y`)
      assert.deepEqual(leaksIn(file), [], `cut at ${at}`)
      assert.match(file, /x \[masked:[^\]]+\] y/)
    }
  })
  test('byte by byte', (t) => {
    const { file } = collected(t, ...`x ${secret} y`.split(''))
    assert.deepEqual(leaksIn(file), [])
  })
  test('at the very end', (t) => {
    assert.deepEqual(leaksIn(collected(t, `key=${secret}`).file), [])
  })
  test('cut by the border of two chunks as long as a pipe holds', (t) => {
    const before = 'word '.repeat(13_000)
    const { file } = collected(t, `${before}key=${secret.slice(0, 20)}`, `${secret.slice(20)} after`)
    assert.deepEqual(leaksIn(file), [])
  })
  test('behind a long text without white space', (t) => {
    const { file } = collected(t, `${'x'.repeat(40_000)}=${secret.slice(0, 20)}`, `${secret.slice(20)} after`)
    assert.deepEqual(leaksIn(file), [])
  })
  test('and what is no secret stays byte for byte', (t) => {
    const { file } = collected(t, 'plain text\r\n', '\ttab 123')
    assert.equal(file.replace('\u00FF', ''), 'plain text\r\n\ttab 123')
  })
})

describe('secrets are not told by the kept head and tail', () => {
  test('when the text is cut inside one, whatever part of it is kept', (t) => {
    const half = 8192
    for (const inside of [1, 6, 12, 20, secret.length - 1]) {
      const atHead = collected(t, 'a'.repeat(half - inside), `${secret}\n`, 'b'.repeat(30_000))
      assert.deepEqual(leaksIn(atHead.text), [], `${inside} characters at the end of the head`)
      const atTail = collected(t, 'a'.repeat(30_000), secret, 'b'.repeat(half - inside))
      assert.deepEqual(leaksIn(atTail.text), [], `${inside} characters at the beginning of the tail`)
    }
  })
})
