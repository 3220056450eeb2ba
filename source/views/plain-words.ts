// The runbook's Japanese sentences in English, for an English screen. The files keep them as they are.

/** A sentence and what it says; `$1` is what stood in the place of the first group. */
const sentences: readonly (readonly [pattern: RegExp, english: string])[] = [
  [/ステップ実行完了、次のループでdone判定/g, 'step executed, done is checked next'],
  [/API呼び出しまたはJSONパース失敗/g, 'a model call failed, or its reply was no JSON'],
  [/が存在し、合計\/平均\/件数の全キーワードを含む/g, 'is there and holds all of 合計, 平均 and 件数'],
  [/job_loop_complete: max_jobs\((\d+)\)に到達/g, 'job_loop_complete: max_jobs ($1) reached'],
  [/max_steps \((\d+)\) に到達したが目標未達成/g, 'max_steps ($1) used and the goal not reached'],
  [/全コマンドがdeny: /g, 'every command denied: '],
  [/レビューが却下: /g, 'rejected by the review: '],
  [/deny_if_contains '(.{0,300}?)' に一致/g, "deny_if_contains '$1' matches"],
  [/禁止パターン '(.{0,300}?)' に一致/g, "forbidden pattern '$1' matches"],
  [/type '(.{0,300}?)' は許可されていない/g, "type '$1' is not allowed"],
  [/(\S{1,300}) が存在しない/g, '$1 is not there'],
  [/(\S{1,300}) はこの job の開始後に書かれていない/g, '$1 was not written since this job began'],
  [/全条件クリア/g, 'all conditions hold'],
  [/ファイルのエンコードを判別できませんでした/g, 'the encoding of the file could not be told'],
  [/必須キーワード不足/g, 'missing words'],
  [/タイムアウト \(([\d.]+)秒\)/g, 'timeout ($1 s)'],
  [/done判定エラー: /g, 'done? error: '],
  [/allowlist通過/g, 'no rule of the lists forbids it'],
  [/(draft|review|final)生成失敗/g, '$1 failed'],
  [/job_loop完了/g, 'job_loop complete'],
  [/目標達成/g, 'goal reached'],
  [/done判定: /g, ''],
  [/done判定/g, 'done?'],
]

/** The text with every sentence of the runbook in English. */
export const inEnglish = (text: string): string =>
  sentences.reduce((said, [pattern, english]) => said.replaceAll(pattern, english), text)
