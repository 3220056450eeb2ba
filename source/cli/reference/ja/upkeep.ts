// Japanese for the sentences of table/upkeep.ts.

export const upkeepSentences: Readonly<Record<string, string>> = {
  "The runbook's daily, weekly or monthly checks, as a dated and signed protocol. It looks and changes nothing.":
    'Runbook の日次、週次、月次の点検を行い、日付と署名のある記録を出力します。見るだけで、何も変えません。',
  'daily, weekly or monthly': 'daily、weekly、monthly のいずれか',
  'a sentence for the protocol': '記録に残す一文',
  'before the first run of a day': 'その日の最初の実行の前に',
  'a protocol to keep': '残しておく記録',

  'Pack what archived loops left when it is old enough: step logs and outputs as one files.tar.gz for each, read back before anything is removed. The open loop and all journals stay.':
    '古くなったアーカイブ済みループのステップログと出力を、ループごとに 1 つの files.tar.gz にまとめます。読み直して確かめてから元のファイルを消します。進行中のループとすべてのジャーナルは残ります。',
  'pack what is older': '古いものをまとめる',
  'younger loops stay as they are; days or weeks': 'これより新しいループはそのまま残す (日数または週数)',
  'what was packed is deleted when its loop is older': 'ループがこれより古ければ、まとめたファイルを消す',
  'for ever': 'ずっと残す',
  'what would be packed': 'まとめる対象を表示',
  "the runbook's 30 and 90 days": 'Runbook の 30 日と 90 日',
}
