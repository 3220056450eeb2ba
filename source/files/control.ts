// Which viewer may steer: a record in logs/. It keeps two people from pressing keys at once; the run never looks at it.
import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import * as z from 'zod'
import { readIfThere } from './open-regular.ts'
import { isOwn, maxRecordBytes, mayBeAlive, ownProcess, processFields } from './process-identity.ts'
import { mayWriteIn } from './writable.ts'
import { writeAtomic } from './write-atomic.ts'

const recordSchema = z.object({ ...processFields, by: z.string() })

export interface Control {
  /** This viewer steers. */
  readonly isMine: boolean
  /** Who steers; null when nobody does. */
  readonly by: string | null
}

/** Who steers now. A viewer that died steers no more. */
export function lookAtControl(path: string): Control {
  const record = readRecord(path)
  if (!record) return { isMine: false, by: null }
  return mayBeAlive(record) ? { isMine: isOwn(record), by: record.by } : { isMine: false, by: null }
}

/** May this user steer at all? Who cannot write the logs may look. */
export const maySteer = (path: string): boolean => mayWriteIn(dirname(path))

/** From now on this viewer steers; the one that did sees it. @throws Failed when the disk refuses */
export function takeControl(path: string, by: string): void {
  writeAtomic(path, JSON.stringify({ ...ownProcess(), by }), 'nothing')
}

/** Lets go of it, if it is ours. */
export function leaveControl(path: string): void {
  if (!lookAtControl(path).isMine) return
  try {
    rmSync(path, { force: true })
  } catch {
    // Of a viewer that has ended it counts no more.
  }
}

function readRecord(path: string): z.infer<typeof recordSchema> | null {
  try {
    const data = readIfThere(path, maxRecordBytes)
    return data && recordSchema.parse(JSON.parse(data.toString('utf8')))
  } catch {
    // Written by an unknown hand, or no file at all: nobody steers.
    return null
  }
}
