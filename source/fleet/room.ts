// Has this host room for a loop? One without takes none, and what failed on it may go on elsewhere.
import { mkdirSync, statfsSync } from 'node:fs'
import { exitCodes, type Failure } from '../core/failure.ts'

/** Bytes: a host that is full frees and fills a little all the time. */
const neededBytes = 16 * 2 ** 20

/** Why no loop can be run below `folder` now; null where one can. */
export function lackOfRoom(folder: string): Failure | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize >= neededBytes) return null
  const what = `the disk of this host is full (${Math.floor((bavail * bsize) / 2 ** 20)} MB are free)`
  return { what, where: folder, remedy: 'free some space', exitCode: exitCodes.failed }
}
