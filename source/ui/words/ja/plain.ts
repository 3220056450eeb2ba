// The program's own sentences about the end of a run, which the journal keeps in English, in Japanese. Those of the runbook
// are Japanese already.

/** A sentence and what it says; `$1` is what stood in the place of the first group. */
const sentences: readonly (readonly [pattern: RegExp, japanese: string])[] = [
  [/^limit: (\w+) (.+?) \(used (.+?)(?:, the next call may need .+)?\)$/, '$1 の上限 $2 (使用 $3)'],
  [/^stopped: by the operator$/, '停止: 操作者による'],
  [
    /^unanswered: nobody answered question (\d+) \(step (\d+), command (.+?)\) in time$/,
    '未回答: 質問 $1 (ステップ $2、コマンド $3) に時間内の回答がありませんでした',
  ],
  [
    /^in_doubt: command (\d+) of step (\d+) had started when the run died; .*$/,
    '不明: ステップ $2 のコマンド $1 の実行中に実行が途切れ、どこまで進んだか分かりません',
  ],
  [/^failed: the snapshot before the step could not be made$/, '失敗: ステップ前のスナップショットを作れませんでした'],
  [/^failed: /, '失敗: '],
]

const units: readonly (readonly [RegExp, string])[] = [
  [/ tokens\b/g, ' トークン'],
  [/ min\b/g, ' 分'],
  [/ steps?\b/g, ' ステップ'],
]

/** A reason as the journal keeps it; what a person or a model wrote stays. */
export function plainInJapanese(text: string): string {
  const found = sentences.find(([pattern]) => pattern.test(text))
  if (!found) return text
  const said = text.replace(...found)
  return text.startsWith('limit: ') ? units.reduce((all, [unit, word]) => all.replaceAll(unit, word), said) : said
}
