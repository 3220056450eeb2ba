import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createMasker } from '../../source/files/mask.ts'

const secret = 'wX7q_Zt0-pLm9Kd2RvB5'
const masked = /^before \[masked:[0-9a-f]{6}-\d+\] after$/
const isHidden = (known: string, written: string) =>
  assert.match(createMasker([known]).mask(`before ${written} after`), masked, written)

describe('a known secret is masked', () => {
  test('as it is', () => isHidden(secret, secret))
  test('with characters that mean something in an expression', () => {
    const odd = String.raw`a.b*c+(d)[e]{f}^$|\g/h-i?`
    isHidden(odd, odd)
  })
  test('and nothing that only differs where such a character stands', () => {
    const odd = 'a.b*c+defgh'
    for (const other of ['aXb*c+defgh', 'a.bbc+defgh', 'a.bc+defgh'])
      assert.equal(createMasker([odd]).mask(other), other)
  })
  test('in the middle of a word, and as often as it stands there', () => {
    const text = createMasker([secret]).mask(`x${secret}y${secret}`)
    assert.match(text, /^x(\[masked:[0-9a-f]{6}-1\])y\1$/)
  })
  test('across lines', () => isHidden('first line\nsecond line', 'first line\nsecond line'))
  test('URL-encoded', () => {
    const odd = 'pass/word=? ü&1'
    isHidden(odd, encodeURIComponent(odd))
  })
  test('in hexadecimal, lower and upper', () => {
    const hex = Buffer.from(secret).toString('hex')
    isHidden(secret, hex)
    isHidden(secret, hex.toUpperCase())
  })
  test('reversed, by characters and not by halves of them', () => {
    isHidden(secret, '5BvR2dK9mLp-0tZ_q7Xw')
    isHidden('geheim-🔑-wort', 'trow-🔑-mieheg')
  })
  test('as JSON spells it', () => {
    const odd = 'two\nlines "quoted" \\ back'
    isHidden(odd, JSON.stringify(odd).slice(1, -1))
  })
  test('when it is one of many', () => {
    const masker = createMasker(['first-secret', secret, 'third-secret'])
    assert.doesNotMatch(masker.mask(`third-secret ${secret} first-secret`), /secret|wX7q/)
  })
})

describe('base64 of a known secret is masked', () => {
  /** Bytes that make `+` and `/`, so that both alphabets are told apart. */
  const odd = '~~~???>>>~?>~~??>>'

  for (const known of [secret, secret.slice(1), secret.slice(2), odd])
    for (const encoding of ['base64', 'base64url'] as const)
      test(`wherever it stands in longer data (${encoding} of ${known.length} characters)`, () => {
        const masker = createMasker([known])
        for (let before = 0; before < 6; before++)
          for (let after = 0; after < 6; after++) {
            const data = Buffer.from('#'.repeat(before) + known + '!'.repeat(after)).toString(encoding)
            const [left = '', right = '', ...more] = masker.mask(data).split(/\[masked:[0-9a-f]{6}-\d+\]/)
            const place = `${before} bytes before, ${after} behind: ${left} … ${right}`
            assert.deepEqual(more, [], place)
            // Of a byte of the secret at most some bits may stand outside; the last character holds up to 4 more.
            assert.ok(left.length * 6 < (before + 1) * 8, place)
            assert.ok(right.replaceAll('=', '').length * 6 < (after + 1) * 8 + 4, place)
          }
      })
  test('the two alphabets differ for it', () => {
    assert.notEqual(Buffer.from(odd).toString('base64'), Buffer.from(odd).toString('base64url'))
  })
})

describe('the beginning of a known secret', () => {
  test('of 12 characters or more is masked, whole', () => {
    for (let length = 12; length < secret.length; length++) isHidden(secret, secret.slice(0, length))
  })
  test('of fewer characters gives nothing away', () => {
    const text = `before ${secret.slice(0, 11)} after`
    assert.equal(createMasker([secret]).mask(text), text)
  })
  test('is masked whole whatever characters it is made of', () => {
    const odd = 'Ab1/cD2+eF3=gH4.iJ5/kL6+mN7'
    for (let length = 12; length < odd.length; length++) isHidden(odd, odd.slice(0, length))
  })
})

describe('a secret that is the beginning of another', () => {
  const long = 'abcdefgh1234ijklmnop'
  for (const [order, secrets] of [
    ['before', [long.slice(0, 10), long]],
    ['behind', [long, long.slice(0, 10)]],
  ] as const)
    test(`leaves nothing of the other, named ${order} it`, () => {
      assert.match(createMasker(secrets).mask(`before ${long} after`), masked)
    })
})

describe('a secret with colour codes in it', () => {
  test('or behind what may be the beginning of one, whatever letter it begins with', () => {
    for (const known of ['supersecretvalue123', 'Supersecretvalue123', '[supersecretvalue12'])
      for (const before of ['\u001B', '\u001B[', '\u001B]', '\u009B', '\\u001b', '\\u001b['])
        assert.doesNotMatch(
          createMasker([known]).mask(`${before}${known}`),
          /secretvalue/,
          JSON.stringify(before + known),
        )
  })
  const red = '\u001B[31m'

  test('is masked wherever a code cuts it', () => {
    for (let at = 0; at <= secret.length; at++) {
      const text = createMasker([secret]).mask(`before ${secret.slice(0, at)}${red}${secret.slice(at)} after`)
      assert.match(text.replace(red, ''), masked)
    }
  })
  test('is masked with a code behind each character', () => {
    isHidden(secret, Array.from(secret).join('\u001B[0m'))
  })
  test('is masked through a link and a two-character code', () => {
    isHidden(secret, `${secret.slice(0, 5)}\u001B]8;;http://x\u0007${secret.slice(5, 9)}\u001BM${secret.slice(9)}`)
  })
  test('is masked right behind a code, whose letter would hide where the word begins', () => {
    const text = createMasker([]).mask(`\u001B[31msk-${'a1'.repeat(20)}\u001B[0m`)
    assert.match(text, /^\u001B\[31m\[masked:[0-9a-f]{6}-1\]\u001B\[0m$/)
  })
  test('leaves the codes around it', () => {
    const text = createMasker([secret]).mask(`${red}a ${secret} b\u001B[0m`)
    assert.match(text, /^\u001B\[31ma \[masked:[0-9a-f]{6}-1\] b\u001B\[0m$/)
  })
  test('and text without a secret keeps its codes', () => {
    const text = `${red}plain\u001B[0m`
    assert.equal(createMasker([secret]).mask(text), text)
  })
})

describe('a short secret', () => {
  test('of fewer than 8 characters is not masked: it would hide ordinary words', () => {
    for (const short of ['', 'a', 'secret', 'seven77'])
      assert.equal(createMasker([short]).mask('a secret seven77 word'), 'a secret seven77 word')
  })
  test('of 8 characters is masked', () => isHidden('eight888', 'eight888'))
})
