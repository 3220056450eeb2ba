// Room kept on the disk for the journal: what commands write may fill the disk, what happened is still recorded.
import { randomBytes } from 'node:crypto'
import { closeSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../core/errno.ts'
import { openNew, within } from './open-regular.ts'

/** Several times the longest event a command can cause. */
const roomBytes = 512 * 1024
/** For the end of a run that the full disk ends: several times the longest. */
const lastRoomBytes = 16 * 1024

export const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(codeOf(error))

interface Room {
  /** Keeps it if it is not kept. @throws the system's error when the disk is full */
  readonly keep: () => void
  /** Gives it to whoever writes next, when `error` says that the disk is full and it was kept. */
  readonly giveFor: (error: unknown) => boolean
  readonly leave: () => void
}

/** The room is a file of `bytes` at `path`, filled with chance: nothing of it can be compressed away. */
function roomAt(path: string, bytes: number): Room {
  let isKept = false
  const remove = (): void => {
    isKept = false
    try {
      rmSync(path, { force: true })
    } catch {
      // Something else stands there: then nothing is kept.
    }
  }
  return {
    keep() {
      if (isKept) return
      remove()
      try {
        within(dirname(path), (folder) => {
          const descriptor = openNew(folder, basename(path), 0o600)
          try {
            writeFileSync(descriptor, randomBytes(bytes))
          } finally {
            closeSync(descriptor)
          }
        })
        isKept = true
      } catch (error) {
        remove()
        if (isFull(error)) throw error
      }
    },
    giveFor(error) {
      if (!isKept || !isFull(error)) return false
      remove()
      return true
    },
    leave: remove,
  }
}

export interface Rooms {
  readonly keep: () => void
  /** The second one only for the end of the run. */
  readonly giveFor: (error: unknown, isEnd: boolean) => boolean
  readonly leave: () => void
}

/** Room for what commands cause, and apart from it for the last line of a run that the full disk ends. */
export function roomsIn(folder: string): Rooms {
  const room = roomAt(join(folder, 'journal.room'), roomBytes)
  const last = roomAt(join(folder, 'journal.end'), lastRoomBytes)
  return {
    keep() {
      last.keep()
      room.keep()
    },
    giveFor: (error, isEnd) => room.giveFor(error) || (isEnd && last.giveFor(error)),
    leave() {
      room.leave()
      last.leave()
    },
  }
}
