// What a dialog says of work that failed, in Japanese. What is in no row here stays as it is: git's own words, for one.
import type { Failure } from '../../../core/failure.ts'

/** A whole sentence and its Japanese; `$1` is what stood in the place of the first group, in Japanese too where it can be. */
const sentences: readonly (readonly [pattern: RegExp, japanese: string])[] = [
  // Checkpoints.
  [/^this is no name for a checkpoint: (.*)$/s, 'チェックポイントの名前に使えません: $1'],
  [/^it is empty$/, '空です'],
  [/^it holds a line end or another control character$/, '改行などの制御文字を含んでいます'],
  [/^it has (\d+) characters, (\d+) are allowed$/, '$1 文字あります (上限は $2 文字)'],
  [/^choose a short one$/, '短い名前にしてください'],
  [/^the commit is not there$/, 'コミットが見つかりません'],
  [/^look with 'git (status|fsck)'$/, "'git $1' で確かめてください"],
  [/^look with 'git status' and try again$/, "'git status' で確かめて、もう一度実行してください"],
  [/^the commit was made, but cannot be kept \((.*)\)$/s, 'コミットは作られましたが、保持できません ($1)'],
  [/^it cannot be read$/, '読めません'],
  [/^the checkpoint would commit (.*)$/s, 'チェックポイントに含められないファイルがあります: $1'],
  [
    /^put it into \.gitignore, or insist with --include (.*)$/s,
    '.gitignore に書くか、コミットしてよければ --include $1 を付けてください',
  ],
  [/^the working tree is not clean$/, '作業ツリーにコミットされていない変更があります'],
  [
    /^commit or stash, or let --save keep it in a snapshot$/,
    'コミットか stash をするか、--save でスナップショットに残してください',
  ],
  // Where it cannot be done at all.
  [/^the project is in no git repository$/, 'プロジェクトが git リポジトリの中にありません'],
  [/^'git init' there, then try again$/, "そこで 'git init' をして、もう一度実行してください"],
  [
    /^the project is ignored by the repository above it \((.*)\)$/s,
    '上位のリポジトリ ($1) がプロジェクトを無視しています',
  ],
  [
    /^'git init' in the project, or take it out of that \.gitignore$/,
    "プロジェクトで 'git init' をするか、その .gitignore から外してください",
  ],
  [/^a (\w[\w-]*) is in progress$/, '$1 の途中です'],
  [
    /^finish it \((.*)\) or give it up \((.*)\), then try again$/,
    '終わらせるか ($1)、取りやめて ($2)、もう一度実行してください',
  ],
  [
    /^git is locked: another git program runs here(, or one was killed)?$/,
    'git がロックされています: 別の git がここで動いているか、途中で終了しました',
  ],
  [/^wait for it, then try again$/, '終わるのを待って、もう一度実行してください'],
  [
    /^wait for it; when no git program is running, remove the file$/,
    '終わるのを待ってください。git が動いていなければ、そのファイルを削除してください',
  ],
  [/^the repository cannot be used: (.*)$/s, 'リポジトリを使えません: $1'],
  [/^\.git is a link to nothing$/, '.git のリンク先がありません'],
  [/^\.git is neither a folder nor a file$/, '.git がフォルダーでもファイルでもありません'],
  [/^\.git names a folder that is not there$/, '.git の指すフォルダーがありません'],
  [/^it shares a repository that is not there$/, '共有元のリポジトリがありません'],
  [/^put the repository back, or remove the (link|file)$/, 'リポジトリを戻すか、これを削除してください'],
  [/^remove it, then try again$/, '削除して、もう一度実行してください'],
  [/^see '(.*)'$/s, "'$1' を見てください"],
  // The store of snapshots.
  [/^the disk did not keep (.*)$/s, 'ディスクに残らなかったものがあります: $1'],
  [
    /^free some space or look after the disk \('dmesg' tells more\), and try again$/,
    "空き容量を作るかディスクを調べて ('dmesg' が詳しい)、もう一度実行してください",
  ],
  [
    /^whose store of snapshots this is cannot be read \((.*)\)$/s,
    'このスナップショットの保存先がどのプロジェクトのものか読めません ($1)',
  ],
  [
    /^look after the disk, or move this file away and 'tos resume': it is made anew$/,
    "ディスクを調べるか、このファイルを移動して 'tos resume' を実行してください。新しく作られます",
  ],
  [/^the HEAD of the store of snapshots is broken$/, 'スナップショットの保存先の HEAD が壊れています'],
  [/^'tos checkpoint' writes it anew$/, "'tos checkpoint' を実行すると新しく書かれます"],
  [
    /^this file of the store of snapshots is no regular file$/,
    'スナップショットの保存先のこのファイルは通常のファイルではありません',
  ],
  [
    /^move it away; what can be made again is made by 'tos checkpoint'$/,
    "移動してください。作り直せるものは 'tos checkpoint' が作ります",
  ],
  [/^the store of snapshots cannot be written \((.*)\)$/s, 'スナップショットの保存先に書けません ($1)'],
  [
    /^make it writable for this user, or name another folder: 'checkpoints\.store' in config\/tos\.json$/,
    "このユーザーが書けるようにするか、config/tos.json の 'checkpoints.store' で別のフォルダーを指定してください",
  ],
  [/^no store of snapshots can be made \((.*)\)$/s, 'スナップショットの保存先を作れません ($1)'],
  [
    /^make that folder writable for this user, or name another one outside of the project: 'checkpoints\.store' in config\/tos\.json$/,
    "そのフォルダーをこのユーザーが書けるようにするか、config/tos.json の 'checkpoints.store' でプロジェクトの外の別のフォルダーを指定してください",
  ],
  [
    /^another project has taken this store of snapshots: a copy of this one, perhaps$/,
    '別のプロジェクト (このプロジェクトの写しなど) がこの保存先を使っています',
  ],
  [/^try again$/, 'もう一度実行してください'],
  [/^cannot be written \((.*)\)$/s, '書けません ($1)'],
  [
    /^free some space, or make the store of snapshots writable for this user, and try again$/,
    '空き容量を作るか、スナップショットの保存先をこのユーザーが書けるようにして、もう一度実行してください',
  ],
  // Rolling back and undoing.
  [/^'(.*)' cannot be rolled back to: (.*)$/s, "'$1' には戻せません: $2"],
  [/^that is the snapshot (.*); name it so$/, 'それはスナップショット $1 です。その名前で指定してください'],
  [
    /^(\S+) is no checkpoint; give its full hash if you mean it$/,
    '$1 はチェックポイントではありません。それでよければ完全なハッシュを指定してください',
  ],
  [/^its commit (\S+) is gone$/, 'コミット $1 はもうありません'],
  [/^it is ambiguous: (.*)$/s, '複数に当てはまります: $1'],
  [
    /^the journal tells of (\S+)(?: snapshots?)?, and the store here holds none of them$/,
    'ジャーナルにはスナップショットが $1 件ありますが、ここの保存先にはその 1 件もありません',
  ],
  [
    /^the journal tells of (\S+), and the store here does not hold it$/,
    'ジャーナルには $1 がありますが、ここの保存先にはありません',
  ],
  [
    /^call it as the user who ran the loop, on the host that ran it, or name the folder of that user's stores as 'checkpoints\.store' in config\/tos\.json$/,
    "ループを実行したホストの、実行したユーザーで呼び出すか、そのユーザーの保存先のフォルダを config/tos.json の 'checkpoints.store' に指定してください",
  ],
  [
    /^the repository names its objects by (\S+), the store of snapshots by (\S+)$/,
    'リポジトリのオブジェクト名は $1、スナップショットの保存先は $2 です',
  ],
  [
    /^bring out what you want of it \('tos checkpoints export'\), then move it away: a new store begins$/,
    "必要なものを 'tos checkpoints export' で取り出してから、保存先を移動してください。新しい保存先が作られます",
  ],
  [/^that is no commit$/, 'それはコミットではありません'],
  [/^this repository has no such commit$/, 'このリポジトリにそのコミットはありません'],
  [
    /^choose one of 'tos checkpoints', or give the full hash of a commit$/,
    "'tos checkpoints' の中から選ぶか、コミットの完全なハッシュを指定してください",
  ],
  [
    /^nothing to undo: no rollback was made here, and no step has changed anything$/,
    '取り消すものがありません: ロールバックも、変更を加えたステップもありません',
  ],
  [/^(s-\d+) cannot bring back (.*): (.*)$/s, '$1 から $2 を戻せません: $3'],
  [/^a tool makes it again$/, 'ツールが作り直すファイルです'],
  [/^git may have ignored it$/, 'git が無視していた可能性があります'],
  [/^it holds no such file, and there is none now$/, 'そのファイルは入っておらず、いまもありません'],
  [/^'(.*)' says what it holds$/s, "'$1' で中身を確かめられます"],
  [/^'(.*)' is no file of the repository$/s, "'$1' はリポジトリのファイルではありません"],
  [/^name one that lies in it$/, 'リポジトリの中のファイルを指定してください'],
  [
    /^a repository of its own stands where the target has files: (.*)$/s,
    '戻し先のファイルの場所に別のリポジトリがあります: $1',
  ],
  [/^move it away and try again$/, '別の場所に移して、もう一度実行してください'],
  [
    /^git keeps (.*), and a rollback must not touch the log folder$/s,
    'git が $1 を管理していますが、ロールバックはログのフォルダーを変えられません',
  ],
  [
    /^add '(.*)' to \.gitignore, 'git rm -r --cached' what git keeps of it, and choose a commit without it$/s,
    ".gitignore に '$1' を加え、管理対象を 'git rm -r --cached' で外し、それを含まないコミットを選んでください",
  ],
  [
    /^the target holds names that this disk does not tell apart: (.*) and (.*)$/s,
    '戻し先に、このディスクでは区別できない名前があります: $1 と $2',
  ],
  [
    /^choose another one, or roll back on a case-sensitive disk$/,
    '別の戻し先を選ぶか、大文字と小文字を区別するディスクで戻してください',
  ],
  [
    /^the target does not hold (.*); after it there would be no project here$/s,
    '戻し先に $1 がありません。戻すとプロジェクトでなくなります',
  ],
  [/^choose a later one$/, 'より新しいものを選んでください'],
  [/^the rollback was taken back: (.*)$/s, 'ロールバックを取り消しました: $1'],
  [/^the undo was taken back: (.*)$/s, '取り消し (undo) を元に戻しました: $1'],
  [
    /^everything is as it was before; mend that and try again$/,
    'すべて元のままです。原因を直して、もう一度実行してください',
  ],
  [
    /^an interrupted rollback can neither be finished nor taken back: (.*)$/s,
    '中断したロールバックを、終わらせることも取り消すこともできません: $1',
  ],
  [
    /^mend that and try again; everything is in the snapshot it names, in the store \('tos checkpoints'\)$/,
    "原因を直して、もう一度実行してください。すべて、そこに示されたスナップショットに残っています ('tos checkpoints')",
  ],
  [/^tells of an interrupted rollback, but (.*)$/s, '中断したロールバックの記録がありますが、$1'],
  [/^this is a folder of git's own$/, 'git 自身のフォルダです'],
  [/^name one of yours: 'tos init DIR'$/, "自分のフォルダを指定してください: 'tos init DIR'"],
  // git, and who runs here.
  [/^git (\S*) failed \((.*)\)$/s, 'git $1 が失敗しました ($2)'],
  [/^it said nothing for too long and was ended$/, '応答がないため終了させました'],
  [/^free some space and try again$/, '空き容量を作って、もう一度実行してください'],
  [
    /^make the repository writable for this user and try again$/,
    'リポジトリをこのユーザーが書けるようにして、もう一度実行してください',
  ],
  [
    /^make the named path readable, remove it \(an empty repository inside, perhaps\), or name it in \.gitignore; then try again$/,
    'そのパスを読めるようにするか、削除するか (空のリポジトリなど)、.gitignore に書いて、もう一度実行してください',
  ],
  [
    /^end the other git program, or remove the \.lock file when none is running, and try again$/,
    '別の git を終わらせるか、動いていなければ .lock ファイルを削除して、もう一度実行してください',
  ],
  [/^make the folder yours, or '(.*)' it$/, "フォルダーの所有者を自分にするか、'$1' で許可してください"],
  [
    /^see what hangs \(a filter, a pipe, a full disk\), or raise checkpoints\.git_timeout_sec$/,
    '何が止まっているか (フィルター、パイプ、満杯のディスクなど) を調べるか、checkpoints.git_timeout_sec を増やしてください',
  ],
  [/^(.*) is a pipe, and git would wait for whoever writes it$/s, '$1 がパイプのため、git は書き手を待ち続けます'],
  [/^remove it and try again$/, '削除して、もう一度実行してください'],
  [
    /^see which file is too big for git \(a \.gitignore, perhaps\), and make it smaller$/,
    'git には大きすぎるファイル (.gitignore など) を調べて、小さくしてください',
  ],
  [/^install git ([\d.]+) or newer$/, 'git $1 以降を入れてください'],
  [/^nothing is running in this project$/, 'このプロジェクトでは何も動いていません'],
  [/^the runner ended before it began$/, '実行プロセスが始まる前に終了しました'],
  [/^there is something already$/, 'すでに何かがあります'],
  [/^name a new path$/, '新しいパスを指定してください'],
  [/^there is no event (\d+)$/, 'イベント $1 はありません'],
  [/^name an earlier one$/, 'それより前の番号を指定してください'],
]

export function failureInJapanese(failure: Failure): Failure {
  const { what, remedy, others } = failure
  return {
    ...failure,
    what: inJapanese(what),
    remedy: inJapanese(remedy),
    ...(others && { others: others.map(failureInJapanese) }),
  }
}

function inJapanese(sentence: string): string {
  for (const [pattern, japanese] of sentences) {
    const found = pattern.exec(sentence)
    if (found) return japanese.replaceAll(/\$(\d)/g, (_whole, group: string) => inJapanese(found[Number(group)] ?? ''))
  }
  return sentence
}
