import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { draftRows } from '../../../source/ui/dialogs/exchange-columns.ts'
import { rowText, rowWidth } from '../../../source/ui/draw/row.tsx'
import { catalogues } from '../../../source/ui/words/words.ts'

const drafts = {
  titles: { draft: 'draft  m1', review: 'review  m2', final: 'final  m1' },
  draft: ['ls', 'rm -rf 出力', 'echo 日本語の長いコマンドを書くと折り返されるはずです > 報告書.txt'],
  review: ['ls', 'rm -f 出力/*.tmp', 'echo 日本語の長いコマンドを書くと折り返されるはずです > 報告書.txt'],
  final: ['ls', 'rm -f 出力/*.tmp', 'wc -l 報告書.txt'],
}
const texts = (columns: number, some = drafts) =>
  draftRows(catalogues.en, some, columns).map((row) => rowText(row).trimEnd())

describe('draft, review and final', () => {
  test('stand in columns from 90 columns: what replaced a command stands beside it, signed by who brought it in', () => {
    const [title = '', first = '', second = '', ...others] = texts(116)
    const at = (text: string) => [text.slice(0, 38), text.slice(39, 77), text.slice(78)].map((part) => part.trim())
    assert.deepEqual(at(title), ['draft  m1', 'review  m2', 'final  m1'])
    assert.deepEqual(at(first), ['ls', 'ls', 'ls'])
    assert.match(second, /^- rm -rf 出力 +\+ rm -f 出力\/\*\.tmp +\+ rm -f 出力\/\*\.tmp$/)
    assert.match(others.join('\n'), /^- echo 日本語.*\* wc -l 報告書\.txt/m)
    assert.match(others.at(-1) ?? '', /^- left out +\+ by the reviewer +\* by final$/)
  })
  test('without commands of the reviewer’s own are two columns', () => {
    assert.match(texts(116, { ...drafts, review: [] })[0] ?? '', /^draft {2}m1 +final {2}m1$/)
  })
  test('stand below one another in a narrower window', () => {
    const [first, second, third] = texts(76)
    assert.deepEqual([first, second, third], ['  ls', '- rm -rf 出力', '+ rm -f 出力/*.tmp'])
  })
  for (const columns of [16, 36, 56, 76, 90, 96, 116, 156])
    test(`never take more than ${columns} columns, in Japanese too`, () => {
      for (const words of [catalogues.en, catalogues.ja])
        for (const row of draftRows(words, drafts, columns).slice(0, -1)) assert.ok(rowWidth(row) <= columns)
    })
})
