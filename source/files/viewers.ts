// Who looks on: a record for each viewer in logs/viewers/. What a killed one left there goes with the next look of another.
import { lstatSync, lutimesSync, readdirSync, rmSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { isThere, readRegular } from './open-regular.ts'
import { maxRecordBytes, mayBeAlive, ownProcess, processFields, type ProcessRecord } from './process-identity.ts'
import { writeAtomic } from './write-atomic.ts'

const recordSchema = z.object(processFields)

/** Viewers renew their records: that one on another host still lives is seen from nothing else. */
const renewMs = 5 * 60_000
const lapsedMs = 3 * renewMs

export interface Viewers {
  /** Living viewers of the project, this one among them. `now`: milliseconds since the epoch. */
  readonly count: (now: number) => number
  /** For a viewer that does not count: still here. `now` as for `count`, which does the same. */
  readonly renew: (now: number) => void
  readonly leave: () => void
}

/** From now on this process is a viewer. Where it cannot be written down the others do not see it. */
export function joinViewers(folder: string): Viewers {
  const own = ownProcess()
  const name = `${encodeURIComponent(own.host)}-${own.pid}-${own.startTick ?? 0}.json`
  const path = join(folder, name)
  let renewedAt = 0
  const renew = (now: number): void => {
    if (now - renewedAt < renewMs) return
    renewedAt = now
    attempt(() =>
      isThere(path) ? lutimesSync(path, now / 1000, now / 1000) : writeAtomic(path, JSON.stringify(own), 'nothing'),
    )
  }
  renew(Date.now())
  return {
    renew,
    count(now) {
      renew(now)
      const others = namesIn(folder).filter((each) => each !== name)
      return 1 + others.filter((each) => isViewer(join(folder, each), now)).length
    },
    leave: () => attempt(() => rmSync(path, { force: true })),
  }
}

/** A record that is nobody's any more is removed. */
function isViewer(path: string, now: number): boolean {
  const record = readRecord(path)
  const isHere = record?.host === hostname()
  if (record && isHere && mayBeAlive(record)) return true
  const isLapsed = isHere || now - changedAt(path) > lapsedMs
  if (isLapsed) attempt(() => rmSync(path, { force: true }))
  return record !== null && !isLapsed
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readRecord(path: string): ProcessRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readRegular(path, maxRecordBytes).toString('utf8')))
  } catch {
    // Just removed, or half-written by a process that was killed.
    return null
  }
}

function changedAt(path: string): number {
  try {
    return lstatSync(path).mtimeMs
  } catch {
    return 0
  }
}

/** A viewer looks on, whatever the disk says to its record. */
function attempt(write: () => void): void {
  try {
    write()
  } catch {
    // A folder that is not ours, a full disk.
  }
}
