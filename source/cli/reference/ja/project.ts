// Japanese for the sentences of table/project.ts, table/shared.ts and table/environment.ts.
import { providerNames } from '../../../core/providers.ts'

export const projectSentences: Readonly<Record<string, string>> = {
  "shell code; write it behind '--'": "シェルのコード。'--' の後に書く",
  'judge by this pack alone': 'このパックだけで判定する',

  'Explain a verdict, run the examples of all rules, or list past decisions that would change.':
    '判定を説明します。すべての規則の例を試すこと、判定が変わる過去のコマンドを挙げることもできます。',
  'the verdict on a command, and why': 'コマンドの判定とその理由',
  'the same, to be read: exit code 0': '同じ内容を読むため: 終了コードは 0',
  'what is known of a program, or the names of all': 'プログラムについて知られていること、または全部の名前',
  'a program': 'プログラム',
  'programs that nobody has described, most frequent first': '説明のないプログラム、多い順',
  'lines of JSON (type, code)': 'JSON を 1 行ずつ (type, code)',
  'options, effects and examples': 'オプション、働き、例',
  'run the examples of all rules': 'すべての規則の例を試す',
  'past decisions that the policy of now would change': '今のポリシーなら変わる過去の判定',
  "other journals than the project's": 'このプロジェクト以外のジャーナル',
  'the folder that commands may write': 'コマンドが書き込めるフォルダ',
  'with check: lines of JSON in and out (id, type, code)': 'check で: JSON を 1 行ずつ読み書きする (id, type, code)',
  'with replay: the policy of this file': 'replay で: このファイルのポリシーを使う',
  'verdict, rule, file and line': '判定、規則、ファイルと行',
  'questions a working sandbox would have saved': 'サンドボックスが有効なら不要だった質問',
  'Exit code of check: 0 allow, 10 ask, 1 deny.': 'check の終了コード: 0 allow、10 ask、1 deny。',

  'Join the running loop from another terminal. Whoever came first steers; ctrl+t takes control.':
    '実行中のループに別の端末から参加します。先に来た人が操作します。ctrl+t で操作権を取れます。',
  'the screen of the running loop': '実行中のループの画面',

  'Look at the running loop, or at the last run, without a hand on anything.':
    '実行中のループ、または直近の実行を、閲覧専用で見ます。',
  'an event a line, as they come': 'イベントを起きた順に 1 行ずつ',

  'Run one command exactly as a step would: policy, sandbox, environment, limits, journal.':
    'コマンドを 1 つ、ステップとまったく同じ条件 (ポリシー、サンドボックス、環境変数、上限、ジャーナル) で実行します。',
  'its time limit': '時間の上限',
  'one command, in the sandbox': 'コマンドを 1 つ、サンドボックスの中で',
  'One COMMAND is shell code; several words are one command and its arguments.':
    'COMMAND が 1 語ならシェルのコード、複数の語なら 1 つのコマンドとその引数です。',
  "Exit code: the command's own (128 + n when signal n ended it); 124 time limit, 125 not started, 1 denied, 2 wrong usage or configuration, 3 another runner, 5 asked and nobody answered.":
    '終了コード: コマンド自身のもの (シグナル n で終わったときは 128 + n)。124 時間切れ、125 未実行、1 拒否、2 書き方または設定の誤り、3 別の実行がプロジェクトを保持、5 質問に回答なし。',

  'Make a new project: config/, workspace/, logs/ and the lines git needs.':
    '新しいプロジェクトを作ります。config/、workspace/、logs/ と、git に必要な行です。',
  'its folder; without it, that of --root, or here':
    'プロジェクトのフォルダ。省略すると --root のフォルダか、現在のフォルダ',
  [`the first drafts and decides, the second reviews: ${providerNames.join(', ')}`]: `1 つ目がドラフトと最終決定、2 つ目がレビューを行う: ${providerNames.join(', ')}`,
  'what the policy forbids and asks about': 'ポリシーが拒否するものと質問するもの',
  'of commands: judged, off, on, hosts, or sets of hosts (packages, github)':
    'コマンドのネットワーク: judged、off、on、ホスト、またはホストの組 (packages、github)',
  'a job is done when this file is there': 'このファイルがあればジョブは完了',
  'make a git repository where there is none': 'git リポジトリがなければ作る',
  'ask nothing: the usual for what is not told': '何も尋ねない。指定のない項目は既定値',
  'At a terminal it asks for what is not told; elsewhere the usual counts.':
    '端末では指定のない項目を尋ねます。端末でなければ既定値を使います。',
  'no question, a repository, package registries': '何も尋ねず、リポジトリを作り、パッケージレジストリに接続できる',
  'a local model drafts, another vendor reviews': 'ローカルのモデルがドラフトし、別のベンダーがレビュー',

  'What is set and where it stands; one setting read, changed or taken out. Comments stay.':
    '設定とその場所を示します。設定を 1 つ読む、変える、取り除くこともできます。コメントは残ります。',
  'every setting': 'すべての設定',
  'one setting, or all below a key': '設定 1 つ、またはキーより下のすべて',
  'change it in config/tos.json, or in config_v0_3.json where it stands there':
    'config/tos.json で変更する。config_v0_3.json の設定ならそこで変更する',
  'take it out of its file; the default counts': 'ファイルから取り除く。以後は既定値',
  'JSON, or a word': 'JSON、または語',
  'file and line of each, or default': 'それぞれのファイルと行、または既定値',
  'everything, with file and line': 'すべてを、ファイルと行付きで',
  'all about one role': '1 つの役割のすべて',
  'a limit of five dollars': '上限を 5 ドルにする',
  'no limit': '上限をなくす',

  'The keys of the screen, and the commands of its `:` line.': '画面のキーと、`:` のコマンド行のコマンドを示します。',
  'in Japanese': '日本語で表示',

  'Check whether a run may start here: the start conditions and the daily checks.':
    'ここで実行を始められるかを調べます。開始条件と日常点検です。',
  'make one tiny call per configured model': '設定されたモデルを 1 回ずつ、ごく短く呼び出す',
  'keys, models, latency, JSON, usage': 'API キー、モデル、応答時間、JSON、使用量',

  'A two-minute tour without key or network: three jobs in a project of its own.':
    'キーもネットワークも不要の 2 分間のデモです。専用のプロジェクトでジョブを 3 件実行します。',
  'where its project is made': 'プロジェクトを作る場所',
  'make the project and run nothing': 'プロジェクトを作るだけで、何も実行しない',
  'the project stays there': 'プロジェクトをここに残す',

  'Print a completion script: commands, options, checkpoints, jobs, limits, packs and loops.':
    '補完スクリプトを出力します。コマンド、オプション、チェックポイント、ジョブ、上限、パック、ループを補完します。',
  'bash, zsh, fish or powershell': 'bash、zsh、fish、powershell のどれか',
  'for this shell; into ~/.bashrc for all': 'このシェルで有効。~/.bashrc に書けばいつも有効',
  'for fish, for good': 'fish でいつも有効',

  'The session: the live view of the running loop, or the menu when none runs.':
    'セッションを開きます。実行中のループの画面、なければメニューです。',
  'as without it': '省略したときと同じ',
  'policy.packs, max_steps …': 'policy.packs、max_steps …',

  'data instead of words, failures too': '文章の代わりにデータを出力する。失敗もデータになる',
  'lines instead of the screen': '画面の代わりに行で表示する',
  'the project': 'プロジェクト',
  'TOS_ROOT, or the nearest folder upwards with a config/': 'TOS_ROOT、または上へたどって最初に config/ があるフォルダ',
  'say nothing but failures; the exit code tells': '失敗以外は何も表示しない。結果は終了コードで分かる',
  'say where an unexpected failure came from': '予期しない失敗がどこから来たかを表示する',
  'this text': 'この説明',
  'language of the screen': '画面の言語',
  'draw with ASCII characters alone': 'ASCII 文字だけで描く',
  'lines for a screen reader instead of a drawn screen': '画面を描く代わりに、スクリーンリーダー向けの行を出力する',
  'show the screen while it runs': '実行中に画面を表示する',
  'go on to the end of the job loop': 'ループの最後まで続ける',
  'write the summary of the call there too': '呼び出しの要約をここにも書く',
  'auto: as it is here; a pack alone is judged without': 'auto: この環境のまま。パックだけの判定ではなし',
  'judge as with or without a working sandbox and snapshots':
    'サンドボックスとスナップショットがある場合、ない場合として判定する',
  'the shell of the command': 'コマンドのシェル',
  'a temporary folder': '一時フォルダ',

  'the project, where --root is not given': 'プロジェクト (--root がないとき)',
  'with any value: as --verbose': '値があれば --verbose と同じ',
  'keys of the providers (docs/models.md)': 'プロバイダの API キー (docs/ja/models.md)',
  'other addresses of the providers': 'プロバイダの別のアドレス',
  'the way to the models, in either spelling': 'モデルへの経路。大文字でも小文字でもよい',
  'certificates of private authorities': '社内などの認証局の証明書',
  'language of the screen, where --lang and the preference do not say': '画面の言語 (--lang も設定もないとき)',
  'what the terminal can show': '端末が表示できるもの',
  'with true: as --screen-reader': 'true なら --screen-reader と同じ',
  'shows long texts': '長い文章を表示するページャ',
  'where the preferences of the screen lie': '画面の設定の置き場所',
  'where the stores of snapshots lie': 'スナップショットの保管庫の置き場所',

  done: '完了',
  'it failed, and the message says why': '失敗。理由はメッセージに示される',
  'the call or the configuration is wrong': '呼び出しまたは設定の誤り',
  'somebody else holds the project': '別の実行がプロジェクトを保持している',
  'a limit was reached: time, tokens, money, no progress': '上限に到達: 時間、トークン、費用、停滞',
  'a person is needed: a question without an answer, a command in doubt':
    '人の対応が必要: 回答のない質問、完了不明のコマンド',
  'the operator stopped it': '操作者が停止した',
}
