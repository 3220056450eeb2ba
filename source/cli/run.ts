// run, cleanrun, test: drive a run in this process and print it as lines, or as journal lines with --json.
import { existsSync } from 'node:fs'
import type { Event } from '../core/event.ts'
import { exitCodes, Failed } from '../core/failure.ts'
import { printable } from '../core/printable.ts'
import type { Request } from '../core/request.ts'
import { describeSandbox } from '../core/sandbox.ts'
import type { State } from '../core/state.ts'
import { foldJournal } from '../files/journal-fold.ts'
import { findProjectRoot } from '../files/project-root.ts'
import type { Layout } from '../files/layout.ts'
import { openReplica } from '../files/replica.ts'
import { drive, type Driving } from '../library/drive.ts'
import type { RunOptions } from '../orchestrator/drive-run.ts'
import type { Prepared } from '../orchestrator/preflight.ts'
import { eventLines } from '../views/lines.ts'
import { closingLines, testReport } from '../views/launcher.ts'
import { englishNight } from '../views/night-words.ts'
import { nightLines, nightRows } from '../views/night.ts'
import { overviewFold } from '../views/overview.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'
import { keepRunnerLean } from './lean-heap.ts'
import { settleInterrupted } from './settle.ts'
import { mustTakeSummary, saveSummary } from './summary-file.ts'
import { startHerald } from './start-herald.ts'
import { version } from './version.ts'

export const run: Command = {
  run: (invocation, terminal) => start(invocation, terminal, { mode: 'run', inDoubt: 'stop' }),
}

export const cleanrun: Command = {
  run: (invocation, terminal) => start(invocation, terminal, { mode: 'cleanrun', inDoubt: 'stop' }),
}

export const test: Command = {
  async run(invocation, terminal) {
    if (!flag(invocation, 'verify-only')) return start(invocation, terminal, { mode: 'test', inDoubt: 'stop' })
    const { verifyOnly } = await import('./verify.ts')
    return verifyOnly(invocation, terminal)
  },
}

type Start = Pick<RunOptions, 'mode' | 'inDoubt'> & { readonly raise?: RunOptions['raise'] }

/** Also the way `resume` goes on. */
export async function start(
  invocation: Invocation,
  terminal: Terminal,
  { mode, inDoubt, raise = {} }: Start,
): Promise<number> {
  if (flag(invocation, 'tui')) {
    const { openRun } = await import('./open.ts')
    return openRun(invocation, terminal, { mode, inDoubt, raise })
  }
  keepRunnerLean()
  const settled = await settleInterrupted(invocation, terminal)
  if (!settled.ok) return report(settled.failure, terminal)
  const project = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!project.ok) return report(project.failure, terminal)
  const isClean = mode === 'cleanrun' || flag(invocation, 'clean')
  const printer = flag(invocation, 'json') ? jsonPrinter(terminal) : linePrinter(terminal)
  printer.lines(['TOS cc_run start', `Root ${project.value.root}`, `Mode ${invocation.typed}`])
  const until = flag(invocation, 'loop') ? 'loop' : 'job'
  const held: { layout: Layout | null; isNotifying: boolean; signals: ReturnType<typeof catchSignals> | null } = {
    layout: null,
    isNotifying: false,
    signals: null,
  }
  try {
    const driven = await drive(
      { project: project.value, environment: terminal.environment, mode, until, inDoubt, raise, isClean },
      {
        onPrepared(prepared) {
          mustTakeSummary(prepared.layout, text(invocation, 'summary-file'))
          held.layout = prepared.layout
          held.isNotifying = prepared.settings.tos.notify.targets.length > 0
          tellPrepared(prepared, printer, terminal)
          if (isClean) printer.lines(['cleanup start'])
          held.signals = catchSignals()
        },
        openReplica() {
          const replica = openReplica(terminal.environment)
          replica?.whenGone(() => held.signals?.stop('the end of its worker'))
          return replica
        },
        onOpen() {
          if (isClean) printer.lines(['cleanup done'])
          if (held.layout && held.isNotifying) startHerald(held.layout, terminal.environment)
        },
        onStart: (send) => held.signals?.sendTo(send),
        listener: (event, state) => held.layout && printer.event(event, state, held.layout),
      },
    )
    const code = conclude(invocation, printer, driven, mode)
    held.signals?.end(code)
    return code
  } catch (error) {
    // Who goes on behind a run wants its exit code.
    if (!(error instanceof Failed)) throw error
    const code = report(error.failure, terminal)
    held.signals?.end(code)
    return code
  }
}

/** What is to be known before anything is done. */
function tellPrepared({ configFile, sandbox, settings, containment }: Prepared, printer: Printer, terminal: Terminal) {
  printer.lines([`設定ファイル読み込み完了: ${configFile.path}`])
  // Nobody who wants a sandbox shall believe there is one; who switched it off knows.
  if (sandbox.state.kind === 'none' && settings.tos.exec.sandbox !== 'off')
    terminal.error(`tos: ${describeSandbox(sandbox.state)}\n`)
  if (containment.uncovered !== null) terminal.error(`tos: nothing can be put back: ${containment.uncovered}\n`)
}

/** Closing lines, summary file, exit code. */
function conclude(invocation: Invocation, printer: Printer, { state, prepared }: Driving, mode: Start['mode']): number {
  const { layout } = prepared
  const jobResult = { path: layout.jobResult, isThere: existsSync(layout.jobResult) }
  const exitCode = state.run?.ended?.exitCode ?? exitCodes.failed
  const summaryFile = text(invocation, 'summary-file')
  const saved = summaryFile === null ? [] : saveSummary(layout, state, summaryFile)
  if (mode !== 'test') {
    printer.lines([...closingLines(state, jobResult), ...saved, ...summaryLines(layout), 'TOS cc_run end'])
    return exitCode
  }
  const { lines, hasFaults } = testReport(state, jobResult)
  printer.lines([...lines, ...saved])
  // Whoever gives a job more steps because of a 4 is to know first what failed in it.
  const isMilder = exitCode === exitCodes.well || exitCode === exitCodes.limit
  return isMilder && hasFaults ? exitCodes.failed : exitCode
}

/** Incidents of a kind that the summary lists. */
const listed = 5

/** What `tos status` says behind the facts. */
function summaryLines(layout: Layout): string[] {
  const folded = foldJournal(layout, overviewFold(version))
  return folded.ok ? nightLines(nightRows(folded.value.fold, { isRunning: false, most: listed }, englishNight)) : []
}

interface Printer {
  lines(lines: readonly string[]): void
  event(event: Event, state: State, layout: Layout): void
}

function linePrinter({ out }: Terminal): Printer {
  return {
    lines: (lines) => out(lines.map((line) => `${printable(line)}\n`).join('')),
    event(event, state, layout) {
      const lines = eventLines(event, state, layout)
      if (lines.length > 0) out(`${lines.map(printable).join('\n')}\n`)
    },
  }
}

function jsonPrinter({ out }: Terminal): Printer {
  return { lines: () => undefined, event: (event) => out(`${JSON.stringify(event)}\n`) }
}

/**
 * A signal asks the run to stop at once, and the run records its end; more of them change nothing (a terminal and the
 * launcher both pass them on). A hang-up is nobody's wish to stop. Behind the end of the run nothing is left to stop: a signal
 * ends only the wait for whoever does not read what was said, and the exit code is the run's.
 */
function catchSignals() {
  let send: ((request: Request) => void) | null = null
  let early: Request | null = null
  const stop = (by: string) => {
    const request: Request = { kind: 'stop', when: 'now', by }
    if (send) send(request)
    else early = request
  }
  let ended: number | null = null
  const onSignal = (signal: NodeJS.Signals) => (ended === null ? stop(signal) : process.exit(ended))
  const onHangUp = () => undefined
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  process.on('SIGHUP', onHangUp)
  return {
    stop,
    sendTo: (sender: (request: Request) => void) => {
      send = sender
      if (early) sender(early)
    },
    end: (code: number) => void (ended = code),
  }
}
