// What the written pages say in Japanese. A sentence of the tables that has no Japanese fails `npm run reference`.
import type { OptionRow } from '../../table/row.ts'
import type { PageWords } from '../page-words.ts'
import { fleetSentences } from './fleet.ts'
import { historySentences } from './history.ts'
import { nightSentences } from './night.ts'
import { projectSentences } from './project.ts'
import { runningSentences } from './running.ts'
import { upkeepSentences } from './upkeep.ts'

/** By the English sentence, so that one that was changed is missed. */
export const japaneseSentences: Readonly<Record<string, string>> = {
  ...runningSentences,
  ...historySentences,
  ...fleetSentences,
  ...upkeepSentences,
  ...nightSentences,
  ...projectSentences,
}

function say(sentence: string): string {
  const japanese = japaneseSentences[sentence]
  if (japanese === undefined) throw new Error(`no Japanese for '${sentence}': write it in source/cli/reference/ja/`)
  return japanese
}

function meaning({ meaning: english, completes, fallback, isMany }: OptionRow): string {
  const words = Array.isArray(completes) ? `: ${completes.join('、')}` : ''
  // A value is the same in every language; what has spaces is a sentence.
  const spoken = fallback?.includes(' ') ? say(fallback) : fallback
  const without = spoken === undefined ? '' : ` (省略時: ${spoken})`
  return `${say(english)}${words}${without}${isMany ? '。繰り返し指定できる' : ''}`
}

export const japanesePages: PageWords = {
  language: 'ja',
  other: (file) => `[English](../${file})`,
  say,
  meaning,
  cli: {
    title: 'コマンドライン',
    intro: `このページは、構文解析、\`--help\`、補完 (\`tos completion\`)、\`man/tos.1\` と同じ表から作られています (\`npm run reference\`)。\`tos-tui\` と \`tos\` は同じプログラムです。インストールせずに使うときは、どちらも \`npx tos-tui\` と書きます。

\`--json\` を付けると、失敗も標準出力にデータとして出ます: \`{"v":1,"error":{"what":…,"which":…,"remedy":…,"exitCode":…}}\` (\`config/schema/error.v1.json\`)。各コマンドの答え (\`answers.v1.json\`) とジャーナルのイベント (\`events.v1.json\`) のスキーマも公開しています。キーはライブラリと同じ camelCase で、status、runs と runbook のファイルだけが runbook の snake_case です。`,
    does: '働き',
    is: '内容',
    means: '意味',
    everyOption: '全コマンド共通のオプション',
    exitCode: '終了コード',
    variable: '環境変数',
    command: 'コマンド',
    argument: '引数',
    option: 'オプション',
    example: '例',
  },
  keys: {
    title: 'キー',
    intro: `このページは、画面が使う表そのものから作られています (\`npm run reference\`)。画面では \`?\`、端末では \`tos keys --lang ja\` で同じ一覧を表示します。画面の見方は [screen.md](screen.md) を見てください。`,
    key: 'キー',
    command: 'コマンド',
    does: '働き',
    behindColon:
      'キーと同じことを、同じダイアログで行います。`tab` で名前、チェックポイント、上限、ジョブを補完します。',
  },
}
