// Japanese for the sentences of table/night.ts.

export const nightSentences: Readonly<Record<string, string>> = {
  "Try the commands and webhooks of 'notify' in config/tos.json, which tell people while nobody looks.":
    'config/tos.json の notify にあるコマンドと webhook を試します。誰も見ていない間に人へ知らせるものです。',
  'tell every target that this is a test, and say what came of it': 'すべての宛先にテストの通知を送り、結果を示す',
  'does a notice arrive?': '通知が届くかを確かめる',

  'Tell people what the journal has told since the last look, and of a run that died or stands still. For cron or a systemd timer.':
    '前回以降にジャーナルへ記録されたこと、落ちた実行や止まったままの実行を人に知らせます。cron や systemd タイマー向けです。',
  'until nobody runs and nothing waits; a run starts it by itself':
    '誰も実行しておらず、送るものもなくなるまで続ける。実行が自動で起動する',
  'once, every few minutes': '数分ごとに 1 回',
  'It runs the commands that stand in config/tos.json, as you: call it for projects you would run.':
    'config/tos.json に書かれたコマンドをあなたの権限で実行します。実行してもよいプロジェクトにだけ使ってください。',
  'Where the loop stands, as Prometheus reads it: printed, served on a port, or written to a file. And what it did, as traces for OpenTelemetry.':
    'ループの状態を Prometheus の形式で示します。表示、ポートでの提供、ファイルへの書き込みができます。行ったことは OpenTelemetry のトレースとして送れます。',
  'send what ended since the last call to this collector, as traces; /v1/traces is added to a bare address':
    '前回の呼び出し以降に終わったものを、トレースとしてこのコレクターへ送る。パスのないアドレスには /v1/traces を補う',
  'with otlp: go on sending until it is ended': 'otlp で: 終えるまで送り続ける',
  'for a collector of OpenTelemetry': 'OpenTelemetry のコレクター向け',
  'Headers, time limit and certificates of the collector come from the variables OTEL_EXPORTER_OTLP_*.':
    'コレクターへのヘッダー、制限時間、証明書は環境変数 OTEL_EXPORTER_OTLP_* から取ります。',
  'serve them there until it is ended; 0 takes a free one': 'このポートで、終えるまで提供する。0 なら空いているもの',
  'with port: the address to listen on': 'port で: 待ち受けるアドレス',
  'write them there, in one piece': 'ここへ一度に書き込む',
  'for a Prometheus on this machine': 'このマシンの Prometheus 向け',
  'for its textfile collector': 'その textfile コレクター向け',
  'Exit code 1: a notice was given up after its last attempt.':
    '終了コード 1: 最後の試行でも届かず、あきらめた通知がある。',
}
