// The Japanese words of the summary of a loop.
import { grouped } from '../../../core/text.ts'
import type { LimitReached } from '../../../core/state.ts'
import { plainInJapanese } from './plain.ts'
import { isSignal, moneyText, spanText, type NightWords } from '../../../views/night-words.ts'

function figures(limit: LimitReached['limit'], value: number): string {
  const units = { max_cost_usd: '', max_tokens: ' トークン', max_minutes: ' 分', no_progress_steps: ' ステップ' }
  const text = limit === 'max_cost_usd' ? moneyText(value) : grouped(value)
  return `${text}${units[limit]}`
}

export const japaneseNight: NightWords = {
  labels: {
    end: '結果',
    doubt: '完了不明',
    beware: '注意',
    jobs: 'ジョブ',
    files: 'ファイル',
    money: '費用',
    time: '時間',
    slowest: '最長',
    next: '次の操作',
  },
  beware: {
    'sandbox off': 'サンドボックスなし',
    'root without sandbox': 'root・サンドボックスなし',
    'nothing can be put back': '元に戻せません',
  },
  ends: {
    new: 'まだ実行していません',
    running: 'ループを実行中です',
    crashed: '実行は何も告げずに終わりました',
    done: 'ジョブが完了しました',
    loop_complete: 'ループが完了しました',
    deny: 'コマンドが拒否され、実行は停止しました',
    fatal_error: 'エラーで終了しました',
    max_steps: 'ジョブがステップを使い切りました',
    stopped: '停止されました',
    limit: '上限に達しました',
    unanswered: '時間内に回答がありませんでした',
    in_doubt: 'コマンドがどこまで進んだか不明です',
    failed: '実行を続けられませんでした',
  },
  stoppedBy: (by) =>
    isSignal(by) ? `シグナル ${by} による停止 (kill、サービス管理、マシンの停止など)` : `${by} による停止`,
  kinds: {
    limit: () => '上限',
    denied: (n) => `拒否 ${n}`,
    failed: (n) => `失敗 ${n}`,
    rejected: (n) => `却下 ${n}`,
    refused: (n) => `不受理 ${n}`,
    uncovered: (n) => `未保存 ${n}`,
    asked: (n) => `質問 ${n}`,
  },
  parts: { draft: 'ドラフト', review: 'レビュー', final: '最終決定', waiting: '回答待ち', executing: '実行' },
  plain: plainInJapanese,
  limit: ({ limit, allowed, used, needed }) => {
    const next = needed > 0 && limit !== 'no_progress_steps' ? `、次の呼び出しに最大 ${figures(limit, needed)}` : ''
    return `${limit} の上限 ${figures(limit, allowed)} (使用 ${figures(limit, used)}${next})`
  },
  place: (job, step) => (step === null ? `ジョブ ${job}` : `ジョブ ${job} ステップ ${step}`),
  more: (n) => `他 ${n} 件`,
  jobs: (done, of, bad) => `${of} 件中 ${done} 件完了${bad === 0 ? '' : `、要確認 ${bad} 件`}`,
  files: (n, isUncounted) => {
    if (n === 0) return isUncounted ? "未集計。'tos diff' で表示" : '変更の記録なし'
    return `変更 ${n} 件${isUncounted ? "。最後のステップの分は 'tos diff' で表示" : ''}`
  },
  money: ({ costUsd, input, output, calls, unpriced, estimated }) =>
    `${estimated > 0 ? '最大 ' : ''}${moneyText(costUsd)}、${grouped(input + output)} トークン、呼び出し ${calls} 回${unpriced === 0 ? '' : ` (単価不明 ${unpriced} 回)`}`,
  time: (total, thinking, waiting, executing) =>
    `${spanText(total)}: モデル ${spanText(thinking)}、待ち ${spanText(waiting)}、コマンド ${spanText(executing)}`,
  slowest: (job, step, ms, part, partMs) =>
    `ジョブ ${job} ステップ ${step}: ${spanText(ms)}、うち${part} ${spanText(partMs)}`,
}
