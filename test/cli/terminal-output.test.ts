import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import * as fc from '../helpers/properties.ts'
import { terminalOutput } from '../../source/cli/terminal-output.ts'
import { repository } from '../helpers/repository.ts'

const shown = (chunks: readonly Buffer[]): string => {
  const { push, end } = terminalOutput()
  return chunks.map(push).join('') + end()
}
const hostile: unknown = JSON.parse(readFileSync(join(repository, 'test/fixtures/hostile-text.json'), 'utf8'))

describe("a command's output on a terminal", () => {
  test('steers nothing: no clipboard, no title, no cursor', () => {
    const text = 'a\u001B]52;c;ZXZpbA==\u0007b\u001B[2Jc\u001B]0;title\u001B\\d\u009B31me\n'
    assert.equal(shown([Buffer.from(text)]), 'abcde\n')
  })
  test('line ends of both kinds are line ends', () => {
    assert.equal(shown([Buffer.from('a\r'), Buffer.from('\nb\n')]), 'a\nb\n')
  })
  test('where it is cut makes no difference', () => {
    const piece = fc.constantFrom('\u001B', '[', ']', '52;c;', '31m', '\u0007', '\\', 'x', '\r', '\n', '日', '\u009B')
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (pieces, size) => {
        const whole = Buffer.from(pieces.join(''))
        const cut = Array.from({ length: Math.ceil(whole.length / size) }, (_, i) =>
          whole.subarray(i * size, (i + 1) * size),
        )
        assert.equal(shown(cut), shown([whole]))
      }),
    )
  })
  test('no hostile text brings a control character through', () => {
    assert.doesNotMatch(
      shown([
        Buffer.from(
          JSON.stringify(hostile).replaceAll(/\\u00([0-9a-f]{2})/g, (_, hex: string) =>
            String.fromCharCode(parseInt(hex, 16)),
          ),
        ),
      ]),
      /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/,
    )
  })
})
