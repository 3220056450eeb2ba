// policy programs: what is known of a program, or the names of all; policy coverage: which programs of a file nobody knows.
import { resolve } from 'node:path'
import { refusedBySystem } from '../core/errno.ts'
import { exitCodes } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { printableLine } from '../core/printable.ts'
import { readRegular } from '../files/open-regular.ts'
import { uncovered, type Uncovered } from '../policy/explain/coverage.ts'
import { parserFor } from '../policy/parser.ts'
import { describeProgram, type Description } from '../policy/explain/describe.ts'
import { programNames } from '../policy/programs/programs.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Invocation, type Terminal } from './command.ts'
import { commandRow } from './policy-check.ts'
import { surroundingsOf } from './policy-open.ts'

export function showPrograms(invocation: Invocation, terminal: Terminal, [name]: readonly string[]): number {
  const found =
    name === undefined
      ? programNames.toSorted().flatMap((each) => describeProgram(each).slice(0, 1))
      : describeProgram(name)
  if (found.length === 0) {
    const near = nearestWord(name ?? '', programNames)
    const remedy = near ? `did you mean '${near}'?` : "'tos policy programs' lists them"
    return report(usageFailure(`nobody has described '${name ?? ''}': every call of it is asked`, remedy), terminal)
  }
  if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(found, null, 2)}\n`)
  else terminal.out(name === undefined ? listed(found) : found.map(inFull).join('\n'))
  return exitCodes.well
}

const nameWidth = 22
const kinds = { row: '', reader: 'read by code' } as const

const listed = (found: readonly Description[]): string =>
  found.map(({ name, kind, about }) => `${name.padEnd(nameWidth)} ${about ?? kinds[kind]}\n`).join('')

function inFull({ name, kind, about, options, operands, effects, verbs, examples }: Description): string {
  const lines = [
    `${name}${(about ?? kinds[kind]) ? `: ${about ?? kinds[kind]}` : ''}`,
    ...effects.map((effect) => `  ${effect}`),
    ...(operands === null ? [] : [`  operands: ${operands}`]),
    ...(verbs.length > 0 ? [`  verbs: ${verbs.join(' ')}`] : []),
    ...options.filter(({ role }) => role !== '').map(({ names, role }) => `  ${names.join(' ')}  ${role}`),
    ...plainOptions(kind, options),
    ...(['allow', 'ask', 'deny'] as const).flatMap((verdict) =>
      examples[verdict].map((code) => `  ${verdict.padEnd(5)}  ${code}`),
    ),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

/** Code may look at those that have no value, too. */
function plainOptions(kind: Description['kind'], options: Description['options']): string[] {
  const plain = options.filter(({ role }) => role === '').flatMap(({ names }) => names.slice(0, 1))
  return plain.length > 0 ? [`  ${kind === 'reader' ? 'others' : 'harmless'}: ${plain.join(' ')}`] : []
}

const exampleWidth = 60
const maximumBytes = 256 * 1024 * 1024

export function showCoverage(invocation: Invocation, terminal: Terminal, [file = '']: readonly string[]): number {
  let text: string
  try {
    text = readRegular(resolve(terminal.folder, file), maximumBytes, { links: 'any' }).toString('utf8')
  } catch (cause) {
    return report(refusedBySystem(file, cause, 'read'), terminal)
  }
  const commands = text.split('\n').flatMap((line) => commandRow(line) ?? [])
  const missing = uncovered(commands, parserFor(surroundingsOf(terminal.folder, terminal.environment)))
  terminal.out(
    flag(invocation, 'json')
      ? `${JSON.stringify({ commands: commands.length, uncovered: missing }, null, 2)}\n`
      : `${commands.length} commands, ${missing.length} programs that nobody has described\n${missing.map(rowText).join('')}`,
  )
  return exitCodes.well
}

const rowText = ({ program, commands, example }: Uncovered): string =>
  `${String(commands).padStart(5)}  ${printableLine(program).padEnd(nameWidth)}  ${printableLine(example).slice(0, exampleWidth)}\n`
