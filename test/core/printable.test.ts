import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { printable, printableLine } from '../../source/core/printable.ts'
import { repository } from '../helpers/repository.ts'

interface Row {
  readonly id: string
  readonly text: string
  /** What is seen of it. */
  readonly shown: string
}
const rows: readonly Row[] = JSON.parse(readFileSync(join(repository, 'test/fixtures/hostile-text.json'), 'utf8'))

const esc = '\u001B'
/** C0 but line feed and tab, DEL, C1. */
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2028\u2029\uFFF9-\uFFFB]/u

function assertHarmless(text: string, what: string): void {
  assert.doesNotMatch(text, controls, `${what}: a control character is left`)
  assert.doesNotMatch(text, invisible, `${what}: an invisible character is left`)
  assert.ok(text.isWellFormed(), `${what}: half a surrogate pair is left`)
}

describe('a hostile text is shown as what it is', () => {
  for (const { id, text, shown } of rows)
    test(id, () => {
      assert.equal(printable(text), shown)
      assertHarmless(printable(text), id)
    })
})

describe('nothing that steers a terminal is left', () => {
  test('of any single character', () => {
    for (let code = 0; code < 0x100; code++)
      assert.doesNotMatch(printable(`a${String.fromCharCode(code)}b`), controls, `U+${code.toString(16)}`)
  })
  test('of any invisible character', () => {
    const left: string[] = []
    for (let code = 0; code < 0x110000; code++) {
      const character = String.fromCodePoint(code)
      if (invisible.test(character) && invisible.test(printable(character))) left.push(code.toString(16))
    }
    assert.deepEqual(left.slice(0, 40), [])
  })
  test('of any two escape characters in a row, nor by taking a sequence out of another', () => {
    const parts = [esc, '[', ']', 'P', '\\', '31m', '52;c;', '\u009B', '\u0007', '\u009C', '2J']
    for (let n = 0; n < parts.length ** 4; n++) {
      const text = [0, 1, 2, 3].map((place) => parts[Math.floor(n / parts.length ** place) % parts.length]).join('')
      assertHarmless(printable(text), JSON.stringify(text))
    }
  })
  test('when a sequence comes in two pieces', () => {
    for (const text of [`${esc}[31mred`, `${esc}]0;title\u0007x`, `${esc}]8;;http://x${esc}\\link`])
      for (let at = 0; at <= text.length; at++)
        assertHarmless(printable(text.slice(0, at)) + printable(text.slice(at)), `cut at ${at}`)
  })
})

describe('what is harmless stays', () => {
  test('text, line feeds, tabs, Japanese, emoji, box characters', () => {
    for (const text of ['a b\n\tc', '合計: 6　平均', '😀 𝒳', '│ ┌─┐ █ ⏎ ␛', 'é e\u0301 ñ', 'العربية עברית'])
      assert.equal(printable(text), text)
  })
  test('very long lines', () => {
    const text = '語'.repeat(200_000)
    assert.equal(printable(text), text)
  })
})

describe('on one line', () => {
  test('line feeds show, tabs are blanks, CRLF is one line feed', () => {
    assert.equal(printableLine('a\nb\r\nc\td'), 'a⏎b⏎c d')
  })
  test('there is no line feed whatever the text', () => {
    for (const { id, text } of rows) {
      assert.doesNotMatch(printableLine(text), /[\n\t]/, id)
      assert.doesNotMatch(printableLine(text), controls, id)
    }
  })
})
