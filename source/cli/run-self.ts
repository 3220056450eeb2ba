// Runs the program's own commands for the screen, each as a process of its own.
import { execFile } from 'node:child_process'
import { causeOf, exitCodes, fail, succeed, type ExitCode, type Failure, type Result } from '../core/failure.ts'

export interface Ended {
  /** The exit code; null when a signal ended it. */
  readonly code: number | null
  readonly out: string
  /** Standard error. */
  readonly said: string
}

/** In which project, and with which environment. */
export interface SelfCall {
  readonly root: string
  readonly environment: NodeJS.ProcessEnv
}

const maximumOutput = 64 * 1024 * 1024

/** `args` begin with the command's name. Fails when the process cannot be started or says too much. */
export function runSelf(
  { root, environment }: SelfCall,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<Result<Ended>> {
  const [, entry = ''] = process.argv
  const [command = '', ...rest] = args
  const options = { env: environment, cwd: root, maxBuffer: maximumOutput }
  return new Promise((resolve) => {
    try {
      const call = [entry, command, `--root=${root}`, ...rest]
      const child = execFile(process.execPath, call, options, (error, out, said) => {
        if (typeof error?.code === 'string') return resolve(fail(notStarted(error, root)))
        resolve(succeed({ code: error ? (error.code ?? null) : 0, out, said }))
      })
      child.stdout?.on('data', byLine(onLine))
    } catch (error) {
      // A word that is too long, or holds what no word of a command line can hold.
      resolve(fail(notStarted(error, root)))
    }
  })
}

/** Takes text as it comes and hands on whole lines. */
function byLine(onLine: (line: string) => void): (text: string) => void {
  let rest = ''
  return (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    lines.forEach((line) => onLine(line))
  }
}

const notStarted = (error: unknown, root: string): Failure => ({
  what: causeOf(error),
  where: root,
  remedy: 'call the command in a shell',
  exitCode: exitCodes.failed,
})

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

const whatever = "'tos doctor' looks at the project"

/** What the command says on standard error, one failure for each 'tos: what; remedy'. */
export function failureOf({ code, said }: Ended, root: string): Failure {
  const exitCode: ExitCode = Object.values(exitCodes).find((each) => each === code) ?? exitCodes.failed
  const [first, ...others] = said
    .trimEnd()
    .split(/^tos: /m)
    .filter((text) => text !== '')
    .map((text) => toldApart(text.trimEnd(), exitCode))
  const what = code === null ? 'the command was killed' : `the command ended with ${code}`
  if (!first) return { what, where: root, remedy: whatever, exitCode }
  return others.length > 0 ? { ...first, others } : first
}

/** The remedy stands behind the last semicolon; both may hold more of them. */
function toldApart(text: string, exitCode: ExitCode): Failure {
  const at = text.lastIndexOf('; ')
  return at < 0
    ? { what: text, remedy: whatever, exitCode }
    : { what: text.slice(0, at), remedy: text.slice(at + 2), exitCode }
}
