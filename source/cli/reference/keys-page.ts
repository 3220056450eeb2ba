// docs/keys.md in each language, written from the tables of keys and of the `:` line: `npm run reference`.
import { catalogues } from '../../ui/words/words.ts'
import { keyRows } from '../keys.ts'
import type { PageWords } from './page-words.ts'

/** The whole document. */
export function keysMarkdown({ language, other, keys }: PageWords): string {
  const words = catalogues[language]
  const rows = keyRows(words)
  const sections = [...new Set(rows.map(({ group }) => group))].map((group) => {
    const isLine = group === words.line.title
    const lines = rows
      .filter((row) => row.group === group)
      .map((row) => `| \`${row.keys.replaceAll('|', '\\|')}\` | ${row.does.replaceAll('|', '\\|')} |`)
    const head = isLine ? `${keys.behindColon}\n\n| ${keys.command}` : `| ${keys.key}`
    return `\n## ${group}\n\n${head} | ${keys.does} |\n|---|---|\n${lines.join('\n')}\n`
  })
  return `# ${keys.title}\n\n${other('keys.md')}\n\n${keys.intro}\n${sections.join('')}`
}
