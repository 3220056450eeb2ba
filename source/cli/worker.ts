// worker: runs the loops of the queue on this machine, each in a runner of its own.
import { setTimeout as delay } from 'node:timers/promises'
import { describeFailure, exitCodes, type Failure } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { readFleetSettings, withoutFleet } from '../files/fleet-file.ts'
import type { Engine, Lease } from '../fleet/engine.ts'
import { openEngine } from '../fleet/open-engine.ts'
import { outcomeOf } from '../fleet/outcome.ts'
import { lackOfRoom, sandboxTrial } from '../fleet/lacks.ts'
import { startRunnerProcess } from '../fleet/runner-process.ts'
import { openWorker, type Started } from '../fleet/worker.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { loadSettings } from '../files/settings.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Terminal } from './command.ts'
import { runnerEnvironment } from './start-runner.ts'
import { version } from './version.ts'

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
    const say = (line: string) => terminal.out(`${printableLine(line)}\n`)
    const waiting = patience(terminal)
    const engine = await openEngine(terminal.environment, {
      tell: once((failure) => report(failure, terminal)),
      onAway: waiting.onAway,
    }).finally(waiting.end)
    if (!engine.ok) return waiting.isStopped() ? exitCodes.stopped : report(engine.failure, terminal)
    if (waiting.isStopped()) {
      await engine.value.close()
      return exitCodes.stopped
    }
    const host = hostOf(engine.value, terminal)
    const opened = openWorker({
      engine: engine.value,
      slots,
      isDrain: flag(invocation, 'drain'),
      version,
      lacks: host.lacks,
      start: (lease, isHeld) => start(lease, { engine: engine.value, host, isHeld, say, terminal }),
      say,
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
      return (await opened.ended) === 'unable' ? exitCodes.failed : exitCodes.well
    } finally {
      process.off('SIGINT', stop).off('SIGTERM', stop).off('SIGHUP', onHangUp)
      await engine.value.close()
    }
  },
}

/** Milliseconds between two tries to reach a queue that never answered yet: doubled each time. */
const [firstMs, mostMs] = [1000, 30_000]

/** A host may be up before its database is: it waits for it, and says so once, until somebody stops it. */
function patience(terminal: Terminal) {
  const stopped = new AbortController()
  const stop = () => stopped.abort()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  let ms = firstMs
  return {
    onAway: async (failure: Failure): Promise<boolean> => {
      if (ms === firstMs) terminal.error(`tos: ${describeFailure(failure)}; the worker waits for it\n`)
      // Ended early by who stops it.
      await delay(ms, undefined, { signal: stopped.signal }).catch(() => undefined)
      ms = Math.min(ms * 2, mostMs)
      return !stopped.signal.aborted
    },
    isStopped: () => stopped.signal.aborted,
    end: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  }
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

interface Place {
  readonly engine: Engine
  readonly host: Host
  readonly isHeld: () => boolean
  readonly say: (line: string) => void
  readonly terminal: Terminal
}

const [, entry = ''] = process.argv

interface Host {
  /** What keeps this host from loops of the fleet; one that stays in its own folder ends as it would without a queue. */
  readonly lacks: () => Promise<Failure | null>
  readonly walls: () => Promise<Failure | null>
}

function hostOf({ travel }: Engine, { environment }: Terminal): Host {
  const none = () => Promise.resolve(null)
  const settings = travel === null ? null : readFleetSettings(environment)
  if (!settings?.ok) return { lacks: none, walls: none }
  const { root, requireSandbox } = settings.value
  const walls = sandboxTrial(root, runnerEnvironment(environment))
  return { walls, lacks: async () => lackOfRoom(root) ?? (requireSandbox ? walls() : null) }
}

async function start(lease: Lease, { engine, host, isHeld, say, terminal }: Place): Promise<Started | number> {
  const { travel } = engine
  const environment = runnerEnvironment(terminal.environment)
  if (travel === null) return startHere(lease, engine, environment, terminal)
  const { origin } = lease.submission
  const settings = readFleetSettings(terminal.environment)
  if (!settings.ok) return report(settings.failure, terminal)
  if (origin === null) return exitCodes.usage
  const { startTraveller } = await import('../fleet/traveller.ts')
  return startTraveller(lease, origin, {
    engine: { ...engine, travel },
    settings: settings.value,
    environment,
    program: [process.execPath, entry],
    hostWalls: host.walls,
    say,
    isHeld,
  })
}

/** In the folder it was submitted from. A later attempt says what became of the one before, and goes on. */
function startHere(lease: Lease, engine: Engine, environment: NodeJS.ProcessEnv, terminal: Terminal): Started | number {
  const { root } = lease.submission
  const project = findProjectRoot(root, root)
  if (!project.ok) return report(project.failure, terminal)
  const loaded = loadSettings(project.value)
  if (!loaded.ok) return report(loaded.failure, terminal)
  const words = [lease.attempt > 1 ? 'resume' : 'run', '--loop', '--plain', '--root', root]
  const runner = startRunnerProcess({
    command: [process.execPath, entry, ...words],
    root,
    log: loaded.value.layout.runnerLog,
    environment: withoutFleet(environment),
    ship: async (lines) => ((await engine.append(lease, lines)) === 'held' ? 'held' : 'lost'),
  })
  return {
    runner,
    changed: () => Promise.resolve(),
    async ended(code) {
      const outcome = outcomeOf({
        code,
        wasCut: runner.wasCut(),
        isFull: false,
        isSpent: false,
        isParking: false,
        hasQuestion: false,
      })
      await engine.end(lease, outcome === 'cut off' ? null : code)
      return outcome === 'cut off' ? 'cut off' : 'ended'
    },
  }
}
