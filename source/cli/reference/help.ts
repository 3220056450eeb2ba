// The help: of all commands, and of one.
import { version } from '../version.ts'
import type { CommandRow, OperandRow, OptionRow } from '../table/row.ts'
import { commonOptions } from '../table/shared.ts'
import { commandNames, commandTable } from '../table/table.ts'

/** Columns of a terminal that everything fits into. */
const lineWidth = 100
const indent = '  '

export const optionSpelling = ({ name, short, value }: OptionRow): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`

export const operandSpelling = ({ name, isNeeded, isMany }: OperandRow): string => {
  const word = `${name}${isMany ? '…' : ''}`
  return isNeeded ? word : `[${word}]`
}

/** The forms of a call, without the options: `tos policy check -- COMMAND…`. */
export function callForms(name: string, { operands, verbs = [], options }: CommandRow): string[] {
  const head = name === 'open' ? 'tos-tui' : `tos ${name}`
  const some = options.length > 0 ? ' [OPTIONS]' : ''
  const form = (words: string, rows: readonly OperandRow[]): string =>
    [
      `${words}${some}`,
      ...(rows.some(({ name: word }) => word === 'COMMAND') ? ['--'] : []),
      ...rows.map(operandSpelling),
    ].join(' ')
  return [
    ...(operands === null ? [] : [form(head, operands)]),
    ...verbs.map((verb) => form(`${head} ${verb.name}`, verb.operands)),
  ]
}

/** What is said of an option: its meaning, what it takes, what counts without it. */
export function optionMeaning({ meaning, completes, fallback, isMany }: OptionRow): string {
  const words = Array.isArray(completes) ? `: ${completes.join(', ')}` : ''
  const without = fallback === undefined ? '' : ` (without it: ${fallback})`
  return `${meaning}${words}${without}${isMany ? '; may stand more than once' : ''}`
}

export function commandHelp(name: string, row: CommandRow): string {
  const operands = [...(row.operands ?? []), ...(row.verbs ?? []).flatMap((verb) => verb.operands)]
  const distinct = new Map(operands.map((operand) => [operand.name, operand]))
  const sections: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    ['commands', (row.verbs ?? []).map((verb) => [verb.name, verb.meaning])],
    ['arguments', [...distinct.values()].map((operand) => [operand.name, operand.meaning])],
    ['options', [...row.options, ...commonOptions].map((option) => [optionSpelling(option), optionMeaning(option)])],
    ['examples', row.examples.map(({ call, does }) => [call, does])],
  ]
  const usage = callForms(name, row)
    .map((form, i) => `${i === 0 ? 'usage: ' : '       '}${form}`)
    .join('\n')
  const notes = (row.notes ?? []).map((note) => `\n${wrapped(note, 0)}\n`).join('')
  return `${row.summary}\n\n${usage}\n${sections.map(([title, rows]) => section(title, rows)).join('')}${notes}`
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  if (rows.length === 0) return ''
  const width = Math.min(40, Math.max(...rows.map(([left]) => left.length)))
  const lines = rows.map(([left, right]) => {
    const from = indent.length + width + 2
    const gap = left.length > width ? `\n${' '.repeat(from)}` : ' '.repeat(width + 2 - left.length)
    return `${indent}${left}${gap}${wrapped(right, from)}`
  })
  return `\n${title}:\n${lines.join('\n')}\n`
}

/** Broken between words; every line but the first begins at column `from`. */
function wrapped(text: string, from: number): string {
  const lines: string[] = ['']
  for (const word of text.split(' ')) {
    const last = lines.length - 1
    const line = lines[last] ?? ''
    if (line !== '' && from + line.length + 1 + word.length > lineWidth) lines.push(word)
    else lines[last] = line === '' ? word : `${line} ${word}`
  }
  return lines.join(`\n${' '.repeat(from)}`)
}

export function overview(): string {
  const width = Math.max(...commandNames.map((name) => name.length))
  const rows = commandNames.map((name) => `${indent}${name.padEnd(width)}  ${commandTable[name].about}`)
  return `tos-tui ${version}: leave a model-driven job loop running, watch it, put everything back

usage: tos-tui                 the session: live view of this project's loop, or its menu
       tos COMMAND [OPTIONS]   (tos-tui and tos are the same program)
       tos -Mode run|test|cleanrun|checkpoint|rollback …   the runbook's spelling

${rows.join('\n')}

every command: --root DIR  --quiet  --verbose  --help ('tos COMMAND --help' says all of it)
most: --json  --plain     the screen: --lang ja|en|auto  --ascii  --screen-reader
more: docs/ and README.md
`
}
