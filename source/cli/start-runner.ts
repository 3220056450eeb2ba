// Starts a runner: a process of its own, in a session of its own, without a terminal. Nothing a viewer does ends it.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, fstatSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes } from '../core/failure.ts'
import { foldJournal } from '../files/journal-fold.ts'
import type { Layout } from '../files/layout.ts'
import { openToAppend, readRegular } from '../files/open-regular.ts'
import { overviewFold } from '../views/overview.ts'
import { version } from './version.ts'

const pollMs = 50
const maxLogBytes = 256 * 1024 * 1024

/** What a runner that ended before it began left behind. */
export interface NotStarted {
  readonly exitCode: number
  /** Its output. */
  readonly text: string
}

/** What is set already stays. */
export const runnerEnvironment = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
  // V8's threads would each keep a heap of their own for what they compile: 15 MB. Source: mallopt(3), M_ARENA_MAX.
  MALLOC_ARENA_MAX: '1',
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
    env: runnerEnvironment(environment),
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
    if (code !== null)
      return { exitCode: code, text: readRegular(layout.runnerLog, maxLogBytes).subarray(begin).toString('utf8') }
  }
}

/** The pid of the run the journal tells of; null when there is none. */
function runnerPid(layout: Layout): number | null {
  if (!existsSync(layout.journal)) return null
  const folded = foldJournal(layout, overviewFold(version))
  return folded.ok ? (folded.value.fold.state.run?.pid ?? null) : null
}
