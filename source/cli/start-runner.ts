// Starts a runner: a process of its own, in a session of its own, without a terminal. Nothing a viewer does ends it.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes, type ExitCode, type Failure } from '../core/failure.ts'
import { failureIn } from '../core/failure-data.ts'
import { foldJournal } from '../files/journal-fold.ts'
import type { Layout } from '../files/layout.ts'
import { openToAppend, readRegular } from '../files/open-regular.ts'
import { overviewFold } from '../views/overview.ts'
import { selfVariable } from './run-self.ts'
import { version } from './version.ts'

const pollMs = 50
const maxLogBytes = 256 * 1024 * 1024

/** What a runner that ended before it began left behind. */
export interface NotStarted {
  readonly failure: Failure
  /** What else it said, for people. */
  readonly text: string
}

/** What is set already stays. */
export const runnerEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  // V8's threads would each keep a heap of their own for what they compile: 15 MB. Source: mallopt(3), M_ARENA_MAX.
  MALLOC_ARENA_MAX: '1',
  // What a big answer took is given back, instead of kept for the next, and what V8 compiles in: 12 MB. Source: mallopt(3).
  MALLOC_TRIM_THRESHOLD_: '0',
  MALLOC_MMAP_THRESHOLD_: '8192',
  // Nobody looks on: an error nobody thought of leaves its trace in the runner's log.
  TOS_DEBUG: '1',
  ...environment,
})

/** Null when the runner has begun. `args` is the call without the program. */
export async function startRunner(
  args: readonly string[],
  layout: Layout,
  environment: NodeJS.ProcessEnv,
): Promise<NotStarted | null> {
  const log = openToAppend(layout.runnerLog, 0o600)
  const begin = fstatSync(log).size
  const [, entry = ''] = process.argv
  const child = spawn(process.execPath, [entry, ...args, '--plain', '--root', layout.root], {
    cwd: layout.root,
    env: { ...runnerEnvironment(environment), [selfVariable]: '1' },
    stdio: ['ignore', log, log],
    detached: true,
  })
  closeSync(log)
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code) => resolve(code ?? exitCodes.failed))
    child.once('error', () => resolve(exitCodes.failed))
  })
  for (;;) {
    const code = await Promise.race([ended, delay(pollMs, null)])
    if (runnerPid(layout) === child.pid) {
      child.unref()
      return null
    }
    if (code === null) continue
    const text = readRegular(layout.runnerLog, maxLogBytes).subarray(begin).toString('utf8')
    return notStarted(code, text, layout.runnerLog)
  }
}

function notStarted(code: number, said: string, log: string): NotStarted {
  const lines = said.split('\n')
  const [failure, ...others] = lines.flatMap((line) => failureIn(line) ?? [])
  const text = lines.filter((line) => failureIn(line) === null).join('\n')
  const exitCode: ExitCode = Object.values(exitCodes).find((each) => each === code) ?? exitCodes.failed
  // It broke, or was killed.
  const silent: Failure = { what: 'the runner ended before it began', where: log, remedy: "see 'tos doctor'", exitCode }
  if (!failure) return { failure: silent, text }
  return { failure: others.length > 0 ? { ...failure, others: [...(failure.others ?? []), ...others] } : failure, text }
}

/** The pid of the run the journal tells of; null when there is none. */
function runnerPid(layout: Layout): number | null {
  if (!existsSync(layout.journal)) return null
  const folded = foldJournal(layout, overviewFold(version))
  return folded.ok ? (folded.value.fold.state.run?.pid ?? null) : null
}
