// One short Japanese line per event, for the event list. An event without one does not compile.
import type { EventOf } from '../../../core/event.ts'
import { limitReason } from '../../../core/limits.ts'
import { printableLine } from '../../../core/printable.ts'
import { describeSandbox } from '../../../core/sandbox.ts'
import { head } from '../../../core/text.ts'
import type { Brief } from '../../../views/brief.ts'

/** The same as `describeEvent`, in Japanese. */
export function describeEventInJapanese(event: Brief): string {
  return printableLine(head(sentence(event), 300))
}

function sentence(event: Brief): string {
  switch (event.type) {
    case 'loop.started':
      return `ループ ${event.loop} 開始 (${event.origin})`
    case 'loop.archived':
      return `${event.by} がループを ${event.to} へ移動`
    case 'loop.completed':
      return `ループ完了: ${event.maxJobs} 件中 ${event.jobsExecuted} 件のジョブ`
    case 'run.started':
      return `実行 ${event.run} (${event.mode}) ${event.user} pid ${event.pid}`
    case 'run.recovered':
      return `pid ${event.pid} の実行は異常終了; ${event.inDoubt ? '完了不明のコマンドあり' : '完了不明のコマンドなし'}`
    case 'run.ended':
      return `実行 ${event.run} 終了: ${event.endReason}`
    case 'run.pauseRequested':
      return `${event.by} が一時停止を要求`
    case 'run.paused':
      return '一時停止中'
    case 'run.resumeRequested':
      return `${event.by} が再開`
    case 'run.stopRequested':
      return `${event.by} が停止を要求 (${event.when === 'now' ? '今すぐ' : 'ステップ後'})`
    case 'limit.reached':
      return `上限に到達: ${limitReason(event)}`
    case 'limit.raised':
      return `${event.by} が ${event.limit} を ${event.value} に変更`
    case 'note.added':
      return `${event.by} のメモ (${event.isKept ? '取り消すまで' : '次のドラフトのみ'}): ${event.text}`
    case 'note.cleared':
      return `${event.by} がメモを取り消し`
    case 'lock.takenOver':
      return `終了済み pid ${event.pid} のロックを引き継ぎ`
    case 'file.restored':
      return `${event.path} を復元${event.kept ? `、見つかったものは ${event.kept}` : ''}`
    case 'payload.read':
      return event.isThere ? `ジョブ入力 ${event.path} (${event.bytes} バイト)` : 'ジョブ入力なし'
    case 'job.started':
      return `ジョブ ${event.job} 開始: ${event.name}`
    case 'job.resumed':
      return `ジョブ ${event.job} を続行。復元または転送されたファイルは完了の証拠になりません`
    case 'job.finished':
      return `ジョブ ${event.job} 完了`
    case 'step.started':
      return `ステップ ${event.step} 開始${event.attempt > 1 ? ` (${event.attempt} 回目)` : ''}`
    case 'step.finished':
      return `ステップ ${event.step} ${event.phase}: ${event.error ?? event.reason}`
    case 'done.checked':
      return `完了判定: ${event.isDone ? '達成' : '未達成'} ${event.results.at(-1)?.reason ?? ''}`
    case 'model.retryPlanned':
      return `${event.role}: ${Math.round(event.waitMs / 1000)} 秒後に再試行`
    case 'model.asked':
      return `${event.role}: ${event.provider} ${event.model} に問い合わせ${event.askedBefore ? ' (異常終了後の再問い合わせ、二重課金の可能性)' : ''}`
    case 'model.answered':
      return `${event.role}: ${(event.latencyMs / 1000).toFixed(1)} 秒で応答${event.charged ? `、最大値 ${event.charged.input} + ${event.charged.output} トークンで計上` : ''}`
    case 'model.failed':
      return `${event.role}: ${event.kind}${event.status === null ? '' : ` (${event.status})`}: ${event.message}`
    case 'reply.accepted':
      return `${event.role}: 応答を受理`
    case 'reply.refused':
      return `${event.role}: 応答を却下: ${event.reason}`
    case 'command.judged':
      return `コマンド ${event.index + 1} ${event.verdict}: ${event.reason}`
    case 'approval.asked':
      return `質問 ${event.question}: コマンド ${event.commands.map((index) => index + 1).join(', ')} の許可待ち${event.expiresAt ? ` (${event.expiresAt} まで)` : ''}`
    case 'approval.answered':
      return answered(event)
    case 'approval.expired':
      return `質問 ${event.question}: 期限までに回答なし`
    case 'exec.judged':
      return `${event.by} の exec ${event.verdict}: ${event.code}`
    case 'exec.started':
      return `exec 開始 (${describeSandbox(event.sandbox)})`
    case 'exec.finished':
      return `exec ${event.outcome === 'exited' ? `終了 ${event.exitCode}` : event.outcome}`
    case 'snapshot.delayed':
      return 'スナップショット: 初回のため git の履歴をコピー中 (ステップは完了待ち)'
    case 'snapshot.made':
      return `スナップショット ${event.id}${event.note ? `: ${event.note}` : ''}`
    case 'snapshot.skipped':
      return `スナップショットなし: ${event.reason}`
    case 'snapshot.failed':
      return `スナップショット失敗: ${event.reason}`
    case 'snapshot.pruned':
      return `古いスナップショット ${event.ids.length} 件を破棄: ${event.ids.join(', ')}`
    case 'checkpoint.requested':
      return `${event.by} がチェックポイント ${event.name} を要求`
    case 'checkpoint.made':
      return `チェックポイント ${event.id} ${event.name}: ${event.commit.slice(0, 12)}`
    case 'checkpoint.failed':
      return `チェックポイント ${event.name} 失敗: ${event.reason}`
    case 'rollback.started':
      return `${event.by} が ${event.target} へロールバック、直前の状態は ${event.saved}`
    case 'rollback.finished':
      return `ロールバック完了、${event.files} 件; undo で ${event.saved} に戻せます`
    case 'rollback.takenBack':
      return `ロールバック取り消し: ${event.reason}`
    case 'undo.started':
      return `${event.by} が ${event.target} に戻す、直前の状態は ${event.saved}`
    case 'undo.finished':
      return `元に戻しました、${event.files} 件; undo で ${event.saved} に戻せます`
    case 'undo.takenBack':
      return `undo 取り消し: ${event.reason}`
    case 'command.started':
      return `$ ${event.code}`
    case 'command.spawned':
      return `コマンド ${event.index + 1} は pid ${event.pid}`
    case 'command.finished':
      return `コマンド ${event.index + 1} ${event.outcome === 'exited' ? `終了 ${event.exitCode}` : event.outcome}, ${(event.durationMs / 1000).toFixed(1)} 秒`
    case 'approval.granted':
      return `${event.by} が許可: ${event.rules.join(', ')}${event.program === null ? '' : ` (${event.program})`} ${event.until === null ? 'この実行の間' : `${event.until} まで`}`
    case 'approval.revoked':
      return `${event.by} が許可を取り消し: ${event.rules.length === 0 ? 'すべて' : event.rules.join(', ')}`
    case 'network.denied':
      return `コマンド ${event.index + 1} は ${event.host}:${event.port} に接続できません (${event.reason})`
    case 'command.settled':
      return `コマンド ${event.index + 1}: ${event.decision}, ${event.by} が決定`
  }
}

function answered({ question, answer, scope, until, reason, by }: EventOf<'approval.answered'>): string {
  const length = scope === 'once' ? '今回のみ' : until === null ? 'この実行の間' : `${until} まで`
  const what = answer === 'allow' ? `${by} が許可 (${length})` : `${by} が拒否`
  return `質問 ${question}: ${what}${reason ? `: ${reason}` : ''}`
}
