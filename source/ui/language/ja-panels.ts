// The Japanese words of the panels and of the lines around them.
import type { LimitName } from '../../core/settings.ts'
import type { PanelName } from '../layout.ts'
import type { RunWord } from '../run-word.ts'
import type { panelWords as english } from './en-panels.ts'
import { lines, type Texts } from './texts.ts'

const panels: Texts<PanelName> = {
  step: 'ステップ',
  run: '実行と job_loop',
  jobs: 'ジョブ',
  policy: 'ポリシー',
  checkpoints: 'チェックポイント',
  events: 'イベント',
}

const tabs: Texts<PanelName> = { ...panels, run: '実行', policy: '判定', checkpoints: 'CP' }

const runWords: Texts<RunWord> = {
  new: '未実行',
  crashed: '異常終了',
  done: '完了',
  ended: '終了',
  paused: '一時停止中',
  stopping: '停止処理中',
  asking: '回答待ち',
  running: '実行中',
}

const limits: Texts<LimitName> = {
  max_cost_usd: '費用',
  max_tokens: 'トークン',
  max_minutes: '時間',
  no_progress_steps: '停滞',
}

export const panelWords: typeof english = {
  panels,
  tabs,
  runWords,
  stages: {
    draft: 'ドラフト',
    review: 'レビュー',
    final: '最終決定',
    policy: 'ポリシー',
    execute: '実行',
    done: '完了判定',
  },
  notes: { REJECT: '却下', yes: '達成', 'not yet': '未達成', again: '再試行' },
  outcomes: { 'timed out': '時間切れ', stopped: '停止', 'not started': '未実行', 'left out': '対象外' },
  times: {
    now: '今',
    minutes: (n) => `${n}分前`,
    hours: (n) => `${n}時間前`,
    days: (n) => `${n}日前`,
  },
  list: {
    noHit: '一致なし',
    hits: (n) => `${n} 件`,
    noJob: 'ジョブはまだありません',
    noDecision: '判定はまだありません',
    noCheckpoint: 'チェックポイントはまだありません',
    noEvent: 'イベントはまだありません',
  },
  header: {
    place: (job, step) => `ジョブ ${job} ステップ ${step}`,
    looping: (job, max, step) => `ジョブ ${job}/${max} ステップ ${step}`,
    job: (job) => `ジョブ ${job}`,
    failed: (n) => `失敗 ${n}`,
    live: 'LIVE',
    past: (seq, of) => `過去 #${seq} / ${of}`,
    deny: (n) => `拒否 ${n}`,
    dirty: (n) => `(変更 ${n})`,
    viewers: (n) => `閲覧:${n}`,
  },
  step: {
    title: (job, step) => `ジョブ ${job} > ステップ ${step}`,
    nothing: 'まだ何も実行していません',
    again: (seconds) => `${seconds} 秒後に再試行`,
    more: (n) => `  ほか ${n} 件`,
    running: '実行中',
    output: '出力',
    behind: (n) => `停止中 -${n}、f で追従`,
    doneCheck: '完了判定',
  },
  jobs: {
    queued: '待機',
    done: '完了',
    running: '実行中',
    open: '未完了',
    steps: (n) => `${n} ステップ`,
  },
  policy: {
    denied: (n) => `拒否 ${n}`,
    last: '直近の拒否',
    explainTitle: '判定の説明',
    whatIfTitle: '仮の判定',
    whatIfText: lines('コマンドを入力すると、このプロジェクトのポリシーの判定を示します。何も実行しません。'),
    command: (type) => `${type}:`,
    judge: '判定する',
    defaultRule: 'ポリシーの既定',
    labels: { verdict: '判定', rule: '規則', place: '場所', part: '該当箇所', reason: '理由', when: '時点' },
    when: (job, step, command, at) => `ジョブ ${job} ステップ ${step} コマンド ${command} (${at})`,
  },
  run: {
    none: 'まだ実行していません',
    nothingYet: 'まだなし',
    noLoop: 'job_loop は無効',
    who: ({ run, user }) => `実行 ${run} ${user}`,
    labels: {
      state: '状態',
      end: '終了',
      jobs: 'ジョブ',
      step: 'ステップ',
      policy: '判定',
      commands: 'コマンド',
      tokens: 'トークン',
      since: '開始',
    },
    limits,
    counts: {
      of: (done, max) => `${done} / ${max}`,
      place: (job, step, max) => `${step} / ${max} (ジョブ ${job})`,
      policy: ({ allow, ask, deny }) => `allow ${allow}  ask ${ask}  deny ${deny}`,
      commands: ({ commands, failedCommands, rejected }) =>
        `実行 ${commands}  失敗 ${failedCommands}  却下 ${rejected}`,
      tokens: (input, output) => `入力 ${input}  出力 ${output}`,
      unpriced: (n) => `単価不明 ${n} 回`,
    },
  },
  checkpoints: {
    kinds: { checkpoint: 'チェックポイント', snapshot: 'スナップショット', saving: 'ロールバック前' },
    before: (job, step) => `ジョブ ${job} ステップ ${step ?? '?'} の前`,
    beforeShort: (job, step) => `ジョブ ${job}-${step ?? '?'} の前`,
    files: (n) => `${n} 件`,
    diffTitle: (id) => `${id} 以降の変更`,
    betweenTitle: (from, to) => `${from} から ${to} までの変更`,
    marked: (n) => `印 ${n} 件`,
    pinned: '固定',
    nowPinned: (id) => `${id} を固定しました`,
    nowUnpinned: (id) => `${id} の固定を解きました`,
    noDiff: '変更なし',
    makeTitle: 'チェックポイントを作る',
    makeText: lines('git が無視しないすべてをコミットします。', '実行中はステップの間に作られます。'),
    name: '名前:',
    make: '作る',
    rollBackTitle: (what) => `${what} へロールバック`,
    rollBack: 'ロールバック',
    effect: (restored, removed, kept) => `復元 ${restored} 件、削除 ${removed} 件、保持 ${kept} 件`,
    changes: { restored: '復元', removed: '削除', kept: '保持' },
    typeId: (id) => `続けるには ${id} と入力:`,
    undoHint: 'z で取り消せます',
    undoThis: '取り消す ...',
    undoTitle: '直前のロールバックを取り消す',
    undoText: lines('ファイル、HEAD、ブランチ、インデックスを元に戻します。この取り消しも取り消せます。'),
    undo: '取り消す',
  },
  away: {
    title: (time) => `不在の間に (${time}):`,
    jobs: (n) => `ジョブ完了 ${n} 件`,
    denied: (n) => `拒否 ${n} 件`,
    asked: (n) => `質問 ${n} 件`,
    keys: (left) => `${left > 0 ? `n 次へ (${left})  ` : ''}esc 閉じる`,
    nothing: 'ほかに対応が必要なものはありません',
  },
  control: {
    mine: 'すでに操作権があります',
    taken: '操作権を取りました',
    lost: (by) => `${by} が操作権を取りました`,
    watching: '閲覧専用',
    other: (by) => `${by} が操作中、ctrl+t で操作権`,
    free: '操作者なし、ctrl+t で操作権',
  },
  review: {
    title: '過去を見る',
    look: 'この時点を見る',
    reading: (percent) => `ジャーナルを読み込み中: ${percent} %`,
  },
}
