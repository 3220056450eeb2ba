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
export function runSelf({ root, environment }: SelfCall, args: readonly string[]): Promise<Result<Ended>> {
  const [, entry = ''] = process.argv
  const [command = '', ...rest] = args
  const options = { env: environment, cwd: root, maxBuffer: maximumOutput }
  return new Promise((resolve) => {
    try {
      execFile(process.execPath, [entry, command, `--root=${root}`, ...rest], options, (error, out, said) => {
        if (typeof error?.code === 'string') return resolve(fail(notStarted(error, root)))
        resolve(succeed({ code: error ? (error.code ?? null) : 0, out, said }))
      })
    } catch (error) {
      // A word that is too long, or holds what no word of a command line can hold.
      resolve(fail(notStarted(error, root)))
    }
  })
}

const notStarted = (error: unknown, root: string): Failure => ({
  what: causeOf(error),
  where: root,
  remedy: 'call the command in a shell',
  exitCode: exitCodes.failed,
})

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/** What the command says on standard error is the failure. */
export function failureOf({ code, said }: Ended, root: string): Failure {
  const known = Object.values(exitCodes).find((each) => each === code)
  const what = linesOf(said).map((line) => line.replace(/^tos: /, ''))
  const exitCode: ExitCode = known ?? exitCodes.failed
  return {
    what: what.join('\n') || `the command ended with ${String(code)}`,
    where: root,
    remedy: 'see the log',
    exitCode,
  }
}
