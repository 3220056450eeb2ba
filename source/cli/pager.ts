// A text in the operator's pager, which has the terminal until it ends.
import { spawn } from 'node:child_process'
import { causeOf, exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'

/** Passes colours on; what else could steer the terminal must not be in the text. */
const usual = 'less -R'
/** What a shell says of a program that is not there, and of one that may not run. */
const notRun = new Set([126, 127])

/** `$PAGER` is a line for the shell, as everywhere. A pager that ends before it has read all is well. */
export function page(text: string, environment: NodeJS.ProcessEnv): Promise<Result<null>> {
  const pager = environment['PAGER']?.trim() || usual
  return new Promise((resolve) => {
    const child = spawn('sh', ['-c', pager], { stdio: ['pipe', 'inherit', 'inherit'], env: environment })
    child.on('error', (error) => resolve(fail(noPager(pager, causeOf(error)))))
    child.on('close', (code) =>
      resolve(code !== null && notRun.has(code) ? fail(noPager(pager, `the shell says ${code}`)) : succeed(null)),
    )
    // With too many open files there is not even a pipe.
    const stdin = child.stdin as typeof child.stdin | undefined
    stdin?.on('error', () => undefined).end(text)
  })
}

const noPager = (pager: string, why: string): Failure => ({
  what: `the pager '${pager}' cannot be run (${why})`,
  where: 'PAGER',
  remedy: 'set PAGER to a program that is there',
  exitCode: exitCodes.failed,
})
