import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inDoubtReason, noSnapshotReason, stoppedReason, unansweredReason } from '../../../source/core/end-reasons.ts'
import { limitReason } from '../../../source/core/limits.ts'
import { briefOf } from '../../../source/views/brief.ts'
import { describeEvent } from '../../../source/views/describe.ts'
import { describeEventInJapanese } from '../../../source/ui/words/ja/describe.ts'
import { lookFor } from '../../../source/ui/app/app.tsx'
import { asciiFrame, lineFrame } from '../../../source/ui/draw/look.ts'
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
  test('why a run ended is said in Japanese, whatever of the journal says it', () => {
    const figures = { allowed: 168_000, used: 166_256, needed: 2000 }
    const limits = (['max_cost_usd', 'max_tokens', 'max_minutes', 'no_progress_steps'] as const).map((limit) =>
      limitReason({ limit, ...figures }),
    )
    const reasons = [...limits, stoppedReason, unansweredReason(3, 1, '2'), inDoubtReason(1, 1), noSnapshotReason]
    for (const reason of reasons)
      assert.doesNotMatch(
        catalogues.ja.plain(reason),
        / (?:tokens|used|next|min|steps?|operator|command|snapshot)\b/,
        reason,
      )
    assert.equal(catalogues.ja.plain(limits[1] ?? ''), 'max_tokens の上限 168000 トークン (使用 166256 トークン)')
    // What commands and models say is theirs.
    assert.equal(catalogues.ja.plain('failed: steps of the operator'), '失敗: steps of the operator')
    assert.equal(catalogues.ja.plain('done判定: 全条件クリア'), 'done判定: 全条件クリア')
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
  test('English, in frames of ASCII, where the terminal shows other characters than ours', () => {
    const preferred = { language: 'auto', frame: 'auto', lastProject: '', seen: [] } as const
    const lookIn = (LC_ALL: string) =>
      lookFor({ language: null, isAscii: false }, { ...preferred, seen: [] }, { LC_ALL })
    for (const locale of ['ja_JP.eucJP', 'ja_JP.SJIS', 'ja_JP.EUC-JP@x', 'en_US.ISO-8859-1']) {
      assert.equal(lookIn(locale).words, catalogues.en, locale)
      assert.equal(lookIn(locale).frame, asciiFrame, locale)
    }
    for (const locale of ['en_US.utf8', 'C', 'de_DE', 'C.UTF-8@x'])
      assert.equal(lookIn(locale).frame, lineFrame, locale)
    assert.equal(chosenLanguage('ja', 'auto', { LC_ALL: 'ja_JP.eucJP' }), 'ja')
  })
})
