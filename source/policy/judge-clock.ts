// How much of the processor a thread beside this one has used, as far as that can be told from here.
import { performance } from 'node:perf_hooks'

/**
 * Milliseconds since the start: all of the process without what this thread was busy. Waiting for a processor that
 * others use does not count, so a loaded machine asks no more than an idle one.
 */
export function startClock(): () => number {
  const processor = process.cpuUsage()
  const loop = performance.eventLoopUtilization()
  return () => {
    const { user, system } = process.cpuUsage(processor)
    return Math.max(0, (user + system) / 1000 - performance.eventLoopUtilization(loop).active)
  }
}
