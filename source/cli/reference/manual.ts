// man/tos.1, written from the table: `npm run reference`. Macros of man(7).
import { exitCodes } from '../../core/failure.ts'
import type { CommandRow, OptionRow } from '../table/row.ts'
import { environmentRows, exitCodeMeanings } from '../table/environment.ts'
import { openRow } from '../table/project.ts'
import { commonOptions } from '../table/shared.ts'
import { commandNames, commandTable } from '../table/table.ts'
import { callForms, operandSpelling, optionMeaning, optionSpelling } from './help.ts'

/** As roff has it: no escape, no line that begins a request. */
const roff = (text: string): string =>
  text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll('…', '...')
    .replaceAll(/^(?=[.'])/gmu, '\\&')

const item = (term: string, meaning: string): string => `.TP\n.B ${roff(term)}\n${roff(meaning)}\n`
const optionItems = (options: readonly OptionRow[]): string =>
  options.map((option) => item(optionSpelling(option), optionMeaning(option))).join('')

function commandSection(name: string, row: CommandRow): string {
  const verbs = row.verbs ?? []
  const operands = new Map(
    [...(row.operands ?? []), ...verbs.flatMap((verb) => verb.operands)].map((one) => [one.name, one]),
  )
  const forms = callForms(name, row).map((form) => `${roff(form)}\n`)
  return `.SS ${roff(name === 'open' ? 'tos-tui' : name)}
.nf
${forms.join('')}.fi
.PP
${roff(row.summary)}
${verbs.map((verb) => item(verb.name, verb.meaning)).join('')}${[...operands.values()]
    .map((one) => item(operandSpelling(one), one.meaning))
    .join('')}${optionItems(row.options)}${row.examples
    .map(({ call, does }) => item(call, does))
    .join('')}${(row.notes ?? []).map((note) => `.PP\n${roff(note)}\n`).join('')}`
}

/** The whole page. */
export const manualPage = (): string => `.TH TOS 1 "" "tos\\-tui" "User Commands"
.SH NAME
tos, tos\\-tui \\- leave a model\\-driven job loop running, watch it, put everything back
.SH SYNOPSIS
.B tos\\-tui
.br
.B tos
COMMAND [OPTIONS]
.SH DESCRIPTION
One model drafts shell commands, another vendor's model reviews them, the first decides; every command passes a policy and runs
in a sandbox. Without a command the screen opens: the live view of the running loop, or a menu.
.SH OPTIONS
Of every command:
${optionItems(commonOptions)}.SH COMMANDS
${commandSection('open', openRow)}${commandNames.map((name) => commandSection(name, commandTable[name])).join('')}.SH EXIT STATUS
${Object.entries(exitCodes)
  .map(([name, value]) => item(String(value), exitCodeMeanings[name as keyof typeof exitCodes]))
  .join('')}.SH ENVIRONMENT
${environmentRows.map(({ name, meaning }) => item(name, meaning)).join('')}`
