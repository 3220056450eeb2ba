import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createMasker, type Masker } from '../../source/files/mask.ts'

const secret = 'wX7q_Zt0-pLm9Kd2RvB5'
const base64 = Buffer.from(`u:${secret}`).toString('base64')
const letters = (length: number) => 'aB3dE6gH9'.repeat(20).slice(0, length)
const key = `-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n${letters(20)}==\n-----END RSA PRIVATE KEY-----`

function streamed(masker: Masker, pieces: readonly string[]): string {
  const stream = masker.stream()
  return pieces.map((piece) => stream.push(piece)).join('') + stream.end()
}

/** Every way to cut the text in two, and the text character by character. */
const cuts = (text: string): string[][] => [
  ...Array.from({ length: text.length + 1 }, (_, at) => [text.slice(0, at), text.slice(at)]),
  Array.from(text),
]

describe('masking what arrives in pieces gives what masking the whole gives, wherever it is cut', () => {
  const texts: Record<string, [text: string, leak: string]> = {
    'a known secret': [`one ${secret} two\nthree ${secret}`, secret],
    'a known secret inside a word': [`a=${secret}; b`, secret],
    'a known secret in base64': [`a ${base64} b`, base64.slice(4, 20)],
    'a known secret cut by colour codes': [
      `a \u001B[1m${secret.slice(0, 9)}\u001B[0m${secret.slice(9)} b`,
      secret.slice(9),
    ],
    'a known secret cut by colour codes as JSON spells them': [
      JSON.stringify({ thought: `a \u001B[1m${secret.slice(0, 9)}\u001B[0m${secret.slice(9)} b` }),
      secret.slice(9),
    ],
    'a known secret behind an escape': [`a \u001B${secret} b`, secret],
    'a known secret behind the beginning of a code': [`a \u001B[${secret} b`, secret],
    'a known secret behind an escape as JSON spells it': [JSON.stringify({ thought: `a \u001B${secret} b` }), secret],
    'an API key': [`key sk-${letters(40)}\nnext`, letters(12)],
    'a JSON web token': [`(eyJ${letters(20)}.eyJ${letters(20)}.${letters(20)}) b`, letters(12)],
    'an address with credentials': ['see https://user:hunter2@example.org/ there', 'hunter2'],
    'a bearer token': [`Authorization: Bearer ${letters(32)} b`, letters(12)],
    'an API key header': [`X-Api-Key: ${letters(32)} b`, letters(12)],
    'a private key': [`before ${key} after`, letters(12)],
    'a private key that never ends': [`before ${key.split('\n-----END')[0]}\n`, letters(12)],
  }
  for (const [name, [text, leak]] of Object.entries(texts)) {
    test(`${name}: nothing leaks`, () => {
      const masker = createMasker([secret])
      assert.ok(text.includes(leak) && !masker.mask(text).includes(leak))
      for (const pieces of cuts(text)) assert.ok(!streamed(masker, pieces).includes(leak), JSON.stringify(pieces))
    })
    test(`${name}: the same comes out`, () => {
      const masker = createMasker([secret])
      const whole = masker.mask(text)
      for (const pieces of cuts(text)) assert.equal(streamed(masker, pieces), whole)
    })
  }
  test('a known secret with spaces in it', () => {
    const phrase = 'correct horse battery staple'
    const masker = createMasker([phrase])
    const whole = masker.mask(`one ${phrase} two`)
    for (const pieces of cuts(`one ${phrase} two`)) assert.equal(streamed(masker, pieces), whole)
  })
  test('a known secret in a long run without white space', () => {
    const masker = createMasker([secret])
    for (const before of [16_384 - 10, 16_384, 16_384 + 10]) {
      const text = `${'.'.repeat(before)}${secret}.`
      const out = streamed(masker, [text.slice(0, before + 10), text.slice(before + 10)])
      assert.equal(out.slice(-60), masker.mask(text).slice(-60))
    }
  })
})

describe('a stream', () => {
  test('hands on whole words at once', () => {
    assert.equal(createMasker([secret]).stream().push('two words and a hal'), 'two words and a ')
  })
  test('hands on the rest at its end, once', () => {
    const stream = createMasker([secret]).stream()
    stream.push('rest')
    assert.equal(stream.end(), 'rest')
    assert.equal(stream.end(), '')
  })
  test('knows nothing of another one', () => {
    const masker = createMasker([secret])
    const [one, two] = [masker.stream(), masker.stream()]
    one.push(secret.slice(0, 10))
    assert.equal(two.push('word '), 'word ')
    assert.equal(one.push(`${secret.slice(10)} `), masker.mask(`${secret} `))
  })
  test('turns its placeholders back like those of whole values', () => {
    const masker = createMasker([secret])
    assert.equal(masker.unmask(streamed(masker, [`a ${secret.slice(0, 4)}`, secret.slice(4)])), `a ${secret}`)
  })
})
