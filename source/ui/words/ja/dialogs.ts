// The Japanese words of dialogs.
import type { dialogWords as english } from '../en/dialogs.ts'
import { groups } from './keys.ts'
import { lines } from '../texts.ts'

const operands = {
  checkpoint: 'ID',
  name: '名前',
  limit: '上限',
  value: '値',
  text: '文字列',
  job: 'N',
  language: '言語',
}

const does = {
  rollback: 'チェックポイントやスナップショットへ戻す (確認あり)',
  undo: '直前のロールバックを取り消す (確認あり)',
  checkpoint: 'チェックポイントを作る (確認あり)',
  approve: '質問されたコマンドを今回だけ許可',
  deny: '質問されたコマンドを理由を添えて拒否',
  pause: '実行中のコマンドの後で一時停止',
  resume: '一時停止や終了の後で続行',
  stop: '実行を停止 (確認あり)',
  raise: '上限を変更 (確認あり)',
  job: '一覧のジョブへ移動',
  filter: 'このパネルを絞り込み。ステップでは検索',
  lang: '画面の言語: auto、en、ja',
  help: 'キーとコマンドの一覧',
  q: '離れる',
}

const line: typeof english.line = {
  title: ': の後に入力するコマンド',
  operands,
  does,
  unknown: (word, near) =>
    near === null ? `「${word}」はありません。tab で候補を表示` : `「${word}」はありません。「${near}」ですか?`,
  usage: (usage) => `書き方: ${usage}`,
  noFilter: 'このパネルに絞り込みはありません',
  isPaused: 'すでに一時停止を要求済みです。:resume で続行',
  isNotPaused: '一時停止していません',
}

export const dialogWords: typeof english = {
  timeline: { title: '時間の内訳', none: '終了したステップはまだありません', other: 'その他' },
  line,
  help: { title: 'キー一覧', filter: '絞り込み:', groups },
  dialog: {
    cancel: 'やめる',
    close: '閉じる',
    wait: '...',
    keys: 'tab 選択   enter 決定   esc 閉じる   PgDn 送る',
    notEnough: '求められた入力ではありません。esc で変更せずに閉じます',
    again: '他の入力と区別できません。もう一度押してください',
    busy: '処理中 ...',
    sameAs: '同じ操作',
    scrolled: (to, of) => `${to} / ${of}`,
  },
  stop: {
    title: '実行を停止',
    text: lines(
      'このステップの後: 実行中のものは最後まで行います。',
      '今すぐ: 実行中のコマンドや呼び出しを打ち切ります。',
    ),
    nowText: lines('実行中のコマンドや呼び出しを、そのプロセスごと打ち切ります。後で続行できます。'),
    type: (word) => `${word} と入力:`,
    afterStep: 'このステップの後',
    now: '今すぐ',
  },
  leaving: {
    title: '離れますか?',
    text: lines('ビューアがなくても実行は続きます。tos-tui で再び参加できます。'),
    stay: 'とどまる',
    leave: '離れる (実行は続く)',
    stop: '実行を停止 ...',
  },
  raise: {
    title: '上限を変更',
    goOn: '上限を上げて続行',
    text: lines('新しい値はこのループの終わりまで有効です。'),
    none: '上限はありません。config/tos.json で設定します。',
    now: (value) => `現在の値: ${value}`,
    value: '新しい値:',
    set: '変更する',
  },
  goOn: {
    title: '続行',
    text: lines('現在の位置から続けます。'),
    inDoubt: (code) =>
      lines('前の実行が異常終了したとき、このコマンドは開始済みでした。完了したかは不明です:', `$ ${code}`),
    job: 'ジョブを 1 件実行',
    loop: 'ループを実行',
    skip: '飛ばして続ける',
    rerun: 'もう一度実行する',
    starting: '開始中 ...',
  },
  question: {
    title: (n) => `質問 ${n}: 実行してよいですか?`,
    waits: (n, job, step) => `ジョブ ${job} ステップ ${step}: ${n} 件のコマンドが待機中、どれも未実行です。`,
    since: (time) => `質問から ${time}、期限なし`,
    until: (time, left) => `質問から ${time}、残り ${left}`,
    keys: 'a 今回だけ  A この実行の間  d 拒否  D 拒否して停止',
    more: (n) => `J か PgDn: 残り ${n} 行。最後まで見ると回答可`,
    notYet: '...',
    unread: '質問を最後まで読んでください。0 で表示、J で続き',
    elsewhere: 'ASK: ステップが回答を待っています。0 で質問を表示',
    allowRunTitle: 'この実行の間許可',
    allowRunText: (rules) =>
      lines(`次の規則だけが質問するコマンドを、質問なしで実行します: ${rules || 'このコマンド'}`),
    minutes: '分 (空欄: 実行の終わりまで):',
    allowRun: 'この実行の間許可',
    denyTitle: '拒否',
    denyStopTitle: '拒否して停止',
    denyText: (n) =>
      lines(`${n === 1 ? 'コマンドは' : `${n} 件のコマンドはどれも`}実行されません。理由はモデルに伝わります。`),
    reason: '理由:',
    deny: '拒否',
    denyStop: '拒否して停止',
  },
  asked: {
    allow: '許可を送りました',
    deny: '拒否を送りました',
    pause: '一時停止を要求しました',
    resume: '続行を要求しました',
    stop: '停止を要求しました',
    raise: '新しい上限を要求しました',
  },
  notices: {
    asked: (command, rules) => `回答待ち${rules && ` (${rules})`}: ${command}`,
    denied: (command, rule) => `${rule} が拒否し、実行は停止しました: ${command}`,
    more: (n) => (n === 0 ? '' : ` 他 ${n} 件`),
    limit: (name, used, allowed) => `上限に達したため実行を停止します: ${name} ${allowed} 中 ${used}`,
    needs: (figure) => `、次の呼び出しは最大 ${figure}`,
    crashed: "実行は何も告げずに終わりました: 'tos resume' で確認できます",
    ends: {
      done: ({ job }) => `ジョブ ${job} が完了しました`,
      loop_complete: ({ jobs }) => `job_loop 完了、${jobs} ジョブ終了`,
      limit: ({ reason }) => `実行が終了しました: ${reason}`,
      fatal_error: ({ reason }) => `エラーで実行が終了しました: ${reason}`,
      failed: ({ reason }) => `実行に失敗しました: ${reason}`,
      max_steps: ({ job }) => `実行が終了しました: ジョブ ${job} はステップを使い切りました`,
      unanswered: () => '実行が終了しました: 時間内に回答がありませんでした',
      in_doubt: () => '実行が終了しました: コマンドがどこまで進んだか不明です',
      stopped: () => '実行が停止されました',
    },
  },
  copied: { done: 'コピーしました', tooLong: 'クリップボードには長すぎます', nothing: 'コピーするものがありません' },
  opened: { nothing: 'ここで開けるものはありません' },
  transcript: { hint: 'キーを押すと画面に戻ります' },
  leave: {
    goesOn: '離れる (実行は続く)',
  },
}
