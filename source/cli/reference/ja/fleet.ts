// Japanese for the sentences of table/fleet.ts.

export const fleetSentences: Readonly<Record<string, string>> = {
  "Queue the project's loop; prints its name. A worker of this machine runs it.":
    'プロジェクトのループをキューに入れ、名前を表示します。このマシンのワーカーが実行します。',
  'higher ones are taken first': '大きいものから先に取られる',
  'not before, like 2026-12-01T02:00; without it, at once':
    'この時刻より前には始めない (例: 2026-12-01T02:00)。省略するとすぐに始める',
  'in the night': '夜に実行',
  'Run the loops of the queue, each in a runner of its own. The first Ctrl-C takes no more, the second stops the running ones.':
    'キューのループを、それぞれ独立したランナーで実行します。Ctrl-C の 1 回目は新しいループを取らず、2 回目は実行中のものを止めます。',
  'loops at a time': '同時に実行するループの数',
  'end when nothing is left to take': '取るものがなくなったら終わる',
  'two at a time, until the queue is empty': '2 つずつ、キューが空になるまで',
  'The loops that were submitted, in their order: waiting, running, lost, ended.':
    '投入されたループを投入順に示します。待機中、実行中、中断、終了のいずれかです。',
  'a submitted loop, from anywhere; without it, the one of the project':
    '投入したループの名前。どこからでも指定できる。省略するとこのプロジェクトのループ',
  'that of a loop a worker runs': 'ワーカーが実行しているループの質問',
  'of a loop a worker runs': 'ワーカーが実行しているループの画面',
  'a submitted loop, from anywhere': '投入したループをどこからでも再開',
  'as data': 'データとして',
}
