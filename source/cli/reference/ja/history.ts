// Japanese for the sentences of table/history.ts.

export const historySentences: Readonly<Record<string, string>> = {
  's-NNN, u-NNN, or the name of a checkpoint': 's-NNN、u-NNN、またはチェックポイントの名前',

  'Commit everything as a checkpoint that a rollback can go back to. A running loop makes it before its next step.':
    'すべてをチェックポイントとしてコミットします。後でここへロールバックできます。実行中のループでは次のステップの前に作られます。',
  'what it is called': 'チェックポイントの名前',
  'commit this file although it is named like a secret or a key stands in it':
    '秘密のファイルらしい名前でも、API キーが含まれていても、このファイルをコミットする',
  'a commit, and its name in the history': 'コミットを作り、履歴に名前を残す',

  'Show what a job or a step changed: the files, between the snapshots around it.':
    'ジョブやステップの変更を示します。前後のスナップショットの間で変わったファイルです。',
  'a job, or a step of it; without it, the last job': 'ジョブ、またはそのステップ。省くと最後のジョブ',
  'with the lines that came and went, counted': '増えた行と減った行の数も示す',
  'with the lines themselves': '変わった行そのものも示す',
  'the files the last job changed': '最後のジョブが変更したファイル',
  'the files job 7 changed': 'ジョブ 7 が変更したファイル',
  'what its second step changed, line by line': 'その 2 番目のステップの変更を行ごとに',

  'Put everything back to a checkpoint, or the files of a snapshot back. It can be undone.':
    'チェックポイントの状態へすべてを戻すか、スナップショットのファイルを戻します。後で取り消せます。',
  'a checkpoint, a commit, s-NNN or u-NNN; without it, the last checkpoint':
    'チェックポイント、コミット、s-NNN、u-NNN。省略すると直近のチェックポイント',
  'these files and folders alone; :/FILE counts from the top of the repository':
    'これらのファイルやフォルダだけを戻す。:/FILE はリポジトリの最上位から数える',
  'show what would change, and change nothing': '変更内容を表示するだけで、何も変えない',
  'go back although files were changed outside the loop; they are saved first':
    'ループの外でファイルが変更されていても戻す。変更は先に保存する',
  'do not ask': '確認しない',
  'no test run afterwards': '後でテストを実行しない',
  'look at the files afterwards instead of a test run': '後でテストを実行する代わりに、ファイルの検証だけ行う',
  'what would change': '変更内容を表示',
  'back, without a test run': 'テストを実行せずに戻す',
  'one file as it was, previewed; undo brings back what it was':
    '1 つのファイルだけを、内容を確認してから戻す。undo で元に戻せる',

  'Put back the state before the last rollback, undo or step that changed something: files, HEAD, index and branches.':
    '変更のあった直前のロールバック、undo、ステップの前の状態に戻します。ファイル、HEAD、インデックス、ブランチが戻ります。',

  'The history of checkpoints and snapshots, newest first.':
    'チェックポイントとスナップショットの履歴を、新しい順に示します。',
  'the list; the same as no word at all': '一覧。何も書かないときと同じ',
  'what one is, and what changed since the one before': '1 件の内容と、その前の 1 件からの変更',
  'what differs between two; with one, from the files as they are': '2 件の差。1 件だけなら、今のファイルとの差',
  'the other one': '比べるもう 1 件',
  'keep one for ever': '1 件を固定し、ずっと残す',
  'let it go with the others': '固定を解く',
  'write out all it holds': '中身をすべて書き出す',
  'a new folder, or FILE.tar': '新しいフォルダ、または FILE.tar',
  'with diff: the lines that differ': 'diff で: 異なる行を示す',
  'the list': '一覧',
  'what changed since': 'それ以降の変更',
  'as files, without git': 'git なしで、ファイルとして',

  'The runs of this loop and of archived ones; show: the prompts and replies of one.':
    'このループと保管済みのループの実行を示します。show は 1 回の実行のプロンプトと応答を示します。',
  'each call of a model: prompt, reply, tokens, money, time':
    'モデルの呼び出しごとに、プロンプト、応答、トークン、費用、時間',
  'its number; without it, all of the loop': '実行の番号。省略するとループのすべての実行',
  'with show: an archived loop': 'show で: 保管済みのループ',
  'with show: this job alone': 'show で: このジョブだけ',
  'with show: this step alone': 'show で: このステップだけ',
  'with show: this role alone': 'show で: この役割だけ',
  'what the reviewer saw and said': 'レビューするモデルへの入力と応答',

  'Write what happened as one document, with every item of a failure report; secrets are masked.':
    '起きたことを 1 つの文書にします。障害報告の全項目を含み、秘密の値は伏せます。',
  'job-7, run-2 or a loop; without it, all of this loop': 'job-7、run-2、またはループ。省略すると今のループ全体',
  'one file for a browser, with charts, without scripts': 'ブラウザ用の 1 ファイル。図を含み、スクリプトは含まない',
  'Markdown, for a ticket; the same as without a form': 'チケット用の Markdown。形式を指定しないときと同じ',
  'write it there; its ending tells the form': 'ここに書き出す。形式は拡張子で決まる',
  'with journal, step logs, settings and snapshots, all masked':
    'ジャーナル、ステップログ、設定、スナップショットも含める。秘密の値は伏せる',
  'a job or a run of an archived loop': '保管済みのループのジョブや実行',
  'language of the report': '報告書の言語',
  'the whole loop, for a browser': 'ループ全体をブラウザ用に',
  'one job, as Markdown': '1 つのジョブを Markdown で',
  'everything somebody else needs': '他の人に渡すものすべて',

  'Rebuild the files from the journal, here or elsewhere; or make a recording of it, or look back at it.':
    'ジャーナルからファイルを作り直します (この場所か別の場所に)。応答の記録を作ること、過去を見ることもできます。',
  "another journal; without it, the project's": '別のジャーナル。省略するとこのプロジェクトのもの',
  'write the files there': 'ファイルをここに書き出す',
  'write a recording that the replay provider answers from': 'replay プロバイダの応答になる記録を書き出す',
  'look back at it on the screen': '画面で過去を見る',
  'the files of the runbook, beside the project': 'runbook のファイルを、プロジェクトとは別の場所に',

  'Where the loop stands; when nothing runs, what happened and what is next.':
    'ループの現在の状態を示します。実行中でなければ、何が起きたかと次の操作を示します。',
  'for scripts': 'スクリプト向け',
}
