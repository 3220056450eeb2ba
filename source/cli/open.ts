// tos-tui without a command, and --tui: the screen. A run it starts is a process of its own and outlives the screen.
import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { currentHolder } from '../files/lock.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings, type LoadedSettings } from '../files/settings.ts'
import type { RunOptions } from '../orchestrator/drive-run.ts'
import { overviewFold } from '../orchestrator/session.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { version } from './version.ts'

const pollMs = 50

export const open: Command = {
  summary: 'The live view of this project.',
  usage: 'tos-tui [--root DIR]',
  options: { tui: { type: 'boolean' } },
  operands: 0,
  async run(invocation, terminal) {
    const loaded = load(invocation, terminal)
    if (!loaded.ok) return report(loaded.failure, terminal)
    return show(loaded.value, terminal)
  },
}

/** Starts a runner in the background, waits until it has begun, and shows it. */
export async function openRun(
  invocation: Invocation,
  terminal: Terminal,
  { mode, inDoubt, raise }: Pick<RunOptions, 'mode' | 'inDoubt' | 'raise'>,
): Promise<number> {
  const loaded = load(invocation, terminal)
  if (!loaded.ok) return report(loaded.failure, terminal)
  if (!canDraw(terminal)) return noTerminal(terminal)
  const { layout } = loaded.value
  const raised = Object.entries(raise).map(([limit, value]) => `--raise=${limit}=${value}`)
  const isPlainRun = inDoubt === 'stop' && raised.length === 0
  const command = isPlainRun ? [mode] : ['resume', `--in-doubt=${inDoubt}`, ...raised]
  const clean = flag(invocation, 'clean') ? ['--clean'] : []
  const loop = flag(invocation, 'loop') ? ['--loop'] : []
  const summary = text(invocation, 'summary-file')
  const args = [
    ...command,
    ...clean,
    ...loop,
    ...(summary === null ? [] : [`--summary-file=${summary}`]),
    '--plain',
    '--root',
    layout.root,
  ]
  const failed = await startRunner(args, loaded.value, terminal)
  return failed ?? show(loaded.value, terminal)
}

const load = (invocation: Invocation, terminal: Terminal) => {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  return found.ok ? loadSettings(found.value) : found
}

/** Null when the runner has begun; the exit code when it ended before. */
async function startRunner(args: string[], { layout }: LoadedSettings, terminal: Terminal): Promise<number | null> {
  mkdirSync(layout.logs, { recursive: true })
  const log = openSync(layout.runnerLog, 'a', 0o600)
  const begin = statSync(layout.runnerLog).size
  const [, entry = ''] = process.argv
  const child = spawn(process.execPath, [entry, ...args], {
    cwd: layout.root,
    env: terminal.environment,
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
    const pid = runnerPid(layout)
    if (pid === child.pid) {
      child.unref()
      return null
    }
    if (code === null) continue
    terminal.error(readFileSync(layout.runnerLog, 'utf8').slice(begin))
    return code
  }
}

/** The pid of the run the journal tells of; null when there is none. */
function runnerPid(layout: LoadedSettings['layout']): number | null {
  if (!existsSync(layout.journal)) return null
  const folded = foldJournal(layout, overviewFold(version))
  return folded.ok ? (folded.value.fold.state.run?.pid ?? null) : null
}

async function show({ layout }: LoadedSettings, terminal: Terminal): Promise<number> {
  if (!canDraw(terminal)) return noTerminal(terminal)
  const { showRun } = await import('../ui/show.tsx')
  await showRun(layout, overviewFold(version), terminal.environment)
  const folded = foldJournal(layout, overviewFold(version))
  const ended = folded.ok ? folded.value.fold.state.run?.ended : null
  const holder = currentHolder(layout.lock)
  if (holder) {
    terminal.out(`the run goes on (pid ${holder.pid}); look again with 'tos-tui', end it with 'tos stop'\n`)
    return exitCodes.well
  }
  if (ended) terminal.out(`ended: ${printableLine(ended.endReason)} (exit code ${ended.exitCode})\n`)
  return ended?.exitCode ?? exitCodes.well
}

/** A dumb terminal has no cursor to move. */
const canDraw = ({ isTty, environment }: Terminal): boolean => isTty && environment['TERM'] !== 'dumb'

function noTerminal(terminal: Terminal): number {
  const failure = { what: 'the live view needs a terminal', remedy: "use 'tos run --plain', or 'tos status'" }
  return report({ ...failure, exitCode: exitCodes.usage }, terminal)
}
