// Runs the program's own commands for the screen, each as a process of its own.
import { execFile } from 'node:child_process'
import type { ZodType } from 'zod'
import { causeOf, exitCodes, fail, succeed, type ExitCode, type Failure, type Result } from '../core/failure.ts'
import { failureIn } from '../core/failure-data.ts'

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

/** Set for a process whose messages this one reads: it tells failures as data. */
export const selfVariable = 'TOS_FOR_SELF'

const maximumOutput = 64 * 1024 * 1024

/** `args` begin with the command's name. Fails when the process cannot be started or says too much. */
export function runSelf(
  { root, environment }: SelfCall,
  args: readonly string[],
  onLine: (line: string) => void = () => undefined,
): Promise<Result<Ended>> {
  const [, entry = ''] = process.argv
  const [command = '', ...rest] = args
  const options = { env: { ...environment, [selfVariable]: '1' }, cwd: root, maxBuffer: maximumOutput }
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

/** What the command printed, by the schema of its answer. */
export function parsedAs<T>(out: string, schema: ZodType<T>, root: string): Result<T> {
  try {
    const parsed = schema.safeParse(JSON.parse(out))
    if (parsed.success) return succeed(parsed.data)
    const [issue] = parsed.error.issues
    return fail(notUnderstood(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`, root))
  } catch (error) {
    return fail(notUnderstood(causeOf(error), root))
  }
}

const notUnderstood = (why: string, root: string): Failure => ({
  what: `the command answered with something else (${why})`,
  where: root,
  remedy: 'end this screen and open it again: the program may have been replaced',
  exitCode: exitCodes.failed,
})

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')

const whatever = "'tos doctor' looks at the project"

/** What the command told of its failure. */
export function failureOf({ code, said }: Ended, root: string): Failure {
  const [first, ...more] = linesOf(said).flatMap((line) => failureIn(line) ?? [])
  if (first) return more.length > 0 ? { ...first, others: [...(first.others ?? []), ...more] } : first
  const what = code === null ? 'the command was killed' : `the command ended with ${code}`
  const words = linesOf(said).join('\n')
  const exitCode: ExitCode = Object.values(exitCodes).find((each) => each === code) ?? exitCodes.failed
  return { what: words === '' ? what : `${what}: ${words}`, where: root, remedy: whatever, exitCode }
}
