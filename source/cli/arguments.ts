// argv to an invocation: the modern spelling, and the runbook's (-Mode run -Clean …), case ignored.
import { parseArgs, type ParseArgsOptionDescriptor } from 'node:util'
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { countOf, mostOperands, type CommandRow, type OperandRow, type OptionRow, type VerbRow } from './table/row.ts'
import { allOptions } from './table/table.ts'

export interface ParsedOptions {
  /** A flag is true, a value a string, one that may stand more than once a list of strings. */
  readonly options: Record<string, string | boolean | string[] | undefined>
  readonly operands: string[]
}

export const usageFailure = (what: string, remedy: string): Failure => ({ what, remedy, exitCode: 2 })

export function parseOptions(argv: readonly string[], row: CommandRow, name: string): Result<ParsedOptions> {
  const rows = allOptions(row)
  try {
    const options = Object.fromEntries(rows.map((one) => [one.name, parsedAs(one)]))
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true })
    // Who asks for help gets it, whatever else was typed.
    const wrong =
      values['help'] === true ? null : (wrongOperand(positionals, row, name) ?? emptyPath(values, positionals, row))
    if (wrong) return fail(wrong)
    return succeed({ options: values as ParsedOptions['options'], operands: positionals })
  } catch (error) {
    const names = rows.map((one) => one.name)
    return fail(explain(error as NodeJS.ErrnoException, names, name))
  }
}

/** What of the operands is no form of the command: no sub-command or an unknown one, a word too many or too few. */
function wrongOperand(operands: readonly string[], row: CommandRow, name: string): Failure | null {
  const [first] = operands
  const verbs = row.verbs ?? []
  const verb = verbs.find((one) => one.name === first)
  const takesWords = row.operands !== null && row.operands.length > 0
  if (verbs.length > 0 && !verb && !takesWords && (first !== undefined || row.operands === null))
    return wrongVerb(first, verbs, name)
  const extra = operands[verb ? 1 + countOf(verb.operands) : mostOperands(row)]
  if (extra !== undefined) return usageFailure(`unexpected argument '${extra}'`, `see 'tos ${name} --help'`)
  const missing = verb?.operands.find(({ isNeeded, isMany }, i) => isNeeded && !isMany && operands[1 + i] === undefined)
  return missing ? usageFailure(`'tos ${name} ${verb?.name}' needs ${missing.name}`, `see 'tos ${name} --help'`) : null
}

/** An empty path is a variable that was not set; the current folder is written `.`. */
function emptyPath(values: Record<string, unknown>, operands: readonly string[], row: CommandRow): Failure | null {
  const option = allOptions(row).find((one) => isPath(one) && [values[one.name]].flat().includes(''))
  if (option) return usageFailure(`--${option.name} is empty`, `write --${option.name} ${option.value}`)
  const verb = row.verbs?.find(({ name }) => name === operands[0])
  const words = verb ? operands.slice(1) : operands
  const empty = (verb ? verb.operands : (row.operands ?? [])).find(
    (one, i) => isPath(one) && (one.isMany ? words.slice(i) : [words[i]]).includes(''),
  )
  return empty ? usageFailure(`${empty.name} is empty`, "name it, or leave it out; '.' is the current folder") : null
}

const isPath = ({ completes }: OptionRow | OperandRow): boolean => completes === 'file' || completes === 'folder'

function wrongVerb(word: string | undefined, verbs: readonly VerbRow[], name: string): Failure {
  const names = verbs.map((verb) => verb.name)
  const near = names.length === 1 ? names[0] : word && nearestWord(word, names)
  const what = word === undefined ? 'no sub-command is named' : `unknown sub-command '${word}'`
  if (!near) return usageFailure(what, `write one of ${names.join(', ')}`)
  return usageFailure(what, word === undefined ? `write 'tos ${name} ${near}'` : `did you mean 'tos ${name} ${near}'?`)
}

const parsedAs = ({ value, short, isMany }: OptionRow): ParseArgsOptionDescriptor => ({
  type: value === undefined ? 'boolean' : 'string',
  multiple: isMany === true,
  ...(short !== undefined && { short }),
})

function explain(error: NodeJS.ErrnoException, known: string[], name: string): Failure {
  const help = `see 'tos ${name} --help'`
  const option = /'(-[^\s']*)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearestWord(option.replace(/^-+/, ''), known)
    return usageFailure(`unknown option '${option}'`, near ? `did you mean '--${near}'?` : help)
  }
  return usageFailure(error.message.split('. ')[0] ?? error.message, help)
}

export const runbookUsage = `usage cc_run.ps1 -Mode run|test|cleanrun|checkpoint|rollback -Clean -SummaryFile path
  checkpoint: -CheckpointName <text>
  rollback: -TargetCommit <hash> (optional, uses last_checkpoint.txt if not specified)
`

const runbookModes = ['run', 'test', 'cleanrun', 'checkpoint', 'rollback']
/** The runbook's parameters, in lower case; null takes no value. */
const runbookParameters: Record<string, string | null> = {
  '-mode': 'mode',
  '-clean': null,
  '-summaryfile': 'summary-file',
  '-checkpointname': 'name',
  '-targetcommit': 'target',
  '-root': 'root',
}

/** Is this call in the runbook's spelling? One of its parameters gives it away, unless it is a word of another program's. */
export function isRunbookCall(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  const own = end < 0 ? argv : argv.slice(0, end)
  return own.some((argument) => Object.hasOwn(runbookParameters, argument.toLowerCase()))
}

/** The parameters as the runbook spells them. */
const runbookNames = ['-Mode', '-Clean', '-SummaryFile', '-CheckpointName', '-TargetCommit', '-Root']

function wrongParameter(word: string): Failure {
  const near = nearestWord(word.toLowerCase(), Object.keys(runbookParameters))
  const meant = runbookNames.find((name) => name.toLowerCase() === near)
  return usageFailure(
    `unknown parameter '${word}'`,
    meant ? `did you mean '${meant}'?` : `a call in this spelling takes ${runbookNames.join(', ')}`,
  )
}

function wrongMode(word: string | undefined): Failure {
  const near = word === undefined ? null : nearestWord(word.toLowerCase(), runbookModes)
  const what = word === undefined ? '-Mode is not given' : `unknown mode '${word}'`
  return usageFailure(
    what,
    near ? `did you mean '-Mode ${near}'?` : `write -Mode with one of ${runbookModes.join(', ')}`,
  )
}

/** The modern spelling of a runbook call, or why it is to be answered with the usage. */
export function fromRunbook(argv: readonly string[]): Result<{ argv: string[]; typed: string }> {
  const values = new Map<string, string>()
  let isClean = false
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    const parameter = word.toLowerCase()
    if (!Object.hasOwn(runbookParameters, parameter)) return fail(wrongParameter(word))
    const name = runbookParameters[parameter]
    if (name === null || name === undefined) {
      isClean = true
      continue
    }
    const value = argv[++i]
    if (value === undefined) return fail(usageFailure(`${word} needs a value`, 'write it behind the parameter'))
    // PowerShell's own default of a text: it was not given. A root is never guessed.
    if (value !== '' || name === 'root') values.set(name, value)
  }
  const typed = values.get('mode')
  const mode = typed?.toLowerCase() ?? ''
  if (typed === undefined || !runbookModes.includes(mode)) return fail(wrongMode(typed))
  const operand = mode === 'checkpoint' ? values.get('name') : mode === 'rollback' ? values.get('target') : undefined
  const takesClean = mode !== 'checkpoint' && mode !== 'rollback'
  return succeed({
    typed,
    argv: [
      mode,
      ...(isClean && takesClean ? ['--clean'] : []),
      ...['summary-file', 'root'].flatMap((name) => {
        const value = values.get(name)
        return value === undefined ? [] : [`--${name}=${value}`]
      }),
      ...(operand === undefined ? [] : ['--', operand]),
    ],
  })
}
