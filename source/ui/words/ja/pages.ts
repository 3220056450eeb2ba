// The Japanese words of the pages around a run: menu, welcome, earlier loops, settings; and of what is said on leaving.
import type { pageWords as english } from '../en/pages.ts'
import { lines, type Texts } from '../texts.ts'

const starts: Texts<'job' | 'loop' | 'cleanrun' | 'test'> = {
  job: 'ジョブを 1 件実行',
  loop: 'ループを実行',
  cleanrun: 'クリーン実行',
  test: 'テスト',
}

export const pageWords: typeof english = {
  menu: {
    ways: {
      live: '現在のループを見る',
      checkpoint: 'チェックポイントを作る',
      rollBack: 'ロールバック',
      loops: '過去の実行を見る',
      settings: '設定',
      demo: 'デモ',
      leave: '終了',
    },
    details: {
      job: '次のジョブを、完了するか何かで終わるまで。',
      loop: 'job_loop_complete までジョブを続けて実行。',
      cleanrun: 'ループとファイルを logs/archive/ へ移し、新しいループを始めます。',
      test: 'ジョブを 1 件実行し、runbook の検証を行います。',
      live: '直近の実行のステップ、判定、カウンタ、イベント。',
      checkpoint: '名前付きのコミット。後でここへ戻せます。',
      rollBack: 'チェックポイントを選びます。変更内容を先に表示します。',
      loops: 'このループと保管済みのループを、イベントごとに。',
      settings: '画面の言語と枠線。',
      demo: 'キーもネットワークも不要の 2 分間。専用フォルダで動きます。',
      leave: '',
    },
    start: ({ mode, until }) => (mode === 'run' ? starts[until] : starts[mode]),
    cleanText: lines('ループとファイルを logs/archive/ へ移します。何も消しません。新しいループを始めます。'),
    willRun: 'モデルを呼び出し、コマンドを実行します (設定された上限まで)。',
    hints: 'enter 選択   j k 移動   esc 戻る   q 終了',
  },
  welcome: {
    text: lines('ここにプロジェクトはありません (config/config_v0_3.json が見つかりません)。'),
    ways: {
      init: 'このフォルダにプロジェクトを作る',
      demo: 'デモ',
      last: '前回のプロジェクトを開く',
      settings: '設定',
      leave: '終了',
    },
    details: {
      init: 'config/、workspace/、logs/、.gitignore を作ります。既存のものは変えません。',
      demo: 'キーもネットワークも不要の 2 分間。専用フォルダで動きます。',
    },
  },
  loops: {
    title: 'どのループを見ますか? 新しい順です。',
    none: 'まだループはありません。',
    current: '現在',
    noEnd: '最後の実行に終了の記録がありません',
    hints: 'enter 選択   esc 戻る   q 終了',
  },
  settings: {
    title: '設定',
    text: '最初のファイルに保存します。実行の設定はその下のファイルです。',
    changes: 'enter で切り替え',
    labels: { language: '言語', frame: '枠線' },
    values: { auto: '自動', lines: '罫線', ascii: 'ASCII' },
  },
  far: {
    queued: () => 'まだどのホストも取っていません',
    lost: () => 'ホストが失われました。次に空いたホストが続けます',
    parked: () => '質問中はどのホストも持っていません。回答すると最優先で再開します',
    silent: (time) => `キューが応答しません。${time} 時点の内容です`,
  },
  farewell: {
    goesOnAfar: (loop) => `ループは続いています: ${loop}。'tos attach' で再び表示します`,
    goesOn: (pid) => `実行は続いています (pid ${pid})。'tos-tui' で再び表示、'tos stop' で停止します`,
    ended: (reason, exitCode) => `終了: ${reason} (終了コード ${exitCode})`,
  },
}
