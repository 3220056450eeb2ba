// docs/cli.md, written from the table: `npm run reference`.
import { exitCodes } from '../../core/failure.ts'
import type { CommandRow, OptionRow } from '../table/row.ts'
import { environmentRows, exitCodeMeanings } from '../table/environment.ts'
import { openRow } from '../table/project.ts'
import { commonOptions } from '../table/shared.ts'
import { commandNames, commandTable } from '../table/table.ts'
import { callForms, operandSpelling, optionMeaning, optionSpelling } from './help.ts'

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
const code = (text: string): string => `\`${text}\``
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  rows.length === 0
    ? ''
    : `\n${[head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')}\n`

const optionRows = (options: readonly OptionRow[]): string[][] =>
  options.map((option) => [code(optionSpelling(option)), optionMeaning(option)])

function commandSection(name: string, row: CommandRow): string {
  const verbs = row.verbs ?? []
  const operands = new Map(
    [...(row.operands ?? []), ...verbs.flatMap((verb) => verb.operands)].map((one) => [one.name, one]),
  )
  return `
## ${name === 'open' ? 'tos-tui' : name}

${row.summary}

\`\`\`
${callForms(name, row).join('\n')}
\`\`\`
${table(
  ['command', 'what it does'],
  verbs.map((verb) => [code(verb.name), verb.meaning]),
)}${table(
    ['argument', 'what it is'],
    [...operands.values()].map((one) => [code(operandSpelling(one)), one.meaning]),
  )}${table(['option', 'what it does'], optionRows(row.options))}${table(
    ['example', 'what it does'],
    row.examples.map(({ call, does }) => [code(call), does]),
  )}${(row.notes ?? []).map((note) => `\n${note}\n`).join('')}`
}

/** The whole document. */
export const cliMarkdown = (): string => `# The command line

Written from the table that the parser, \`--help\`, the completion (\`tos completion\`) and \`man/tos.1\` are made of
(\`npm run reference\`). \`tos-tui\` and \`tos\` are the same program; installed for once, write \`npx tos-tui\` for either.

With \`--json\` a failure is data too, on standard output: \`{"v":1,"error":{"what":…,"which":…,"remedy":…,"exitCode":…}}\`
(\`config/schema/error.v1.json\`). Events and failures have camelCase keys, the data of commands and the runbook's files
snake_case, as they always had.
${table(['option of every command', 'what it does'], optionRows(commonOptions))}${table(
  ['exit code', 'what it means'],
  Object.entries(exitCodes).map(([name, value]) => [String(value), exitCodeMeanings[name as keyof typeof exitCodes]]),
)}${table(
  ['variable of the environment', 'what it does'],
  environmentRows.map(({ name, meaning }) => [code(name), meaning]),
)}${commandSection('open', openRow)}${commandNames.map((name) => commandSection(name, commandTable[name])).join('')}`
