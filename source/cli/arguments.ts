// argv to an invocation: the modern spelling, and the runbook's (-Mode run -Clean …), case ignored.
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util'
import { fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'

/** Options every command takes. */
export const commonOptions = {
  root: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  plain: { type: 'boolean' },
} satisfies ParseArgsOptionsConfig

export interface ParsedOptions {
  readonly options: Record<string, string | boolean | string[] | undefined>
  readonly operands: string[]
}

export const usageFailure = (what: string, remedy: string): Failure => ({ what, remedy, exitCode: 2 })

export function parseOptions(
  argv: readonly string[],
  own: ParseArgsOptionsConfig,
  maxOperands: number,
): Result<ParsedOptions> {
  const known = { ...commonOptions, ...own }
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: known, allowPositionals: true, strict: true })
    const extra = positionals[maxOperands]
    if (extra !== undefined) return fail(usageFailure(`unexpected argument '${extra}'`, "see 'tos help'"))
    return succeed({ options: values, operands: positionals })
  } catch (error) {
    return fail(explain(error as NodeJS.ErrnoException, Object.keys(known)))
  }
}

function explain(error: NodeJS.ErrnoException, known: string[]): Failure {
  const option = /'(-[^\s']*)/.exec(error.message)?.[1] ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearestWord(option.replace(/^-+/, ''), known)
    return usageFailure(`unknown option '${option}'`, near ? `did you mean '--${near}'?` : "see 'tos help'")
  }
  return usageFailure(error.message.split('. ')[0] ?? error.message, "see 'tos help'")
}

export const runbookUsage = `usage cc_run.ps1 -Mode run|test|cleanrun|checkpoint|rollback -Clean -SummaryFile path
  checkpoint: -CheckpointName <text>
  rollback: -TargetCommit <hash> (optional, uses last_checkpoint.txt if not specified)
`

const runbookModes = new Set(['run', 'test', 'cleanrun', 'checkpoint', 'rollback'])
/** The runbook's parameters, in lower case; null takes no value. */
const runbookParameters: Record<string, string | null> = {
  '-mode': 'mode',
  '-clean': null,
  '-summaryfile': 'summary-file',
  '-checkpointname': 'name',
  '-targetcommit': 'target',
  '-root': 'root',
}

/** Is this call in the runbook's spelling? One of its parameters gives it away. */
export const isRunbookCall = (argv: readonly string[]): boolean =>
  argv.some((argument) => Object.hasOwn(runbookParameters, argument.toLowerCase()))

/** The modern spelling of a runbook call; null when it is to be answered with the usage. */
export function fromRunbook(argv: readonly string[]): { argv: string[]; typed: string } | null {
  const values = new Map<string, string>()
  let isClean = false
  for (let i = 0; i < argv.length; i++) {
    const parameter = argv[i]?.toLowerCase() ?? ''
    if (!Object.hasOwn(runbookParameters, parameter)) return null
    const name = runbookParameters[parameter]
    if (name === null || name === undefined) {
      isClean = true
      continue
    }
    const value = argv[++i]
    if (value === undefined) return null
    values.set(name, value)
  }
  const typed = values.get('mode')
  if (typed === undefined || !runbookModes.has(typed.toLowerCase())) return null
  const mode = typed.toLowerCase()
  const operand = mode === 'checkpoint' ? values.get('name') : mode === 'rollback' ? values.get('target') : undefined
  const takesClean = mode !== 'checkpoint' && mode !== 'rollback'
  return {
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
  }
}
