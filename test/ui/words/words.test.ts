import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { briefOf } from '../../../source/views/brief.ts'
import { describeEvent } from '../../../source/views/describe.ts'
import { describeEventInJapanese } from '../../../source/ui/words/ja/describe.ts'
import { catalogues, chosenLanguage } from '../../../source/ui/words/words.ts'
import { widthOf } from '../../../source/ui/draw/width.ts'
import * as f from '../../helpers/facts.ts'

const textsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsOf)
      : []

describe('the catalogues', () => {
  for (const [language, words] of Object.entries(catalogues))
    test(`${language}: no text is empty but those that say nothing on purpose, none has an ambiguous width`, () => {
      const texts = textsOf(words)
      assert.ok(texts.length > 150)
      for (const text of texts) {
        for (const character of text) assert.ok(character <= '~' || widthOf(character) === 2, `${character} in ${text}`)
        assert.doesNotMatch(text, /^\s+$/)
      }
    })
  test('Japanese is Japanese: what every action does', () => {
    for (const [action, text] of Object.entries(catalogues.ja.actions)) assert.match(text, /[ぁ-んァ-ヶ一-龠]/, action)
  })
  test('an event is told in either language', () => {
    const [event] = f.eventsOf(f.jobStarted({ job: 3, name: 'uriage' }))
    assert.ok(event)
    assert.equal(describeEvent(briefOf(event)), 'job 3 begins: uriage')
    assert.equal(describeEventInJapanese(briefOf(event)), 'ジョブ 3 開始: uriage')
  })
})

describe('the language is', () => {
  test('what is wished for, before what is preferred, before the locale', () => {
    assert.equal(chosenLanguage('ja', 'en', { LANG: 'en_US.UTF-8' }), 'ja')
    assert.equal(chosenLanguage(null, 'ja', { LANG: 'en_US.UTF-8' }), 'ja')
    assert.equal(chosenLanguage(null, 'auto', { LANG: 'ja_JP.UTF-8' }), 'ja')
  })
  test('English for every other locale; LC_ALL counts before LANG', () => {
    assert.equal(chosenLanguage(null, 'auto', { LANG: 'C.UTF-8' }), 'en')
    assert.equal(chosenLanguage(null, 'auto', {}), 'en')
    assert.equal(chosenLanguage(null, 'auto', { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }), 'en')
    assert.equal(chosenLanguage(null, 'auto', { LANG: 'jam_JM' }), 'en')
  })
})
