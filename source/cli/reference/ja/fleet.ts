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
  'end when nothing is left that this host can take': 'このマシンが取れるものがなくなったら終わる',
  'two at a time, until the queue is empty': '2 つずつ、キューが空になるまで',
  'Without a word, on a terminal: the screen of all loops; elsewhere their list. What asks stands first.':
    '端末で引数なしなら全ループの画面、それ以外では一覧を示します。質問中のループが先頭です。',
  'the list, what asks first': '一覧 (質問中のループが先頭)',
  'the screen: what asks, runs, waits, has ended': '画面: 質問中、実行中、待機中、終了したループ',
  'a line for each change, until Ctrl-C': '変化ごとに 1 行 (Ctrl-C まで)',
  'a submitted loop, from anywhere; without it, the one of the project':
    '投入したループの名前。どこからでも指定できる。省略するとこのプロジェクトのループ',
  'that of a loop a worker runs': 'ワーカーが実行しているループの質問',
  'of a loop a worker runs': 'ワーカーが実行しているループの画面',
  'a submitted loop, from anywhere': '投入したループをどこからでも再開',
  'as data': 'データとして',
  "'fleet.team' of the settings": "設定の 'fleet.team'",
  'whose limits count for it': 'どのチームの上限を使うか',
  'those that wait for a person': '人の回答を待っているもの',
  'all that is known of one': '1 つについて分かっているすべて',
  'its name': 'その名前',
  'what one left, from the database: its tree and its journal':
    '1 つが残したもの (作業ツリーとジャーナル) をデータベースから取り出す',
  'a new folder; without it, one called like the loop': '新しいフォルダー。省略するとループの名前',
  'the machines with a worker, and when each was heard': 'ワーカーのいるマシンと、最後に応答した時刻',
  'what a team or project may run and spend; with a name and limits, sets those':
    'チームまたはプロジェクトが実行し使えるもの。名前と上限を書くと設定する',
  'whose; or project:NAME': 'どのチームの。または project:名前',
  'running=N, usd_per_day=N or requests_per_min=N, each a number or none':
    'running=N、usd_per_day=N、requests_per_min=N。それぞれ数か none',
  'make the tables in the database, or bring them up to this version':
    'データベースに表を作る。または、この版に合わせて更新する',
  'who may do what in the database; with a name and roles, gives exactly those':
    'データベースで誰に何が許されているか。名前と役割を書くと、ちょうどその役割にする',
  'a role of the database that may log in': 'データベースにログインできるロール',
  'watch, submit, answer or worker, or none; team=NAME binds to a team, team=all to none':
    'watch、submit、answer、worker、または none。team=名前 でチームに限り、team=all で限らない',
  'its tree into the folder result': '作業ツリーをフォルダー result に取り出す',
  'gives alice these roles, for the loops of one team': 'alice にこの役割を、1 つのチームのループだけに与える',
  "the database of a fleet, instead of 'url' in fleet.json": "フリートのデータベース。fleet.json の 'url' の代わり",
  'again and again, as it is now; five fields as in a crontab':
    '今の内容のまま繰り返し投入する。crontab と同じ 5 つの欄で書く',
  'time zone of --every, like Europe/Berlin': '--every のタイムゾーン (例: Asia/Tokyo)',
  "this machine's": 'このマシンのもの',
  'in the night of each working day': '平日の夜に',
  'what is submitted again and again, and when next; with a name and none, takes it away':
    '繰り返し投入されるものと次の時刻。名前と none を書くと取り消す',
  'of the schedule': 'スケジュールの名前',
  'takes it away': '取り消す',
  'what attempts left on this host that did not end well; with a name, copies the last one out':
    '正常に終わらなかった試行がこのホストに残したもの。名前を書くと最後の試行を取り出す',
  'a new folder; without it, NAME-salvaged': '新しいフォルダー。省略すると NAME-salvaged',
}
