// docs/cli.md in each language, written from the table of commands: `npm run reference`.
import { exitCodes } from '../../core/failure.ts'
import type { CommandRow, OptionRow } from '../table/row.ts'
import { environmentRows, exitCodeMeanings } from '../table/environment.ts'
import { openRow } from '../table/project.ts'
import { commonOptions } from '../table/shared.ts'
import { commandNames, commandTable } from '../table/table.ts'
import { callForms, operandSpelling, optionSpelling } from './help.ts'
import type { PageWords } from './page-words.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const code = (text: string): string => `\`${text}\``
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `\n${[head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}\n`

const optionRows = (options: readonly OptionRow[], { meaning }: PageWords): string[][] =>
  options.map((option) => [code(optionSpelling(option)), meaning(option)])

function commandSection(name: string, row: CommandRow, words: PageWords): string {
  const { say, cli } = words
  const verbs = row.verbs ?? []
  const operands = new Map(
    [...(row.operands ?? []), ...verbs.flatMap((verb) => verb.operands)].map((one) => [one.name, one]),
  )
  return `
## ${name === 'open' ? 'tos-tui' : name}

${say(row.summary)}

\`\`\`
${callForms(name, row).join('\n')}
\`\`\`
${table(
  [cli.command, cli.does],
  verbs.map((verb) => [code(verb.name), say(verb.meaning)]),
)}${table(
    [cli.argument, cli.is],
    [...operands.values()].map((one) => [code(operandSpelling(one)), say(one.meaning)]),
  )}${table([cli.option, cli.does], optionRows(row.options, words))}${table(
    [cli.example, cli.does],
    row.examples.map(({ call, does }) => [code(call), say(does)]),
  )}${(row.notes ?? []).map((note) => `\n${say(note)}\n`).join('')}`
}

/** The whole document. */
export function cliMarkdown(words: PageWords): string {
  const { say, cli } = words
  return `# ${cli.title}

${words.other('cli.md')}

${cli.intro}
${table([cli.everyOption, cli.does], optionRows(commonOptions, words))}${table(
    [cli.exitCode, cli.means],
    Object.entries(exitCodes).map(([name, value]) => [
      String(value),
      say(exitCodeMeanings[name as keyof typeof exitCodes]),
    ]),
  )}${table(
    [cli.variable, cli.does],
    environmentRows.map(({ name, meaning }) => [code(name), say(meaning)]),
  )}${commandSection('open', openRow, words)}${commandNames
    .map((name) => commandSection(name, commandTable[name], words))
    .join('')}`
}
