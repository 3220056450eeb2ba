// Tells one process from a later one with the same pid.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import * as z from 'zod'

/** What a process writes down about itself, so that others can tell whether it still lives. */
export const processFields = {
  host: z.string(),
  pid: z.int(),
  startTick: z.string().nullable(),
  bootId: z.string().nullable(),
}
/** Records are short; what is longer is none. */
export const maxRecordBytes = 64 * 1024
export type ProcessRecord = z.infer<z.ZodObject<typeof processFields>>

export const ownProcess = (): ProcessRecord => ({
  host: hostname(),
  pid: process.pid,
  startTick: startTick(process.pid),
  bootId: bootId(),
})

/** Is the record of this very process? */
export const isOwn = (record: ProcessRecord): boolean =>
  record.host === hostname() && record.pid === process.pid && record.startTick === startTick(process.pid)

/** False only when the process is surely gone; on another host nobody can tell. */
export function mayBeAlive(record: ProcessRecord): boolean {
  if (record.host !== hostname()) return true
  if (record.bootId !== null && record.bootId !== bootId()) return false
  return isRunning(record.pid) && (record.startTick === null || record.startTick === startTick(record.pid))
}

/** The kernel gives no larger pid. Source: PID_MAX_LIMIT, proc(5) */
const maxPid = 2 ** 22

/** Is there a process of this number here, whosever it is? */
export function isRunning(pid: number): boolean {
  if (pid <= 0 || pid > maxPid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Kernel start time of a process in clock ticks since boot; null where /proc does not tell. */
export function startTick(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The command name may hold spaces and brackets: count from the last one.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** Differs after each boot; null where there is none. */
export function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}
