import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createMasker } from '../../source/files/mask.ts'

const secret = 'wX7q_Zt0-pLm9Kd2RvB5'

describe('a value', () => {
  test('without secrets is handed back as the same object', () => {
    const value = { a: ['x', { b: 'y' }], n: 1, t: true, z: null, u: undefined }
    assert.equal(createMasker([secret]).mask(value), value)
  })
  test('with a secret is changed there only; the rest of it is the same object', () => {
    const value = { kept: { list: ['x'] }, changed: { list: ['x', `y ${secret}`] } }
    const after = createMasker([secret]).mask(value)
    assert.equal(after.kept, value.kept)
    assert.match(after.changed.list[1] ?? '', /^y \[masked:[0-9a-f]{6}-1\]$/)
    assert.equal(value.changed.list[1], `y ${secret}`)
  })
  test('has secrets masked in its keys, and keeps their order', () => {
    const after = createMasker([secret]).mask({ first: 1, [`k ${secret}`]: 2, last: 3 })
    assert.deepEqual(
      Object.keys(after).map((key) => key.replace(/:\w+-/, ':…-')),
      ['first', 'k [masked:…-1]', 'last'],
    )
  })
  test('keeps numbers, booleans and null beside a masked text', () => {
    const after = createMasker([secret]).mask({ s: secret, n: 1.5, t: false, z: null })
    assert.partialDeepStrictEqual(after, { n: 1.5, t: false, z: null })
  })
  test('keeps own keys named __proto__, and masks in them', () => {
    const value: object = JSON.parse(`{"__proto__": {"deep": "${secret}"}, "constructor": "${secret}"}`)
    const text = JSON.stringify(createMasker([secret]).mask(value))
    assert.match(text, /^\{"__proto__":\{"deep":"(\[masked:\w+-1\])"\},"constructor":"\1"\}$/)
  })
})

describe('a placeholder', () => {
  test('is the same for the same secret and another for another', () => {
    const masker = createMasker([secret, 'another-secret'])
    const [first, second, third] = masker.mask([secret, 'another-secret', secret])
    assert.equal(first, third)
    assert.notEqual(first, second)
  })
  test('of this process is turned back', () => {
    const masker = createMasker([secret, 'another-secret'])
    const text = `curl -u "${secret}" https://user:pw12345@host -H another-secret`
    const hidden = masker.mask(text)
    assert.doesNotMatch(hidden, /pw12345|another-secret|wX7q/)
    assert.equal(masker.unmask(hidden), text)
  })
  test('of another run is not known, and nothing of the text is turned back', () => {
    const masker = createMasker([secret])
    assert.equal(masker.unmask(`${masker.mask(secret)} [masked:000000-1]`), null)
    assert.equal(masker.unmask(createMasker([secret]).mask(secret)), null)
  })
  test('with a number not given yet is not known', () => {
    const masker = createMasker([secret])
    assert.equal(masker.unmask(masker.mask(secret).replace('-1]', '-2]')), null)
  })
  test('is not seen in text that only looks like one', () => {
    const text = '[masked:xyz-1] [masked:abcdef] masked:abcdef-1'
    assert.equal(createMasker([secret]).unmask(text), text)
  })
  test('is turned back to text that itself spells a replacement', () => {
    const odd = 'price-$&-$1-$$-secret'
    const masker = createMasker([odd])
    assert.equal(masker.unmask(masker.mask(`echo ${odd}`)), `echo ${odd}`)
  })
  for (const known of [secret, 'abc/def+12345', 'abc@def@12345'])
    for (const text of [known, `Bearer ${known}`, `X-Api-Key: ${known}`, `https://user:${known}@host/`])
      test(`is not masked again, so that it can be turned back: ${text}`, () => {
        const masker = createMasker([known])
        const once = masker.mask(text)
        assert.equal(masker.mask(once), once)
        assert.equal(masker.unmask(masker.mask(once)), text)
      })
  test('of another run inside credentials is still not known', () => {
    const masker = createMasker([secret])
    assert.equal(masker.unmask(masker.mask('https://user:[masked:000000-1]@host')), null)
  })
})
