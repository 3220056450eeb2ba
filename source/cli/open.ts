// tos-tui without a command, and --tui: the session. A run it starts is a process of its own and outlives the screen.
import { exitCodes } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { currentHolder } from '../files/lock.ts'
import { findProjectRoot, isOutsideProjects } from '../files/project-root.ts'
import { unfoldedBytes } from '../files/stored-fold.ts'
import { loadConfig } from '../files/config-file.ts'
import type { RunOptions } from '../orchestrator/drive-run.ts'
import { overviewFold } from '../views/overview.ts'
import type { AppProps } from '../ui/app/app.tsx'
import { runPage, type Page } from '../ui/app/page.ts'
import type { Words } from '../ui/words/words.ts'
import type { Project, SessionPorts } from '../ui/app/session-ports.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { sessionPorts } from './session-ports.ts'
import { version } from './version.ts'
import { keepHeapLean } from './lean-heap.ts'
import { viewerWish, wordsFor } from './viewer-options.ts'

export const open: Command = {
  async run(invocation, terminal) {
    const project = findProject(invocation, terminal)
    if (!project.ok && (text(invocation, 'root') !== null || !isOutsideProjects(project.failure)))
      return report(project.failure, terminal)
    const isRunning = project.ok && currentHolder(project.value.layout.lock) !== null
    if (!hasScreen(terminal) && isRunning) {
      const { watchLines } = await import('./watch-lines.ts')
      return watchLines(project.value, invocation, terminal)
    }
    const page: Page = isRunning ? runPage() : { kind: project.ok ? 'menu' : 'welcome' }
    return showSession(invocation, terminal, { project: project.ok ? project.value : null, page })
  },
}

/** Can this terminal show a screen that is drawn? A dumb one has no cursor to move. */
export const hasScreen = ({ isTty, environment }: Terminal): boolean => isTty && environment['TERM'] !== 'dumb'

export function findProject(invocation: Invocation, terminal: Terminal) {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  const loaded = found.ok ? loadConfig(found.value) : found
  return loaded.ok ? { ok: true as const, value: { ...loaded.value, foldOf: overviewFold(version) } } : loaded
}

/** Starts a runner in the background, waits until it has begun, and shows it. */
export async function openRun(
  invocation: Invocation,
  terminal: Terminal,
  { mode, inDoubt, raise }: Pick<RunOptions, 'mode' | 'inDoubt' | 'raise'>,
): Promise<number> {
  const project = findProject(invocation, terminal)
  if (!project.ok) return report(project.failure, terminal)
  if (!hasScreen(terminal)) return noTerminal(terminal)
  const raised = Object.entries(raise).map(([limit, value]) => `--raise=${limit}=${value}`)
  const isPlainRun = inDoubt === 'stop' && raised.length === 0
  const summary = text(invocation, 'summary-file')
  const args = [
    ...(isPlainRun ? [mode] : ['resume', `--in-doubt=${inDoubt}`, ...raised]),
    ...(flag(invocation, 'clean') ? ['--clean'] : []),
    ...(flag(invocation, 'loop') ? ['--loop'] : []),
    ...(summary === null ? [] : [`--summary-file=${summary}`]),
  ]
  const { startRunner } = await import('./start-runner.ts')
  const failed = await startRunner(args, project.value.layout, terminal.environment)
  if (failed) {
    terminal.error(failed.text)
    return report(failed.failure, terminal)
  }
  return showSession(invocation, terminal, {
    project: project.value,
    page: runPage({ isTour: invocation.name === 'demo' }),
  })
}

/** The exit code of a run that was looked at to its end, else 0. */
export async function showSession(
  invocation: Invocation,
  terminal: Terminal,
  begin: Pick<AppProps, 'project' | 'page'> & Pick<SessionPorts, 'fleet'>,
): Promise<number> {
  const wish = viewerWish(invocation, terminal.environment)
  if (!wish.ok) return report(wish.failure, terminal)
  if (!hasScreen(terminal)) return noTerminal(terminal)
  const { fleet, ...first } = begin
  if (first.project) tellReading(first.project, terminal)
  const ports = { ...sessionPorts(terminal), ...(fleet && { fleet }) }
  let { project } = first
  const { showApp } = await import('../ui/app/show.tsx')
  keepHeapLean()
  await showApp({
    ...first,
    ports,
    wish: wish.value,
    environment: terminal.environment,
    onProject: (next) => (project = next),
    isSpoken: wish.value.isSpoken,
  })
  await ports.preferences.saved()
  const words = wordsFor(wish.value, terminal, ports.preferences.preferred.language)
  return project ? farewell(project, words, terminal) : exitCodes.well
}

/** Bytes of a journal whose folding is waited for: some seconds. */
const longJournal = 16 * 1024 * 1024

/** Nothing would be seen meanwhile. */
function tellReading({ layout, foldOf }: Project, { error }: Terminal): void {
  const bytes = unfoldedBytes(layout.storedFold, layout.journal, foldOf.version)
  if (bytes > longJournal) error(`tos: reading the journal (${Math.round(bytes / 1e6)} MB)\n`)
}

function farewell({ layout, foldOf, elsewhere }: Project, { farewell: words }: Words, terminal: Terminal): number {
  if (elsewhere && !elsewhere.state().isOver) {
    terminal.out(`${printableLine(words.goesOnAfar(elsewhere.title()))}\n`)
    return exitCodes.well
  }
  const holder = currentHolder(layout.lock)
  if (holder) {
    terminal.out(`${words.goesOn(holder.pid)}\n`)
    return exitCodes.well
  }
  const folded = foldJournal(layout, foldOf)
  const ended = folded.ok ? folded.value.fold.state.run?.ended : null
  if (ended) terminal.out(`${words.ended(printableLine(ended.endReason), ended.exitCode)}\n`)
  return ended?.exitCode ?? exitCodes.well
}

function noTerminal(terminal: Terminal): number {
  const failure = { what: 'the live view needs a terminal', remedy: "use 'tos run --plain', or 'tos status'" }
  return report({ ...failure, exitCode: exitCodes.usage }, terminal)
}
