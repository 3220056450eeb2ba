// Japanese for the sentences of table/running.ts.
import { raisableNames } from '../../../core/settings.ts'

export const runningSentences: Readonly<Record<string, string>> = {
  'archive the loop and begin a new one first': '先にループを保管し、新しいループを始める',
  [`one of ${raisableNames.join(', ')}`]: `次のどれか: ${raisableNames.join(', ')}`,
  'the number of the question; without it, the open one': '質問の番号。省略すると、回答待ちの質問',

  'Run one job, or the whole loop with --loop.': 'ジョブを 1 件実行します。--loop を付けるとループ全体を実行します。',
  'the next job, as lines': '次のジョブを実行し、行で表示',
  'the whole loop, on the screen': 'ループ全体を画面付きで実行',
  'the whole loop, an event a line': 'ループ全体を実行し、イベントを 1 行ずつ出力',

  'Archive the loop, begin a new one, run one job.': 'ループを保管して新しいループを始め、ジョブを 1 件実行します。',
  'from the first job to the end': '最初のジョブから最後まで',

  'Run one job, then verify the files.': 'ジョブを 1 件実行し、続けてファイルを検証します。',
  'look at the files that are there, run nothing': '今あるファイルを検証するだけで、何も実行しない',
  'look without running': '実行せずに検証',

  'Go on after a crash, a stop or a pause. A command that was under way is never run again by itself.':
    '異常終了、停止、一時停止の後で続行します。途中だったコマンドを自動で実行し直すことはありません。',
  'what to do with the command that was under way when the run before ended':
    '前の実行が終わったとき途中だったコマンドの扱い',
  'let the loop go on beyond a limit': '上限を変更してループを続行する',
  'on to the end of the loop': 'ループの最後まで続行',
  'leave the interrupted command out': '途中だったコマンドを飛ばして続行',
  'on beyond the limit it stopped at': '到達した上限を上げて続行',

  'Ask the running loop to stop after the step; --now ends the command under way.':
    '実行中のループに、ステップの後での停止を要求します。--now は実行中のコマンドを打ち切ります。',
  'end the command or the call under way': '実行中のコマンドや呼び出しを打ち切る',
  'at once; tos resume goes on': '今すぐ停止。tos resume で続行',

  "Ask the running loop to pause after the command under way; 'tos resume' goes on.":
    "実行中のループに、実行中のコマンドの後での一時停止を要求します。'tos resume' で続行します。",
  'it waits, and holds the project': 'プロジェクトを保持したまま待つ',

  'Allow the commands of the open question: once, or what its rules ask about for the rest of the run.':
    '回答待ちの質問のコマンドを許可します。今回だけ、またはその規則が質問するものをこの実行の間ずっと許可できます。',
  'what its rules ask about, for the rest of the run': '同じ規則が質問するものを、この実行の間許可',
  'what its rules ask about, for so long': '同じ規則が質問するものを、この分数だけ許可',
  'these hosts alone, for the run; needs no question': 'これらのホストだけを、この実行の間許可。質問がなくても使える',
  'what the open question asks, for this program alone': '回答待ちの質問の内容を、このプログラムに限って許可',
  'end a grant, named by its rule, or all of them': '許可を取り消す。規則の名前を指定するか、省略してすべて',
  'the open question, once': '回答待ちの質問を今回だけ許可',
  'and what its rules ask for half an hour': '同じ規則が質問するものも 30 分間許可',
  'this host, for the run': 'このホストを、この実行の間許可',
  'no grant is open any more': 'すべての許可を取り消す',

  'Say no to the commands of the open question; the model sees the reason and the loop goes on.':
    '回答待ちの質問のコマンドを拒否します。理由はモデルに伝わり、ループは続きます。',
  'why, for the model and the journal': '理由。モデルに伝わり、ジャーナルに残る',
  'the next draft knows why': '次のドラフトに理由が伝わる',

  'Say a sentence to the model that drafts the next step: once, or with --keep until it is taken back.':
    '次のステップをドラフトするモデルに一言伝えます。1 回だけ、または --keep で取り消すまで毎回伝えます。',
  'what the next draft is to know': '次のドラフトに伝えること',
  'every draft sees it, until it is taken back': '取り消すまで、毎回のドラフトに伝える',
  'take back all notes': 'メモをすべて取り消す',
  'the next draft sees it': '次のドラフトに伝える',
  'no draft sees a note any more': '以後、どのドラフトにもメモを伝えない',

  'Raise a limit of the running loop for its rest.': '実行中のループの上限を変更します。ループの終わりまで有効です。',
  'the loop may spend ten dollars in all': 'ループ全体で 10 ドルまで使える',
}
