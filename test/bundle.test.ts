// What stands in for two slow things in the bundle says the same as they do.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import * as fc from './helpers/properties.ts'
import stringWidth from 'string-width'

// As the bundle has it.
Object.assign(globalThis, { require: createRequire(import.meta.url) })
const { default: quickWidth } = await import('../source/bundle/string-width.ts')
const { 'Intl.Segmenter': LazySegmenter } = await import('../source/bundle/segmenter.ts')

const everyUnit = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit))
const texts = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      'a',
      ' ',
      '─',
      '│',
      '漢',
      'か',
      '゛',
      '\u3099',
      '\u3000',
      'ﾊ',
      'ﾞ',
      '！',
      '\u0301',
      '\u200D',
      '\uFE0F',
    ),
    fc.constantFrom(
      '👩',
      '🏽',
      '🇯',
      '🇵',
      '©',
      '각',
      'ᄀ',
      '\u001B[1m',
      '\u001B[38;5;1m',
      '\u001B[2K',
      '\r',
      '\n',
      '\t',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  ),
})

test('the width of every single character', () => {
  assert.deepEqual(
    everyUnit.filter((text) => quickWidth(text) !== stringWidth(text)),
    [],
  )
})

test('the width of any text, coloured or not', () => {
  fc.assert(fc.property(texts, (text) => assert.equal(quickWidth(text), stringWidth(text))))
})

test('the width with options', () => {
  assert.equal(quickWidth('─', { ambiguousIsNarrow: false }), 2)
})

test('the segments of any text, and the one at any place', () => {
  const real = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  const lazy = new LazySegmenter(undefined, { granularity: 'grapheme' })
  fc.assert(
    fc.property(texts, fc.nat(30), (text, at) => {
      assert.deepEqual([...lazy.segment(text)], [...real.segment(text)])
      assert.deepEqual(lazy.segment(text).containing(at), real.segment(text).containing(at))
    }),
  )
})

test('words stay words', () => {
  const lazy = new LazySegmenter('en', { granularity: 'word' })
  assert.deepEqual(
    Array.from(lazy.segment('two words'), ({ segment }) => segment),
    ['two', ' ', 'words'],
  )
})
