// One runner per project. The kernel decides who holds the lock; a record tells people and other hosts who it is.
import { createHash } from 'node:crypto'
import { rmSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { hostname, userInfo } from 'node:os'
import { dirname } from 'node:path'
import * as z from 'zod'
import { isSystemError } from '../core/errno.ts'
import { causeOf, exitCodes, fail, succeed, type Failure, type Result } from '../core/failure.ts'
import { makeFolder, readIfThere } from './open-regular.ts'
import { maxRecordBytes, mayBeAlive, ownProcess, processFields } from './process-identity.ts'
import { writeAtomic } from './write-atomic.ts'

const holderSchema = z.object({
  ...processFields,
  user: z.string(),
  startedAt: z.string(),
  purpose: z.string(),
})
/** Who holds the lock; `startedAt` is UTC, `startTick` and `bootId` tell a reused pid from the same process. */
export type LockHolder = z.infer<typeof holderSchema>

export interface Lock {
  readonly holder: LockHolder
  /** A dead process's record that was taken over, to be told in the journal. */
  readonly takenOver: LockHolder | null
  release(): void
}

/** Takes the lock of the project whose record is at `path`, or says who holds it (exit code 3). */
export async function acquireLock(path: string, root: string, purpose: string): Promise<Result<Lock>> {
  makeFolder(dirname(path))
  const guard = await listen(guardName(root))
  if (!guard) return fail(locked(path, readHolder(path)))
  const before = readHolder(path)
  if (before && holds(before)) {
    guard.close()
    return fail(locked(path, before))
  }
  const holder = ownRecord(purpose)
  try {
    writeAtomic(path, JSON.stringify(holder, null, 2))
  } catch (error) {
    guard.close()
    throw error
  }
  const release = () => {
    if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true })
    guard.close()
  }
  return succeed({ holder, takenOver: before, release })
}

/** On another host or in another container: that it lives cannot be seen from here. */
export const isElsewhere = (holder: LockHolder): boolean => holder.host !== hostname()

/** The living holder of the lock, or null; one elsewhere counts as living. Looks only. */
export function currentHolder(path: string): LockHolder | null {
  const holder = readHolder(path)
  return holder && holds(holder) ? holder : null
}

/** A record of our own pid was left by a process that had it before. */
const holds = (holder: LockHolder): boolean =>
  (holder.pid !== process.pid || holder.host !== hostname()) && mayBeAlive(holder)

function ownRecord(purpose: string): LockHolder {
  return { ...ownProcess(), user: userName(), startedAt: new Date().toISOString(), purpose }
}

export function userName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown')
  }
}

/**
 * On Linux an abstract socket: exactly one winner, gone with the process however it dies. It is not seen from other
 * network namespaces and other hosts; for those the record counts. Elsewhere the record is all there is.
 */
const guardName = (root: string): string | null => {
  if (process.platform !== 'linux') return null
  const { dev, ino } = statSync(root)
  return `\0tos-tui-${createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32)}`
}

function listen(name: string | null): Promise<Pick<Server, 'close'> | null> {
  if (name === null) return Promise.resolve({ close: () => undefined } as unknown as Server)
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(null) : reject(error),
    )
    server.listen(name, () => resolve(server))
    server.unref()
  })
}

function readHolder(path: string): LockHolder | null {
  try {
    const data = readIfThere(path, maxRecordBytes)
    return data && holderSchema.parse(JSON.parse(data.toString('utf8')))
  } catch (error) {
    // A damaged record names nobody. On Linux the socket has already decided; report it as taken over.
    return {
      host: hostname(),
      user: '?',
      pid: 0,
      startTick: null,
      bootId: null,
      startedAt: `unreadable: ${isSystemError(error) ? causeOf(error) : 'its record is damaged'}`,
      purpose: '?',
    }
  }
}

function locked(path: string, holder: LockHolder | null): Failure {
  const who = holder
    ? `${holder.purpose} by ${holder.user}, pid ${holder.pid} on ${holder.host}, since ${holder.startedAt}`
    : 'another process'
  const isForeign = holder !== null && isElsewhere(holder)
  return {
    what: `another runner holds this project (${who})`,
    where: path,
    remedy: isForeign
      ? `end it there; if it is surely dead, remove ${path}`
      : "watch it with 'tos-tui', or end it with 'tos stop'",
    exitCode: exitCodes.locked,
  }
}
