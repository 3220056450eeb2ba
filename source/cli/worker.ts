// worker: runs the loops of the queue on this machine, each in a runner of its own.
import { exitCodes, type Failure } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { queueFolder } from '../files/layout.ts'
import { openFolderEngine } from '../fleet/folder.ts'
import type { Lease } from '../fleet/engine.ts'
import { startRunnerProcess, type RunnerCall, type RunnerProcess } from '../fleet/runner-process.ts'
import { openWorker } from '../fleet/worker.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Terminal } from './command.ts'
import { runnerEnvironment } from './start-runner.ts'

/** A machine that runs more loops than this at a time is no single machine. */
const maxSlots = 1000

export const worker: Command = {
  async run(invocation, terminal) {
    const written = text(invocation, 'slots') ?? '1'
    const slots = /^\d+$/.test(written) ? Number(written) : 0
    if (slots < 1 || slots > maxSlots) {
      const what = `--slots takes a number from 1 to ${maxSlots}, not '${written}'`
      return report(usageFailure(what, 'it is how many loops run at a time'), terminal)
    }
    const opened = openWorker({
      engine: openFolderEngine(queueFolder(terminal.environment), {
        tell: once((failure) => report(failure, terminal)),
      }),
      slots,
      isDrain: flag(invocation, 'drain'),
      start: (lease, ship) => start(lease, ship, terminal),
      say: (line) => terminal.out(`${printableLine(line)}\n`),
    })
    let isAsked = false
    const stop = () => {
      terminal.error(
        isAsked ? 'tos: stops the running loops\n' : 'tos: takes no more loops; once more stops the running ones\n',
      )
      isAsked = true
      opened.stop()
    }
    const onHangUp = () => undefined
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', onHangUp)
    try {
      await opened.ended
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', onHangUp)
    }
    return exitCodes.well
  },
}

/** The queue is read again and again; a file that is broken is told of once. */
function once(tell: (failure: Failure) => void): (failure: Failure) => void {
  const told = new Set<string>()
  return (failure) => {
    const place = failure.where ?? failure.what
    if (!told.has(place)) tell(failure)
    told.add(place)
  }
}

/** A later attempt says what became of the one before, and goes on. */
function start(lease: Lease, ship: RunnerCall['ship'], terminal: Terminal): RunnerProcess | number {
  const { root } = lease.submission
  const project = findProjectRoot(root, root)
  if (!project.ok) return report(project.failure, terminal)
  const loaded = loadSettings(project.value)
  if (!loaded.ok) return report(loaded.failure, terminal)
  const [, entry = ''] = process.argv
  const words = [lease.attempt > 1 ? 'resume' : 'run', '--loop', '--plain', '--root', root]
  return startRunnerProcess({
    command: [process.execPath, entry, ...words],
    root,
    log: loaded.value.layout.runnerLog,
    environment: runnerEnvironment(terminal.environment),
    ship,
  })
}
