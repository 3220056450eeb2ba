// A worker: takes loops while it has a free slot, runs each in a runner of its own, and tells the engine how it ended.
import type { Engine, Lease } from './engine.ts'
import type { RunnerCall, RunnerProcess } from './runner-process.ts'

export interface WorkerOptions {
  readonly engine: Engine
  /** Loops at a time. */
  readonly slots: number
  /** Ends when nothing is left that it could take. */
  readonly isDrain: boolean
  /** Starts the runner of a lease. Null: it could not be started, and it is ended with this code. */
  readonly start: (lease: Lease, ship: RunnerCall['ship']) => RunnerProcess | number
  readonly say: (line: string) => void
}

export interface Worker {
  /** Resolves when it has ended: drained, or stopped. */
  readonly ended: Promise<void>
  /** Takes nothing more; the second time the runners are told to stop, and record their ends. */
  readonly stop: () => void
}

export function openWorker({ engine, slots, isDrain, start, say }: WorkerOptions): Worker {
  const running = new Map<string, RunnerProcess>()
  let stops = 0
  let wake: () => void = () => undefined

  async function run(lease: Lease): Promise<void> {
    const { name, root } = lease.submission
    const runner = start(lease, (lines) => engine.append(lease, lines))
    if (typeof runner === 'number') {
      await engine.end(lease, runner)
      return say(`${name} could not begin (exit ${runner}): ${root}`)
    }
    running.set(name, runner)
    say(`${name} ${lease.attempt > 1 ? `goes on, attempt ${lease.attempt}` : 'begins'}: ${root}`)
    const code = await runner.ended
    await engine.end(lease, code)
    running.delete(name)
    say(code === null ? `${name} was cut off; it is taken again` : `${name} ended (exit ${code})`)
    wake()
  }

  async function work(): Promise<void> {
    const unwatch = engine.watch(() => wake())
    try {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve
        })
        const free = stops > 0 ? 0 : slots - running.size
        const leases = free > 0 ? await engine.take(free) : []
        leases.forEach(begin)
        if (running.size === 0 && (stops > 0 || (isDrain && leases.length === 0))) return
        await changed
      }
    } finally {
      unwatch()
    }
  }

  /** Its run goes on behind this. */
  const begin = (lease: Lease): void => void run(lease).catch(fatal)
  let fatal: (error: unknown) => void = () => undefined
  const failed = new Promise<never>((_, reject) => {
    fatal = reject
  })
  return {
    ended: Promise.race([work(), failed]),
    stop() {
      stops += 1
      // Told once: what ends already is not cut off by another signal.
      if (stops === 2) for (const runner of running.values()) runner.stop()
      wake()
    },
  }
}
