import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { locale, priceList } from '../../source/cli/examine.ts'
import { maxPriceDays, priceDate } from '../../source/core/price.ts'
import { settingsOf } from '../helpers/facts.ts'

const settings = settingsOf({})
const after = (days: number) => priceList({ settings }, new Date(Date.parse(priceDate) + days * 86_400_000))

describe('doctor says of the price list', () => {
  test('its date, always', () => {
    assert.ok(after(3).what.includes(`shipped prices are of ${priceDate}, 3 days old`))
    assert.equal(after(maxPriceDays).level, 'ok')
  })
  test('that it is old, and what to do, when it is older than 180 days', () => {
    assert.equal(maxPriceDays, 180)
    assert.partialDeepStrictEqual(after(maxPriceDays + 1), { level: 'warn' })
    assert.match(after(maxPriceDays + 1).remedy ?? '', /newer tos-tui/)
  })
})

test('doctor names a locale of other characters than the program writes, and no other', () => {
  assert.deepEqual(locale({ LANG: 'ja_JP.UTF-8' }), [])
  assert.deepEqual(locale({}), [])
  assert.match(locale({ LANG: 'ja_JP.UTF-8', LC_ALL: 'ja_JP.eucJP' })[0]?.what ?? '', /characters are eucJP/)
})
