import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../../helpers/properties.ts'
import { clearedScreen, drawFrame } from '../../../source/ui/output/diff.ts'
import { createFrameReader } from '../../../source/ui/output/frame.ts'
import { gridLooks, openEmulator } from '../../helpers/emulator.ts'
import { allowed } from './frames.ts'

const columns = 24
const rows = 4
const drawn = (frame: string): string =>
  drawFrame(clearedScreen(columns, rows), createFrameReader()(frame, columns, rows)).text
const row = (text: string): string =>
  (createFrameReader()(text, columns, 1).lines[0] ?? [])
    .map(({ glyph }) => glyph)
    .join('')
    .trimEnd()

describe('text cannot steer the terminal', () => {
  for (const [what, text] of [
    ['a title', '\u001B]0;x\u0007'],
    ['a link (OSC 8)', '\u001B]8;;https://example.com\u001B\\here\u001B]8;;\u001B\\'],
    ['the clipboard', '\u001B]52;c;AAAA\u0007'],
    ['an unfinished string', '\u001B]52;c;AAAA'],
    ['device control', '\u001BP$q"p\u001B\\'],
    ['erasing the scrollback', '\u001B[3J'],
    ['leaving the alternate screen', '\u001B[?1049l'],
    ['a question to the terminal', '\u001B[c\u001B[6n\u001BZ'],
    ['C1 forms', '\u009B2J\u009D0;x\u009C\u0085\u0084'],
    ['a reset', '\u001Bc\u001B[!p'],
    ['control characters', '\u0000\u0007\b\t\u000B\f\r\u000E\u007F'],
    ['colons and intermediate bytes', '\u001B[4:3m\u001B[1;2 q\u001B[>4;2m\u001B[?1m'],
    ['a cut off sequence', '\u001B['],
  ] as const)
    test(what, () => {
      const sent = drawn(`a${text}b`)
      assert.match(sent, allowed)
      assert.ok(!/[\u001B\u009B][\]P[?!>c]*(?:0;|8;|52;|3J|\?1049|!p)/.test(sent), JSON.stringify(sent))
    })

  test('whatever comes, only text, style, moves, erasing and scrolling are sent', async () => {
    const pieces = fc.constantFrom(
      '\u001B',
      '\u009B',
      '[',
      ']',
      '?',
      '2026',
      ';',
      '8;;',
      'm',
      'h',
      'J',
      '\u0007',
      '\u001B\\',
      '\u009C',
      '\n',
      '\u202E',
      '\u001BP',
      '\u001B[31m',
      '\u001B[38;5;999m',
      '\u001B[38;2;1m',
      '\u001B[8;5m',
      '\uD800',
      '\u0301',
      '\u200D',
      'あ',
      'x',
    )
    const hostile = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 30 })
    const emulator = openEmulator(columns, rows)
    await fc.assert(
      fc.asyncProperty(hostile, async (parts) => {
        const sent = drawn(parts.join(''))
        assert.match(sent, allowed)
        await emulator.write(`\u001B[?7l\u001B[m\u001B[H\u001B[J${sent}`)
        assert.deepEqual(emulator.looks(), gridLooks(createFrameReader()(parts.join(''), columns, rows)))
      }),
      { numRuns: fc.byNight(500) },
    )
    emulator.dispose()
  })
})

describe('widths', () => {
  test('wide characters take two columns, and one that does not fit leaves a blank', () => {
    assert.equal(row('あ'.repeat(13)), 'あ'.repeat(12))
    assert.equal(row(`x${'あ'.repeat(12)}`), `x${'あ'.repeat(11)}`)
  })
  test('marks stay with their letter, composed where there is such a letter', () => {
    assert.equal(row('xe\u0301か\u3099'), 'xéが')
    assert.equal(row('x\u0323\u0307z'), 'x\u0323\u0307z'.normalize('NFC'))
  })
  test('half-width katakana keep their voicing marks', () => assert.equal(row('ｶﾞｷﾞ'), 'ｶﾞｷﾞ'))
  test('of joined emoji the first is drawn, in the room of the whole', () => {
    assert.equal(row('👨‍👩‍👧|'), '👨|')
    assert.equal(row('👍🏽|'), '👍|')
    assert.equal(row('❤️|'), '❤ |')
  })
  test("a hundred marks on one letter are nobody's writing", () => assert.equal(row(`a${'\u0301'.repeat(100)}b`), 'áb'))
})

test('what does not fit is cut: more rows and more columns than the screen has', () => {
  const grid = createFrameReader()('123456\n2\n3\n4', 4, 2)
  assert.deepEqual(
    grid.lines.map((line) => line.map(({ glyph }) => glyph).join('')),
    ['1234', '2   '],
  )
})
