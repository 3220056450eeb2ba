// Every page that is written from tables, by its path: `npm run reference` writes them, a test keeps them equal.
import { japanesePages } from './ja/pages.ts'
import { keysMarkdown } from './keys-page.ts'
import { manualPage } from './manual.ts'
import { cliMarkdown } from './markdown.ts'
import { englishPages } from './page-words.ts'

export const referencePages = (): Readonly<Record<string, string>> => ({
  'docs/cli.md': cliMarkdown(englishPages),
  'docs/ja/cli.md': cliMarkdown(japanesePages),
  'docs/keys.md': keysMarkdown(englishPages),
  'docs/ja/keys.md': keysMarkdown(japanesePages),
  'man/tos.1': manualPage(),
})
