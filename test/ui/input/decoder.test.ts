import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createDecoder, nearWaits, remoteWaits, type Decoder } from '../../../source/ui/input/decoder.ts'
import type { Stroke } from '../../../source/ui/input/stroke.ts'
import { terminalSequences } from '../../helpers/terminal-sequences.ts'

type Read = readonly [at: number, bytes: Uint8Array | string]

/** Reads at their times, with all that becomes due between and after them. */
function decoded(reads: readonly Read[], decoder: Decoder = createDecoder(nearWaits)): Stroke[] {
  const strokes: Stroke[] = []
  const expireUntil = (at: number): void => {
    for (let due = decoder.dueAt(); due !== null && due < at; due = decoder.dueAt())
      strokes.push(...decoder.expire(due))
  }
  for (const [at, bytes] of reads) {
    expireUntil(at)
    strokes.push(...decoder.push(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, at))
  }
  expireUntil(Number.POSITIVE_INFINITY)
  return strokes
}
const namesOf = (strokes: readonly Stroke[]) => strokes.map(({ name }) => name)
const shown = (bytes: Uint8Array) => JSON.stringify(Buffer.from(bytes).toString('latin1').slice(0, 40))

test('the corpus holds 200 sequences and more', () => assert.ok(terminalSequences.length >= 200))

describe('a sequence of a terminal, whole or cut, presses what is meant and nothing else', () => {
  for (const waits of [nearWaits, remoteWaits])
    for (const pause of [0, 5, 20, 60, 200, 500])
      test(`${pause} ms between the parts, an ESC waits ${waits.unanswered} ms`, () => {
        for (const { bytes, meant } of terminalSequences)
          for (let cut = 1; cut <= bytes.length; cut++) {
            const reads: Read[] = [
              [0, bytes.slice(0, cut)],
              [pause, bytes.slice(cut)],
            ]
            const strokes = decoded(
              reads.filter(([, part]) => part.length > 0),
              createDecoder(waits),
            )
            assert.deepEqual(namesOf(strokes), meant, `${shown(bytes)} cut at ${cut}`)
          }
      })
  test('torn into single bytes', () => {
    for (const pause of [0, 5, 60, 200, 500])
      for (const { bytes, meant } of terminalSequences) {
        const reads = Array.from(bytes, (byte, i): Read => [i * pause, Uint8Array.of(byte)])
        assert.deepEqual(namesOf(decoded(reads)), meant, `${shown(bytes)} every ${pause} ms`)
      }
  })
  test('nothing of it decides a question unless it is that key itself', () => {
    const typed = new Set([
      'a',
      'A',
      'd',
      'D',
      'q',
      '[',
      'O',
      '9',
      'あ',
      'é',
      '😀',
      'enter',
      'tab',
      'backspace',
      'ctrl+c',
    ])
    for (const { bytes } of terminalSequences)
      for (let cut = 1; cut <= bytes.length; cut++)
        for (const { name, isSure } of decoded([
          [0, bytes.slice(0, cut)],
          [500, bytes.slice(cut)],
        ]))
          assert.ok(
            !isSure || (bytes.length === cut && bytes[0] !== 0x1b && typed.has(name)),
            `${shown(bytes)} ${name}`,
          )
  })
  test('after it the next key is that key again', () => {
    for (const { bytes, meant } of terminalSequences) {
      const strokes = decoded([
        [0, bytes],
        [6000, 'j'],
      ])
      assert.deepEqual(namesOf(strokes), [...meant, 'j'], shown(bytes))
    }
  })
})

describe('an ESC alone', () => {
  test('is the Esc key when nothing follows for as long as the line needs', () => {
    const decoder = createDecoder(nearWaits)
    assert.deepEqual(decoder.push(Buffer.from('\u001B'), 0), [])
    assert.equal(decoder.dueAt(), 600)
    assert.deepEqual(decoder.expire(599), [])
    assert.deepEqual(namesOf(decoder.expire(600)), ['esc'])
    assert.equal(decoder.dueAt(), null)
  })
  test('waits longer over a network', () => {
    const decoder = createDecoder(remoteWaits)
    decoder.push(Buffer.from('\u001B'), 0)
    assert.equal(decoder.dueAt(), 1000)
  })
  test('asks the terminal, whose answer says that nothing was before it', () => {
    const decoder = createDecoder(nearWaits)
    decoder.push(Buffer.from('\u001B'), 0)
    assert.ok(decoder.isAsking())
    decoder.asked()
    assert.ok(!decoder.isAsking())
    assert.deepEqual(decoder.push(Buffer.from('\u001B[0n'), 8), [])
    assert.equal(decoder.dueAt(), 58)
    assert.deepEqual(namesOf(decoder.expire(58)), ['esc'])
  })
  test('is no key when the rest of its sequence comes before the answer', () => {
    const decoder = createDecoder(nearWaits)
    decoder.push(Buffer.from('\u001B'), 0)
    decoder.asked()
    assert.deepEqual(namesOf(decoder.push(Buffer.from('[A'), 300)), ['up'])
    assert.deepEqual(namesOf(decoder.push(Buffer.from('\u001B[0n'), 310)), [])
    assert.deepEqual(namesOf(decoder.expire(5000)), [])
  })
  for (const rest of ['[A', 'Oa', '[M a%', ']11;a\u0007'])
    test(`whose rest ${JSON.stringify(rest)} comes although the terminal has answered presses no second key`, () => {
      const decoder = createDecoder(nearWaits)
      decoder.push(Buffer.from('\u001B'), 0)
      decoder.asked()
      const strokes = decoded(
        [
          [5, '\u001B[0n'],
          [400, rest],
        ],
        decoder,
      )
      assert.ok(strokes.every(({ name, isSure }) => ['esc', 'up'].includes(name) && !isSure))
    })
  test('twice is twice', () => {
    assert.deepEqual(namesOf(decoded([[0, '\u001B\u001B']])), ['esc', 'esc'])
    const decoder = createDecoder(nearWaits)
    decoder.push(Buffer.from('\u001B'), 0)
    decoder.asked()
    decoder.push(Buffer.from('\u001B'), 100)
    const strokes = [...decoder.push(Buffer.from('\u001B[0nj'), 120)]
    assert.deepEqual(namesOf(strokes), ['esc', 'esc', 'j'])
  })
  test('that is never answered is asked about once', () => {
    const decoder = createDecoder(nearWaits)
    decoder.push(Buffer.from('\u001B'), 0)
    decoder.asked()
    decoder.expire(600)
    decoder.push(Buffer.from('\u001B'), 5000)
    assert.ok(!decoder.isAsking())
  })
})

describe('a key decides', () => {
  const isSure = (...reads: Read[]) => decoded(reads).at(-1)?.isSure
  test('when it came alone', () => assert.equal(isSure([0, 'a']), true))
  test('not in one read with another', () => assert.equal(isSure([0, 'ja']), false))
  test('not in one read with a sequence', () => assert.equal(isSure([0, '\u001B[Aa']), false))
  test('not within 600 ms of an ESC', () => {
    assert.equal(isSure([0, '\u001B[A'], [599, 'a']), false)
    assert.equal(isSure([0, '\u001B[A'], [600, 'a']), true)
  })
  test('after the Esc key as well as before', () => assert.equal(isSure([0, '\u001B'], [800, 'a']), true))
})

describe('what never ends', () => {
  for (const [what, begun] of [
    ['a control sequence', '\u001B[1;'],
    ['a string', '\u001B]11;rgb'],
    ['pasted text', '\u001B[200~abc'],
  ] as const)
    test(`${what} is left by ctrl+c`, () => {
      assert.deepEqual(
        namesOf(
          decoded([
            [0, begun],
            [100, '\u0003'],
            [900, 'j'],
          ]),
        ),
        ['ctrl+c', 'j'],
      )
    })
  test('a string whose rest does not come is nothing', () => {
    assert.deepEqual(
      namesOf(
        decoded([
          [0, '\u001B]11;rgb'],
          [3001, 'j'],
        ]),
      ),
      ['j'],
    )
  })
  test('pasted text waits for its end, however long', () => {
    assert.deepEqual(
      decoded([
        [0, '\u001B[200~ab'],
        [60_000, 'c\r\u001B[201~'],
      ]),
      [{ name: 'paste', text: 'abc\r', isSure: false }],
    )
  })
})

test('several keys in one read all count', () => {
  assert.deepEqual(namesOf(decoded([[0, 'jj\u001B[Bk']])), ['j', 'j', 'down', 'k'])
})
