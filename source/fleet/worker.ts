// A worker: takes loops while it has a free slot, runs each in a runner of its own, and tells the engine how it ended.
import { setTimeout as delay } from 'node:timers/promises'
import { describeFailure, exitCodes, Failed, type Failure } from '../core/failure.ts'
import { openAbility, unableMs } from './ability.ts'
import { Away, type Engine, type Lease } from './engine.ts'
import { HostLacks } from './lacks.ts'
import type { Outcome } from './outcome.ts'
import type { RunnerProcess } from './runner-process.ts'

/** A loop that runs here. */
export interface Started {
  readonly runner: RunnerProcess
  /** Something was asked of it, perhaps. */
  readonly changed: () => Promise<void>
  /** Tells the engine; what became of the loop. */
  readonly ended: (code: number | null) => Promise<Outcome>
}

export interface WorkerOptions {
  readonly engine: Engine
  /** Loops at a time. */
  readonly slots: number
  /** Ends when nothing is left that it could take. */
  readonly isDrain: boolean
  /** Of the program. */
  readonly version: string
  /**
   * Starts the runner of a lease. A number: it could not be started, and it is ended with this code. `isHeld` says whether
   * the lease may still be this worker's. @throws Failed when this host cannot, and another may
   */
  readonly start: (lease: Lease, isHeld: () => boolean) => Promise<Started | number>
  /** Why this host can run nothing more now; null when it can. It always can unless told otherwise. */
  readonly lacks?: () => Promise<Failure | null>
  /** Milliseconds between two looks at what a host lacks. */
  readonly lookAgainMs?: number
  readonly say: (line: string) => void
}

export interface Worker {
  /** How it ended: `unable` where loops may be left that this host could not take. */
  readonly ended: Promise<'drained' | 'stopped' | 'unable'>
  /** Takes nothing more; the second time the runners are told to stop, and record their ends. */
  readonly stop: () => void
}

/** Part of a lease after which its holder gives it up by itself: who takes the loop next must not meet it. */
const patience = 0.7
/** Renewals in the time of a lease, and looks at what still holds. */
const renewals = 4
const looks = 20
/** Milliseconds between two tries to tell an end. */
const againMs = 1000
/** What a host could not run, nobody takes for a while, longer each time. Seconds. */
const [unableSec, longestUnableSec] = [5, 300]

const unanswered: Failure = {
  what: 'the queue of the fleet does not answer',
  remedy: 'see that its database runs and can be reached from here',
  exitCode: exitCodes.failed,
}

interface Running {
  readonly lease: Lease
  started: Started | null
  /** When the lease was last surely held, by a clock that nobody sets. */
  heldAt: number
  isLost: boolean
}

export function openWorker({
  engine,
  slots,
  isDrain,
  version,
  start,
  lacks = () => Promise.resolve(null),
  lookAgainMs = unableMs,
  say,
}: WorkerOptions): Worker {
  const { travel } = engine
  const leaseMs = (travel?.leaseSec ?? 0) * 1000
  const running = new Map<string, Running>()
  let stops = 0
  const isStopped = (): boolean => stops > 0
  let wake: () => void = () => undefined
  let isAway = false
  const ability = openAbility(lacks, { say, lookAgainMs })
  /** How often a loop could not begin here. */
  const refused = new Map<string, number>()

  const mayHold = (each: Running): boolean =>
    !each.isLost && (travel === null || performance.now() - each.heldAt < leaseMs * patience)

  async function run(lease: Lease): Promise<void> {
    const { name, root, project } = lease.submission
    const place = travel === null ? root : project
    const own: Running = { lease, started: null, heldAt: performance.now(), isLost: false }
    running.set(name, own)
    try {
      const started = await start(lease, () => mayHold(own))
      if (typeof started === 'number') {
        await tellEnd(own, () => engine.end(lease, started))
        return say(`${name} could not begin (exit ${started}): ${place}`)
      }
      own.started = started
      refused.delete(name)
      if (!mayHold(own)) started.runner.cut()
      else if (stops > 1) started.runner.stop()
      say(`${name} ${lease.attempt > 1 ? `goes on, attempt ${lease.attempt}` : 'begins'}: ${place}`)
      const code = await started.runner.ended
      const outcome = await tellEnd(own, () => started.ended(code))
      if (outcome === 'parked') say(`${name} waits for a person; see 'tos fleet list'`)
      else if (outcome !== 'postponed')
        say(outcome === 'ended' ? `${name} ended (exit ${code})` : `${name} was cut off; it is taken again`)
    } catch (error) {
      if (!(error instanceof Failed) || travel === null) throw error
      say(`${name} cannot run here: ${describeFailure(error.failure)}`)
      const times = refused.get(name) ?? 0
      refused.set(name, times + 1)
      const afterSec = Math.min(unableSec * 2 ** times, longestUnableSec)
      await tellEnd(own, () => engine.end(lease, null, { afterSec, isFree: error instanceof HostLacks }))
    } finally {
      running.delete(name)
      wake()
    }
  }

  /** Again and again, as long as the lease may hold; then another host finds out by itself. */
  async function tellEnd<T>(own: Running, tell: () => Promise<T>): Promise<T | 'cut off'> {
    for (;;) {
      try {
        return await tell()
      } catch (error) {
        if (!(error instanceof Away) || !mayHold(own)) {
          if (error instanceof Failed) return 'cut off'
          throw error
        }
        await delay(againMs)
      }
    }
  }

  async function renew(): Promise<void> {
    if (travel === null) return
    const all = [...running.values()]
    const askedAt = performance.now()
    try {
      await answered(travel.report({ slots, running: all.length, version }))
      const held = new Set(await answered(travel.renew(all.map(({ lease }) => lease))))
      for (const each of all)
        if (held.has(each.lease)) each.heldAt = Math.max(each.heldAt, askedAt)
        else each.isLost = true
      tellAway(null)
    } catch (error) {
      tellAway(error)
    }
    cutLost()
  }

  /** By our own clock: what was sent into a net without a way is never answered. */
  function cutLost(): void {
    for (const each of running.values()) if (!mayHold(each)) each.started?.runner.cut()
  }

  /** @throws Away when it takes too long */
  const answered = <T>(call: Promise<T>): Promise<T> => {
    const end = new AbortController()
    const late = delay(leaseMs * patience, undefined, { signal: end.signal, ref: false }).then(() => {
      throw new Away(unanswered)
    })
    return Promise.race([call, late]).finally(() => end.abort())
  }

  /** Once, and once more when it is back. */
  function tellAway(error: unknown): void {
    if (error === null) {
      if (isAway) say('the queue is back')
      isAway = false
      return
    }
    if (!(error instanceof Failed)) return fatal(error)
    if (!isAway) say(`${describeFailure(error.failure)}; the running loops wait for it`)
    isAway = true
  }

  async function take(free: number): Promise<readonly Lease[]> {
    try {
      return await engine.take(free)
    } catch (error) {
      if (!(error instanceof Away)) throw error
      tellAway(error)
      return []
    }
  }

  async function work(): Promise<'drained' | 'stopped' | 'unable'> {
    const unwatch = engine.watch(() => wake())
    await renew()
    let again: NodeJS.Timeout | undefined
    const timers = travel
      ? [setInterval(() => void renew(), leaseMs / renewals), setInterval(cutLost, leaseMs / looks)]
      : []
    try {
      for (;;) {
        const changed = new Promise<void>((resolve) => {
          wake = resolve
        })
        const free = stops > 0 ? 0 : slots - running.size
        const leases = free > 0 && (await ability.look()) && !isStopped() ? await take(free) : []
        // Nobody tells that there is room again.
        if (ability.lack()) again = setTimeout(() => wake(), lookAgainMs)
        leases.forEach(begin)
        for (const { started } of running.values()) void started?.changed().catch(tellAway)
        if (running.size === 0 && isStopped()) return 'stopped'
        if (running.size === 0 && isDrain && !isAway && leases.length === 0)
          return ability.lack() ? 'unable' : 'drained'
        await changed
        clearTimeout(again)
      }
    } finally {
      clearTimeout(again)
      unwatch()
      for (const timer of timers) clearInterval(timer)
      if (travel) await answered(travel.report({ slots, running: running.size, version })).catch(() => undefined)
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
      if (stops === 2) for (const { started } of running.values()) started?.runner.stop()
      wake()
    },
  }
}
